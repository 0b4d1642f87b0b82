"""The narrow cut through a real Saleor: one person's shop order and Rakuten order are one customer.

    python -m tests.saleor.narrow_cut --url http://127.0.0.1:8000/graphql/ --email … --password …

Needs a running Saleor with a worker, the package installed and migrated, its sample data, and a channel
that allows unpaid orders. Places a real guest checkout, uploads a Rakuten file, asks, and says what it saw;
exits with 1 when it is not as it should be. The person is invented, and new every time.
"""

from __future__ import annotations

import argparse
import csv
import io
import secrets
import sys
import time
from typing import Any

from tests.saleor.api import Api, guest_checkout
from tests.saleor.soon import await_record

_IMPORT = (
    "mutation($files: [OrderImportUpload!]!) { orderImportCreate(files: $files) "
    "{ orderImport { id } errors { field message code } } }"
)
_RUN = (
    "query($id: ID!) { orderImport(id: $id) "
    "{ state fileFormat encoding new changed unchanged refused error } }"
)
_GOES_ON = ("PENDING", "RUNNING")
_PATIENCE = 60.0
_CUSTOMERS = (
    "query($s: String!) { customerProfiles(first: 5, search: $s) { totalCount edges { node "
    "{ id name purchaseCount sources orders(first: 10) { edges { node { source number } } } } } } }"
)
_WHY = (
    "query($a: OrderRecordName!, $b: OrderRecordName!) { customerProfileWhy(one: $a, other: $b) "
    "{ sameCustomer chain { keys { criterion parts { field value } } } } }"
)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def rakuten_file(number: str, *, phone: tuple[str, str, str], relay: str, status: str = "700") -> bytes:
    """Return a Rakuten RMS file of one order of 山田太郎, in its true encoding. 900 is cancelled."""
    columns = {
        "注文番号": number,
        "ステータス": status,
        "注文日時": "2026-03-01 10:00:00",
        "請求金額": "3300",
        "注文者郵便番号1": "100",
        "注文者郵便番号2": "0001",
        "注文者住所都道府県": "東京都",
        "注文者住所郡市区": "千代田区",
        "注文者住所それ以降の住所": "架空町1-2-3",
        "注文者姓": "山田",
        "注文者名": "太郎",
        "注文者姓カナ": "ヤマダ",
        "注文者名カナ": "タロウ",
        **{f"注文者電話番号{i}": part for i, part in enumerate(phone, start=1)},
        "注文者メールアドレス": relay,
        "商品明細ID": "1",
        "商品名": "緑茶",
        "商品番号": "TEA-1",
        "単価": "3300",
        "個数": "1",
    }
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([columns.keys(), columns.values()])
    return text.getvalue().encode("cp932")


def finished(staff: Api, run_id: str) -> Any:
    """Wait until a worker is done with an import, and return the run."""
    end = time.monotonic() + _PATIENCE
    while True:
        run = staff.ask(_RUN, id=run_id)
        if run["state"] not in _GOES_ON or time.monotonic() > end:
            return run
        time.sleep(0.3)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8000/graphql/")
    parser.add_argument("--email", required=True, help="of a member of staff with all permissions")
    parser.add_argument("--password", required=True)
    options = parser.parse_args()

    nobody = Api(options.url)
    staff = nobody.signed_in(options.email, options.password)
    mark = secrets.randbelow(9000) + 1000  # a person whom no earlier run has met
    email, relay = f"taro{mark}@example.com", f"{secrets.token_hex(16)}s1@pc.fw.rakuten.ne.jp"
    address = {
        "firstName": "太郎",
        "lastName": "山田",
        "streetAddress1": "架空町1-2-3",
        "city": "千代田区",
        "countryArea": "東京都",
        "postalCode": "100-0001",
        "country": "JP",
        "phone": f"+81800000{mark}",
    }
    shop = guest_checkout(nobody, email=email, address=address)
    await_record(staff, shop)
    say(f"guest checkout      order {shop}")
    rakuten = f"123456-20260301-{mark:010}"
    done = staff.upload(
        _IMPORT, {"rakuten.csv": rakuten_file(rakuten, phone=("080", "0000", str(mark)), relay=relay)}
    )
    run = finished(staff, done["orderImport"]["id"])
    say(f"Rakuten file        {run}")
    found = staff.ask(_CUSTOMERS, s=email)
    say(f"customers found     {found}")
    why = staff.ask(_WHY, a={"source": "saleor", "number": shop}, b={"source": "rakuten", "number": rakuten})
    say(f"why                 {why}")
    refused = nobody.answer(_CUSTOMERS, s=email)
    code = refused["errors"][0]["extensions"]["exception"]["code"]
    say(f"asked by nobody     {code}")

    (customer,) = (edge["node"] for edge in found["edges"])
    orders = {(e["node"]["source"], e["node"]["number"]) for e in customer["orders"]["edges"]}
    as_it_should_be = (
        orders == {("saleor", shop), ("rakuten", rakuten)}
        and why["sameCustomer"] is True
        and code == "PermissionDenied"
        and (run["state"], run["new"], run["refused"]) == ("DONE", 1, 0)
    )
    say("One customer." if as_it_should_be else "NOT as it should be.")
    return 0 if as_it_should_be else 1


if __name__ == "__main__":
    sys.exit(main())

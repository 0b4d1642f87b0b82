"""Writes the sample files of the demo. Run by hand: ``python -m saleor_customer_mgmt.demo.build``.

The column names are those of docs/formats/headers. The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from saleor_customer_mgmt.demo.people import PEOPLE, Sample

HERE = Path(__file__).parent
HEADERS = HERE.parent.parent / "docs" / "formats" / "headers"

GOODS = {
    "TEA-01": ("煎茶 100g", 1080),
    "TEA-02": ("ほうじ茶 200g", 864),
    "POT-01": ("急須 ～藍～", 4950),
    "CUP-02": ("湯呑み 2個組", 2750),
    "SWT-03": ("季節の和菓子 12個", 3240),
    "BAG-01": ("帆布トート", 5500),
}


@dataclass(frozen=True, slots=True)
class Order:
    """One order: when, by whom, what (goods and how many), and its state as the mall writes it."""

    at: str
    who: str
    goods: str
    status: str
    to: str = ""

    @property
    def person(self) -> Sample:
        return PEOPLE[self.who]

    @property
    def recipient(self) -> Sample:
        return PEOPLE[self.to or self.who]

    def lines(self) -> Iterator[tuple[str, str, int, int]]:
        """Yield code, name, price and quantity; ``TEA-01*2 CUP-02`` are two teas and one set of cups."""
        for each in self.goods.split():
            code, _, quantity = each.partition("*")
            yield code, *GOODS[code], int(quantity or 1)

    @property
    def total(self) -> int:
        return sum(price * quantity for _, _, price, quantity in self.lines())


RAKUTEN = (
    Order("2024-01-08 10:12:31", "hanako", "TEA-01*2 CUP-02", "700"),
    Order("2024-01-21 21:40:02", "keiko", "POT-01", "700"),
    Order("2024-02-03 08:05:44", "yumi", "TEA-02*3", "700"),
    Order("2024-02-14 12:00:00", "gift", "SWT-03", "500", to="emi"),
    Order("2024-03-05 19:31:10", "ichiro-osaka", "BAG-01", "900"),
    Order("2024-03-20 23:59:59", "mai", "CUP-02 TEA-01", "600"),
    Order("2024-04-02 07:45:00", "taro", "SWT-03*2", "700"),
    Order("2024-04-18 16:20:30", "yumi", "POT-01 TEA-01", "700"),
    Order("2024-05-09 09:09:09", "hanako", "SWT-03", "300"),
    Order("2024-05-30 13:13:13", "mai", "TEA-02", "100"),
)
AMAZON = (
    Order("2024-01-15T20:01:11+09:00", "hanako", "BAG-01", ""),
    Order("2024-02-11T11:22:33+09:00", "takashi", "TEA-01 TEA-02", ""),
    Order("2024-03-03T09:00:00+09:00", "taro", "POT-01", ""),
    Order("2024-03-29T22:10:45+09:00", "takashi", "CUP-02", ""),
    Order("2024-04-25T18:30:00+09:00", "ken", "SWT-03", ""),
    Order("2024-05-12T06:15:20+09:00", "rina", "TEA-01*4", "", to="koji"),
    Order("2024-06-01T15:00:00+09:00", "hanako", "TEA-02*2", ""),
    Order("2024-06-07T12:34:56+09:00", "takashi", "BAG-01", ""),
)
YAHOO = (
    Order("2024/01/10 09:30:00", "keiko", "TEA-01", "5"),
    Order("2024/02/02 20:20:20", "yumi", "SWT-03", "5"),
    Order("2024/02/25 14:00:01", "firm", "CUP-02*5 TEA-02*10", "5"),
    Order("2024/03/16 10:10:10", "misaki", "TEA-01*2", "5"),
    Order("2024/04/06 17:45:12", "daisuke", "POT-01", "4"),
    Order("2024/04/28 19:00:00", "yumi", "TEA-02 CUP-02", "5"),
    Order("2024/05/19 08:08:08", "shota", "BAG-01", "3"),
    Order("2024/06/03 21:15:00", "ichiro-tokyo", "SWT-03", "2"),
)
AUPAY = (
    Order("2024/01/28 22:05", "keiko", "SWT-03", "完了"),
    Order("2024/02/20 11:11", "yoko", "TEA-01*2 TEA-01*2", "完了"),
    Order("2024/03/09 13:30", "naoki", "BAG-01", "キャンセル"),
    Order("2024/04/14 18:18", "shota", "TEA-02", "完了"),
    Order("2024/05/05 10:00", "yoko", "POT-01", "完了"),
    Order("2024/05/27 23:23", "naoki", "CUP-02 TEA-01", "発送待ち"),
)
SHOP = (
    Order("2024-01-05T12:00:00+09:00", "ichiro-tokyo", "TEA-01", "fulfilled"),
    Order("2024-01-19T09:41:00+09:00", "hanako", "POT-01", "fulfilled"),
    Order("2024-02-08T20:15:00+09:00", "yumi", "TEA-01*3", "fulfilled"),
    Order("2024-02-22T10:30:00+09:00", "ken", "CUP-02", "fulfilled"),
    Order("2024-03-01T08:00:00+09:00", "sakura", "SWT-03", "fulfilled"),
    Order("2024-03-14T15:45:00+09:00", "keiko", "BAG-01", "fulfilled"),
    Order("2024-03-31T19:00:00+09:00", "koji", "TEA-02*2", "returned"),
    Order("2024-04-10T11:05:00+09:00", "ichiro-osaka", "POT-01", "fulfilled"),
    Order("2024-04-21T16:16:00+09:00", "emi", "TEA-01 TEA-02", "fulfilled"),
    Order("2024-05-01T13:00:00+09:00", "firm", "SWT-03*6", "fulfilled"),
    Order("2024-05-11T21:30:00+09:00", "misaki", "CUP-02", "cancelled"),
    Order("2024-05-22T09:20:00+09:00", "yumi", "BAG-01 TEA-02", "fulfilled"),
    Order("2024-06-02T17:17:00+09:00", "daisuke", "TEA-01", "unfulfilled"),
    Order("2024-06-05T10:10:00+09:00", "yoko", "SWT-03", "unfulfilled"),
    Order("2024-06-08T18:00:00+09:00", "naoki", "POT-01", "unfulfilled"),
    Order("2024-06-10T12:12:00+09:00", "hanako", "TEA-01", "unfulfilled"),
)

Cells = dict[str, object]


def _parts(name: str, value: str) -> Cells:
    """Spread a value with hyphens over columns that are numbered from 1."""
    return {f"{name}{n}": part for n, part in enumerate(value.split("-"), start=1)}


def _rakuten_person(who: str, person: Sample) -> Cells:
    kana = person.at("rakuten", "kana").split()
    return {
        f"{who}姓": person.at("rakuten", "family"),
        f"{who}名": person.given,
        f"{who}姓カナ": kana[0],
        f"{who}名カナ": kana[1],
        f"{who}住所都道府県": person.prefecture,
        f"{who}住所郡市区": person.city,
        f"{who}住所それ以降の住所": person.street,
        **_parts(f"{who}郵便番号", person.postal_code),
        **_parts(f"{who}電話番号", person.phone),
    }


def rakuten() -> Iterator[Cells]:
    for n, order in enumerate(RAKUTEN, start=1):
        date, time = order.at.split()
        for line, (code, product, price, quantity) in enumerate(order.lines(), start=1):
            yield {
                "注文番号": f"299999-{date.replace('-', '')}-{n:010}",
                "ステータス": order.status,
                "注文日時": order.at,
                "注文日": date,
                "注文時間": time,
                "支払方法名": "クレジットカード",
                "配送方法": "宅配便",
                "商品合計金額": order.total,
                "送料合計": 0,
                "請求金額": order.total,
                "合計金額": order.total,
                "注文者メールアドレス": order.person.at("rakuten", "email"),
                **_rakuten_person("注文者", order.person),
                "送付先ID": n,
                **_rakuten_person("送付先", order.recipient),
                "商品明細ID": f"{n}{line:02}",
                "商品名": product,
                "商品番号": code,
                "単価": price,
                "個数": quantity,
            }


def amazon() -> Iterator[Cells]:
    for n, order in enumerate(AMAZON, start=1):
        person, to = order.person, order.recipient
        for line, (code, product, price, quantity) in enumerate(order.lines(), start=1):
            yield {
                "order-id": f"249-{n:07}-{n * 31:07}",
                "order-item-id": f"{n:010}{line:04}",
                "purchase-date": order.at,
                "payments-date": order.at,
                "buyer-email": person.at("amazon", "email"),
                "buyer-name": person.at("amazon", "family") + person.at("amazon", "given"),
                "sku": code,
                "product-name": product,
                "quantity-purchased": quantity,
                "currency": "JPY",
                "item-price": price * quantity,
                "item-tax": price * quantity // 11,
                "shipping-price": 0,
                "ship-service-level": "Standard",
                "recipient-name": to.family + to.given,
                "ship-address-1": to.city + to.street,
                "ship-city": "--",
                "ship-state": to.prefecture,
                "ship-postal-code": to.postal_code,
                "ship-country": "JP",
                "is-prime": "false",
            }


def _yahoo_person(who: str, person: Sample) -> Cells:
    kana = person.at("yahoo", "kana").split()
    return {
        f"{who}LastName": person.at("yahoo", "family"),
        f"{who}FirstName": person.given,
        f"{who}LastNameKana": kana[0],
        f"{who}FirstNameKana": kana[1],
        f"{who}ZipCode": person.postal_code,
        f"{who}Prefecture": person.prefecture,
        f"{who}City": person.city,
        f"{who}Address1": person.at("yahoo", "street"),
        f"{who}PhoneNumber": person.at("yahoo", "phone"),
        f"{who}Section1Value": person.at("yahoo", "company"),
    }


def yahoo_orders() -> Iterator[Cells]:
    for n, order in enumerate(YAHOO, start=10000001):
        yield {
            "OrderId": n,
            "Id": f"sample-store-{n}",
            "OrderTime": order.at,
            "OrderStatus": order.status,
            **_yahoo_person("Ship", order.recipient),
            **_yahoo_person("Bill", order.person),
            "ShipMethodName": "宅配便",
            "ShipRequestDate": "0000-00-00",
            "BillMailAddress": order.person.email,
            "PayMethodName": "PayPay",
            "ShipCharge": 0,
            "Total": order.total,
            "TotalPrice": order.total,
        }


def yahoo_items() -> Iterator[Cells]:
    for n, order in enumerate(YAHOO, start=10000001):
        for line, (code, product, price, quantity) in enumerate(order.lines(), start=1):
            yield {
                "OrderId": n,
                "LineId": line,
                "Quantity": quantity,
                "ItemId": code,
                "Title": product,
                "UnitPrice": price,
                "LineSubTotal": price * quantity,
            }


def _aupay_person(who: str, person: Sample) -> Cells:
    return {
        f"{who}Name": person.at("aupay", "family") + person.given,
        f"{who}Kana": person.kana,
        f"{who}ZipCode": person.postal_code,
        f"{who}Address": person.prefecture + person.city + person.street,
        f"{who}PhoneNumber1": person.at("aupay", "phone"),
    }


def aupay() -> Iterator[Cells]:
    """Equal lines of an order stand in equal rows, as the market writes them."""
    for n, order in enumerate(AUPAY, start=500000001):
        for code, product, price, quantity in order.lines():
            yield {
                "orderId": n,
                "orderDetailId": f"{n}{code[-1]}",
                "orderDate": order.at,
                "itemCode": code,
                "itemName": product,
                "mailAddress": order.person.at("aupay", "email"),
                **_aupay_person("orderer", order.person),
                **_aupay_person("sender", order.recipient),
                "settlementName": "クレジットカード",
                "orderStatus": order.status,
                "itemPrice": price,
                "unit": quantity,
                "totalItemPrice": price * quantity,
                "totalPrice": order.total,
                "requestPrice": order.total,
                "deliveryName": "宅配便",
            }


def shop() -> Iterator[Cells]:
    for n, order in enumerate(SHOP, start=1001):
        person, to = order.person, order.recipient
        for code, product, price, quantity in order.lines():
            yield {
                "source": "saleor",
                "order_number": n,
                "placed_at": order.at,
                "status": order.status,
                "name": person.at("shop", "family") + person.given,
                "kana": person.kana,
                "email": person.email,
                "phone": person.at("shop", "phone"),
                "postal_code": person.postal_code,
                "address": person.prefecture + person.city + person.street,
                "total": order.total,
                "currency": "JPY",
                "company": person.at("shop", "company"),
                "sku": code,
                "product": product,
                "quantity": quantity,
                "unit_price": price,
                "ship_name": to.family + to.given,
                "ship_postal_code": to.postal_code,
                "ship_address": to.prefecture + to.city + to.street,
                "ship_phone": to.phone,
            }


def table(header_file: str, rows: Iterable[Cells], encoding: str) -> bytes:
    """Return a file with all columns that its market writes. No value here needs quotation marks."""
    delimiter = "\t" if header_file.endswith(".tsv") else ","
    names = (HEADERS / header_file).read_text(encoding="utf-8").rstrip("\n").split(delimiter)
    lines = [names, *([str(row.get(name, "")) for name in names] for row in rows)]
    return "".join(f"{delimiter.join(line)}\r\n" for line in lines).encode(encoding)


def files() -> dict[str, bytes]:
    """Return all sample files by name."""
    return {
        "rakuten.csv": table("rakuten.csv", rakuten(), "cp932"),
        "amazon.txt": table("amazon.tsv", amazon(), "cp932"),
        "yahoo_orders.csv": table("yahoo-orders.csv", yahoo_orders(), "cp932"),
        "yahoo_items.csv": table("yahoo-items.csv", yahoo_items(), "cp932"),
        "aupay.csv": table("aupay.csv", aupay(), "cp932"),
        "shop.csv": table("neutral.csv", shop(), "utf-8"),
    }


if __name__ == "__main__":
    for name, content in files().items():
        (HERE / name).write_bytes(content)

"""Customer management in the real dashboard of a real Saleor, used as staff would.

    DASHBOARD_URL=http://localhost:9000/dashboard/ python -m tests.saleor.dashboard \
        --url http://localhost:8000/graphql/ --email … --password … [--pictures FOLDER]

Needs a dashboard built for that Saleor (saleor/saleor-dashboard, ``API_URL`` being ``--url``), the package
installed there with our entries registered for the dashboard's origin, the front end built, sample data that
may be changed, a channel that allows unpaid orders, and Chromium (``CHROMIUM`` names one). Runs in this
project's own environment. People are invented, and new each time. Prints a table; exits with 1 when a row is
not right.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Frame, Page, expect, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.words import Words
from tests.saleor.api import Api, Refused, guest_checkout
from tests.saleor.permissions import register
from tests.saleor.table import Table

REASON = "The address does not fit the postal code: call first"
_OURS = re.compile(r"/plugins/global/customer-management/app")
_PATIENCE = 45_000


@dataclass(frozen=True, slots=True)
class Seen:
    """What was made for this run: an account with an order that is held, and orders from two malls."""

    order: str
    number: str
    account: str


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--url", required=True)
    parser.add_argument("--email", required=True, help="of a member of staff with all permissions")
    parser.add_argument("--password", required=True)
    parser.add_argument("--pictures", type=Path, help="a folder for pictures of what is seen")
    options = parser.parse_args()
    table, admin = Table(), Api(options.url).signed_in(options.email, options.password)
    widgets = admin.ask('{ __type(name: "AppExtension") { fields { name } } }')["fields"]
    with sync_playwright() as playwright:
        program = shutil.which(os.environ.get("CHROMIUM", "chromium"))
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for language, colours in (("en", "light"), ("ja", "dark")):
            table.say(f"==== {language}, {colours}")
            visit = Visit(table, admin, options, Words(language), colours)
            visit.run(browser, widgets="settings" in {field["name"] for field in widgets})
        browser.close()
    return table.verdict()


class Visit:
    """One member of staff, with one language and colours, from signing in on."""

    def __init__(self, table: Table, admin: Api, options: Any, words: Words, colours: str) -> None:
        self._table, self._admin, self._options = table, admin, options
        self._words, self._colours = words, colours
        self._home = os.environ["DASHBOARD_URL"].rstrip("/")

    def run(self, browser: Browser, *, widgets: bool) -> None:
        seen = invented(self._admin)
        with self._window(browser) as page:
            self._sign_in(page)
            if widgets:
                self._beside_order(page, seen, self._widget)
            else:
                self._beside_order(page, seen, self._popup)
            self._beside_customer(page, seen, widgets)
            self._from_the_menu(page, seen)

    @contextmanager
    def _window(self, browser: Browser) -> Iterator[Page]:
        context = browser.new_context(viewport={"width": 1200, "height": 740})
        context.set_default_timeout(_PATIENCE)
        dark = self._colours == "dark"
        kept = {
            "locale": json.dumps(self._words.language),
            "activeMacawUITheme": "defaultDark" if dark else "defaultLight",
            "macaw-ui-theme": "dark" if dark else "light",
        }
        keep = "for (const [name, value] of Object.entries(KEPT)) localStorage.setItem(name, value)"
        context.add_init_script(keep.replace("KEPT", json.dumps(kept)))
        page = context.new_page()
        yield page
        context.close()

    def _sign_in(self, page: Page) -> None:
        page.goto(f"{self._home}/")
        page.locator("input[name=email]").fill(self._options.email)
        page.locator("input[name=password]").fill(self._options.password)
        page.locator("button[type=submit]").click()
        page.locator("input[name=password]").wait_for(state="detached")

    def _beside_order(self, page: Page, seen: Seen, find: Callable[[Page, str], Frame]) -> None:
        words, row = self._words, self._table.row
        refused = fulfilled(self._admin, seen.order)
        row("fulfilling while it is held", "This order is on hold" in refused, True)
        page.goto(f"{self._home}/orders/{seen.order}")
        frame = find(page, "order")
        hold = frame.get_by_role("region", name=words("beside_held"))
        row("order: held, and why", bool(hold.get_by_text(REASON).is_visible()), True)
        who = frame.get_by_role("region", name=words("beside_who"))
        row("order: who", who.locator(".beside-name").inner_text(), "見本 花子")
        row("order: purchases", words("purchases", count=3) in who.inner_text(), True)
        row("order: colours", frame.locator("html").get_attribute("data-colours"), self._colours)
        self._picture(page, "order")
        hold.get_by_role("button", name=words("beside_release"), exact=True).click()
        hold.get_by_role("textbox").fill("電話で確認")
        self._picture(page, "release")
        hold.get_by_role("button", name=words("beside_release_now")).click()
        expect(hold).to_have_count(0)
        row("order: held after release", frame.get_by_text(REASON).count(), 0)
        row("fulfilling afterwards: said against it", fulfilled(self._admin, seen.order), "")

    def _beside_customer(self, page: Page, seen: Seen, widgets: bool) -> None:
        page.goto(f"{self._home}/customers/{seen.account}")
        frame = (self._widget if widgets else self._popup)(page, "customer")
        who = frame.get_by_role("region", name=self._words("beside_who"))
        self._table.row("customer: who", who.locator(".beside-name").inner_text(), "見本 花子")
        self._picture(page, "customer")
        who.get_by_role("button", name=self._words("beside_open")).click()
        page.wait_for_url(re.compile(r"/extensions/app/[^/]+/customers/"))
        frame = our_frame(page, lambda url: "/customers/" in url)
        frame.get_by_role("heading", name="見本 花子").wait_for()
        self._table.row("customer: opens in the app", True, True)

    def _from_the_menu(self, page: Page, seen: Seen) -> None:
        words, row = self._words, self._table.row
        page.goto(f"{self._home}/customers/")
        page.get_by_role("link", name="Customers over all sources").first.click()
        frame = our_frame(page, lambda url: url.endswith("/customers"))
        frame.get_by_role("searchbox").fill("見本")
        frame.get_by_role("link", name="見本 花子").first.wait_for()
        self._picture(page, "app")
        frame.get_by_role("link", name="見本 花子").first.click()
        frame.get_by_role("button", name=words("in_saleor_order", number=seen.number)).wait_for()
        page.wait_for_url(re.compile(r"/customers/\w{4}-\w{4}-\w{4}$"))
        page.reload()
        frame = our_frame(page, lambda url: "/customers/" in url)
        frame.get_by_role("button", name=words("in_saleor_order", number=seen.number)).click()
        page.wait_for_url(re.compile(f"/orders/{re.escape(seen.order).replace('=', '(=|%3D)')}"))
        row("menu: app, search, customer, reload, back to the order", True, True)

    def _widget(self, page: Page, of: str) -> Frame:
        frame = our_frame(page, lambda url: f"/widget/{of}" in url)
        frame.get_by_role("region", name=self._words("beside_who")).wait_for()
        frame.frame_element().scroll_into_view_if_needed()
        return frame

    def _popup(self, page: Page, of: str) -> Frame:
        label = {"order": "Customer and holds", "customer": "Customer over all sources"}[of]
        # The dashboard makes the menu anew, and closes it, when the extensions have come.
        page.wait_for_load_state("networkidle")
        page.locator('[data-test-id="show-more-button"]').first.click()
        page.get_by_text(label, exact=True).last.click()
        frame = our_frame(page, lambda url: f"/popup/{of}" in url)
        frame.get_by_role("region", name=self._words("beside_who")).wait_for()
        return frame

    def _picture(self, page: Page, name: str) -> None:
        if folder := self._options.pictures:
            # What the dashboard of 3.23 advertises covers a part of it.
            close = page.get_by_text("Saleor Pulse", exact=True).locator("xpath=following::button[1]")
            if close.count():
                close.first.click()
            time.sleep(1)  # frames grow and move smoothly
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"dashboard-{name}-{self._words.language}.png")


def our_frame(page: Page, wanted: Callable[[str], bool]) -> Frame:
    """Wait for the frame with a page of ours at an address like this (without what follows the ``?``)."""
    end = time.monotonic() + _PATIENCE / 1000
    while time.monotonic() < end:
        for frame in page.frames:
            if _OURS.search(frame.url) and wanted(frame.url.partition("?")[0]):
                return frame
        page.wait_for_timeout(200)
    raise Error("There is no such frame of ours.")


def invented(admin: Api) -> Seen:
    """Have 見本花子 buy here, at Rakuten and at Amazon, and hold the order that she placed here."""
    mark = f"{secrets.randbelow(9000) + 1000}"
    email, password = f"hanako{mark}@example.com", secrets.token_urlsafe(20)
    account = register(admin, email, password)
    address = {
        "firstName": "花子",
        "lastName": "見本",
        "streetAddress1": "架空町1-2-3",
        "city": "千代田区",
        "countryArea": "東京都",
        "postalCode": "100-0001",
        "country": "JP",
        "phone": f"+81800002{mark}",
    }
    number = guest_checkout(Api(admin.url).signed_in(email, password), email=email, address=address)
    person = {"name": "見本 花子", "kana": "ミホン ハナコ", "phones": [f"080-0002-{mark}"], "emails": [email]}
    common = {"buyer": person, "status": "FULFILLED", "currency": "JPY", "lines": [{"product": "緑茶"}]}
    malls = [
        common | {"source": "rakuten", "number": f"123456-20260301-{mark:>010}", "total": "3300"},
        common | {"source": "amazon", "number": f"250-{mark:>07}-0000001", "total": "5400"},
    ]
    admin.ask(
        "mutation($o: [OrderRecordInput!]!) { orderRecordsRecord(orders: $o) "
        "{ errors { field message code } } }",
        o=malls,
    )
    record = recorded(admin, number)
    admin.ask(
        "mutation($o: [ID!]!, $r: String!) { customerMgmtHoldsPlace(orders: $o, point: FULFIL, reason: $r) "
        "{ errors { field message code } } }",
        o=[record["id"]],
        r=REASON,
    )
    return Seen(record["saleorOrder"]["id"], number, account)


def recorded(admin: Api, number: str) -> Any:
    """Wait until the order is recorded, which may be a moment after it was placed."""
    query = 'query($n: String!) { orderRecord(source: "saleor", number: $n) { id saleorOrder { id } } }'
    end = time.monotonic() + 30
    while (found := admin.ask(query, n=number)) is None and time.monotonic() < end:
        time.sleep(0.2)
    return found


def fulfilled(admin: Api, order: str) -> str:
    """Try to send everything of an order; return what was said against it."""
    found = admin.ask(
        "query($i: ID!) { order(id: $i) { status lines { id quantity variant "
        "{ stocks { quantity warehouse { id } } } } } }",
        i=order,
    )
    if found["status"] == "UNCONFIRMED":
        for name in ("orderConfirm", "orderMarkAsPaid"):
            admin.ask(
                f"mutation($i: ID!) {{ {name}(id: $i) {{ errors {{ field message code }} }} }}", i=order
            )
    lines = [
        {
            "orderLineId": line["id"],
            "stocks": [
                {
                    "quantity": line["quantity"],
                    "warehouse": max(line["variant"]["stocks"], key=lambda s: s["quantity"])["warehouse"][
                        "id"
                    ],
                }
            ],
        }
        for line in found["lines"]
    ]
    try:
        admin.ask(
            "mutation($i: ID!, $n: OrderFulfillInput!) { orderFulfill(order: $i, input: $n) "
            "{ errors { field message code } } }",
            i=order,
            n={"lines": lines, "notifyCustomer": False, "allowStockToBeExceeded": True},
        )
    except Refused as refused:
        return str(refused)
    return ""


if __name__ == "__main__":
    sys.exit(main())

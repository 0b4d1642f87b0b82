"""A customer of whom there is very much: a part is shown, all of it can be seen, and nothing is lost."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.people import ask, is_wider_than_the_window, shell
from tests.browser.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator

ORDERS, NOTES, LABELS, MARKS, GROUPS, LINES = 230, 57, 25, 9, 7, 12
LONG = "架空" * 100
FILL = """
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.models import *
from saleor_customer_mgmt.services.record_orders import record_orders
mark = {mark!r}
buyer = Person(name="多々良多子" + mark, phones=("080-0003-" + mark,), emails=(mark + "@example.com",))
lines = tuple(LineFacts(product=f"{{n}} " + {long!r}, quantity=1) for n in range({lines}))
begin = datetime(2024, 1, 1, tzinfo=UTC)
shared = dict(source="saleor", status=OrderStatus.FULFILLED, buyer=buyer, total=Decimal(100), currency="JPY")
record_orders([
    OrderFacts(
        number=f"{{mark}}-{{n:03}}", placed_at=begin + timedelta(hours=n),
        lines=lines if n == {orders} - 1 else (), **shared,
    )
    for n in range({orders})
])
first = OrderRecord.objects.get(number=mark + "-000")
by = dict(anchor=first, by_kind="user", by_label="demo")
CustomerNote.objects.bulk_create(CustomerNote(text=f"Note {{n}}", **by) for n in range({notes}))
CustomerLabel.objects.bulk_create(
    CustomerLabel(text=f"{{mark}} label {{n:02}}", **by) for n in range({labels})
)
WatchMark.objects.bulk_create(WatchMark(level="watch", reason=f"Reason {{n}}", **by) for n in range({marks}))
groups = Group.objects.bulk_create(
    Group(slug=f"many-{{mark}}-{{n}}", name=f"{{n}} " + {long!r}[:190], by_kind="user")
    for n in range({groups})
)
GroupMembership.objects.bulk_create(
    GroupMembership(group=group, customer_id=first.customer_id, why="hand") for group in groups
)
"""
ORDER_OF = """query($n: String!) {
  orderRecord(source: "saleor", number: $n) { customer { publicId orderCount } }
}"""
GROUPS_OF = "query($id: ID!) { customerProfile(id: $id) { groups { why } } }"


@pytest.fixture
def mark(home: Path) -> str:
    """Make such a customer; what its name and numbers have in them."""
    mark = f"{secrets.randbelow(9000) + 1000}"
    numbers = {"lines": LINES, "orders": ORDERS, "notes": NOTES, "labels": LABELS, "marks": MARKS}
    shell(home, FILL.format(mark=mark, long=LONG, groups=GROUPS, **numbers))
    return mark


def open_customer(page: Page, words: Words, mark: str) -> None:
    page.goto(f"/app/customers?q={mark}-000")
    page.get_by_role("link", name=f"多々良多子{mark}").click()
    page.get_by_role("region", name=words("marks")).get_by_role("listitem").first.wait_for()


def more(place: Locator, words: Words, of: str, **numbers: int) -> Locator:
    key = "show_more" if numbers["rest"] > numbers["next"] else "show_rest"
    return place.get_by_role("button", name=f"{of}: {words(key, **numbers)}", exact=True)


def test_all_orders_can_be_seen_and_an_old_one_split_off(page: Page, words: Words, mark: str) -> None:
    open_customer(page, words, mark)
    orders = page.get_by_role("region", name=words("orders_title"), exact=True)
    rows = orders.get_by_role("table").get_by_role("checkbox")
    expect(rows).to_have_count(100)
    expect(page.get_by_text(words("why_newest", count=100))).to_be_visible()
    assert faults(page) == []
    assert not is_wider_than_the_window(page)

    more(orders, words, words("orders_title"), next=100, rest=130).press("Enter")
    expect(rows).to_have_count(200)
    more(orders, words, words("orders_title"), next=30, rest=30).press("Enter")
    expect(rows).to_have_count(ORDERS)
    shown = [box.get_attribute("aria-label") for box in rows.all()]
    wanted = [f"Saleor {mark}-{n:03}" for n in reversed(range(ORDERS))]
    assert shown == [words("select_order", order=order) for order in wanted]
    expect(orders.get_by_role("button", name=re.compile(f"^{words('orders_title')}:"))).to_have_count(0)

    # Not the first one that was recorded: by that the customer is called.
    rows.nth(ORDERS - 2).check()
    orders.get_by_role("button", name=words("split"), exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=words("split"), exact=True).click()

    expect(page.get_by_text(words("purchases", count=ORDERS - 1), exact=True)).to_be_visible()
    taken, stayed = (ask(page, ORDER_OF, n=f"{mark}-{n}")["orderRecord"]["customer"] for n in ("001", "000"))
    assert (taken["orderCount"], stayed["orderCount"]) == (1, ORDERS - 1)
    assert taken["publicId"] != stayed["publicId"]


def test_of_everything_a_few_and_more_by_keyboard(page: Page, words: Words, mark: str) -> None:
    open_customer(page, words, mark)
    notes = page.get_by_role("region", name=words("notes"), exact=True)
    texts = notes.locator(".note-text")
    expect(texts).to_have_count(5)
    more(notes, words, words("notes"), next=50, rest=NOTES - 5).press("Enter")
    expect(texts).to_have_count(55)
    last = more(notes, words, words("notes"), next=2, rest=2)
    expect(last).to_be_focused()
    page.keyboard.press("Enter")
    expect(texts).to_have_count(NOTES)
    assert sorted(texts.all_inner_texts()) == sorted(f"Note {n}" for n in range(NOTES))
    # The button is gone; Tab goes on from where it was.
    expect(last).to_have_count(0)
    assert page.evaluate("document.activeElement.className") == "more"

    marks = page.get_by_role("region", name=words("marks"))
    level = marks.get_by_role("list", name=words("watchlist"))
    expect(level.get_by_role("listitem")).to_have_count(3)
    more(marks, words, words("watchlist"), next=MARKS - 3, rest=MARKS - 3).click()
    expect(level.get_by_role("listitem")).to_have_count(MARKS)
    labels = marks.get_by_role("list", name=words("labels"))
    expect(labels.get_by_role("listitem")).to_have_count(20)
    more(marks, words, words("labels"), next=LABELS - 20, rest=LABELS - 20).click()
    expect(labels.get_by_role("listitem")).to_have_count(LABELS)
    groups = page.get_by_role("region", name=words("groups"), exact=True)
    expect(groups.get_by_role("listitem")).to_have_count(5)
    all_groups = len(ask(page, GROUPS_OF, id=page.url.rsplit("/", 1)[-1])["customerProfile"]["groups"])
    assert all_groups >= GROUPS
    more(groups, words, words("groups"), next=all_groups - 5, rest=all_groups - 5).click()
    expect(groups.get_by_role("listitem")).to_have_count(all_groups)

    products = page.get_by_role("row").filter(has_text=f"{mark}-{ORDERS - 1}").get_by_role("cell").nth(5)
    expect(products.locator(".sub")).to_have_count(3)
    of = f"{words('products')} {mark}-{ORDERS - 1}"
    more(products, words, of, next=LINES - 3, rest=LINES - 3).click()
    expect(products.locator(".sub")).to_have_count(LINES)


def test_a_row_of_the_list_stays_a_row(page: Page, words: Words, mark: str) -> None:
    page.goto(f"/app/customers?q={mark}-000")
    row = page.get_by_role("row").filter(has_text=f"多々良多子{mark}")

    expect(row.get_by_text(words("more_labels", count=LABELS - 4), exact=True)).to_be_visible()
    expect(row.get_by_text(f"{mark} label")).to_have_count(4)

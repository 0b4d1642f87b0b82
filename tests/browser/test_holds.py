"""The queue of holds, as those who work on it all day use it, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.axe import faults
from tests.browser.people import (
    change,
    hold,
    is_wider_than_the_window,
    orders_of,
    page_of,
    shell,
    staff,
)
from tests.browser.words import Words

NAMES = {"en": "試作一郎", "ja": "見本二郎"}


def queue(page: Page, search: str, **more: str) -> None:
    """Open the queue with this search, and wait until it is there."""
    rest = "".join(f"&{name}={value}" for name, value in more.items())
    page.goto(f"/app/holds?q={search}{rest}")
    page.locator("tbody tr td, .empty").first.wait_for()
    page.wait_for_load_state("networkidle")


def rows(page: Page) -> Locator:
    return page.locator("tbody tr")


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def test_released_with_a_note_by_keyboard(page: Page, words: Words) -> None:
    name = NAMES[words.language]
    orders = orders_of(page, f"{name}甲", 2)
    hold(page, orders)
    queue(page, orders[0]["customer"])
    expect(rows(page)).to_have_count(2)
    expect(rows(page).nth(0)).to_contain_text(orders[1]["number"])

    # The newest first; J goes to the other one, R is about that.
    page.keyboard.press("j")
    expect(rows(page).nth(1)).to_be_focused()
    page.keyboard.press("r")
    expect(dialog(page)).to_contain_text(words("hold_release_title", count=1))
    expect(dialog(page).get_by_role("listitem")).to_have_text(f"Saleor {orders[0]['number']}")
    # Keys are letters here, not commands.
    dialog(page).get_by_role("textbox", name=words("note")).press_sequentially("jr said so")
    dialog(page).get_by_role("button", name=words("hold_release"), exact=True).click()

    expect(page.get_by_text(words("hold_release_done", count=1))).to_be_visible()
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text(orders[1]["number"])
    queue(page, orders[0]["customer"], state="closed")
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("jr said so")
    expect(rows(page).locator(".pill")).to_have_text(words("hold_state_RELEASED"))
    expect(rows(page).get_by_role("checkbox")).to_have_count(0)


def test_several_are_cancelled_at_once(page: Page, words: Words) -> None:
    orders = orders_of(page, f"{NAMES[words.language]}乙", 3)
    hold(page, orders)
    queue(page, orders[0]["customer"])
    bar = page.get_by_role("group", name=words("selection"))
    cancel = bar.get_by_role("button", name=words("hold_cancel"))
    expect(cancel).to_be_disabled()

    page.get_by_role("checkbox", name=words("select_page")).check()
    page.get_by_role("checkbox", name=f"Saleor {orders[2]['number']}").uncheck()
    expect(bar).to_contain_text(words("selected", count=2))
    cancel.click()
    dialog(page).get_by_role("textbox", name=words("note")).fill("a mistake")
    dialog(page).get_by_role("button", name=words("hold_cancel"), exact=True).click()

    expect(page.get_by_text(words("hold_cancel_done", count=2))).to_be_visible()
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text(orders[2]["number"])
    queue(page, orders[0]["customer"], state="closed")
    expect(rows(page).locator(".pill")).to_have_text([words("hold_state_CANCELLED")] * 2)


def test_taken_over_and_given_back(page: Page, words: Words) -> None:
    orders = orders_of(page, f"{NAMES[words.language]}丙")
    hold(page, orders)
    queue(page, orders[0]["customer"], owner="nobody")
    expect(rows(page)).to_have_count(1)

    page.keyboard.press("a")
    expect(page.get_by_text(words("hold_assigned", count=1))).to_be_visible()
    expect(page.get_by_text(words("no_holds_match"), exact=True)).to_be_visible()
    page.get_by_label(words("hold_owner"), exact=True).select_option("mine")
    expect(rows(page).get_by_role("cell", name="demo", exact=True)).to_be_visible()
    assert "owner=mine" in page.url
    # Asked for again it is said in words, and nothing happens.
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_have_text(words("refused_hold_owner"))

    page.keyboard.press("x")
    page.get_by_role("button", name=words("hold_to_nobody")).click()
    expect(page.get_by_text(words("hold_unassigned", count=1))).to_be_visible()
    expect(page.get_by_text(words("no_holds_match"), exact=True)).to_be_visible()


def test_what_somebody_else_has_released_is_said_in_the_language(page: Page, words: Words) -> None:
    orders = orders_of(page, f"{NAMES[words.language]}丁")
    holds = hold(page, orders)
    queue(page, orders[0]["customer"])
    page.keyboard.press("r")
    expect(dialog(page)).to_be_visible()
    change(page, "customerMgmtHoldsRelease", "$holds: [ID!]! / holds: $holds", "holds { id }", holds=holds)

    dialog(page).get_by_role("textbox").fill("typed and not lost")
    dialog(page).get_by_role("button", name=words("hold_release"), exact=True).click()

    expect(dialog(page).get_by_role("alert")).to_have_text(words("refused_hold_closed"))
    expect(dialog(page).get_by_role("textbox")).to_have_value("typed and not lost")
    page.keyboard.press("Escape")
    expect(page.get_by_text(words("no_holds_match"), exact=True)).to_be_visible()


def test_held_by_hand_from_the_customer_and_released_there(page: Page, words: Words) -> None:
    orders = orders_of(page, f"{NAMES[words.language]}戊")
    page.goto(f"/app/customers/{orders[0]['customer']}")
    card = page.get_by_role("region", name=words("orders_title"), exact=True)
    button = card.get_by_role("button", name=words("hold_selected"))
    expect(button).to_be_disabled()
    card.get_by_role("checkbox").check()
    button.click()

    # Without a reason: said beside the field, and nothing is held.
    place = dialog(page).get_by_role("button", name=words("hold_place"), exact=True)
    place.click()
    expect(dialog(page).get_by_role("alert")).to_have_text(words("reason_required"))
    marks = page.get_by_role("region", name=words("marks"))
    expect(marks.get_by_role("list", name=words("holds"))).to_have_count(0)
    dialog(page).get_by_role("radio", name=words("point_CAPTURE_hint")).check()
    dialog(page).get_by_role("textbox", name=words("reason")).fill("<b>call</b> first")
    place.click()

    expect(page.get_by_text(words("hold_placed", count=1))).to_be_visible()
    held = marks.get_by_role("list", name=words("holds"))
    expect(held.get_by_role("listitem")).to_contain_text(f"Saleor {orders[0]['number']}")
    # What somebody wrote is text.
    expect(held).to_contain_text("<b>call</b> first")
    expect(held.locator(".pill")).to_have_text(words("point_CAPTURE"))
    marks.get_by_role("link", name=words("to_holds")).click()
    expect(rows(page)).to_have_count(1)
    assert f"customer={orders[0]['customer']}" in page.url
    page.go_back()
    held.get_by_role("button", name=words("hold_release_one", order=f"Saleor {orders[0]['number']}")).click()
    dialog(page).get_by_role("button", name=words("hold_release"), exact=True).click()
    expect(page.get_by_text(words("hold_release_done", count=1))).to_be_visible()
    expect(held).to_have_count(0)


def test_filters_stand_in_the_address(page: Page, words: Words) -> None:
    orders = orders_of(page, f"{NAMES[words.language]}己", 2)
    hold(page, orders)
    queue(page, orders[0]["customer"])

    page.get_by_label(words("hold_point"), exact=True).select_option("CONFIRM")
    expect(page.get_by_text(words("no_holds_match"), exact=True)).to_be_visible()
    page.get_by_label(words("hold_point"), exact=True).select_option("FULFIL")
    expect(rows(page)).to_have_count(2)
    page.get_by_role("button", name=words("hold_age")).click()
    expect(rows(page).nth(0)).to_contain_text(orders[0]["number"])
    page.reload()
    expect(rows(page).nth(0)).to_contain_text(orders[0]["number"])
    assert page.url.endswith(f"/app/holds?q={orders[0]['customer']}&point=FULFIL&sort=OLDEST")
    page.get_by_label(words("filter_sources")).select_option("rakuten")
    page.get_by_role("button", name=words("clear_filters")).click()
    page.wait_for_url("**/app/holds")
    page.get_by_role("button", name=words("hold_age")).click()
    # The demo has holds of the shipped rules, told in the language of whoever looks.
    reason = {"en": "On the watchlist: block", "ja": "要注意顧客リスト：取引停止"}[words.language]
    expect(page.get_by_role("cell", name=reason).first).to_be_visible()


def test_orders_that_moved_while_held_are_told_until_seen(page: Page, words: Words, home: Path) -> None:
    orders = orders_of(page, f"{NAMES[words.language]}庚", 2)
    hold(page, orders)
    numbers = [order["number"] for order in orders]
    shell(
        home,
        "from saleor_customer_mgmt.models import Hold, HoldBreach\n"
        f"for hold in Hold.objects.filter(order__number__in={numbers!r}).order_by('id'):\n"
        "    HoldBreach.objects.create(order_id=hold.order_id, hold=hold, what='captured')",
    )
    page.goto("/app/holds")
    told = page.get_by_role("region", name=words("breaches", count=2))

    expect(told.get_by_role("listitem")).to_have_count(2)
    expect(told).to_contain_text(f"Saleor {numbers[0]} {words('breach_captured')}")
    told.get_by_role("button", name=words("breach_seen_one", order=f"Saleor {numbers[0]}")).click()
    expect(page.get_by_text(words("breach_done", count=1))).to_be_visible()
    one_left = page.get_by_role("region", name=words("breaches", count=1))
    expect(one_left.get_by_role("listitem")).to_contain_text(numbers[1])
    one_left.get_by_role("button", name=words("breach_seen"), exact=False).click()
    expect(page.locator("#breaches")).to_have_count(0)


def test_an_empty_queue_says_how_orders_come_there(page: Page, words: Words) -> None:
    def nothing(route: Route) -> None:
        if "HoldQueue" not in (route.request.post_data or ""):
            route.continue_()
            return
        info = {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None}
        empty = {"totalCount": 0, "pageInfo": info, "edges": []}
        route.fulfill(json={"data": {"customerMgmtHolds": empty}})

    page.route("**/graphql/", nothing)
    page.goto("/app/holds")

    expect(page.get_by_role("heading", name=words("empty_holds"))).to_be_visible()
    expect(page.get_by_text(words("empty_holds_hint"))).to_be_visible()


def test_who_may_not_is_told_so(page: Page, browser: Browser, server: str, words: Words, home: Path) -> None:
    orders = orders_of(page, f"{NAMES[words.language]}辛")
    hold(page, orders)
    with page_of(browser, server, words, staff(home, "account.manage_users")) as theirs:
        theirs.goto("/app/holds")
        expect(theirs.get_by_role("alert")).to_contain_text(words("fault_forbidden"))
        expect(theirs.locator("table")).to_have_count(0)
        theirs.goto(f"/app/customers/{orders[0]['customer']}")
        marks = theirs.get_by_role("region", name=words("marks"))
        expect(marks).to_contain_text(words("holds_hidden"))
    with page_of(browser, server, words, staff(home, "order.manage_orders")) as theirs:
        theirs.goto(f"/app/holds?q={orders[0]['number']}")
        expect(rows(theirs)).to_have_count(1)
        expect(theirs.get_by_text(words("forbidden_in_part"))).to_be_visible()
        expect(rows(theirs).get_by_role("link")).to_have_count(0)
        # What they may do, they can.
        theirs.keyboard.press("r")
        dialog(theirs).get_by_role("button", name=words("hold_release"), exact=True).click()
        expect(theirs.get_by_text(words("hold_release_done", count=1))).to_be_visible()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_and_a_name_of_200_characters(page: Page, words: Words, colours: Any) -> None:
    page.emulate_media(color_scheme=colours)
    name = f"<i>{'寿限無' * 65}"[:200]
    orders = orders_of(page, name, 2)
    hold(page, orders, "r" * 500)
    queue(page, orders[0]["customer"])
    expect(page.get_by_role("link", name=name).first).to_be_visible()
    found = {"holds": faults(page), "wide": is_wider_than_the_window(page)}
    page.keyboard.press("r")
    dialog(page).wait_for()
    found["release"] = faults(page)
    page.keyboard.press("Escape")
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("region", name=words("marks")).get_by_role("list", name=words("holds")).wait_for()
    page.wait_for_load_state("networkidle")
    found["customer"] = faults(page)
    found["wide customer"] = is_wider_than_the_window(page)
    card = page.get_by_role("region", name=words("orders_title"), exact=True)
    card.get_by_role("checkbox").first.check()
    card.get_by_role("button", name=words("hold_selected")).click()
    dialog(page).wait_for()
    found["place"] = faults(page)

    assert {place: what for place, what in found.items() if what} == {}

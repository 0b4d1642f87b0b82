"""The watchlist, labels, and what is done with several customers at once, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import faults
from tests.browser.people import change, is_wider_than_the_window, orders_of, page_of, staff
from tests.browser.words import Words

NAMES = {"en": "例示三郎", "ja": "仮称四郎"}


def rows(page: Page) -> Locator:
    return page.locator("tbody tr")


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def marks_card(page: Page, words: Words) -> Locator:
    return page.get_by_role("region", name=words("marks"))


def several(page: Page, words: Words, letter: str, number: int = 3) -> list[str]:
    """Record so many customers of one name, and open the list with them; return their public ids."""
    name = f"{NAMES[words.language]}{letter}"
    found = [orders_of(page, name)[0]["customer"] for _ in range(number)]
    page.goto(f"/app/customers?q={name}")
    expect(rows(page)).to_have_count(number)
    page.wait_for_load_state("networkidle")
    return found


def undo(page: Page, words: Words) -> None:
    page.locator(".message").last.get_by_role("button", name=words("undo")).click()
    expect(page.get_by_text(words("undo_done"), exact=True).last).to_be_visible()


def test_put_on_the_watchlist_with_level_reason_and_day_and_ended(page: Page, words: Words) -> None:
    (order,) = orders_of(page, f"{NAMES[words.language]}甲")
    page.goto(f"/app/customers/{order['customer']}")
    card = marks_card(page, words)
    expect(card).to_contain_text(words("not_watched"))
    card.get_by_role("button", name=words("watch_add")).click()

    # A day that is over is refused beside its field, and nothing is made.
    dialog(page).get_by_role("radio", name=words("level_BLOCK_hint")).check()
    dialog(page).get_by_role("textbox", name=words("reason")).fill("<i>never</i> pays")
    dialog(page).get_by_label(words("watch_until")).fill("2020-01-01")
    dialog(page).get_by_role("button", name=words("watch_add")).click()
    expect(dialog(page).get_by_role("alert")).to_have_text(words("refused_mark_expiry"))
    expect(card).to_contain_text(words("not_watched"))
    dialog(page).get_by_label(words("watch_until")).fill("2099-12-31")
    dialog(page).get_by_role("button", name=words("watch_add")).click()
    done = words("watch_done", count=1, of=1, level=words("level_BLOCK"))
    expect(page.get_by_text(done)).to_be_visible()
    mark = card.get_by_role("list", name=words("watchlist")).get_by_role("listitem")
    expect(mark).to_contain_text(f"{words('level_BLOCK')} <i>never</i> pays")
    # The shipped rule held what is still to be sent.
    expect(card.get_by_role("list", name=words("holds")).get_by_role("listitem")).to_have_count(1)

    page.get_by_role("link", name=words("watchlist"), exact=True).click()
    page.get_by_role("searchbox").fill(f"{NAMES[words.language]}甲")
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("<i>never</i> pays")
    expect(rows(page)).to_contain_text("2099")
    # In the search an e is a letter.
    page.get_by_role("heading", name=words("watchlist")).click()
    page.keyboard.press("e")
    dialog(page).get_by_role("textbox", name=words("reason")).fill("has paid")
    dialog(page).get_by_role("button", name=words("watch_end"), exact=True).click()
    expect(page.get_by_text(words("watch_ended"))).to_be_visible()
    expect(page.get_by_text(words("no_marks_match"), exact=True)).to_be_visible()
    page.get_by_label(words("watch_marks"), exact=True).select_option("ended")
    expect(rows(page)).to_contain_text("has paid")
    expect(rows(page).get_by_role("button")).to_have_count(0)


def test_a_mark_that_somebody_else_has_ended(page: Page, words: Words) -> None:
    (order,) = orders_of(page, f"{NAMES[words.language]}乙")
    told = change(
        page,
        "customerProfilesWatch",
        "$c: [ID!]! / customers: $c, level: WATCH",
        "marks { id }",
        c=[order["customer"]],
    )
    page.goto(f"/app/customers/{order['customer']}")
    card = marks_card(page, words)
    card.get_by_role("button", name=words("watch_end")).click()
    marks = [mark["id"] for mark in told["marks"]]
    change(page, "customerMgmtWatchMarksEnd", "$m: [ID!]! / marks: $m", "marks { id }", m=marks)

    dialog(page).get_by_role("button", name=words("watch_end")).click()

    expect(dialog(page).get_by_role("alert")).to_have_text(words("refused_mark_ended"))
    page.keyboard.press("Escape")
    expect(card).to_contain_text(words("not_watched"))


def test_labels_of_a_customer(page: Page, words: Words) -> None:
    (order,) = orders_of(page, f"{NAMES[words.language]}丙")
    page.goto(f"/app/customers/{order['customer']}")
    card = marks_card(page, words)
    labels = card.get_by_role("list", name=words("labels"))

    card.get_by_role("button", name=words("label_add"), exact=True).click()
    expect(card.get_by_role("alert")).to_have_text(words("refused_label_text"))
    expect(labels).to_have_count(0)
    card.get_by_role("textbox", name=words("label_new")).fill(" 優良 ")
    page.keyboard.press("Enter")
    expect(labels.get_by_role("listitem")).to_have_text("優良")
    expect(card.get_by_role("alert")).to_have_count(0)
    expect(card.get_by_role("textbox", name=words("label_new"))).to_have_value("")
    labels.get_by_role("button", name=words("label_remove", label="優良")).click()
    expect(page.get_by_text(words("label_removed", label="優良"))).to_be_visible()
    expect(labels).to_have_count(0)
    page.get_by_role("button", name=words("undo")).click()
    expect(labels.get_by_role("listitem")).to_have_text("優良")


def test_several_are_labelled_and_only_those_are_undone(page: Page, words: Words) -> None:
    label = f"常連 {words.language}"
    first, *_ = several(page, words, "丁")
    change(
        page,
        "customerProfilesLabel",
        "$c: [ID!]!, $l: String! / customers: $c, label: $l",
        "changed",
        c=[first],
        l=label,
    )
    page.reload()
    expect(rows(page).filter(has_text=label)).to_have_count(1)
    bar = page.get_by_role("group", name=words("selection"))
    expect(bar.get_by_role("button", name=words("bulk_label"), exact=True)).to_be_disabled()

    page.get_by_role("checkbox", name=words("select_page")).check()
    expect(bar).to_contain_text(words("selected", count=3))
    bar.get_by_role("button", name=words("bulk_label"), exact=True).click()
    dialog(page).get_by_role("button", name=words("bulk_label_confirm"), exact=True).click()
    expect(dialog(page).get_by_role("alert")).to_have_text(words("refused_label_text"))
    dialog(page).get_by_role("combobox").fill(label)
    page.keyboard.press("Enter")

    # Who had it already is not counted, and keeps it when that is undone.
    expect(page.get_by_text(words("bulk_label_done", count=2, of=3, label=label))).to_be_visible()
    expect(rows(page).filter(has_text=label)).to_have_count(3)
    expect(bar).to_contain_text(words("selection_hint"))
    undo(page, words)
    expect(rows(page).filter(has_text=label)).to_have_count(1)
    expect(rows(page).filter(has_text=first)).to_contain_text(label)

    # Taken off; by keyboard.
    page.get_by_role("checkbox", name=words("select_page")).check()
    bar.get_by_role("button", name=words("bulk_unlabel")).click()
    expect(dialog(page).get_by_role("combobox")).to_have_value(label)
    dialog(page).get_by_role("button", name=words("bulk_unlabel_confirm"), exact=True).click()
    expect(page.get_by_text(words("bulk_unlabel_done", count=1, of=3, label=label))).to_be_visible()
    expect(rows(page).filter(has_text=label)).to_have_count(0)
    undo(page, words)
    expect(rows(page).filter(has_text=label)).to_have_count(1)


def test_several_are_watched_by_keyboard_and_undone(page: Page, words: Words) -> None:
    several(page, words, "戊")
    page.locator("h2").first.click()

    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    bar = page.get_by_role("group", name=words("selection"))
    expect(bar).to_contain_text(words("selected", count=2))
    expect(rows(page).nth(1).get_by_role("checkbox")).to_be_checked()
    bar.get_by_role("button", name=words("bulk_watch")).click()
    expect(dialog(page)).to_contain_text(words("watch_title", count=2))
    dialog(page).get_by_role("button", name=words("watch_add")).click()

    done = words("watch_done", count=2, of=2, level=words("level_WATCH"))
    expect(page.get_by_text(done)).to_be_visible()
    marked = rows(page).locator(".pill-doubt")
    expect(marked).to_have_text([words("level_WATCH")] * 2)
    undo(page, words)
    expect(marked).to_have_count(0)


def test_several_come_into_a_group_and_leave_it(page: Page, words: Words) -> None:
    several(page, words, "己")
    bar = page.get_by_role("group", name=words("selection"))
    page.get_by_role("checkbox", name=words("select_page")).check()
    bar.get_by_role("button", name=words("bulk_group_in")).click()
    chosen = dialog(page).get_by_role("combobox")
    group = chosen.locator("option").first.text_content()
    dialog(page).get_by_role("textbox", name=words("reason")).fill("friends")
    dialog(page).get_by_role("button", name=words("bulk_group_in_confirm"), exact=True).click()
    expect(page.get_by_text(words("bulk_group_in_done", count=3, of=3, group=group))).to_be_visible()

    rows(page).first.get_by_role("checkbox").check()
    bar.get_by_role("button", name=words("bulk_group_out")).click()
    dialog(page).get_by_role("button", name=words("bulk_group_out_confirm"), exact=True).click()
    expect(page.get_by_text(words("bulk_group_out_done", count=1, of=1, group=group))).to_be_visible()
    undo(page, words)
    page.get_by_role("checkbox", name=words("select_page")).check()
    bar.get_by_role("button", name=words("bulk_group_out")).click()
    dialog(page).get_by_role("button", name=words("bulk_group_out_confirm"), exact=True).click()
    expect(page.get_by_text(words("bulk_group_out_done", count=3, of=3, group=group))).to_be_visible()


def test_who_may_not_is_told_so(browser: Browser, server: str, words: Words, home: Path) -> None:
    with page_of(browser, server, words, staff(home, "order.manage_orders")) as theirs:
        theirs.goto("/app/watchlist")

        expect(theirs.get_by_role("alert")).to_contain_text(words("fault_forbidden"))
        expect(theirs.locator("table")).to_have_count(0)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_and_a_name_of_200_characters(page: Page, words: Words, colours: Any) -> None:
    page.emulate_media(color_scheme=colours)
    name = f"<u>{'金閣寺殿' * 50}"[:200]
    (order,) = orders_of(page, name)
    change(
        page,
        "customerProfilesWatch",
        "$c: [ID!]!, $r: String! / customers: $c, level: VICTIM, reason: $r",
        "marks { id }",
        c=[order["customer"]],
        r="w" * 2000,
    )
    change(
        page,
        "customerProfilesLabel",
        "$c: [ID!]!, $l: String! / customers: $c, label: $l",
        "changed",
        c=[order["customer"]],
        l="W" * 50,
    )
    page.goto(f"/app/watchlist?q={order['customer']}")
    expect(page.get_by_role("link", name=name)).to_be_visible()
    found = {"watchlist": faults(page), "wide": is_wider_than_the_window(page)}
    page.get_by_role("link", name=name).click()
    marks_card(page, words).get_by_role("list", name=words("labels")).wait_for()
    page.wait_for_load_state("networkidle")
    found |= {"customer": faults(page), "wide customer": is_wider_than_the_window(page)}
    marks_card(page, words).get_by_role("button", name=words("watch_add")).click()
    dialog(page).wait_for()
    found["watch"] = faults(page)
    page.goto(f"/app/customers?q={order['customer']}")
    expect(page.get_by_role("link", name=name)).to_be_visible()
    rows(page).get_by_role("checkbox").check()
    found |= {"customers": faults(page), "wide customers": is_wider_than_the_window(page)}
    for action in ("bulk_label", "bulk_unlabel", "bulk_group_in"):
        page.get_by_role("button", name=words(action), exact=True).click()
        dialog(page).wait_for()
        page.wait_for_load_state("networkidle")
        found[action] = faults(page)
        page.keyboard.press("Escape")

    assert {place: what for place, what in found.items() if what} == {}

"""Groups are made, tried, filled by hand and deleted in a browser, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.test_rules import add_to, ask_about, condition, says
from tests.browser.words import Words

if TYPE_CHECKING:
    from playwright.sync_api import Locator

SAYS = {
    "en": "The number of purchases is at least 6.",
    "ja": "購入回数が6以上である。",
}


def new_group(page: Page, words: Words) -> None:
    page.get_by_role("link", name=words("groups"), exact=True).click()
    page.get_by_role("button", name=words("group_new")).click()
    expect(page.get_by_role("heading", name=words("group_new"))).to_be_visible()


def figures(page: Page) -> list[int]:
    """How many would enter, leave and stay."""
    found = page.locator("dl.figures dd")
    found.first.wait_for()
    return [int(text) for text in found.all_inner_texts()]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def press_in_dialog(page: Page, name: str) -> None:
    page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()


def delete(page: Page, words: Words) -> None:
    press(page, words("delete"))
    press_in_dialog(page, words("delete"))
    expect(page.get_by_text(words("group_deleted"))).to_be_visible()


def members(page: Page, words: Words) -> Locator:
    return page.get_by_role("region", name=words("group_members"))


def by_hand(page: Page, words: Words) -> None:
    """One more, with the reason in the diary; and one kept out."""
    inside = members(page, words)
    diary = page.get_by_role("region", name=words("diary"))
    inside.get_by_role("button", name=words("member_add")).click()
    page.get_by_role("dialog").get_by_role("searchbox").fill("高橋")
    page.get_by_role("dialog").get_by_role("button", name="高橋恵子").click()
    page.get_by_role("dialog").get_by_label(words("reason")).fill("A friend <b>of</b> the house")
    press_in_dialog(page, words("change_PUT_IN"))
    expect(inside.get_by_text(words("found_members", count=3), exact=True)).to_be_visible()
    row = inside.get_by_role("row").filter(has=page.get_by_role("link", name="高橋恵子"))
    expect(row).to_contain_text(words("why_in_hand"))
    expect(diary).to_contain_text("A friend <b>of</b> the house")
    inside.get_by_role("button", name=words("member_change_of", name="中村由美")).click()
    page.get_by_role("dialog").get_by_label(words("change_KEEP_OUT")).check()
    press_in_dialog(page, words("change_KEEP_OUT"))
    expect(inside.get_by_text(words("found_members", count=2), exact=True)).to_be_visible()
    expect(inside.get_by_role("link", name="中村由美")).to_have_count(0)
    expect(diary.get_by_role("listitem").first).to_contain_text(words("diary_left"))
    assert faults(page) == []


def on_the_page_of_a_customer(page: Page, words: Words) -> None:
    """The group, why, and out of it and in again."""
    members(page, words).get_by_role("link", name="高橋恵子").click()
    card = page.get_by_role("region", name=words("groups"))
    mine = card.get_by_role("listitem").filter(has=page.get_by_role("link", name=f"Six {words.language}"))
    expect(mine).to_contain_text(words("why_in_hand"))
    mine.get_by_role("button").click()
    press_in_dialog(page, words("change_TAKE_OUT"))
    expect(mine).to_have_count(0)
    card.get_by_label(words("member_add_to")).select_option(label=f"Six {words.language}")
    press_in_dialog(page, words("change_PUT_IN"))
    expect(mine).to_have_count(1)
    assert faults(page) == []
    mine.get_by_role("link").click()


def test_by_a_condition_with_a_preview_and_by_hand(page: Page, words: Words) -> None:
    slug = f"six-{words.language}"
    new_group(page, words)
    page.get_by_label(words("own_name"), exact=True).fill(f"Six {words.language}")
    expect(page.get_by_label(words("group_key"))).to_have_value(slug)
    page.get_by_label(words("group_voucher")).fill("SIX")
    page.get_by_label(words("group_with_condition")).check()
    add_to(page.get_by_role("group", name=words("cond_whole")), words)
    first = condition(page, words, "1")
    # About customers only: a group knows no order.
    assert first.locator("optgroup").count() == 1
    ask_about(first, words, "customer.purchase_count", "at_least")
    first.get_by_label(words("cond_value"), exact=True).fill("many")
    expect(first.get_by_role("alert")).to_have_text(words("fault_number"))
    first.get_by_label(words("cond_value"), exact=True).fill("6")
    expect(says(page, words)).to_have_text(SAYS[words.language])

    press(page, words("group_preview_run"))
    assert figures(page) == [2, 0, 0]
    shown = page.get_by_role("region", name=words("group_preview"))
    expect(shown).to_contain_text(words("group_who_enters", count=2))
    expect(shown.get_by_role("link")).to_have_text(["佐藤　花子", "中村由美"])
    assert faults(page) == []

    press(page, words("save"))
    expect(page.get_by_text(words("groups_applied"))).to_be_visible()
    expect(page.get_by_role("heading", name=f"Six {words.language}")).to_be_visible()
    expect(page.get_by_label(words("group_key"))).to_be_disabled()
    inside = members(page, words)
    expect(inside.get_by_text(words("found_members", count=2), exact=True)).to_be_visible()
    diary = page.get_by_role("region", name=words("diary"))
    expect(diary.get_by_role("listitem")).to_have_count(2)

    by_hand(page, words)
    on_the_page_of_a_customer(page, words)
    expect(page.get_by_text(words("found_members", count=2), exact=True).first).to_be_visible()
    delete(page, words)
    expect(page.get_by_role("link", name="VIP", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=f"Six {words.language}")).to_have_count(0)


def test_the_list_tells_who_is_in_and_how_many(page: Page, words: Words) -> None:
    page.get_by_role("link", name=words("groups"), exact=True).click()
    name = {"en": "Repeat", "ja": "リピーター"}[words.language]
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=name, exact=True))
    cells = row.get_by_role("cell")
    expect(cells.nth(1)).to_have_text(
        {"en": "The number of purchases is at least 2.", "ja": "購入回数が2以上である。"}[words.language]
    )
    assert int(cells.nth(2).inner_text()) >= 11
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(page: Page, words: Words) -> None:
    new_group(page, words)
    page.get_by_label(words("own_name"), exact=True).fill("常連")
    key = page.get_by_label(words("group_key"))
    expect(key).to_have_value("")
    press(page, words("save"))
    expect(key).to_be_focused()
    expect(key).to_have_accessible_description(re.compile(re.escape(words("fault_slug"))))

    key.fill("vip")
    press(page, words("save"))
    expect(key).to_have_accessible_description(re.compile(re.escape(words("fault_slug_taken"))))
    assert faults(page) == []
    page.goto("/app/groups")
    expect(page.get_by_role("link", name="VIP", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="常連")).to_have_count(0)


def test_a_group_that_depends_on_itself_is_refused_at_its_place(page: Page, words: Words) -> None:
    page.get_by_role("link", name=words("groups"), exact=True).click()
    page.get_by_role("link", name="VIP", exact=True).click()
    whole = page.get_by_role("group", name=words("cond_whole"))
    add_to(whole, words)
    part = condition(page, words, "5")
    ask_about(part, words, "customer.groups")
    part.get_by_label(words("list_choose")).select_option("vip")
    press(page, words("save"))

    expect(part.get_by_role("alert")).to_have_text(words("fault_circle", way="vip → vip"))
    expect(page.get_by_text(words("not_saved"))).to_be_visible()
    page.reload()
    expect(condition(page, words, "4")).to_be_visible()
    expect(part).to_have_count(0)


def test_a_group_that_is_named_is_not_deleted(page: Page, words: Words) -> None:
    new_group(page, words)
    page.get_by_label(words("own_name"), exact=True).fill(f"Named {words.language}")
    press(page, words("save"))
    expect(page.get_by_text(words("group_saved"))).to_be_visible()
    named = page.url
    page.get_by_role("link", name=words("groups"), exact=True).first.click()
    new_group(page, words)
    page.get_by_label(words("own_name"), exact=True).fill(f"Naming {words.language}")
    page.get_by_label(words("group_with_condition")).check()
    add_to(page.get_by_role("group", name=words("cond_whole")), words)
    ask_about(condition(page, words, "1"), words, "customer.groups", "has_none")
    condition(page, words, "1").get_by_label(words("list_choose")).select_option(f"named-{words.language}")
    press(page, words("save"))
    expect(page.get_by_role("heading", name=f"Naming {words.language}")).to_be_visible()
    naming = page.url

    page.goto(named)
    press(page, words("delete"))
    press_in_dialog(page, words("delete"))
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text(f"naming-{words.language}")
    press_in_dialog(page, words("cancel"))
    for address in (naming, named):
        page.goto(address)
        delete(page, words)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_name_of_200_signs_breaks_nothing(page: Page, words: Words, colours: Any) -> None:
    page.emulate_media(color_scheme=colours)
    name = f"{words.language} {colours} " + "長W" * 95
    name = name[:200]
    new_group(page, words)
    page.get_by_label(words("own_name"), exact=True).fill(name)
    page.get_by_label(words("group_key")).fill(f"long-{words.language}-{colours}")
    page.get_by_label(words("group_description")).fill("説明" * 500)
    press(page, words("save"))
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    for path in (page.url, "/app/groups", "/app/customers?q=中村"):
        page.goto(path)
        if "customers" in path:
            page.get_by_role("link", name="中村由美").click()
            page.get_by_label(words("member_add_to")).wait_for()
        else:
            expect(page.get_by_text(name, exact=True).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert faults(page) == []
    page.goto("/app/groups")
    page.get_by_role("link", name=name).click()
    delete(page, words)

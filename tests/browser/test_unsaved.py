"""Nobody loses what was typed without having been asked: by a link, by the browser's buttons, by Escape."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.people import ask, orders_of
from tests.browser.words import Words

if TYPE_CHECKING:
    from playwright.sync_api import Locator

TEXT = "Half a sentence / 書きかけ"
RULES = "{ customerMgmtRules(first: 100) { edges { node { name } } } }"
NOTES = "query($id: ID!) { customerProfile(id: $id) { notes { text } } }"


def go_to(page: Page, words: Words, screen: str) -> None:
    """By keyboard, to one of the screens in the bar."""
    page.get_by_role("navigation").get_by_role("link", name=words(screen), exact=True).press("Enter")


def question(page: Page, words: Words) -> Locator:
    return page.get_by_role("dialog", name=words("discard_title"))


def answer(page: Page, words: Words, key: str) -> None:
    """Say by keyboard whether it may be lost; to keep it is what has the focus."""
    keep = question(page, words).get_by_role("button", name=words("discard_keep"), exact=True)
    expect(keep).to_be_focused()
    if key == "discard":
        page.keyboard.press("Tab")
    expect(question(page, words).get_by_role("button", name=words(key), exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(question(page, words)).to_have_count(0)


def in_rule(page: Page, words: Words) -> Locator:
    go_to(page, words, "rules")
    page.get_by_role("button", name=words("rule_new")).press("Enter")
    return page.get_by_label(words("own_name"), exact=True)


def in_group(page: Page, words: Words) -> Locator:
    go_to(page, words, "groups")
    page.get_by_role("button", name=words("group_new")).press("Enter")
    return page.get_by_label(words("own_name"), exact=True)


def in_note(page: Page, words: Words) -> Locator:
    customer = orders_of(page, "書置残子")[0]["customer"]
    page.goto("/app/holds")
    page.get_by_role("heading", name=words("holds"), exact=True).wait_for()
    go_to(page, words, "customers")
    page.get_by_role("searchbox", name=words("search")).fill(customer)
    page.locator(f'a[href="/app/customers/{customer}"]').press("Enter")
    return page.get_by_role("textbox", name=words("note_new"))


def in_dialog(page: Page, words: Words) -> Locator:
    in_note(page, words)
    page.get_by_role("button", name=words("watch_add")).press("Enter")
    return page.get_by_role("dialog").get_by_role("textbox").first


@pytest.mark.parametrize("begin", [in_rule, in_group, in_note, in_dialog])
def test_back_asks_and_keeps_or_discards(
    page: Page, words: Words, begin: Callable[[Page, Words], Locator]
) -> None:
    field = begin(page, words)
    field.fill(TEXT)
    here = page.url

    # Kept: the screen, its address and the text are as they were, and the field has the focus again.
    page.evaluate("history.back()")
    expect(question(page, words)).to_be_visible()
    assert faults(page) == []
    answer(page, words, "discard_keep")
    expect(field).to_have_value(TEXT)
    expect(field).to_be_focused()
    assert page.url == here

    # Escape keeps it, too; discarded, it leads where it was to lead.
    page.evaluate("history.back()")
    expect(question(page, words)).to_be_visible()
    page.keyboard.press("Escape")
    expect(question(page, words)).to_have_count(0)
    assert page.url == here
    page.evaluate("history.back()")
    answer(page, words, "discard")
    expect(field).to_have_count(0)
    page.wait_for_url(lambda url: url != here)

    # Forth again: it is gone, and nobody is asked about nothing.
    page.evaluate("history.forward()")
    page.wait_for_url(here)
    if begin is in_dialog:
        expect(page.get_by_role("button", name=words("watch_add"))).to_be_visible()
    else:
        expect(field).to_have_value("")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.evaluate("history.back()")
    page.wait_for_url(lambda url: url != here)


@pytest.mark.parametrize("begin", [in_rule, in_group, in_note])
def test_another_screen_is_opened_when_it_may_be_lost(
    page: Page, words: Words, begin: Callable[[Page, Words], Locator]
) -> None:
    field = begin(page, words)
    field.fill(TEXT)
    here = page.url

    go_to(page, words, "imports")
    answer(page, words, "discard_keep")
    expect(field).to_have_value(TEXT)
    assert page.url == here
    go_to(page, words, "imports")
    answer(page, words, "discard")

    expect(page.get_by_role("heading", name=words("imports"), exact=True)).to_be_visible()
    assert page.url.endswith("/app/imports")
    rules = ask(page, RULES)["customerMgmtRules"]["edges"]
    assert TEXT not in [rule["node"]["name"] for rule in rules]


def test_other_criteria_are_not_left_behind(page: Page, words: Words) -> None:
    go_to(page, words, "criteria")
    first = page.get_by_role("group", name=words("criteria_number", number=1))
    box = first.get_by_role("checkbox", name=words("field_EMAIL"), exact=True)
    box.check()

    go_to(page, words, "review")
    answer(page, words, "discard_keep")
    expect(box).to_be_checked()
    # As it was: nothing would be lost.
    box.uncheck()
    go_to(page, words, "review")

    expect(page.get_by_role("heading", name=words("review"), exact=True)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_escape_does_not_lose_what_was_typed_into_a_dialog(page: Page, words: Words) -> None:
    field = in_dialog(page, words)
    dialog = page.get_by_role("dialog", name=words("watch_title", count=1))
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)

    page.get_by_role("button", name=words("watch_add")).press("Enter")
    field.fill(TEXT)
    page.keyboard.press("Escape")
    answer(page, words, "discard_keep")
    expect(field).to_have_value(TEXT)
    page.keyboard.press("Escape")
    answer(page, words, "discard")

    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name=words("watch_add"))).to_be_focused()


def test_what_is_saved_is_left_without_a_question(page: Page, words: Words) -> None:
    field = in_note(page, words)
    customer = page.url.rsplit("/", 1)[-1]
    field.fill(TEXT)
    page.get_by_role("button", name=words("note_write")).press("Enter")
    expect(page.get_by_text(words("note_written"))).to_be_visible()

    go_to(page, words, "imports")

    expect(page.get_by_role("heading", name=words("imports"), exact=True)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert ask(page, NOTES, id=customer)["customerProfile"]["notes"] == [{"text": TEXT}]


def test_a_group_that_is_saved_or_deleted_is_left_without_a_question(page: Page, words: Words) -> None:
    field = in_group(page, words)
    field.fill(f"To be deleted {words.language}")
    page.get_by_role("button", name=words("save"), exact=True).press("Enter")
    expect(page.get_by_text(words("group_saved"))).to_be_visible()
    page.wait_for_url(re.compile("/groups/(?!new)"))

    # Changed again and deleted: nothing of it is left to be saved.
    field.fill(TEXT)
    page.get_by_role("button", name=words("delete"), exact=True).press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=words("delete"), exact=True).press("Enter")

    expect(page.get_by_text(words("group_deleted"))).to_be_visible()
    page.wait_for_url(re.compile("/groups$"))
    expect(page.get_by_role("dialog")).to_have_count(0)

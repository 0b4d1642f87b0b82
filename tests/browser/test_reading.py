"""Everybody can read and use each screen: in both languages, both colours, and by keyboard."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.browser.axe import faults
from tests.browser.words import Words

SCREENS = {
    "/app/customers": "table tbody a",
    "/app/customers?q=nobody+at+all": ".empty",
    "/app/imports": "table tbody a",
    "/app/criteria": "fieldset",
    "/app/review": "h2",
    "/app/rules": "table tbody a",
    "/app/rules/new": "form",
    "/app/groups": "table tbody a",
    "/app/groups/new": "form",
    "/app/nowhere": ".empty",
}


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_no_serious_fault(page: Page, words: Words, colours: Any) -> None:
    page.emulate_media(color_scheme=colours)
    found = {}
    for path, ready in SCREENS.items():
        page.goto(path)
        page.locator(ready).first.wait_for()
        page.wait_for_load_state("networkidle")
        found[path] = faults(page)
    page.goto("/app/customers?q=中村")
    page.get_by_role("link", name="中村由美").click()
    page.locator("#receipt").wait_for()
    found["customer"] = faults(page)
    page.get_by_role("button", name=words("merge"), exact=True).click()
    page.get_by_role("dialog").get_by_role("searchbox").fill("佐藤")
    page.get_by_role("dialog").get_by_role("button", name="佐藤　花子").click()
    page.get_by_role("region", name=words("merge_result")).wait_for()
    found["merge"] = faults(page)

    assert {place: what for place, what in found.items() if what} == {}


GRAPHQL = re.compile("/graphql")
# What stands there until the answer comes, which may take long.
WAITING = (
    *("/app/overview", "/app/customers", "/app/customers/0000-0000-0000", "/app/review", "/app/holds"),
    *("/app/watchlist", "/app/criteria", "/app/imports", "/app/imports/1", "/app/rules", "/app/rules/1"),
    *("/app/groups", "/app/groups/1"),
)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_no_serious_fault_while_answers_are_waited_for(
    page: Page, words: Words, colours: Any
) -> None:
    page.emulate_media(color_scheme=colours)
    page.goto("/app/customers")
    page.locator("table tbody a").first.wait_for()

    def hold(_route: Route) -> None:
        """Never answer."""

    page.route(GRAPHQL, hold)
    found = {}
    for path in WAITING:
        with page.expect_request(GRAPHQL):
            page.goto(path)
        page.get_by_text(words("loading")).first.wait_for(state="attached")
        found[path] = faults(page)

    assert {place: what for place, what in found.items() if what} == {}


def test_all_of_it_by_keyboard(page: Page, words: Words) -> None:
    page.wait_for_load_state("networkidle")
    page.goto("/app/customers?q=中村")
    page.get_by_role("link", name="中村由美").wait_for()

    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.textContent")
    page.get_by_role("link", name="中村由美").focus()
    page.keyboard.press("Enter")
    page.locator("#receipt").wait_for()
    button = page.get_by_role("button", name=words("merge"), exact=True)
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    inside = page.evaluate("document.activeElement.type")
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")

    assert (skip, inside) == (words("skip"), "search")
    assert button.evaluate("button => button === document.activeElement")

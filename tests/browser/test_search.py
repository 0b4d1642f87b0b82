"""Typing into a search, over a server whose answers are slow and out of order."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.people import ask, orders_of
from tests.browser.slow import SlowServer, slow_server
from tests.browser.words import Words

TYPED = ["佐", "佐藤", "佐藤花"]
FOUND = """query($search: String!) {
  customerProfiles(search: $search, sort: PURCHASES_DESC, first: 20) { edges { node { name } } }
}"""


@pytest.fixture
def slow(server: str) -> Iterator[SlowServer]:
    with slow_server(server) as slow:
        yield slow


@pytest.fixture
def slow_page(browser: Browser, slow: SlowServer, words: Words) -> Iterator[Page]:
    """A page of somebody who has signed in over the slow server."""
    context = browser.new_context(base_url=slow.address, locale=words.language)
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto("/app/customers")
    page.locator("#id_username").fill("demo")
    page.locator("#id_password").fill("demo")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="中村由美").wait_for()
    yield page
    context.close()


def given_up(page: Page) -> list[str]:
    """Follow which searches the browser gives up; the list grows."""
    found: list[str] = []

    def follow(request: Request) -> None:
        if request.url.endswith("/graphql/"):
            asked = json.loads(request.post_data or "{}")["variables"]
            found.append(f"{asked['search']}: {request.failure}")

    page.on("requestfailed", follow)
    return found


def type_with_pauses(page: Page, slow: SlowServer, name: str) -> None:
    """Longer than the search waits for another letter, so that each is asked for."""
    box = page.get_by_role("searchbox", name=name)
    box.focus()
    for place, text in enumerate(TYPED, 1):
        page.keyboard.insert_text(text[-1])
        slow.wait_for(*TYPED[:place])
        expect(box).to_have_value(text)


def test_customers_are_those_of_the_newest_search(slow_page: Page, slow: SlowServer, words: Words) -> None:
    page, table = slow_page, slow_page.get_by_role("table")
    aborted = given_up(page)
    type_with_pauses(page, slow, words("search"))

    # The newest is answered first, the oldest last: nobody waits for those any more.
    slow.answer("佐藤花")
    expect(page.get_by_text(words("found_customers", count=1), exact=True)).to_be_visible()
    expect(table.get_by_role("link")).to_have_text(["佐藤　花子"])
    slow.answer("佐藤")
    slow.answer("佐")
    page.wait_for_load_state("networkidle")

    expect(table.get_by_role("link")).to_have_text(["佐藤　花子"])
    expect(page.get_by_role("searchbox", name=words("search"))).to_have_value("佐藤花")
    assert aborted == ["佐: net::ERR_ABORTED", "佐藤: net::ERR_ABORTED"]
    assert slow.asked == TYPED
    assert page.evaluate("new URLSearchParams(location.search).get('q')") == "佐藤花"


def test_going_back_to_an_earlier_word_asks_for_it_again(
    slow_page: Page, slow: SlowServer, words: Words
) -> None:
    page, table = slow_page, slow_page.get_by_role("table")
    orders_of(page, "佐藤余子")
    type_with_pauses(page, slow, words("search"))
    page.keyboard.press("Backspace")
    slow.wait_for(*TYPED, "佐藤")

    slow.answer("佐藤花")
    slow.answer("佐")
    slow.answer("佐藤")

    found = ask(page, FOUND, search="佐藤")["customerProfiles"]["edges"]
    expect(table.get_by_role("link")).to_have_text([one["node"]["name"] for one in found])
    assert len(found) >= 2
    assert slow.asked == [*TYPED, "佐藤", "佐藤"]


def test_who_is_looked_for_in_a_dialog(slow_page: Page, slow: SlowServer, words: Words) -> None:
    page = slow_page
    page.get_by_role("link", name="中村由美").click()
    page.get_by_role("button", name=words("merge"), exact=True).click()
    dialog = page.get_by_role("dialog")
    aborted = given_up(page)
    type_with_pauses(page, slow, words("merge_search"))

    slow.answer("佐藤花")
    expect(dialog.get_by_role("listitem")).to_have_count(1)
    expect(dialog.get_by_role("listitem")).to_contain_text("佐藤　花子")
    slow.answer("佐藤")
    slow.answer("佐")
    page.wait_for_load_state("networkidle")

    expect(dialog.get_by_role("listitem")).to_have_count(1)
    assert aborted == ["佐: net::ERR_ABORTED", "佐藤: net::ERR_ABORTED"]
    assert slow.asked == TYPED


def test_a_word_that_is_still_being_composed_is_not_asked_for(
    slow_page: Page, slow: SlowServer, words: Words
) -> None:
    page = slow_page
    box = page.get_by_role("searchbox", name=words("search"))
    box.focus()
    page.clock.install()
    keyboard = page.context.new_cdp_session(page)
    for reading in ("s", "さ", "さt", "さと", "さとう"):
        keyboard.send(
            "Input.imeSetComposition",
            {"text": reading, "selectionStart": len(reading), "selectionEnd": len(reading)},
        )
    page.clock.fast_forward(10_000)
    assert slow.asked == []

    keyboard.send("Input.insertText", {"text": "佐藤"})
    page.clock.fast_forward(10_000)
    slow.wait_for("佐藤")
    slow.answer("佐藤")

    expect(box).to_have_value("佐藤")
    expect(page.get_by_role("table").get_by_role("link").first).to_have_text("佐藤　花子")

"""Doubtful pairs: looked for, shown with what each field weighs, and decided by key, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.people import ask, is_wider_than_the_window
from tests.browser.words import Words

_RECORD = """
mutation($orders: [OrderRecordInput!]!) { orderRecordsRecord(orders: $orders) { errors { message } } }
"""
LONG = "長" * 120


def _order(words: Words, number: str, name: str, phone: str) -> dict[str, object]:
    digit = {"en": 1, "ja": 2}[words.language]
    buyer = {
        "name": name,
        "phones": [f"090-000{digit}-{phone}"],
        "address": f"東京都千代田区霞が関{digit}-8-9",
    }
    return {
        "source": "shop",
        "number": f"doubt-{words.language}-{number}",
        "status": "PLACED",
        "buyer": buyer,
    }


@pytest.fixture
def married(page: Page, words: Words) -> str:
    """Record a woman who married, and a name of 120 characters with a wrong digit; return her new name."""
    before, after = {"en": ("白石 珠緒", "手本 珠緒"), "ja": ("白石 鶴子", "手本 鶴子")}[words.language]
    orders = [
        _order(words, "1", before, "1111"),
        _order(words, "2", after, "1111"),
        _order(words, "3", f"{LONG} {words.language}太郎", "3333"),
        _order(words, "4", f"{LONG} {words.language}太郎", "3334"),
    ]
    assert ask(page, _RECORD, orders=orders)["orderRecordsRecord"] == {"errors": []}
    return after


def test_looked_for_shown_and_decided_by_key(page: Page, words: Words, married: str) -> None:
    page.goto("/app/review")
    page.get_by_role("button", name=words("doubtful_find")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(words("doubtful_done"))).to_be_visible()

    pair = page.locator("section.card").filter(has_text=married)
    expect(pair).to_contain_text(words("review_doubtful"))
    expect(pair).to_contain_text(words("doubt_likely", share=99.9))
    weights = pair.get_by_role("list", name=words("doubt_weights")).get_by_role("listitem")
    expect(weights).to_have_text(
        [
            f"{words('doubt_field', field=words('field_NAME'), level=words('level_given_equal'))}+4.9",
            f"{words('doubt_field', field=words('field_PHONE'), level=words('level_equal'))}+14.6",
            f"{words('doubt_field', field=words('field_ADDRESS'), level=words('level_equal'))}+13.5",
        ]
    )
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        page.reload()
        expect(pair).to_be_visible()
        assert faults(page) == []
    page.set_viewport_size({"width": 380, "height": 800})
    assert not is_wider_than_the_window(page)
    page.set_viewport_size({"width": 1280, "height": 800})

    # Two people, by one key; taken back; and again, for good.
    name = pair.get_attribute("id") or ""
    for _ in range(int(name.removeprefix("review-"))):
        page.keyboard.press("j")
    expect(page.locator("section.current")).to_have_attribute("id", name)
    page.keyboard.press("n")
    expect(page.get_by_text(words("not_same_done"))).to_be_visible()
    expect(pair).to_have_count(0)
    page.get_by_role("button", name=words("undo")).click()
    expect(pair).to_have_count(1)
    pair.get_by_role("button", name=words("review_not_same")).click()
    expect(pair).to_have_count(0)

    page.get_by_role("button", name=words("doubtful_find")).click()
    expect(page.get_by_text(words("doubtful_done"))).to_be_visible()
    expect(page.locator("section.card").filter(has_text=LONG).first).to_be_visible()
    expect(pair).to_have_count(0)


def test_without_the_extra_the_screen_says_what_to_install(page: Page, words: Words) -> None:
    page.route(
        "**/graphql/",
        lambda route: (
            route.fulfill(
                json={
                    "data": {
                        "customerDoubtfulPairsFind": {
                            "job": None,
                            "errors": [
                                {
                                    "field": None,
                                    "code": "NOT_INSTALLED",
                                    "message": "pip install 'saleor-customer-mgmt[splink]'",
                                    "__typename": "CustomerDoubtfulPairsFindError",
                                }
                            ],
                            "__typename": "CustomerDoubtfulPairsFind",
                        }
                    }
                }
            )
            if "customerDoubtfulPairsFind" in (route.request.post_data or "")
            else route.continue_()
        ),
    )
    page.goto("/app/review")

    page.get_by_role("button", name=words("doubtful_find")).click()

    expect(page.get_by_role("alert")).to_contain_text(words("code_NOT_INSTALLED"))
    expect(page.get_by_role("alert")).to_contain_text("pip install 'saleor-customer-mgmt[splink]'")

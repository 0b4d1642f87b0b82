"""How long what is kept: shown with where it stands, changed after a look at what it would do."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import faults
from tests.browser.people import ask, change, is_wider_than_the_window, page_of, staff
from tests.browser.words import Words

_SHOW = """{ customerMgmtRetention { terms { source days fields mayWrite mayBuild asShipped } } }"""
# Of each language's own source, so that neither test meets the other's rule.
SOURCES = {"en": ("makeshop", "Makeshop"), "ja": ("colorme", "カラーミーショップ")}


def _terms(page: Page, source: str) -> dict[str, object] | None:
    terms = ask(page, _SHOW)["customerMgmtRetention"]["terms"]
    return next((each for each in terms if each["source"] == source), None)


def _orders(page: Page, source: str, number: int) -> None:
    """Record orders of years ago, before all that other tests count."""
    orders = [
        {
            "source": source,
            "number": f"R-{n}",
            "status": "FULFILLED",
            "placedAt": "2022-01-01T00:00:00Z",
            "buyer": {"name": f"期限 {source} {n}", "phones": [f"090-0000-77{n:02}"]},
        }
        for n in range(number)
    ]
    arguments = "$orders: [OrderRecordInput!]! / orders: $orders"
    change(page, "orderRecordsRecord", arguments, "results { order { id } }", orders=orders)


def _open(page: Page, words: Words) -> Locator:
    page.goto("/app/retention")
    rules = page.get_by_role("region", name=words("retention_terms"))
    rules.wait_for()
    return rules


def test_each_rule_says_where_it_stands(page: Page, words: Words) -> None:
    rules = _open(page, words)
    amazon = rules.get_by_role("row").filter(has_text="Amazon")
    expect(amazon).to_contain_text(words("retention_write_NO"))
    amazon.get_by_text(words("retention_where", count=4)).click()
    link = amazon.get_by_role("link").first
    assert (link.get_attribute("href") or "").startswith("https://")
    assert link.get_attribute("rel") == "noreferrer"
    told = {"en": "no longer than 30 days after shipment", "ja": "発送後30日以内"}[words.language]
    expect(amazon).to_contain_text(told)
    assert faults(page) == []
    assert not is_wider_than_the_window(page)


def test_a_rule_is_looked_at_before_it_is_in_force_and_taken_back(page: Page, words: Words) -> None:
    source, name = SOURCES[words.language]
    _orders(page, source, 2)
    rules = _open(page, words)
    rules.get_by_role("button", name=words("retention_add")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=words("retention_next")).click()
    expect(dialog.get_by_role("alert")).to_have_text(
        [words("retention_source_none"), words("retention_days_wrong")]
    )
    assert faults(page) == []

    dialog.get_by_role("combobox", name=words("retention_source"), exact=True).select_option(source)
    days = dialog.get_by_label(words("retention_days_field"), exact=True)
    days.fill("90")
    for field in ("NAME", "KANA", "EMAIL", "POSTAL_CODE", "ADDRESS", "BIRTHDAY", "COMPANY", "MEMBER_ID"):
        dialog.get_by_label(words(f"field_{field}"), exact=True).uncheck()
    dialog.get_by_role("button", name=words("retention_next")).click()
    foreseen = dialog.get_by_role("status").filter(has_text=words("retention_foreseen"))
    expect(foreseen).to_contain_text(words("retention_foreseen_due", count=2))
    expect(foreseen).to_contain_text(words("retention_for_good"))
    assert faults(page) == []
    # Looking changes nothing.
    assert _terms(page, source) is None
    dialog.get_by_label(words("reason")).fill("our own rule " + "長" * 200)
    dialog.get_by_role("button", name=words("retention_put")).click()
    expect(dialog).to_have_count(0)

    row = rules.get_by_role("row").filter(has_text=name)
    expect(row).to_contain_text(words("retention_days", count=90))
    expect(row).to_contain_text(words("retention_own"))
    expect(row).to_contain_text(words("field_PHONE"))
    assert _terms(page, source) == {
        "source": source,
        "days": 90,
        "fields": ["PHONE"],
        "mayWrite": "UNKNOWN",
        "mayBuild": True,
        "asShipped": False,
    }
    upcoming = page.get_by_role("region", name=words("retention_upcoming"))
    due = upcoming.get_by_role("row").filter(has_text=name)
    expect(due).to_contain_text(words("retention_today"))
    expect(page.get_by_text("our own rule").first).to_be_visible()
    assert not is_wider_than_the_window(page)

    # Back to what is shipped, which is none for this source; what other sources have stays.
    row.get_by_role("button").click()
    dialog.get_by_role("button", name=words("retention_back")).click()
    expect(dialog).to_contain_text(words("retention_foreseen_none"))
    dialog.get_by_role("button", name=words("retention_put")).click()
    expect(dialog).to_have_count(0)
    expect(row).to_have_count(0)
    assert _terms(page, source) is None


def test_what_is_due_goes_after_a_question_and_is_on_record(page: Page, words: Words) -> None:
    source = f"lets-go-{words.language}"
    _orders(page, source, 3)
    terms = [{"source": "amazon", "days": None}, {"source": source, "days": 1}]
    arguments = "$terms: [CustomerMgmtRetentionTermsInput!]! / terms: $terms"
    change(page, "customerMgmtRetentionUpdate", arguments, "revision { id }", terms=terms)
    _open(page, words)
    page.get_by_role("button", name=words("retention_expire")).click()
    dialog = page.get_by_role("dialog", name=words("retention_expire_title"))
    expect(dialog).to_contain_text(words("retention_expire_text", count=3))
    assert faults(page) == []
    dialog.get_by_role("button", name=words("cancel")).click()
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name=words("retention_expire")).click()
    dialog.get_by_role("button", name=words("retention_expire")).click()

    gone = page.get_by_role("region", name=words("retention_gone"))
    told = words("retention_gone_of", source=source, count=3, fields=words("retention_everything"))
    expect(gone.get_by_text(told)).to_be_visible()
    expect(page.get_by_role("button", name=words("retention_expire"))).to_have_count(0)
    expect(page.get_by_text(words("retention_upcoming_none"), exact=True)).to_be_visible()
    expect(page.locator("body")).not_to_contain_text(f"期限 {source}")
    assert faults(page) == []


def test_the_time_that_is_looked_at_is_in_the_address(page: Page, words: Words) -> None:
    _open(page, words)
    page.get_by_label(words("retention_within"), exact=True).select_option("90")
    expect(page).to_have_url(re.compile(r"/app/retention\?days=90$"))
    page.reload()
    expect(page.get_by_label(words("retention_within"), exact=True)).to_have_value("90")


def test_who_may_not_see_customers_is_told_plainly(
    browser: Browser, server: str, home: Path, words: Words
) -> None:
    name = staff(home, "order.manage_orders")
    with page_of(browser, server, words, name) as page:
        page.goto("/app/retention")
        expect(page.get_by_role("alert")).to_contain_text(words("fault_forbidden"))
        expect(page.get_by_role("button", name=words("retention_add"))).to_have_count(0)

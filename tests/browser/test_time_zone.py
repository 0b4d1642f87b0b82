"""Whose clock the times of a file are of: said before it is checked, kept until it is imported."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.people import ask, is_wider_than_the_window
from tests.browser.words import Words

_PLACED = """
query($source: String!, $number: String!) { orderRecord(source: $source, number: $number) { placedAt } }
"""


def _placed(page: Page, source: str) -> object:
    """When the order was placed, once it is imported."""
    for _ in range(100):
        found = ask(page, _PLACED, source=source, number="Z-1")["orderRecord"]
        if found:
            return found["placedAt"]
        page.wait_for_timeout(100)
    raise AssertionError("It was not imported.")


def test_the_zone_is_said_checked_and_kept(page: Page, words: Words, tmp_path: Path) -> None:
    source = f"zone-{words.language}"
    file = tmp_path / "abroad.csv"
    file.write_text(f"source,order_number,placed_at,name\n{source},Z-1,2022-01-05 12:00,Ann Example\n")
    page.goto("/app/imports")
    page.locator("input[type=file]").set_input_files(file)
    zone = page.get_by_label(words("time_zone"), exact=True)
    expect(zone).to_have_value("")
    expect(zone).to_have_accessible_description(words("time_zone_hint"))
    zone.fill("Europe/Nowhere")
    expect(page.get_by_role("alert")).to_have_text(words("refused_time_zone"))
    assert faults(page) == []
    # The server refuses it, too, and nothing is kept of that.
    page.get_by_role("button", name=words("check_first")).click()
    expect(page.get_by_role("alert").filter(has_text=words("refused_time_zone"))).to_have_count(2)

    zone.fill("Europe/Paris")
    page.get_by_role("button", name=words("check_first")).click()
    page.get_by_role("button", name=words("record_after_check")).click()
    assert _placed(page, source) == "2022-01-05T11:00:00+00:00"
    assert not is_wider_than_the_window(page)


def test_left_empty_it_is_the_time_of_japan(page: Page, words: Words, tmp_path: Path) -> None:
    source = f"home-{words.language}"
    file = tmp_path / "home.csv"
    file.write_text(f"source,order_number,placed_at,name\n{source},Z-1,2022-01-05 12:00,見本 家子\n", "utf-8")
    page.goto("/app/imports")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name=words("record"), exact=True).click()
    assert _placed(page, source) == "2022-01-05T03:00:00+00:00"

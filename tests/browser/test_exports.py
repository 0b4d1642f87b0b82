"""The list as it is shown, and orders, as files: made, downloaded whole, and on record; both languages."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Download, Locator, Page, expect

from tests.browser.axe import faults
from tests.browser.people import is_wider_than_the_window, orders_of, page_of, staff
from tests.browser.words import Words

LONG = "長" * 200


def _open(page: Page, words: Words) -> Locator:
    page.get_by_role("button", name=words("export"), exact=True).click()
    dialog = page.get_by_role("dialog", name=words("export_title"))
    dialog.wait_for()
    return dialog


def _made(page: Page, words: Words, dialog: Locator) -> bytes:
    """Have the file made and downloaded, and return what is in it."""
    dialog.get_by_role("button", name=words("export_begin"), exact=True).click()
    expect(dialog.get_by_role("status").filter(has_text=words("export_ready"))).to_be_visible()
    with page.expect_download() as caught:
        dialog.get_by_role("button", name=words("export_download")).click()
    download: Download = caught.value
    told = words("export_downloaded", file=download.suggested_filename)
    expect(dialog.get_by_role("status").filter(has_text=told)).to_be_visible()
    return Path(download.path()).read_bytes()


def _rows(data: bytes, encoding: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(data.decode(encoding), newline="")))


def test_customers_as_the_list_is_shown(page: Page, words: Words) -> None:
    name = f"輸出 {words.language} {LONG}"
    found = orders_of(page, f"{name}一", 2) + orders_of(page, f"{name}二")
    orders_of(page, f"別人 {words.language}")
    page.goto(f"/app/customers?q=輸出 {words.language}&sort=PURCHASES_ASC")
    expect(page.get_by_role("row").filter(has_text=LONG)).to_have_count(2)

    dialog = _open(page, words)
    expect(dialog).to_contain_text(words("export_customers_narrowed"))
    expect(dialog.get_by_role("radio").first).to_be_focused()
    assert faults(page) == []
    rows = _rows(_made(page, words, dialog), "utf-8-sig")

    customer = {"en": "customer", "ja": "顧客ID"}[words.language]
    assert [row[customer] for row in rows] == [found[2]["customer"], found[0]["customer"]]
    assert faults(page) == []
    assert not is_wider_than_the_window(page)


def test_orders_of_some_days_and_a_source_in_cp932(page: Page, words: Words) -> None:
    found = orders_of(page, f"期間 🍡 {words.language}", 3)
    dialog = _open(page, words)
    dialog.get_by_role("radio", name=words("export_orders"), exact=False).nth(0).check()
    dialog.get_by_label(words("export_from"), exact=True).fill("2024-06-02")
    dialog.get_by_label(words("export_to"), exact=True).fill("2024-06-01")
    dialog.get_by_role("radio", name=words("export_CSV_CP932"), exact=False).check()
    dialog.get_by_role("button", name=words("export_begin"), exact=True).click()
    expect(dialog.get_by_role("alert")).to_have_text(words("export_turned_round"))
    assert faults(page) == []

    dialog.get_by_label(words("export_to"), exact=True).fill("2024-06-02")
    dialog.get_by_label(words("filter_sources")).select_option("saleor")
    rows = _rows(_made(page, words, dialog), "cp932")

    number = {"en": "order_number", "ja": "注文番号"}[words.language]
    buyer = {"en": "name", "ja": "注文者氏名"}[words.language]
    told = {row[number]: row[buyer] for row in rows}
    assert told[found[1]["number"]] == f"期間 〓 {words.language}"
    assert not told.keys() & {found[0]["number"], found[2]["number"]}
    expect(dialog.get_by_role("status").first).to_contain_text("〓")


def test_who_exported_what_and_the_file_again(page: Page, words: Words) -> None:
    name = f"記録 {words.language}"
    orders_of(page, name)
    page.goto(f"/app/customers?q={name}&source=saleor")
    dialog = _open(page, words)
    dialog.get_by_role("radio", name=words("export_XLSX")).check()
    made = _made(page, words, dialog)
    dialog.get_by_role("link", name=words("exports_link")).click()

    page.get_by_role("heading", name=words("exports"), exact=True).wait_for()
    record = page.get_by_role("region", name=words("exports_record")).locator("tbody tr")
    form = words("export_XLSX")
    written = words("exports_written", what=words("exports_customers"), form=form)
    expect(record.first).to_contain_text(written)
    expect(record.first).to_contain_text(words("export_rows", count=1))
    expect(record.nth(1)).to_contain_text(words("exports_begun", what=words("exports_customers"), form=form))
    separator = words("list_separator")
    asked = separator.join([words("exported_search"), words("exported_sources", value="Saleor")])
    expect(record.nth(1)).to_contain_text(asked)
    expect(page.locator("body")).not_to_contain_text(name)
    files = page.get_by_role("region", name=words("exports_files")).locator("tbody tr")
    with page.expect_download() as caught:
        files.first.get_by_role("button").click()
    assert Path(caught.value.path()).read_bytes() == made
    assert caught.value.suggested_filename == f"customers-{date.today()}.xlsx"  # noqa: DTZ011  # as the browser
    assert faults(page) == []
    assert not is_wider_than_the_window(page)


def test_by_keyboard_alone(page: Page, words: Words) -> None:
    page.get_by_role("button", name=words("export"), exact=True).focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=words("export_title"))
    expect(dialog.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_label(words("export_from"), exact=True)).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("status").filter(has_text=words("export_ready"))).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_file_that_cannot_be_made_or_fetched_is_said(page: Page, words: Words) -> None:
    dialog = _open(page, words)
    dialog.get_by_role("button", name=words("export_begin"), exact=True).click()
    expect(dialog.get_by_role("status").filter(has_text=words("export_ready"))).to_be_visible()
    page.route("**/graphql/", lambda route: route.fulfill(json={"errors": [{"message": "no"}], "data": None}))
    dialog.get_by_role("button", name=words("export_download")).click()
    alert = dialog.get_by_role("alert")
    expect(alert).to_contain_text(words("export_broken"))
    expect(alert).to_contain_text(words("fault_broken"))
    page.unroute("**/graphql/")
    # What was broken off can be had again.
    with page.expect_download():
        dialog.get_by_role("button", name=words("export_download")).click()
    expect(alert).to_have_count(0)


def test_who_may_not_see_orders_is_refused_plainly(
    browser: Browser, server: str, home: Path, words: Words
) -> None:
    name = staff(home, "account.manage_users")
    with page_of(browser, server, words, name) as page:
        page.goto("/app/customers")
        dialog = _open(page, words)
        dialog.get_by_role("radio", name=words("export_orders"), exact=False).nth(0).check()
        dialog.get_by_role("button", name=words("export_begin"), exact=True).click()
        expect(dialog.get_by_role("alert")).to_have_text(words("refused_export"))
        expect(dialog).to_contain_text(words("refused_export_hint"))
        page.goto("/app/exports")
        expect(page.get_by_role("region", name=words("exports_files"))).to_be_visible()
        expect(page.locator("body")).not_to_contain_text(name)

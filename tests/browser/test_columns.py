"""A file that no format knows: guessed, corrected, tried, saved, and read by itself next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.words import Words

if TYPE_CHECKING:
    from pathlib import Path

LONG = "備考" * 100


def write(folder: Path, language: str, *rows: str, more: str = "") -> Path:
    """A table whose columns are named otherwise in each language, so that each test saves its own."""
    names = "伝票No,注文者氏名,注文者TEL,カード番号,状態,ひとこと"
    if language == "en":
        names = "Order No,Buyer Name,Buyer Phone,Card number,Status,Remark"
    path = folder / f"cart-{language}.csv"
    path.write_text("\n".join((f"{names},{LONG}{more}", *rows, "")), encoding="utf-8")
    return path


def open_columns(page: Page, words: Words, file: Path) -> None:
    page.get_by_role("link", name=words("imports"), exact=True).click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name=words("check_first")).click()
    page.get_by_role("button", name=words("columns_say")).click()
    page.get_by_role("heading", name=words("columns_title", file=file.name)).wait_for()


def result(page: Page, words: Words) -> list[str]:
    """The counts of new, changed, unchanged and refused orders, once they are there."""
    shown = page.get_by_role("status", name=words("columns_try_result"))
    shown.wait_for()
    return shown.locator(".big").all_inner_texts()


def test_guessed_corrected_tried_saved_and_read_next_time(page: Page, words: Words, tmp_path: Path) -> None:
    source = f"till-{words.language}"
    file = write(
        tmp_path,
        words.language,
        "K-1,見本花子,090-0000-1001,4000,発送済,<b>急ぎ</b>,x",
        "K-2,例太郎,03-0000-0001,4001,倉庫,,x",
    )
    open_columns(page, words, file)
    rows = page.get_by_role("table", name=words("columns_table")).get_by_role("row")
    expect(rows).to_have_count(8)
    expect(rows.nth(2)).to_contain_text("見本花子")
    expect(rows.nth(2)).to_contain_text(words("columns_certain"))
    expect(rows.nth(4)).not_to_contain_text("4000")
    expect(rows.nth(6)).to_contain_text("<b>急ぎ</b>")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    # Nothing is sent while something is missing, and it is told where.
    page.get_by_role("button", name=words("columns_try")).click()
    expect(page.get_by_text(words("columns_source_wrong"))).to_be_visible()
    name = rows.nth(2).locator("th").inner_text()
    meaning = page.get_by_label(words("columns_meaning_of", column=name))
    meaning.select_option("ORDER_NUMBER")
    expect(rows.nth(2)).to_contain_text(words("columns_twice", field=words("column_ORDER_NUMBER")))
    meaning.select_option("NAME")
    page.get_by_label(words("columns_source")).fill(source)
    page.get_by_label("倉庫").select_option("unfinished")

    page.get_by_role("button", name=words("columns_try")).click()
    assert result(page, words) == ["2", "0", "0", "0"]
    page.get_by_role("button", name=words("columns_save"), exact=True).click()
    expect(page.get_by_text(words("columns_name_missing"))).to_be_visible()
    page.get_by_label(words("columns_name")).fill(f"Till {words.language}")
    page.get_by_role("button", name=words("columns_save"), exact=True).click()
    saved = words("columns_saved", name=f"Till {words.language}", number=1)
    expect(page.get_by_text(saved)).to_be_visible()
    assert faults(page) == []

    # Next time it is read by itself; then the mapping is removed.
    page.get_by_role("link", name=words("imports"), exact=True).click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name=words("record"), exact=True).click()
    expect(page.get_by_text(words("mapping_read_with", name=f"Till {words.language}"))).to_be_visible()
    expect(page.get_by_text(words("state_DONE"), exact=True)).to_be_visible()
    page.get_by_role("link", name=words("imports"), exact=True).click()
    page.get_by_role("button", name=words("mapping_remove_of", name=f"Till {words.language}")).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(words("mapping_remove_text"))
    dialog.get_by_role("button", name=words("mapping_remove"), exact=True).click()
    expect(
        page.get_by_role("button", name=words("mapping_remove_of", name=f"Till {words.language}"))
    ).to_have_count(0)


def test_without_a_file_it_says_what_to_do(page: Page, words: Words) -> None:
    page.goto("/app/imports/columns")
    expect(page.get_by_text(words("columns_no_file"))).to_be_visible()
    page.get_by_role("main").get_by_role("link", name=words("imports")).click()
    expect(page.get_by_role("heading", name=words("imports"), exact=True)).to_be_visible()


def test_what_was_corrected_is_not_left_behind_without_a_question(
    page: Page, words: Words, tmp_path: Path
) -> None:
    others = "".join(f",column {n}" for n in range(9))
    file = write(tmp_path, words.language, f"K-9,見本花子,090-0000-1001,4000,発送済,,x{',' * 9}", more=others)
    open_columns(page, words, file)
    page.get_by_label(words("columns_source")).fill("x")
    page.get_by_role("link", name=words("customers"), exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_label(words("columns_source"))).to_have_value("x")

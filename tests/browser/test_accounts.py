"""Customer files: read by themselves or as somebody says, and shown among the orders as a registration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.test_columns import open_columns, result
from tests.browser.words import Words

if TYPE_CHECKING:
    from pathlib import Path


def test_a_member_who_never_ordered(page: Page, words: Words, tmp_path: Path) -> None:
    name = f"見本会員{words.language}"
    address = f"member-{words.language}@example.com"
    file = tmp_path / f"members-{words.language}.csv"
    file.write_text(
        f"会員番号,氏名,メールアドレス,登録日,会員ランク,備考\nM-{words.language},{name},{address},2019-03-04,金,<b>夕方</b>\n",
        encoding="utf-8",
    )
    open_columns(page, words, file)
    expect(page.get_by_role("radio", name=words("columns_rows_orders"))).to_be_checked()
    page.get_by_role("radio", name=words("columns_rows_accounts")).check()
    meaning = page.get_by_label(words("columns_meaning_of", column="会員番号"))
    expect(meaning).to_have_value("ACCOUNT_NUMBER")
    expect(page.get_by_label(words("columns_currency"))).to_have_count(0)
    assert faults(page) == []
    page.get_by_label(words("columns_source")).fill(f"club-{words.language}")
    page.get_by_role("button", name=words("columns_try")).click()
    assert result(page, words) == ["1", "0", "0", "0"]
    page.get_by_role("button", name=words("columns_import")).click()
    expect(page.get_by_role("heading", name=words("columns_title", file=file.name))).to_have_count(0)

    page.get_by_role("link", name=words("customers"), exact=True).click()
    page.get_by_label(words("filter_purchases")).select_option("registered")
    row = page.get_by_role("row").filter(has_text=name)
    expect(row).to_contain_text(words("registered_only"))
    page.get_by_label(words("filter_purchases")).select_option("ordered")
    expect(row).to_have_count(0)
    page.get_by_label(words("filter_purchases")).select_option("registered")
    row.get_by_role("link").first.click()

    page.get_by_role("heading", name=name).wait_for()
    entry = page.get_by_role("row").filter(has_text=words("status_ACCOUNT"))
    expect(entry).to_contain_text(words("account_registered", shop=f"club-{words.language}"))
    expect(entry).to_contain_text(words("account_number", number=f"M-{words.language}"))
    expect(entry).to_contain_text("<b>夕方</b>")
    expect(entry).to_contain_text(address)
    assert faults(page) == []

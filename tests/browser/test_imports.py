"""Files as people have them, dropped together: one import, and what Excel had changed is told."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.people import is_wider_than_the_window
from tests.browser.words import Words
from tests.importers.packing import pack, workbook

HEADER = "source,order_number,placed_at,name,phone,total,currency"
LONG = "長" * 40


def _parts(folder: Path, language: str) -> list[Path]:
    """Write three parts of one export: a CSV, a ZIP archive, a workbook. The parts overlap."""
    digit = {"en": 1, "ja": 2}[language]
    rows = [f"parts-{language},{n},45293,やまだ {LONG},900000{digit}00{n},100,JPY" for n in range(1, 5)]
    plain = folder / "1.csv"
    plain.write_text("\n".join([HEADER, *rows[:2], ""]), encoding="utf-8")
    packed = pack(folder / "2.zip", {"受注/2.csv": "\n".join([HEADER, *rows[1:3], ""]).encode()})
    book = workbook(folder / "3.xlsx", {"受注": [line.split(",") for line in [HEADER, *rows[2:]]]})
    return [plain, packed, book]


def test_three_parts_of_one_export(page: Page, words: Words, tmp_path: Path) -> None:
    page.goto("/app/imports")
    page.locator("input[type=file]").set_input_files(_parts(tmp_path, words.language))
    expect(page.get_by_text(words("chosen", count=3))).to_be_visible()
    page.get_by_role("button", name=words("record"), exact=True).click()

    expect(page.get_by_role("heading", name="1.csv + 2.zip + 3.xlsx")).to_be_visible()
    figures = page.get_by_role("status", name=words("result"))
    none = "".join(f"{words(f'outcome_{outcome}')}0" for outcome in ("changed", "unchanged", "refused"))
    expect(figures).to_have_text(f"{words('outcome_new')}4{none}")
    repaired = page.get_by_role("region", name=words("repaired_title", count=4))
    expect(repaired.get_by_text(words("repaired_hint"))).to_be_visible()
    cells = repaired.locator("tbody tr")
    expect(cells).to_have_count(8)
    expect(cells.filter(has_text="2.zip/受注/2.csv")).to_have_count(2)
    expect(cells.filter(has_text="3.xlsx")).to_have_count(2)
    zero = {
        "en": "the zero that Excel took off the phone number was put back",
        "ja": "Excelで消えた電話番号の先頭の0を補いました",
    }[words.language]
    expect(repaired.get_by_text(zero)).to_have_count(4)
    assert faults(page) == []
    assert not is_wider_than_the_window(page)

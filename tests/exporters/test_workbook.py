from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from saleor_customer_mgmt.exporters import ExcelMissing, Workbook, workbook


def written(*rows: Any) -> tuple[Any, int]:
    target = io.BytesIO()
    file = Workbook(target, "customers")
    for row in rows:
        file.write(row)
    file.finish()
    target.seek(0)
    return openpyxl.load_workbook(target), file.replaced


def values(book: Any) -> dict[str, list[tuple[Any, ...]]]:
    return {sheet.title: list(sheet.values) for sheet in book}


def test_texts_stay_texts_and_numbers_are_numbers() -> None:
    evening = datetime(2026, 1, 31, 15, 4, 5, 999, UTC).astimezone(ZoneInfo("Asia/Tokyo"))
    book, replaced = written(
        ["氏名", "電話"],
        ["髙橋🎂", "09000001234", 3, Decimal("12.5"), None, evening],
        ["=1+1", "+81 90", "=HYPERLINK(1)"],
    )

    assert values(book) == {
        "customers": [
            ("氏名", "電話", None, None, None, None),
            ("髙橋🎂", "09000001234", 3, 12.5, None, evening.replace(tzinfo=None, microsecond=0)),
            ("=1+1", "+81 90", "=HYPERLINK(1)", None, None, None),
        ]
    }
    assert evening.hour == 0
    assert [cell.data_type for cell in book.active[3][:3]] == ["s", "s", "s"]
    assert book.active.freeze_panes == "A2"
    assert replaced == 0


def test_what_a_workbook_cannot_hold_is_replaced_and_counted() -> None:
    long = "あ" * 40_000
    book, replaced = written(["a\x00b\x1f", long])

    ((first, second),) = values(book)["customers"]
    assert first == "a〓b〓"
    assert second == long[: 32_767 // 2]
    assert replaced == 3


def test_a_full_sheet_is_followed_by_another_under_the_same_head(monkeypatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    target = io.BytesIO()
    file = Workbook(target, "orders")
    for row in (["number"], ["1"], ["2"], ["3"]):
        file.write(row)
    file.finish()
    target.seek(0)

    assert values(openpyxl.load_workbook(target)) == {
        "orders": [("number",), ("1",), ("2",)],
        "orders 2": [("number",), ("3",)],
    }


def test_of_nothing_there_is_an_empty_sheet() -> None:
    assert values(written()[0]) == {"customers": []}


def test_without_the_extra_it_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)

    with pytest.raises(ExcelMissing, match=r"saleor-customer-mgmt\[excel\]"):
        Workbook(io.BytesIO(), "customers")

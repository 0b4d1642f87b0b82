"""Excel workbooks. Texts are written as texts, so that none is ever taken for a formula or loses a zero.

Only here is openpyxl known for writing, and only when a workbook is asked for (docs/adr/0111-files.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, BinaryIO

from saleor_customer_mgmt.exporters.table_file import Cell

MOST_ROWS = 1_048_576
"""Of one sheet (Excel specifications and limits). The rest goes into the next one, under the same head."""
MOST_CHARACTERS = 32_767
"""Of one cell, in UTF-16 as Excel counts."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot say."""


class ExcelMissing(Exception):
    """Raised when what writes workbooks is not installed. The message says what to install."""

    def __init__(self) -> None:
        super().__init__("To write Excel workbooks, install saleor-customer-mgmt[excel], or choose CSV.")


class Workbook:
    """Writes a workbook into a binary file.

    Raises:
        ExcelMissing: when openpyxl is not installed.
    """

    def __init__(self, target: BinaryIO, title: str) -> None:
        try:
            import openpyxl  # noqa: PLC0415  # an extra
            from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
        except ImportError:
            raise ExcelMissing from None
        self.replaced = 0
        self._target, self._title, self._new_cell = target, title, WriteOnlyCell
        self._book = openpyxl.Workbook(write_only=True)
        self._head: Sequence[Cell] | None = None
        self._sheet: Any = None
        self._rows = MOST_ROWS

    def write(self, row: Sequence[Cell]) -> None:
        if self._rows >= MOST_ROWS:
            self._begin_sheet()
            if self._head is not None:
                self._append(self._head)
        if self._head is None:
            self._head = list(row)
        self._append(row)

    def finish(self) -> None:
        if self._sheet is None:
            self._begin_sheet()
        self._book.save(self._target)

    def _begin_sheet(self) -> None:
        number = len(self._book.sheetnames)
        self._sheet = self._book.create_sheet(f"{self._title} {number + 1}" if number else self._title)
        self._sheet.freeze_panes = "A2"
        self._rows = 0

    def _append(self, row: Sequence[Cell]) -> None:
        self._sheet.append([self._cell(each) for each in row])
        self._rows += 1

    def _cell(self, value: Cell) -> Any:
        if isinstance(value, datetime):
            # Excel's times have no zone.
            cell = self._new_cell(self._sheet, value.replace(tzinfo=None, microsecond=0))
            cell.number_format = "yyyy-mm-dd hh:mm:ss"
            return cell
        if value is None or isinstance(value, int | Decimal):
            return value
        cell = self._new_cell(self._sheet, "")
        cell.value = self._writable(value)
        cell.data_type = "s"
        return cell

    def _writable(self, text: str) -> str:
        found, number = _FORBIDDEN.subn("〓", text)
        self.replaced += number
        while len(found.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
            found = found[: MOST_CHARACTERS // 2]
            self.replaced += 1
        return found

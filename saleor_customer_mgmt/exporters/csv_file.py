"""CSV that spreadsheets open without harm.

A text that begins like a formula is run by Excel, LibreOffice and Google Sheets; names and addresses come
from whoever ordered. As OWASP advises (https://owasp.org/www-community/attacks/CSV_Injection), such a text
gets an apostrophe in front, also for the full-width signs, which Japanese Excel takes for the others.
A telephone number written internationally (``+81…``) gets one too: there is no telling it from a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import BinaryIO, Literal

from saleor_customer_mgmt.exporters.table_file import Cell, amount, moment

Encoding = Literal["utf-8", "cp932"]

_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Unicode has two of some signs of JIS; Python and macOS write one, Windows' CP932 has the other.
_TWINS = str.maketrans("〜−‖¢£¬—", "～－∥￠￡￢―")
_STAND_IN = "〓"
"""The sign of Japanese printers for a type that is not in the case."""


class CsvFile:
    """Writes CSV into a binary file: UTF-8 with a byte order mark, or CP932 (Shift_JIS of Windows)."""

    def __init__(self, target: BinaryIO, encoding: Encoding = "utf-8") -> None:
        self.replaced = 0
        self._target = target
        self._is_cp932 = encoding == "cp932"
        self._line = io.StringIO(newline="")
        self._writer = csv.writer(self._line, lineterminator="\r\n")
        if not self._is_cp932:
            target.write(b"\xef\xbb\xbf")

    def write(self, row: Sequence[Cell]) -> None:
        self._writer.writerow([_text(cell) for cell in row])
        line = self._line.getvalue()
        self._line.seek(0)
        self._line.truncate()
        self._target.write(self._encoded(line))

    def finish(self) -> None:
        self._target.flush()

    def _encoded(self, line: str) -> bytes:
        if not self._is_cp932:
            return line.encode("utf-8", "replace")
        line = line.translate(_TWINS)
        try:
            return line.encode("cp932")
        except UnicodeEncodeError:
            return b"".join(map(self._character, line))

    def _character(self, character: str) -> bytes:
        try:
            return character.encode("cp932")
        except UnicodeEncodeError:
            self.replaced += 1
            return _STAND_IN.encode("cp932")


def _text(cell: Cell) -> str | int:
    match cell:
        case None:
            return ""
        case datetime():
            return moment(cell)
        case Decimal():
            return amount(cell)
        case str():
            return f"'{cell}" if cell.startswith(_FORMULAS) else cell
    return cell

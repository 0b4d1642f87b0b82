"""Excel workbooks (.xlsx, .xlsm): the rows of their sheets, as text.

Only here is openpyxl known, and only when a workbook comes (docs/adr/0111-files.md). Formulas are never
evaluated: what counts is the value that Excel saved beside them.
"""

from __future__ import annotations

import tempfile
import warnings
import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

from saleor_customer_mgmt.importers import archive
from saleor_customer_mgmt.importers.contract import FileRefused
from saleor_customer_mgmt.importers.excel_cells import cell_text
from saleor_customer_mgmt.importers.given import GivenFile
from saleor_customer_mgmt.importers.limits import Limits
from saleor_customer_mgmt.importers.records import BLANK, Dialect, Record

MOST_ROWS = 1_048_576
"""Rows that Excel has. A damaged file may say that it has more."""
_AT_ONCE = 200
_COPIED = 1 << 20

MISSING = (
    "this is an Excel workbook; to have such files read, install saleor-customer-mgmt[excel] on the server,"
    " or save it as CSV"
)
_OTHER = "this is no table of a kind that is read here; save it as .xlsx or as CSV"


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """The rows of one sheet. Lines are the numbers that Excel shows beside its rows."""

    file: GivenFile
    at: int
    title: str
    alone: bool

    @property
    def name(self) -> str:
        return self.file.name if self.alone else f"{self.file.name}/{self.title}"[:255]

    @property
    def size(self) -> int:
        return self.file.size

    @property
    def encoding(self) -> str:
        return "xlsx"

    @property
    def dialect(self) -> Dialect:
        return Dialect(",")

    def records(self) -> Generator[Record, None, None]:
        width = 0
        with _workbook(self.file) as workbook:
            for line, cells in enumerate(_rows(self.name, workbook.worksheets[self.at]), start=1):
                if any(cell.strip(BLANK) for cell in cells):
                    # What is empty at the end of a row is not in the file.
                    width = width or len(cells)
                    cells.extend([""] * (width - len(cells)))
                    yield Record(line, cells)


def is_workbook(file: GivenFile, limits: Limits) -> bool:
    """Say whether a file is a document of an office program (see :func:`archive.is_document`).

    Raises:
        FileRefused: when it is larger than any workbook may be.
    """
    with file.open() as stream:
        if stream.read(4) != b"PK\x03\x04":
            return False
    if file.size > limits.workbook:
        raise FileRefused(file.name, limits.too_large_workbook(file.size))
    with _seekable(file) as stream:
        return archive.is_document(stream)


def sheets_of(file: GivenFile, limits: Limits) -> list[SheetGrid]:
    """Return the sheets of a workbook that are not hidden.

    Raises:
        FileRefused: when it is damaged, too large, or openpyxl is not installed.
    """
    with _seekable(file) as stream:
        _check(file.name, stream, limits)
    with _workbook(file) as workbook:
        sheets = [(at, str(sheet.title)) for at, sheet in enumerate(workbook.worksheets) if _shown(sheet)]
    if not sheets:
        raise FileRefused(file.name, "this workbook has no sheet that is not hidden")
    return [SheetGrid(file, at, title, alone=len(sheets) == 1) for at, title in sheets]


def _shown(sheet: Any) -> bool:
    return bool(sheet.sheet_state == "visible")


def _check(name: str, stream: BinaryIO, limits: Limits) -> None:
    with zipfile.ZipFile(stream) as parts:
        infos = parts.infolist()
    if not any(info.filename in ("xl/workbook.xml", "/xl/workbook.xml") for info in infos):
        raise FileRefused(name, _OTHER)
    size = sum(info.file_size for info in infos)
    if size > limits.workbook:
        raise FileRefused(name, limits.too_large_workbook(size))


@contextmanager
def _workbook(file: GivenFile) -> Iterator[Any]:
    try:
        from openpyxl import load_workbook  # noqa: PLC0415
    except ImportError:
        raise FileRefused(file.name, MISSING) from None
    with _seekable(file) as stream:
        with _told_as_refusal(file.name), warnings.catch_warnings(action="ignore"):
            workbook = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        try:
            yield workbook
        finally:
            workbook.close()


def _rows(name: str, sheet: Any) -> Iterator[list[str]]:
    """Yield the rows of a sheet. What programs write about its size is often wrong."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(min_row=1, max_row=MOST_ROWS)
    while True:
        # openpyxl warns of dates that are none: such a cell says #VALUE!, which is refused.
        with _told_as_refusal(name), warnings.catch_warnings(action="ignore"):
            some = [list(map(cell_text, row)) for row in islice(rows, _AT_ONCE)]
        if not some:
            return
        yield from some


@contextmanager
def _seekable(file: GivenFile) -> Iterator[BinaryIO]:
    """Yield the bytes in a form that can be read in any order: those in an archive are copied out.

    The copy has no name: it is gone when it is closed, and when this process is killed.
    """
    with file.open() as stream:
        if stream.seekable():
            yield stream
            return
        with tempfile.TemporaryFile(prefix="customer-mgmt-") as copy:
            try:
                while block := stream.read(_COPIED):
                    copy.write(block)
                copy.seek(0)
            except OSError as error:
                raise FileRefused(file.name, f"it cannot be unpacked here ({error.strerror})") from None
            yield copy


@contextmanager
def _told_as_refusal(name: str) -> Iterator[None]:
    """Tell damage as every file that cannot be read is: openpyxl meets it with errors of any kind."""
    try:
        yield
    except FileRefused:
        raise
    except Exception:  # noqa: BLE001
        raise FileRefused(name, "the workbook is damaged; open it in Excel and save it again") from None

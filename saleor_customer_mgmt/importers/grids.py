"""What may be tables in a file, before anybody knows of what format: their rows of cells."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol

from saleor_customer_mgmt.importers import charset as charsets
from saleor_customer_mgmt.importers import excel
from saleor_customer_mgmt.importers.charset import Charset
from saleor_customer_mgmt.importers.contract import FileRefused
from saleor_customer_mgmt.importers.given import GivenFile
from saleor_customer_mgmt.importers.limits import Limits
from saleor_customer_mgmt.importers.lines import Lines
from saleor_customer_mgmt.importers.records import Dialect, Record, read_records

COLUMN_LIMIT = 2000
DIALECTS = (Dialect("\t", quoted=False), Dialect(","), Dialect("\t"), Dialect(";"))


class Grid(Protocol):
    """Rows of cells that may be a table of orders."""

    @property
    def name(self) -> str:
        """What it is called in messages and results."""

    @property
    def size(self) -> int: ...

    @property
    def encoding(self) -> str: ...

    @property
    def dialect(self) -> Dialect: ...

    def records(self) -> Generator[Record, None, None]:
        """Yield every row that is not blank, with its line; the first has the names of columns.

        Raises:
            FileRefused: when an archive or a workbook turns out to be damaged.
        """


@dataclass(frozen=True, slots=True)
class TextGrid:
    """The rows of a file of text, if its cells are parted in this way."""

    file: GivenFile
    charset: Charset
    dialect: Dialect

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def size(self) -> int:
        return self.file.size

    @property
    def encoding(self) -> str:
        return str(self.charset)

    def records(self) -> Generator[Record, None, None]:
        with closing(Lines(self.file.open(), self.charset)) as lines:
            yield from read_records(lines, self.dialect)


def grids_of(
    file: GivenFile, limits: Limits, *, codec: str | None = None, delimiter: str | None = None
) -> list[Sequence[Grid]]:
    """Return the tables that a file may have; for each, the ways to read it of which one will be right.

    A file of text is one table, an Excel workbook has one on each sheet.

    Raises:
        FileRefused: when it cannot be opened or is neither text nor a workbook.
    """
    try:
        if excel.is_workbook(file, limits):
            return [(sheet,) for sheet in excel.sheets_of(file, limits)]
        with file.open() as stream:
            charset = charsets.named(stream, codec) if codec else charsets.detect(stream, file.name)
    except OSError as error:
        raise FileRefused(file.name, f"the file cannot be opened ({error.strerror})") from None
    dialects = DIALECTS if delimiter is None else (Dialect(delimiter),)
    return [[TextGrid(file, charset, dialect) for dialect in dialects]]


def header_of(grid: Grid) -> Record:
    """Return the first row of a table, blank when it has none.

    Raises:
        FileRefused: when it has too many columns.
    """
    with closing(grid.records()) as records:
        record = next(records, Record(1, []))
    if len(record.cells) > COLUMN_LIMIT:
        count = f"{len(record.cells):,} columns; at most {COLUMN_LIMIT:,} are read"
        raise FileRefused(grid.name, count, line=record.line)
    return record

"""Sample order files of invented people, with the facts that must be read from them.

Each module has one sample: rows by column name, written under the market's true header and in its true
encoding when a test asks for the file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from saleor_customer_mgmt.core.facts import OrderFacts

HEADERS = Path(__file__).parents[2] / "docs" / "formats" / "headers"

Cells = dict[str, str]


def header(file: str) -> list[str]:
    """Return the column names of a market's file."""
    text = (HEADERS / file).read_text(encoding="utf-8").rstrip("\n")
    return next(csv.reader([text], delimiter=delimiter_of(file, text)))


def delimiter_of(file: str, header_row: str) -> str:
    if file.endswith(".tsv"):
        return "\t"
    return ";" if ";" in header_row else ","


@dataclass(frozen=True)
class Table:
    """One file: its header (a file of docs/formats/headers) and rows that name only some columns."""

    header_file: str
    rows: list[Cells]
    encoding: str = "cp932"
    number: str = ""
    above: int = 0
    """Rows of delimiters alone, above the header."""
    below: tuple[str, ...] = ()
    """What the file ends with, each line the text of one cell."""

    @property
    def file_name(self) -> str:
        return self.header_file

    def rows_of(self, numbers: Collection[str]) -> list[Cells]:
        """Return the rows of these orders."""
        wanted = {number.removeprefix("@") for number in numbers}  # as accounts are numbered
        return [row for row in self.rows if row.get(self.number, "").removeprefix("'") in wanted]

    @property
    def is_tsv(self) -> bool:
        return self.header_file.endswith(".tsv")

    @cached_property
    def delimiter(self) -> str:
        text = (HEADERS / self.header_file).read_text(encoding="utf-8")
        return delimiter_of(self.header_file, text)

    @cached_property
    def names(self) -> list[str]:
        return header(self.header_file)

    def text(self, names: Sequence[str] | None = None, newline: str = "\r\n", delimiter: str = "") -> str:
        """Return the file as text, with other columns than the market's if ``names`` says so."""
        names = self.names if names is None else names
        cells = [[""] * len(names)] * self.above
        cells += [list(names), *([row.get(name, "") for name in names] for row in self.rows)]
        cells += [[line] for line in self.below]
        if self.is_tsv and not delimiter:
            return "".join("\t".join(row) + newline for row in cells)
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter or self.delimiter, lineterminator="\n").writerows(cells)
        return out.getvalue().replace("\n", newline)


@dataclass(frozen=True)
class Sample:
    """The files of one import and what they say."""

    format: str
    tables: tuple[Table, ...]
    expected: list[OrderFacts]
    source: str | None = None
    variant: str = ""
    """Which of a format's samples it is, where it has several."""
    also: tuple[str, ...] = ()
    """Headers of other files of the same format."""

    @property
    def id(self) -> str:
        return f"{self.format} {self.variant}".strip()

    @property
    def numbers(self) -> list[str]:
        """Return the orders' numbers, in the order of the file."""
        return list(dict.fromkeys(each.number for each in self.expected))

    def part(self, numbers: Sequence[str]) -> Sample:
        """Return the files that an export of these orders only would have given, in this order of orders."""
        tables = (
            replace(table, rows=[row for number in numbers for row in table.rows_of([number])])
            for table in self.tables
        )
        expected = [each for number in numbers for each in self.expected if each.number == number]
        return replace(self, tables=tuple(tables), expected=expected)

    def write(
        self,
        folder: Path,
        encoding: str | None = None,
        text: Callable[[Table], str] = Table.text,
    ) -> list[Path]:
        """Write the files into a folder, in their true encoding unless another is asked for."""
        paths = []
        for table in self.tables:
            path = folder / table.file_name
            path.write_bytes(text(table).encode(encoding or table.encoding))
            paths.append(path)
        return paths

"""From lines to rows of cells. A row that cannot be read is given out as a fault; reading goes on."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace

from saleor_customer_mgmt.importers.charset import MARKED
from saleor_customer_mgmt.importers.lines import LINE_LIMIT, Lines, TooLong


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are parted. Amazon's tab-separated files are not quoted: a ``"`` there is a ``"``."""

    delimiter: str
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it stands in the file. ``problem`` says why ``cells`` cannot be trusted (or is empty).

    ``column`` is the number of the faulty cell, counted from 0, or -1 when it is the row as a whole.
    """

    line: int
    cells: list[str]
    problem: str = ""
    column: int = -1


def read_records(lines: Lines, dialect: Dialect) -> Iterator[Record]:
    """Yield every row that is not blank."""
    reader = _reader(lines, dialect)
    while True:
        lines.begin_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, TooLong) as error:
            problem = _explain(error, lines)
            lines.give_back()
            reader = _reader(lines, dialect)
            yield Record(lines.start, [], problem)
            continue
        if not cells or not any(cell and cell.strip(BLANK) for cell in cells):
            continue
        yield _checked(Record(lines.start, cells), lines.taken)


BLANK = " \u3000\t,;\x1a\ufeff"
"""What may stand in a blank row: also delimiters of another dialect, the 0x1A with which old DOS programs
end a file, and the byte order mark of a second file behind it."""


def _reader(lines: Lines, dialect: Dialect) -> Iterator[list[str]]:
    feed = lines.feed()
    if dialect.quoted:
        return csv.reader(feed, delimiter=dialect.delimiter, strict=True)
    return csv.reader(feed, delimiter=dialect.delimiter, strict=True, quoting=csv.QUOTE_NONE)


def _explain(error: csv.Error | TooLong, lines: Lines) -> str:
    if isinstance(error, TooLong):
        if len(lines.taken) == 1:
            return f"the line is longer than {LINE_LIMIT:,} characters"
        return f"a quotation mark that opens here is not closed within {LINE_LIMIT:,} characters"
    if "field limit" in str(error):
        limit = csv.field_size_limit()
        return f"a cell is longer than {limit:,} characters (is a quotation mark not closed?)"
    if "unexpected end of data" in str(error):
        return "a quotation mark that opens here is not closed"
    return "the quotation marks of this row do not pair up"


def _checked(record: Record, taken: list[str]) -> Record:
    for line in taken:
        if line.isascii():
            if "\0" not in line:
                continue
        elif "\0" not in line and _encodable(line):
            continue
        for column, cell in enumerate(record.cells):
            if MARKED.search(cell):
                return replace(record, problem="bytes that are no text in the file's encoding", column=column)
            if "\0" in cell:
                return replace(record, problem="a NUL byte", column=column)
    return record


def _encodable(line: str) -> bool:
    """Say whether the line has no marked bytes: many times faster than a search for them."""
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True

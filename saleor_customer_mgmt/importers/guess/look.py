"""The column names and the first rows of a file, whatever it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from saleor_customer_mgmt.importers.contract import FileRefused
from saleor_customer_mgmt.importers.formats import FORMATS
from saleor_customer_mgmt.importers.given import given_files
from saleor_customer_mgmt.importers.grids import Grid, grids_of, header_of
from saleor_customer_mgmt.importers.guess.header import meanings
from saleor_customer_mgmt.importers.headers import looks_like_data, plain
from saleor_customer_mgmt.importers.limits import DEFAULTS, Limits
from saleor_customer_mgmt.importers.recognise import recognise
from saleor_customer_mgmt.importers.records import Record

ROWS = 300
"""How many rows are looked at."""


@dataclass(frozen=True, slots=True)
class Look:
    """A table as it begins. ``known`` is the format that reads it, or ``None``.

    Not ``quoted``: quotation marks in it are no more than that.
    """

    name: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    known: str | None
    quoted: bool = True


def look(path: Path, limits: Limits = DEFAULTS) -> Look:
    """Return what is to be seen of a file: of an archive or a workbook, of the table with the most columns.

    Raises:
        FileRefused: when it cannot be opened, is no table, or has no names of columns.
    """
    best: tuple[Record, Sequence[Grid]] | None = None
    for ways in _tables(path, limits):
        header = max(map(header_of, _quoted(ways)), key=_plausibility)
        if best is None or _plausibility(header) > _plausibility(best[0]):
            best = header, ways
    if best is None or not any(map(plain, best[0].cells)):
        why = f"the column names cannot be read: {best[0].problem}" if best and best[0].problem else ""
        raise FileRefused(path.name, why or "the file is empty")
    header, ways = best
    if is_data(header.cells):
        raise FileRefused(
            path.name, "its first line looks like data instead of column names; put column names above it"
        )
    grid = next(each for each in _quoted(ways) if _plausibility(header_of(each)) == _plausibility(header))
    rows, faults = _rows(grid)
    # As Amazon writes them: a quotation mark is one.
    bare = next((each for each in ways if not each.dialect.quoted), None)
    if faults and bare is not None and grid.dialect.delimiter == bare.dialect.delimiter:
        more_rows, fewer_faults = _rows(bare)
        if fewer_faults < faults:
            return Look(grid.name, tuple(header.cells), more_rows, known_format(path, limits), quoted=False)
    return Look(grid.name, tuple(header.cells), rows, known_format(path, limits))


def _tables(path: Path, limits: Limits) -> Iterator[Sequence[Grid]]:
    for file in given_files([path], limits):
        yield from grids_of(file, limits)


def _quoted(ways: Sequence[Grid]) -> list[Grid]:
    return [each for each in ways if each.dialect.quoted] or list(ways)


def _plausibility(header: Record) -> tuple[bool, int]:
    """Rank readings of a header none of which is known."""
    return not header.problem, len(header.cells)


def _rows(grid: Grid) -> tuple[list[list[str]], int]:
    """Return the first rows that can be read, and how many of them cannot."""
    with closing(grid.records()) as records:
        next(records, None)
        first = list(islice(records, ROWS))
    rows = [record.cells for record in first if not record.problem]
    return rows, len(first) - len(rows)


def is_data(header: Sequence[str]) -> bool:
    """Say whether a first row is data rather than names: of it nothing may be kept."""
    return looks_like_data(header) and not any(map(meanings, header))


def known_header(header: Sequence[str]) -> str | None:
    """Return the title of the format whose files have these columns."""
    for each in FORMATS:
        for sheet in filter(None, (each.orders, each.items)):
            if sheet.recognises(sheet.places(header)):
                return each.title
    return None


def known_format(path: Path, limits: Limits = DEFAULTS) -> str | None:
    """Return the name of the format that recognises a file."""
    try:
        for file in given_files([path], limits):
            return recognise(file, FORMATS, limits)[0].format.name
    except FileRefused:
        return None
    return None

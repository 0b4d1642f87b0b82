"""Which format a file has, found by its column names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from saleor_customer_mgmt.importers.charset import MARKED
from saleor_customer_mgmt.importers.contract import FileRefused
from saleor_customer_mgmt.importers.format import Format, Sheet
from saleor_customer_mgmt.importers.given import GivenFile
from saleor_customer_mgmt.importers.grids import Grid, grids_of, header_of
from saleor_customer_mgmt.importers.headers import looks_like_data, plain
from saleor_customer_mgmt.importers.limits import DEFAULTS, Limits
from saleor_customer_mgmt.importers.records import Dialect, Record

_SHOWN = 8
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table of which everything is known but its rows."""

    grid: Grid
    format: Format
    sheet: Sheet
    header: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.grid.name

    @property
    def is_items(self) -> bool:
        return self.sheet is self.format.items

    @property
    def has_source(self) -> bool:
        """Say whether the rows tell where they were sold."""
        return self.sheet.sold is not None or (
            bool(self.sheet.source) and plain(self.sheet.source) in self.sheet.places(self.header)
        )


def recognise(
    file: GivenFile,
    formats: Sequence[Format],
    limits: Limits = DEFAULTS,
    *,
    codec: str | None = None,
    chosen: bool = False,
) -> list[Recognised]:
    """Find out what the tables in a file are: one, or those sheets of a workbook that have a known header.

    With ``chosen`` formats only an order number is required, but for customer files.

    Raises:
        FileRefused: when it cannot be opened, is no table, or has none of the formats.
    """
    delimiter = next((each.delimiter for each in formats if each.delimiter), None)
    headers = [
        {grid: header_of(grid) for grid in ways}
        for ways in grids_of(file, limits, codec=codec, delimiter=delimiter)
    ]
    for must in (Sheet.recognises, _has_number) if chosen else (Sheet.recognises,):
        found = [_first(each, formats, must) for each in headers]
        if tables := [table for table in found if table is not None]:
            return tables
    likeliest = max((header for each in headers for header in each.values()), key=_likelihood)
    raise _unknown(file.name, likeliest, formats)


def _first(
    headers: Mapping[Grid, Record],
    formats: Sequence[Format],
    must: Callable[[Sheet, Mapping[str, int]], bool],
) -> Recognised | None:
    for grid, header in headers.items():
        for format_, sheet in _sheets(formats, grid.dialect):
            if must(sheet, sheet.places(header.cells)):
                return Recognised(grid, format_, sheet, tuple(header.cells))
    return None


def _sheets(formats: Sequence[Format], dialect: Dialect) -> Iterator[tuple[Format, Sheet]]:
    for format_ in formats:
        for sheet in filter(None, (format_.orders, format_.items)):
            if dialect.quoted or not sheet.quoted_tabs:
                yield format_, sheet


def _likelihood(header: Record) -> tuple[bool, bool, int]:
    """Rank readings of a header none of which is known: more than one column, or a fault, tells most."""
    return len(header.cells) > 1, bool(header.problem), len(header.cells)


def _has_number(sheet: Sheet, header: Mapping[str, int]) -> bool:
    return plain(sheet.number) in header and not sheet.accounts and not sheet.excludes(header)


def _unknown(name: str, header: Record, formats: Sequence[Format]) -> FileRefused:
    """Say what was seen and what would have been needed, without repeating a cell of data."""
    if header.problem and not header.cells:
        return FileRefused(name, f"the column names cannot be read: {header.problem}", line=header.line)
    if not header.cells:
        return FileRefused(name, "the file is empty")
    nearest = _nearest(header.cells, formats)
    wanted = "; ".join(f"for {title} it lacks {', '.join(lacking)}" for title, lacking in nearest)
    seen = f"{len(header.cells)} columns"
    if looks_like_data(header.cells):
        seen = f"{seen}, and its first line looks like data instead of column names"
    else:
        first = ", ".join(MARKED.sub("\ufffd", each.strip()[:40]) for each in header.cells[:_SHOWN])
        seen = f"{seen}, beginning with {first}"
    reason = f"not an order file of a known format: it has {seen}"
    return FileRefused(name, f"{reason}. Nearest: {wanted}" if wanted else reason, line=header.line)


def _nearest(names: Sequence[str], formats: Sequence[Format]) -> list[tuple[str, list[str]]]:
    """Return the formats of which most is there, with what is missing; none that shares no column."""
    ranked = []
    for format_ in formats:
        sheet = format_.orders
        header = sheet.places(names)
        shared = sum(plain(column) in header for column in sheet.columns | {sheet.number})
        missing = sheet.missing(header)
        if shared and missing:
            ranked.append((len(missing) - shared / len(sheet.columns), format_.title, missing))
    return [(title, missing) for _, title, missing in sorted(ranked)[:_NEAREST]]

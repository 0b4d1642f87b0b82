"""Which format a file has, found by its column names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from saleor_customer_mgmt.importers import charset as charsets
from saleor_customer_mgmt.importers.charset import MARKED, Charset
from saleor_customer_mgmt.importers.contract import FileRefused
from saleor_customer_mgmt.importers.format import Format, Sheet
from saleor_customer_mgmt.importers.headers import looks_like_data, plain, positions
from saleor_customer_mgmt.importers.lines import Lines
from saleor_customer_mgmt.importers.records import Dialect, Record, read_records

COLUMN_LIMIT = 2000
_SHOWN = 8
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file of which everything is known but its rows."""

    path: Path
    charset: Charset
    dialect: Dialect
    format: Format
    sheet: Sheet
    header: tuple[str, ...]

    @property
    def is_items(self) -> bool:
        return self.sheet is self.format.items

    @property
    def has_source(self) -> bool:
        """Say whether the rows tell where they were sold."""
        return self.sheet.sold is not None or (
            bool(self.sheet.source) and plain(self.sheet.source) in positions(self.header)
        )


def recognise(
    path: Path, formats: Sequence[Format], *, codec: str | None = None, chosen: bool = False
) -> Recognised:
    """Find out what a file is. With ``chosen`` formats only an order number is required.

    Raises:
        FileRefused: when it cannot be opened, is no table, or has none of the formats.
    """
    delimiter = next((each.delimiter for each in formats if each.delimiter), None)
    try:
        with path.open("rb") as file:
            charset = charsets.named(file, codec) if codec else charsets.detect(file, path.name)
        headers = {dialect: _header(path, charset, dialect) for dialect in _dialects(delimiter)}
    except OSError as error:
        raise FileRefused(path.name, f"the file cannot be opened ({error.strerror})") from None
    for must in (Sheet.recognises, _has_number) if chosen else (Sheet.recognises,):
        for dialect, header in headers.items():
            for format_, sheet in _sheets(formats, dialect):
                if must(sheet, sheet.places(header.cells)):
                    return Recognised(path, charset, dialect, format_, sheet, tuple(header.cells))
    raise _unknown(path.name, max(headers.values(), key=_likelihood), formats)


_DIALECTS = (Dialect("\t", quoted=False), Dialect(","), Dialect("\t"), Dialect(";"))


def _dialects(delimiter: str | None) -> Sequence[Dialect]:
    return _DIALECTS if delimiter is None else (Dialect(delimiter),)


def _header(path: Path, charset: Charset, dialect: Dialect) -> Record:
    with closing(Lines(path, charset)) as lines:
        record = next(read_records(lines, dialect), Record(1, []))
    if len(record.cells) > COLUMN_LIMIT:
        count = f"{len(record.cells):,} columns; at most {COLUMN_LIMIT:,} are read"
        raise FileRefused(path.name, count, line=record.line)
    return record


def _sheets(formats: Sequence[Format], dialect: Dialect) -> Iterator[tuple[Format, Sheet]]:
    for format_ in formats:
        for sheet in filter(None, (format_.orders, format_.items)):
            if dialect.quoted or not sheet.quoted_tabs:
                yield format_, sheet


def _likelihood(header: Record) -> tuple[bool, bool, int]:
    """Rank readings of a header none of which is known: more than one column, or a fault, tells most."""
    return len(header.cells) > 1, bool(header.problem), len(header.cells)


def _has_number(sheet: Sheet, header: Mapping[str, int]) -> bool:
    return plain(sheet.number) in header and not sheet.excludes(header)


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

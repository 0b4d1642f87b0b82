"""Opening the files of one import and reading orders from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.importers.charset import CODECS
from saleor_customer_mgmt.importers.contract import FileRefused, OrderRead, RefusedRows, Repair
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, RowFault
from saleor_customer_mgmt.importers.formats import FORMATS
from saleor_customer_mgmt.importers.given import given_files
from saleor_customer_mgmt.importers.limits import DEFAULTS, Limits
from saleor_customer_mgmt.importers.mapping import MappingFile
from saleor_customer_mgmt.importers.overlap import UNCLEAR, Unclear, one_order, without_copies
from saleor_customer_mgmt.importers.recognise import Recognised, recognise
from saleor_customer_mgmt.importers.repairs import DIGITS_LOST, CellFault, Repaired, noting
from saleor_customer_mgmt.importers.sold import Shops
from saleor_customer_mgmt.importers.spool import MOST_ROWS, Entry, NoRoom, Spool
from saleor_customer_mgmt.importers.table import SOURCE, Table, split_key

DEFAULT_TIMEZONE = "Asia/Tokyo"
_NO_SOURCE = "a source is a short name of small letters, digits, - and _: {!r} is not"


_NO_ROOM = (
    "its rows could not be put aside in the folder for temporary files while they were sorted: is there room?"
    " SQLITE_TMPDIR names another folder"
)


def _nothing() -> None:
    """Do nothing."""


class Reading:
    """The orders of the files of one import, read while it is iterated over.

    ``source`` is ``None`` when each row names its own. ``bytes_read`` says how much of
    ``total_bytes`` has been given out: it stays at 0 while rows are sorted into orders.
    """

    def __init__(
        self,
        files: Sequence[Recognised],
        source: str | None,
        zone: tzinfo,
        shops: Mapping[str, str] | None = None,
    ) -> None:
        self._shops = Shops(shops or {})
        self._tables = [Table(file, source, self._shops) for file in files]
        self._parts: list[Table] = []
        self._format = files[0].format
        self._zone = self._format.zone or zone
        self.format = self._format.name
        self.source = source
        self.encodings = {file.name: file.grid.encoding for file in files}
        self.total_bytes = sum(file.grid.size for file in files)
        self.bytes_read = 0
        self.on_row: Callable[[], None] = _nothing
        """Called for each row that is sorted: long before the first order is given out."""

    @property
    def encoding(self) -> str:
        """The encodings of all files in one text."""
        return ", ".join(dict.fromkeys(self.encodings.values()))

    def __iter__(self) -> Iterator[OrderRead | RefusedRows]:
        """Yield orders and refusals in the order of their first rows, once all files were read to their ends.

        Raises:
            FileRefused: before the first is given out, so that nothing of a damaged file is; later only
                when the disk on which rows wait fails.
        """
        try:
            yield from self._read()
        except NoRoom:
            raise FileRefused(self._tables[0].name, _NO_ROOM) from None

    def _read(self) -> Iterator[OrderRead | RefusedRows]:
        self.bytes_read = 0
        self._parts.clear()
        self._shops.begin()
        with closing(Spool()) as spool:
            for table in self._tables:
                self._parts.append(table)
                table.sort_into(spool, self._parts, self.on_row)
            done, endless = 0, ""
            for key, entries in spool.orders():
                endless = key if len(entries) > MOST_ROWS else endless
                yield self._endless(key, entries) if key and key == endless else self._order(key, entries)
                done += len(entries)
                self.bytes_read = self.total_bytes * done // spool.entries
        self.bytes_read = self.total_bytes

    def _order(self, key: str, entries: Sequence[Entry]) -> OrderRead | RefusedRows:
        source, number = split_key(key)
        places = self._places(entries)
        for entry in entries:
            if entry.cells is None:
                name = self._parts[entry.part].name
                return RefusedRows(places, name, entry.line, entry.column, entry.reason, number)
        if any(self._parts[entry.part].long_numbers.lost(number) for entry in entries):
            column = self._parts[entries[0].part].file.sheet.number
            return RefusedRows(places, *places[0], column, DIGITS_LOST, number)
        rows = self._groups(entries, items=False)
        items = self._groups(entries, items=True)
        if not rows:
            reason = "the order file has no order of this number"
            column = self._parts[entries[0].part].file.sheet.number
            return RefusedRows(places, *places[0], column, reason, number)
        told_items = [row for group in items for row in group] or None

        def read(order_rows: Sequence[Row]) -> OrderFacts:
            return self._format.read(OrderRows(source, number, self._zone, order_rows, told_items))

        try:
            with noting() as repaired:
                facts = read(rows[0]) if len(rows) == 1 else one_order(rows, read)
        except RowFault as fault:
            column = self._own_name(fault.column, fault.row, entries)
            return RefusedRows(places, fault.row.file, fault.row.line, column, fault.reason, number)
        except CellFault as fault:
            row = _row_with(fault.column, fault.cell, rows)
            column = self._own_name(fault.column, row, entries)
            return RefusedRows(places, row.file, row.line, column, fault.reason, number)
        except Unclear:
            fault_at = rows[1][0]
            column = self._parts[entries[0].part].file.sheet.number
            return RefusedRows(places, fault_at.file, fault_at.line, column, UNCLEAR, number)
        self._note_number(repaired, rows[0][0], entries[0], number)
        told = [(each, _row_with(each.column, each.cell, rows)) for each in repaired]
        repairs = tuple(
            Repair(row.file, row.line, self._own_name(each.column, row, entries), each.what)
            for each, row in told
        )
        return OrderRead(facts, places, repairs)

    def _note_number(self, repaired: list[Repaired], row: Row, entry: Entry, number: str) -> None:
        """Note that the order number, which was read when rows were sorted, is not what its cell says."""
        column = self._parts[entry.part].file.sheet.number
        cell = row.get(column)
        if cell and cell != number:
            what = "the order number was written out from Excel's short form (as 9.012E+3)"
            repaired.append(Repaired(column, cell, what))

    def _endless(self, key: str, entries: Sequence[Entry]) -> RefusedRows:
        """Refuse some of the rows of what has too many: they are not all held at once."""
        places = self._places(entries)
        column = self._parts[entries[0].part].file.sheet.number
        reason = f"more than {MOST_ROWS:,} rows with one order number; that is no order"
        return RefusedRows(places, *places[0], column, reason, split_key(key)[1])

    def _own_name(self, column: str, row: Row, entries: Sequence[Entry]) -> str:
        """Return what the part with this row calls the column."""
        parts = (self._parts[entry.part] for entry in entries if entry.line == row.line)
        return next((part.own_name(column) for part in parts if part.name == row.file), column)

    def _places(self, entries: Sequence[Entry]) -> tuple[tuple[str, int], ...]:
        return tuple((self._parts[entry.part].name, entry.line) for entry in entries)

    def _groups(self, entries: Sequence[Entry], *, items: bool) -> list[list[Row]]:
        """Return the rows of order files or of item files by the part that they stand in, without copies."""
        groups: dict[int, list[Row]] = {}
        for entry in entries:
            table = self._parts[entry.part]
            if table.file.is_items == items:
                groups.setdefault(entry.part, []).append(table.row(entry))
        return list(groups.values()) if len(groups) < 2 else without_copies(list(groups.values()))


def _row_with(column: str, cell: str, groups: Sequence[Sequence[Row]]) -> Row:
    """Return the row that has this cell, or one that has the column, or the first."""
    rows = [row for group in groups for row in group]
    return next((row for row in rows if row.get(column) == cell), rows[0])


def open_orders(
    paths: Sequence[Path],
    format: str | None = None,  # noqa: A002  # the word for it; the builtin is not used here
    source: str | None = None,
    mapping: MappingFile | None = None,
    *,
    timezone: str = DEFAULT_TIMEZONE,
    encoding: str | None = None,
    limits: Limits = DEFAULTS,
    shops: Mapping[str, str] | None = None,
) -> Reading:
    """Recognise the files of one import and return what reads them. Nothing has been read yet then.

    ``format`` is a name of :func:`format_names` or its beginning (``rakuten`` also covers ``rakuten-old``),
    ``source`` takes the place of the format's own source (a shop's second store), ``timezone`` is that of
    times without offset where neither the format nor a mapping file knows it. ``encoding`` is needed
    only where the bytes do not tell. Archives are unpacked while they are read, within ``limits``; all
    files, and all files in archives, are parts of one export or those that are joined to them. ``shops``
    says which source a shop is that a file with the orders of several names (docs/formats/nextengine.md).

    Raises:
        FileRefused: when a file cannot be read as a whole, or the files do not belong together.
        ValueError: when an argument is not what it should be.
    """
    if not paths:
        raise ValueError("no files given")
    if source is not None and not SOURCE.fullmatch(source):
        raise ValueError(_NO_SOURCE.format(source))
    for named in (shops or {}).values():
        if not SOURCE.fullmatch(named):
            raise ValueError(_NO_SOURCE.format(named))
    if encoding is not None and encoding.lower() not in CODECS:
        raise ValueError(f"no encoding {encoding!r}; there are {', '.join(CODECS)}")
    formats = _chosen(format, mapping)
    codec = CODECS[encoding.lower()] if encoding else formats[0].encoding
    chosen = format is not None and mapping is None
    files = [
        table
        for file in given_files(paths, limits)
        for table in recognise(file, formats, limits, codec=codec, chosen=chosen)
    ]
    files.sort(key=lambda file: file.is_items)
    _check_group(files)
    source = source or files[0].format.source
    if source is None:
        for file in files:
            if not file.has_source:
                raise FileRefused(
                    file.name, "where do these orders come from? Give a source: no column tells it"
                )
    return Reading(files, source, _zone(timezone), shops)


def _chosen(name: str | None, mapping: MappingFile | None) -> Sequence[Format]:
    if mapping is not None:
        return (mapping.format,)
    if name is None:
        return FORMATS
    formats = [each for each in FORMATS if each.name == name or each.name.startswith(f"{name}-")]
    if not formats:
        raise ValueError(f"no format {name!r}; there are {', '.join(format_names())}")
    return formats


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(f"no time zone {name!r}") from error


def _check_group(files: Sequence[Recognised]) -> None:
    first = files[0]
    if first.is_items:
        reason = f"this is only the item file of {first.format.title}; the order file is needed with it"
        raise FileRefused(first.name, reason)
    for file in files[1:]:
        if file.format is not first.format:
            reason = f"this file ({file.format.title}) is not read together with {first.name}"
            raise FileRefused(file.name, f"{reason} ({first.format.title}); import them one after the other")


def format_names() -> tuple[str, ...]:
    """Return the names of all formats that can be read."""
    return tuple(each.name for each in FORMATS)


def plan_files(paths: Sequence[Path], limits: Limits = DEFAULTS) -> list[list[Path]]:
    """Part files into those that are opened together: parts of one export, and those joined to them.

    Files that cannot be read stand alone, and so do archives with files of several formats; opening them
    says why.
    """
    groups: list[list[Path]] = []
    joined: dict[tuple[str, bool], list[Path]] = {}
    for path in paths:
        try:
            tables = [
                table for file in given_files([path], limits) for table in recognise(file, FORMATS, limits)
            ]
        except FileRefused:
            groups.append([path])
            continue
        # A file that says whose its orders are is not held up by one that does not.
        kind = (tables[0].format.name, tables[0].has_source)
        if any((table.format.name, table.has_source) != kind for table in tables if not table.is_items):
            groups.append([path])
        elif kind in joined:
            joined[kind].append(path)
        else:
            joined[kind] = [path]
            groups.append(joined[kind])
    return groups

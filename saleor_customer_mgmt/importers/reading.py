"""Opening the files of one import and reading orders from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from saleor_customer_mgmt.importers.charset import CODECS
from saleor_customer_mgmt.importers.contract import FileRefused, OrderRead, RefusedRows
from saleor_customer_mgmt.importers.format import Format, OrderRows, RowFault
from saleor_customer_mgmt.importers.formats import FORMATS
from saleor_customer_mgmt.importers.mapping import MappingFile
from saleor_customer_mgmt.importers.recognise import Recognised, recognise
from saleor_customer_mgmt.importers.spool import Entry, Spool
from saleor_customer_mgmt.importers.table import SOURCE, Table, split_key

DEFAULT_TIMEZONE = "Asia/Tokyo"


def _nothing() -> None:
    """Do nothing."""


class Reading:
    """The orders of the files of one import, read while it is iterated over.

    First come the rows that cannot be given to any order, then the orders in the order of their first
    rows. ``source`` is ``None`` when each row names its own. ``bytes_read`` says how much of
    ``total_bytes`` has been given out: it stays at 0 while rows are sorted into orders.
    """

    def __init__(self, files: Sequence[Recognised], source: str | None, zone: tzinfo) -> None:
        self._tables = [Table(file, source) for file in files]
        self._format = files[0].format
        self._zone = self._format.zone or zone
        self.format = self._format.name
        self.source = source
        self.encodings = {file.path.name: str(file.charset) for file in files}
        self.total_bytes = sum(file.path.stat().st_size for file in files)
        self.bytes_read = 0
        self.on_row: Callable[[], None] = _nothing
        """Called for each row that is sorted: long before the first order is given out."""

    @property
    def encoding(self) -> str:
        """The encodings of all files in one text."""
        return ", ".join(dict.fromkeys(self.encodings.values()))

    def __iter__(self) -> Iterator[OrderRead | RefusedRows]:
        self.bytes_read = 0
        with closing(Spool()) as spool:
            for number_of_file, table in enumerate(self._tables):
                yield from table.sort_into(spool, number_of_file, self.on_row)
            done = 0
            for key, entries in spool.orders():
                yield self._order(key, entries)
                done += len(entries)
                self.bytes_read = self.total_bytes * done // spool.entries
        self.bytes_read = self.total_bytes

    def _order(self, key: str, entries: Sequence[Entry]) -> OrderRead | RefusedRows:
        source, number = split_key(key)
        places = tuple((self._tables[entry.file].name, entry.line) for entry in entries)
        for entry in entries:
            if entry.cells is None:
                name = self._tables[entry.file].name
                return RefusedRows(places, name, entry.line, entry.column, entry.reason, number)
        rows = [self._tables[entry.file].row(entry) for entry in entries if not self._is_item(entry)]
        items = [self._tables[entry.file].row(entry) for entry in entries if self._is_item(entry)]
        if not rows:
            reason = "the order file has no order of this number"
            column = self._tables[entries[0].file].file.sheet.number
            return RefusedRows(places, *places[0], column, reason, number)
        try:
            facts = self._format.read(OrderRows(source, number, self._zone, rows, items or None))
        except RowFault as fault:
            column = self._own_name(fault)
            return RefusedRows(places, fault.row.file, fault.row.line, column, fault.reason, number)
        return OrderRead(facts, places)

    def _own_name(self, fault: RowFault) -> str:
        """Return what the file at fault calls the column."""
        names = (table.own_name(fault.column) for table in self._tables if table.name == fault.row.file)
        return next(names, fault.column)

    def _is_item(self, entry: Entry) -> bool:
        return self._tables[entry.file].file.is_items


def open_orders(
    paths: Sequence[Path],
    format: str | None = None,  # noqa: A002  # the word for it; the builtin is not used here
    source: str | None = None,
    mapping: MappingFile | None = None,
    *,
    timezone: str = DEFAULT_TIMEZONE,
    encoding: str | None = None,
) -> Reading:
    """Recognise the files of one import and return what reads them. Nothing has been read yet then.

    ``format`` is a name of :func:`format_names` or its beginning (``rakuten`` also covers ``rakuten-old``),
    ``source`` takes the place of the format's own source (a shop's second store), ``timezone`` is that of
    times without offset in neutral files and mapped ones that do not name theirs. ``encoding`` is needed
    only where the bytes do not tell.

    Raises:
        FileRefused: when a file cannot be read as a whole, or the files do not belong together.
        ValueError: when an argument is not what it should be.
    """
    if not paths:
        raise ValueError("no files given")
    if source is not None and not SOURCE.fullmatch(source):
        raise ValueError(f"a source is a short name of small letters, digits, - and _: {source!r} is not")
    if encoding is not None and encoding.lower() not in CODECS:
        raise ValueError(f"no encoding {encoding!r}; there are {', '.join(CODECS)}")
    formats = _chosen(format, mapping)
    codec = CODECS[encoding.lower()] if encoding else formats[0].encoding
    files = [
        recognise(path, formats, codec=codec, chosen=format is not None and mapping is None) for path in paths
    ]
    files.sort(key=lambda file: file.is_items)
    _check_group(files)
    source = source or files[0].format.source
    if source is None and not files[0].has_source:
        raise FileRefused(
            files[0].path.name, "where do these orders come from? Give a source: no column tells it"
        )
    return Reading(files, source, _zone(timezone))


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
        raise FileRefused(first.path.name, reason)
    for file in files[1:]:
        if file.format is not first.format or file.format.items is None:
            reason = f"this file ({file.format.title}) is not read together with {first.path.name}"
            raise FileRefused(file.path.name, reason)


def format_names() -> tuple[str, ...]:
    """Return the names of all formats that can be read."""
    return tuple(each.name for each in FORMATS)


def plan_files(paths: Sequence[Path]) -> list[list[Path]]:
    """Part files into those that are opened together: Yahoo!'s order and item files, others one by one.

    Files that cannot be read stand alone; opening them says why.
    """
    groups: list[list[Path]] = []
    joined: dict[str, list[Path]] = {}
    for path in paths:
        try:
            file = recognise(path, FORMATS)
        except FileRefused:
            groups.append([path])
            continue
        if file.format.items is None:
            groups.append([path])
        elif file.format.name in joined:
            joined[file.format.name].append(path)
        else:
            joined[file.format.name] = [path]
            groups.append(joined[file.format.name])
    return groups

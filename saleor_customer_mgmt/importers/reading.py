"""Reading orders from the files of one import, once it is known what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import tzinfo

from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.importers.contract import FileRefused, OrderRead, RefusedRows, Repair
from saleor_customer_mgmt.importers.format import OrderRows, Row, RowFault
from saleor_customer_mgmt.importers.overlap import UNCLEAR, Unclear, one_order, without_copies
from saleor_customer_mgmt.importers.recognise import Recognised
from saleor_customer_mgmt.importers.repairs import DIGITS_LOST, CellFault, Repaired, noting
from saleor_customer_mgmt.importers.sold import Shops
from saleor_customer_mgmt.importers.spool import MOST_ROWS, Entry, NoRoom, Spool
from saleor_customer_mgmt.importers.table import Table, split_key

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

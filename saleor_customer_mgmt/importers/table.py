"""One recognised file: its rows, cut down to the columns that are used, sorted into orders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing

from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.charset import MARKED
from saleor_customer_mgmt.importers.contract import RefusedRows
from saleor_customer_mgmt.importers.format import NoKey, Row, SoldRow
from saleor_customer_mgmt.importers.headers import plain
from saleor_customer_mgmt.importers.lines import Lines
from saleor_customer_mgmt.importers.recognise import Recognised
from saleor_customer_mgmt.importers.records import Record, read_records
from saleor_customer_mgmt.importers.spool import Entry, Spool

SOURCE = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
"""What a source may be called."""

_KEY = "\x1f"


def split_key(key: str) -> tuple[str, str]:
    """Return the source and the order number of a key that :class:`Table` made."""
    source, _, number = key.partition(_KEY)
    return source, number


class Table:
    """The rows of one file. ``source`` is that of all rows, or ``None`` when a column names it."""

    def __init__(self, file: Recognised, source: str | None) -> None:
        self.file = file
        self.name = file.path.name
        self._source = source
        sheet = file.sheet
        at = sheet.places(file.header)
        present = sheet.present(at)
        self._picked = [at[plain(column)] for column in present]
        places = {column: place for place, column in enumerate(present)}
        self._cell_of = dict.fromkeys(sheet.columns | {sheet.number}) | places
        self._number_at = at[plain(sheet.number)]
        self._source_at = at.get(plain(sheet.source)) if sheet.source else None
        self._at = {column: at[plain(column)] for column in present}
        self._continued_by = [at[plain(column)] for column in sheet.continued_by if plain(column) in at]
        self._above = ""
        """The order number of the row above, where rows go on without one."""

    def row(self, entry: Entry) -> Row:
        return Row(self.name, entry.line, entry.cells or (), self._cell_of)

    def own_name(self, column: str) -> str:
        """Return what the file itself calls a column."""
        at = self.file.sheet.places(self.file.header).get(plain(column), -1)
        return self._column(at) or column

    def sort_into(
        self, spool: Spool, number_of_file: int, on_row: Callable[[], None]
    ) -> Iterator[RefusedRows]:
        """Put every row aside under its order; yield the rows that cannot be given to any order."""
        picked = self._picked
        width = len(self.file.header)
        self._above = ""
        with closing(Lines(self.file.path, self.file.charset)) as lines:
            records = read_records(lines, self.file.dialect)
            next(records, None)
            for each in records:
                on_row()
                record = each if len(each.cells) == width else self._with_width_checked(each)
                try:
                    key = self._key(record)
                except NoKey as fault:
                    if self.file.sheet.closes(each.cells):
                        continue
                    yield self._refused(record, fault)
                    continue
                if record.problem:
                    column = self._column(record.column)
                    spool.add(key, Entry(number_of_file, record.line, None, column, record.problem))
                else:
                    row = [record.cells[at].strip() for at in picked]
                    spool.add(key, Entry(number_of_file, record.line, row))

    def _with_width_checked(self, record: Record) -> Record:
        """Surplus blank cells do no harm; any other number of cells than columns shifts the cells."""
        width = len(self.file.header)
        if record.problem or (len(record.cells) > width and not any(map(str.strip, record.cells[width:]))):
            return record
        problem = f"{len(record.cells)} cells, but the file has {width} columns"
        return Record(record.line, record.cells, problem)

    def _key(self, record: Record) -> str:
        number = self._checked_number(record)
        if self.file.sheet.sold is not None:
            row = SoldRow(number, lambda column: self._cell(record, self._at.get(column)), self._source)
            return _KEY.join(self.file.sheet.sold(row))
        if self._source is not None:
            return f"{self._source}{_KEY}{number}"
        source = self._cell(record, self._source_at).casefold()
        if not SOURCE.fullmatch(source):
            reason = "a source is a short name of small letters, digits, - and _" if source else "no source"
            raise NoKey(self.file.sheet.source, reason)
        return f"{source}{_KEY}{number}"

    def _checked_number(self, record: Record) -> str:
        text = self._cell(record, self._number_at)
        if not text and self._above and any(self._cell(record, at) for at in self._continued_by):
            return self._above
        self._above = ""
        try:
            number = cells.order_number(text, self.file.sheet.number_pattern)
            self._above = number
            return number
        except ValueError as error:
            raise NoKey(self.file.header[self._number_at].strip(), str(error)) from None

    def _cell(self, record: Record, at: int | None) -> str:
        return record.cells[at].strip() if at is not None and at < len(record.cells) else ""

    def _column(self, at: int) -> str:
        """Name a column for a message; a surplus cell has none."""
        return MARKED.sub("\ufffd", self.file.header[at].strip()) if 0 <= at < len(self.file.header) else ""

    def _refused(self, record: Record, fault: NoKey) -> RefusedRows:
        column, reason = fault.column, fault.reason
        if record.problem:
            column, reason = self._column(record.column), record.problem
        return RefusedRows(((self.name, record.line),), self.name, record.line, column, reason)

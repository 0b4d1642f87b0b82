"""One recognised file: its rows, cut down to the columns that are used, sorted into orders."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

from saleor_customer_mgmt.core.facts import ACCOUNT_MARK
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.abroad import unprotected
from saleor_customer_mgmt.importers.charset import MARKED
from saleor_customer_mgmt.importers.contract import FileRefused
from saleor_customer_mgmt.importers.format import Row
from saleor_customer_mgmt.importers.headers import plain
from saleor_customer_mgmt.importers.recognise import Recognised
from saleor_customer_mgmt.importers.records import Record
from saleor_customer_mgmt.importers.repairs import NOT_SHOWN, LongNumbers
from saleor_customer_mgmt.importers.sold import NoKey, Shops, SoldRow
from saleor_customer_mgmt.importers.spool import Entry, Spool

SOURCE = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
"""What a source may be called."""

_KEY = "\x1f"


def split_key(key: str) -> tuple[str, str]:
    """Return the source and the order number of a key that :class:`Table` made."""
    source, _, number = key.partition(_KEY)
    return source, number


class Table:
    """The rows of one part of a file. ``source`` is that of all rows, or ``None`` when a column names it.

    A file has several parts when its header is repeated: then files were pasted together.
    """

    def __init__(self, file: Recognised, source: str | None, shops: Shops | None = None) -> None:
        self.file = file
        self.name = file.name
        self._source = source
        self._shops = shops or Shops({})
        sheet = file.sheet
        at = sheet.places(file.header)
        present = sheet.present(at)
        self._picked = [at[plain(column)] for column in present]
        places = {column: place for place, column in enumerate(present)}
        self.cell_of = dict.fromkeys(sheet.columns | {sheet.number}) | places
        self._number_at = at[plain(sheet.number)]
        self._source_at = at.get(plain(sheet.source)) if sheet.source else None
        self._at = {column: at[plain(column)] for column in present}
        self._continued_by = [at[plain(column)] for column in sheet.continued_by if plain(column) in at]
        self._above = ""
        """The order number of the row above, where rows go on without one."""
        self.long_numbers = LongNumbers()
        self._names = frozenset(name.strip() for name in file.header)

    def row(self, entry: Entry) -> Row:
        return Row(self.name, entry.line, entry.cells or (), self.cell_of)

    def own_name(self, column: str) -> str:
        """Return what the file itself calls a column."""
        at = self.file.sheet.places(self.file.header).get(plain(column), -1)
        return self._column(at) or column

    def sort_into(self, spool: Spool, parts: list[Table], on_row: Callable[[], None]) -> None:
        """Put every row aside under its order, or alone when it cannot be given to any.

        ``parts`` are all parts so far, this the last of them. New ones are added for headers further down.

        Raises:
            FileRefused: when the file cannot be read to its end.
        """
        table = self
        self._above = ""
        self.long_numbers = LongNumbers()
        with closing(self.file.grid.records()) as records:
            next(records, None)
            for record in records:
                on_row()
                _check_encoding(self.name, record)
                if (header := table.header_again(record)) is not None:
                    table = Table(header, self._source, self._shops)
                    parts.append(table)
                else:
                    table.sort_row(spool, len(parts) - 1, record)

    def header_again(self, record: Record) -> Recognised | None:
        """Return what begins with this row when it is a row of column names."""
        if self._cell(record, self._number_at).lstrip("\ufeff") not in self._names or record.problem:
            return None
        if not self.file.sheet.recognises(self.file.sheet.places(record.cells)):
            return None
        return replace(self.file, header=tuple(record.cells))

    def sort_row(self, spool: Spool, part: int, record: Record) -> None:
        if len(record.cells) != len(self.file.header):
            record = self._with_width_checked(record)
        try:
            key = self._key(record)
        except NoKey as fault:
            if self.file.sheet.closes(record.cells):
                return
            column, reason = fault.column, fault.reason
            if record.problem:
                column, reason = self._column(record.column), record.problem
            spool.add_alone(Entry(part, record.line, None, column, reason))
            return
        if record.problem:
            spool.add(key, Entry(part, record.line, None, self._column(record.column), record.problem))
            return
        row = [record.cells[at].strip() for at in self._picked]
        if "#" in "".join(row) and (at := self._not_shown(record)) is not None:
            spool.add(key, Entry(part, record.line, None, self._column(at), _NOT_SHOWN))
        else:
            spool.add(key, Entry(part, record.line, row))

    def _not_shown(self, record: Record) -> int | None:
        """Return which of the cells that are used has what Excel shows instead of a value."""
        shown = (at for at in self._picked if NOT_SHOWN.fullmatch(record.cells[at].strip()))
        return next(shown, None)

    def _with_width_checked(self, record: Record) -> Record:
        """Surplus blank cells do no harm; any other number of cells than columns shifts the cells."""
        width = len(self.file.header)
        if record.problem or (len(record.cells) > width and not any(map(str.strip, record.cells[width:]))):
            return record
        problem = f"{len(record.cells)} cells, but the file has {width} columns"
        return Record(record.line, record.cells, problem)

    def _key(self, record: Record) -> str:
        number = self._checked_number(record)
        if self.file.sheet.accounts:
            number = f"{ACCOUNT_MARK}{number}"
        if self.file.sheet.sold is not None:
            return _KEY.join(self.file.sheet.sold(self._sold_row(record, number)))
        if self._source is not None:
            return f"{self._source}{_KEY}{number}"
        source = self._cell(record, self._source_at).casefold()
        if not SOURCE.fullmatch(source):
            reason = "a source is a short name of small letters, digits, - and _" if source else "no source"
            raise NoKey(self.file.sheet.source, reason)
        return f"{source}{_KEY}{number}"

    def _sold_row(self, record: Record, number: str) -> SoldRow:
        def get(column: str) -> str:
            return self._cell(record, self._at.get(column))

        return SoldRow(number, get, self._source, self._shops)

    def _checked_number(self, record: Record) -> str:
        text = self._cell(record, self._number_at)
        if not text and self._above and any(self._cell(record, at) for at in self._continued_by):
            return self._above
        self._above = ""
        if self.file.sheet.accounts and text:
            text = unprotected(text)
        try:
            if text.startswith(ACCOUNT_MARK):
                raise ValueError(_MARKED)
            number = cells.order_number(text, self.file.sheet.number_pattern)
            self.long_numbers.see(number)
            self._above = number
            return number
        except ValueError as error:
            raise NoKey(self.file.header[self._number_at].strip(), str(error)) from None

    def _cell(self, record: Record, at: int | None) -> str:
        return record.cells[at].strip() if at is not None and at < len(record.cells) else ""

    def _column(self, at: int) -> str:
        """Name a column for a message; a surplus cell has none."""
        return MARKED.sub("\ufffd", self.file.header[at].strip()) if 0 <= at < len(self.file.header) else ""


_MARKED = f"a number that begins with {ACCOUNT_MARK} is that of an account here; an order cannot have it"
_NOT_SHOWN = "here stands what Excel shows when it cannot show the value (#N/A, ####); the value is lost"
_BOM_ELSEWHERE = "\udcef"
"""The first byte of UTF-8's mark, where the file is in an encoding in which it is no text."""


def _check_encoding(name: str, record: Record) -> None:
    """Refuse what would be read as other characters than it is: a file of UTF-8 behind one of CP932."""
    if record.problem and record.column == 0 and record.cells[0].startswith(_BOM_ELSEWHERE):
        reason = "a second file begins here, in another encoding; import the two one after the other"
        raise FileRefused(name, reason, line=record.line)

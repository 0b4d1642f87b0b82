"""What a format module is written with: which columns give a file away, and rows to read an order from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import NoReturn

from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.importers import cells, repairs
from saleor_customer_mgmt.importers.headers import plain, positions
from saleor_customer_mgmt.importers.money import money
from saleor_customer_mgmt.importers.sold import SoldRow


class RowFault(Exception):
    """Raised when a cell cannot be what its column says. Refuses the order of that row."""

    def __init__(self, row: Row, column: str, reason: str) -> None:
        super().__init__(reason)
        self.row = row
        self.column = column
        self.reason = reason


class Row:
    """One data row: the cells of those columns that the format uses, and where it stands."""

    __slots__ = ("_at", "_cells", "file", "line")

    def __init__(self, file: str, line: int, row_cells: Sequence[str], at: Mapping[str, int | None]) -> None:
        self.file = file
        self.line = line
        self._cells = row_cells
        self._at = at

    def get(self, column: str) -> str | None:
        """Return a cell, trimmed; ``None`` when the file has no such column.

        The column must be one that the format declared: the others were left in the file.
        """
        at = self._at[column]
        return None if at is None else self._cells[at]

    def numbered(self, column: str, number: int) -> str | None:
        """Return the cell of a numbered column (``Product Item {} Name``), ``None`` when there is none."""
        at = self._at.get(column.format(number))
        return None if at is None else self._cells[at]

    def has_numbered(self, *columns: str) -> bool:
        """Say whether the file has the first of any of these numbered columns."""
        return any(column.format(1) in self._at for column in columns)

    def amount(self, column: str, *, sentinels: bool = False, signed: bool = False) -> Decimal | None:
        text = self.get(column)
        try:
            return cells.amount(text, sentinels=sentinels, signed=signed) if text else None
        except ValueError as error:
            self.refuse(column, error)

    def money(self, column: str, dollar: str | None = None) -> tuple[Decimal | None, str | None]:
        """Return an amount in print and the currency that its sign tells; ``dollar`` is what a bare $ is."""
        text = self.get(column)
        try:
            return money(text, dollar) if text else (None, None)
        except ValueError as error:
            self.refuse(column, error)

    def quantity(self, column: str) -> int:
        try:
            return cells.quantity(self.get(column) or "")
        except ValueError as error:
            self.refuse(column, error)

    def refuse(self, column: str, why: ValueError | str) -> NoReturn:
        raise RowFault(self, column, str(why)) from None

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """All cells with their columns: by these, rows of different files are compared."""
        return tuple((column, self._cells[at]) for column, at in self._at.items() if at is not None)

    @property
    def cells(self) -> tuple[str, ...]:
        """All cells that the format uses: equal ones make equal rows."""
        return tuple(self._cells)


@dataclass(frozen=True, slots=True)
class OrderRows:
    """All rows of one order. ``items`` are those of a second file, ``None`` when it has none."""

    source: str
    number: str
    zone: tzinfo
    rows: Sequence[Row]
    items: Sequence[Row] | None = None

    def has(self, *columns: str) -> bool:
        """Say whether the file has at least one of these columns."""
        return any(self.rows[0].get(column) is not None for column in columns)

    def first(self, column: str) -> str | None:
        """Return the first cell that is not empty."""
        text = self.rows[0].get(column)
        if text or len(self.rows) == 1:
            return text
        return next((text for row in self.rows if (text := row.get(column))), text)

    def agreed(self, column: str) -> str | None:
        """Return the value on which all rows agree that have one.

        Two people under one order number must not become one person, so they are refused.
        """
        value = self.first(column)
        if len(self.rows) > 1:
            for row in self.rows:
                if (text := row.get(column)) and text != value:
                    row.refuse(column, "differs from another row of the same order")
        return value

    def words(self, column: str) -> str | None:
        """Return what the rows say in a column, each word once; ``None`` when there is no such column."""
        told = [text for row in self.rows if (text := row.get(column)) is not None]
        return " / ".join(dict.fromkeys(filter(None, told))) if told else None

    def moment(self, column: str) -> datetime | None:
        text = self.first(column)
        return self.read_moment(text, column) if text else None

    def latest(self, column: str) -> datetime | None:
        """Return the last moment that the rows tell: when the last of several parcels was sent."""
        texts = {text for row in self.rows if (text := row.get(column))}
        told = [moment for text in texts if (moment := self.read_moment(text, column)) is not None]
        return max(told, default=None)

    def moment_in_parts(self, date: str, time: str) -> datetime | None:
        """Return the moment that one column gives the day and another the time of day for."""
        text = self.first(date)
        if not text:
            return None
        hours = repairs.time_of_day(self.first(time) or "", time)
        return self.read_moment(f"{repairs.date(text, date)} {hours}".strip(), date)

    def read_moment(self, text: str, column: str) -> datetime | None:
        try:
            return cells.moment(repairs.date(text, column), self.zone)
        except ValueError as error:
            self.holder(column).refuse(column, error)

    def amount(self, *columns: str, sentinels: bool = False) -> Decimal | None:
        """Return an amount of the whole order, which repeats on its rows: the first one that is told."""
        for column in columns:
            value = self.holder(column).amount(column, sentinels=sentinels)
            if value is not None:
                return value
        return None

    def money(self, *columns: str, dollar: str | None = None) -> tuple[Decimal | None, str | None]:
        """Return the first amount in print that is told, and the currency of its sign."""
        told = (self.holder(column).money(column, dollar) for column in columns)
        return next((each for each in told if each[0] is not None), (None, None))

    def holder(self, column: str) -> Row:
        """Return the first row whose cell is not empty (or the first row)."""
        return next((row for row in self.rows if row.get(column)), self.rows[0])


def columns(names: str) -> frozenset[str]:
    """Return the set of column names in a text, parted by white space."""
    return frozenset(names.split())


def equal_rows(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows in groups of equal ones: where a market writes two equal lines, both were bought."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(row.cells, []).append(row)
    return list(groups.values())


def once(rows: Sequence[Row], *ids: str) -> list[Row]:
    """Return the rows without those that repeat the ids of an earlier one (a file appended to itself)."""
    seen: dict[tuple[str | None, ...], Row] = {}
    kept = []
    for row in rows:
        key = tuple(row.get(name) for name in ids)
        if key[0]:
            if repairs.SCIENTIFIC.fullmatch(key[0]):
                row.refuse(ids[0], "rounded by Excel (as 5.8E+13): it no longer tells one line from another")
            earlier = seen.setdefault(key, row)
            if earlier is not row:
                if row.cells != earlier.cells:
                    row.refuse(ids[0], "occurs twice in the order with different content")
                continue
        kept.append(row)
    return kept


def _numbered(column: str, at: Mapping[str, int]) -> list[str]:
    pattern = re.compile(re.escape(plain(column)).replace(r"\{\}", r"([1-9]\d{0,3})"), re.ASCII)
    return [column.format(found[1]) for name in at if (found := pattern.fullmatch(name))]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of file.

    It is recognised when it has all of ``signature``, one of ``any_of`` (unless that is empty) and
    none of ``without``. Only ``columns`` (and ``number``) ever reach a :class:`Row`.
    """

    number: str
    """The column of the order number."""
    signature: tuple[str, ...]
    columns: frozenset[str]
    any_of: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    number_pattern: re.Pattern[str] | None = None
    quoted_tabs: bool = True
    """Whether a tab-separated file of this kind may have cells in quotation marks."""
    source: str = ""
    """The column that names the source, for formats that have one."""
    other_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What columns are also called: in other languages, by other plug-ins, in other years."""
    numbered: tuple[str, ...] = ()
    """Columns of which there is one for each line of an order, with ``{}`` for its number."""
    continued_by: tuple[str, ...] = ()
    """A row without order number that has one of these is a further line of the order above it."""
    closing: re.Pattern[str] | None = None
    """What stands behind the last order and is no data, the cells that are not empty joined by blanks."""
    accounts: bool = False
    """Whether its rows are no orders but who registered with the shop. Read only where it is recognised: a
    file of orders that lacks columns must never become one."""
    sold: Callable[[SoldRow], tuple[str, str]] | None = None
    """Finds source and order number of a row, in files with the orders of several shops.

    Raises :class:`NoKey` when a row does not tell them."""

    def places(self, header: Sequence[str]) -> dict[str, int]:
        """Return where each column of a file stands, also under the name that the format has for it."""
        at = positions(header)
        for column, others in self.other_names.items():
            known = next((at[name] for name in map(plain, others) if name in at), None)
            if known is not None:
                at.setdefault(plain(column), known)
        return at

    def present(self, at: Mapping[str, int]) -> list[str]:
        """Return the columns that are used and that a file has."""
        numbered = [name for column in self.numbered for name in _numbered(column, at)]
        return [name for name in sorted(self.columns | {self.number, *numbered}) if plain(name) in at]

    def closes(self, row_cells: Sequence[str]) -> bool:
        """Say whether a row that tells no order number is what such a file ends with."""
        return self.closing is not None and bool(
            self.closing.fullmatch(" ".join(cell.strip() for cell in row_cells if cell.strip()))
        )

    def missing(self, header: Mapping[str, int]) -> list[str]:
        """Return what a header lacks to be recognised as this kind of file."""
        lacking = [name for name in self.signature if plain(name) not in header]
        if self.any_of and not any(plain(name) in header for name in self.any_of):
            lacking.append(" or ".join(self.any_of))
        return lacking

    def recognises(self, header: Mapping[str, int]) -> bool:
        return not self.missing(header) and not self.excludes(header)

    def excludes(self, header: Mapping[str, int]) -> bool:
        """Say whether a header has a column that files of this kind never have."""
        return any(plain(name) in header for name in self.without)


@dataclass(frozen=True, slots=True)
class Format:
    """A way in which a market writes orders: one kind of file, or two joined by the order number.

    ``name`` begins with the market's name; what follows a hyphen names a variant.
    """

    name: str
    title: str
    source: str | None
    orders: Sheet
    read: Callable[[OrderRows], OrderFacts]
    items: Sheet | None = None
    zone: tzinfo | None = cells.JAPAN
    """Of times without offset; ``None`` leaves it to the caller."""
    delimiter: str | None = None
    encoding: str | None = None

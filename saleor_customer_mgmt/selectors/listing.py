"""Lists that are searched and sorted at once, a page at a time, and how many there are.

Of what is rare, everything is found through the indexes of the search, and sorted. What is frequent is soon
met by whoever goes along the index of the sort and looks at each. The planner's statistics say which of the
two to begin with; where they are wrong, it takes one attempt more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import F, Model, OrderBy, Q, QuerySet

from saleor_customer_mgmt.selectors.one_of import one_of

Row = TypeVar("Row", bound=Model)

FEW = 5000
"""So many are sorted rather than met on the way. Of a search, more are not counted either."""
STRETCH = 500
FURTHEST = 20_000
"""Whoever has met too few by then has all of them found, however long that takes."""


class Finder(Protocol):
    """A search among rows of one kind."""

    def among(self, ids: Sequence[int]) -> set[int]:
        """Return which of these are found, by looking at each."""

    def is_likely(self, count: int) -> bool:
        """Return whether the planner believes that more than so many are found."""

    def at_most(self, count: int) -> list[int]:
        """Return the ids of any so many that are found, through the indexes."""

    def within(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return those of these rows that are found, through the indexes."""


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """Rows for which everything but the search is so, in no order, and the search (None: there is none)."""

    rows: QuerySet[Row]
    search: Finder | None = None
    narrowed: bool = True
    """Whether the rows leave out any that a search finds."""

    def all(self) -> QuerySet[Row]:
        """Return all rows of the list, in no order."""
        return self.rows if self.search is None else self.search.within(self.rows)

    def first(self, count: int, order: Sequence[OrderBy], bounds: Q | None = None) -> list[Row]:
        """Return the first so many rows in this order, of those within these bounds."""
        rows = self.rows if bounds is None else self.rows.filter(bounds)
        found: list[Row] = []
        for part, by in _parts(order):
            if len(found) < count:
                found += _first(rows.filter(part).order_by(*by), self.search, count - len(found))
        return found

    def sorted(self, order: Sequence[OrderBy]) -> QuerySet[Row]:
        """Return all rows of the list in this order."""
        return self.all().order_by(*order)

    def total(self, least: int = 0) -> int:
        """Return how many there are; of a search, not more than ``FEW``, or than ``least``."""
        if self.search is None:
            return self.rows.order_by().count()
        most = max(FEW, least)
        found = self.search.at_most(most + 1)
        if len(found) <= most:
            return self.rows.filter(one_of("pk", found)).order_by().count()
        if not self.narrowed and len(set(found)) >= most:
            return most
        return self.search.within(self.rows).order_by()[:most].count()


def _parts(order: Sequence[OrderBy]) -> Iterator[tuple[Q, Sequence[OrderBy]]]:
    """Divide rows where an index has the empty ones at the other end: it is used for each part."""
    first, *others = order
    name = first.expression.name if isinstance(first.expression, F) else ""
    empty, filled = Q(**{f"{name}__isnull": True}), Q(**{f"{name}__isnull": False})
    if first.nulls_last and not first.descending:
        yield filled, [OrderBy(F(name), nulls_first=True), *others]
        yield empty, others
    elif first.nulls_first and first.descending:
        yield empty, others
        yield filled, [OrderBy(F(name), descending=True, nulls_last=True), *others]
    else:
        yield Q(), order


def _first(rows: QuerySet[Row], search: Finder | None, count: int) -> list[Row]:
    if search is None:
        return list(rows[:count])
    met = _Met(rows, search, count)
    if search.is_likely(FEW) and met.by(FURTHEST):
        return met.rows()
    few = search.at_most(FEW + 1)
    if len(few) <= FEW:
        return list(rows.filter(one_of("pk", few))[:count])
    return met.rows() if met.by(FURTHEST) else list(search.within(rows)[:count])


class _Met:
    """What was found by looking at one row after the other."""

    def __init__(self, rows: QuerySet[Any], search: Finder, count: int) -> None:
        self._rows, self._search, self._count = rows, search, count
        self._ids: list[int] = []
        self._seen = 0
        self._at_end = False

    def by(self, place: int) -> bool:
        """Go on to this row at most; return whether no more need be looked at."""
        while self._seen < place and not self._done:
            until = min(place, 3 * self._seen + STRETCH)
            ids = list(self._rows.values_list("pk", flat=True)[self._seen : until])
            hits = self._search.among(ids)
            self._ids += [pk for pk in ids if pk in hits]
            self._at_end = len(ids) < until - self._seen
            self._seen = until
        return self._done

    @property
    def _done(self) -> bool:
        return self._at_end or len(self._ids) >= self._count

    def rows(self) -> list[Any]:
        return list(self._rows.filter(pk__in=self._ids[: self._count]))

"""Pages of rows, by cursors on what the rows are sorted by. Nothing is read before a client asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from django.db.models import Model, Q, QuerySet
from graphql import GraphQLError

from saleor_customer_mgmt.graphql.sorting import Sort, read_cursor, write_cursor
from saleor_customer_mgmt.selectors.listing import Listing

MAX_PAGE = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What page a client asks for: ``count`` rows after or before something, from either end."""

    count: int
    backwards: bool
    after: str | None
    before: str | None


def wanted(
    first: int | None = None, last: int | None = None, after: str | None = None, before: str | None = None
) -> Wanted:
    """Read the arguments of a connection.

    Raises:
        GraphQLError: when they ask for no page, or for one that is too long.
    """
    if (first is None) == (last is None):
        raise GraphQLError("You must provide either `first` or `last` to properly paginate a connection.")
    count = last if first is None else first
    assert count is not None
    if not 0 <= count <= MAX_PAGE:
        raise GraphQLError(f"`first` and `last` must be between 0 and {MAX_PAGE}.")
    return Wanted(count, first is None, after or None, before or None)


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows of a page with their cursors, and what is around them."""

    rows: Sequence[Any]
    cursors: Sequence[str]
    has_next: bool
    has_previous: bool


class Page(Protocol):
    """What a connection is resolved from. Either may be a promise."""

    def slice(self) -> Any: ...

    def total(self) -> Any: ...


def cut(rows: Sequence[Any], wanted: Wanted, cursor: Callable[[Any], str]) -> Slice:
    """Return the page from its rows in reading direction, of which one more than wanted were read."""
    more = len(rows) > wanted.count
    kept = list(rows[: wanted.count])
    if wanted.backwards:
        kept.reverse()
        return Slice(kept, [cursor(r) for r in kept], wanted.before is not None, more)
    return Slice(kept, [cursor(r) for r in kept], more, wanted.after is not None)


def bounds(sort: Sort, wanted: Wanted, model: type[Model]) -> Q:
    """Return what selects the rows between the cursors."""
    found = Q()
    if wanted.after is not None:
        found &= sort.beyond(sort.read(wanted.after, model))
    if wanted.before is not None:
        found &= sort.beyond(sort.read(wanted.before, model), backwards=True)
    return found


class QueryPage:
    """A page of a list, or of a queryset, whatever order that has."""

    def __init__(self, rows: Listing[Any] | QuerySet[Any], sort: Sort, wanted: Wanted) -> None:
        self._listing = rows if isinstance(rows, Listing) else Listing(rows)
        self._sort = sort
        self._wanted = wanted
        self._bounds = bounds(sort, wanted, self._listing.rows.model)

    @cached_property
    def _slice(self) -> Slice:
        order = self._sort.order(backwards=self._wanted.backwards)
        rows = self._listing.first(self._wanted.count + 1, order, self._bounds)
        return cut(rows, self._wanted, self._sort.cursor)

    def slice(self) -> Slice:
        return self._slice

    def total(self) -> int:
        return self._listing.total()


class ListPage:
    """A page of a list that is sorted by ``key``, which is a tuple of plain values."""

    def __init__(
        self, name: str, items: Sequence[Any], key: Callable[[Any], tuple[Any, ...]], wanted: Wanted
    ) -> None:
        self._name = name
        self._items = items
        self._key = key
        self._wanted = wanted

    def slice(self) -> Slice:
        items = list(self._items)
        try:
            if self._wanted.after is not None:
                after = self._read(self._wanted.after)
                items = [item for item in items if self._key(item) > after]
            if self._wanted.before is not None:
                before = self._read(self._wanted.before)
                items = [item for item in items if self._key(item) < before]
        except TypeError:
            raise GraphQLError("Received cursor is invalid.") from None
        if self._wanted.backwards:
            items.reverse()
        return cut(items, self._wanted, lambda item: write_cursor(self._name, self._key(item)))

    def _read(self, cursor: str) -> tuple[Any, ...]:
        length = len(self._key(self._items[0])) if self._items else 0
        return tuple(read_cursor(self._name, cursor, length)) if length else ()

    def total(self) -> int:
        return len(self._items)

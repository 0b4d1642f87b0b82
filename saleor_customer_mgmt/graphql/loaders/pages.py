"""One page of rows for each of many parents, in one query."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Model, Q, Window
from django.db.models.functions import RowNumber

from saleor_customer_mgmt.graphql.loaders.base import Loader
from saleor_customer_mgmt.graphql.paging import Slice, Wanted, bounds, cut
from saleor_customer_mgmt.graphql.sorting import Sort


@dataclass(frozen=True, slots=True)
class Children:
    """Rows of ``model`` whose ``parent`` column names whose they are; those with ``only``, if given."""

    model: type[Model]
    parent: str
    sort: Sort
    only: tuple[tuple[str, Any], ...] = ()

    def of(self, parents: list[Any]) -> Any:
        return self.model._default_manager.filter(Q(**dict(self.only)), **{f"{self.parent}__in": parents})  # noqa: SLF001


class _Slices(Loader):
    """Parent → its page. Options: the children, what page."""

    def fetch(self, keys: list[Any]) -> dict[Any, Slice]:
        children, wanted = self.options
        order = children.sort.order(backwards=wanted.backwards)
        place = Window(RowNumber(), partition_by=[F(children.parent)], order_by=order)
        rows = children.of(keys).filter(bounds(children.sort, wanted, children.model))
        rows = rows.annotate(place=place).filter(place__lte=wanted.count + 1).order_by(*order)
        found: dict[Any, list[Any]] = defaultdict(list)
        for row in rows:
            found[getattr(row, children.parent)].append(row)
        return {key: cut(found[key], wanted, children.sort.cursor) for key in keys}


class _Totals(Loader):
    """Parent → how many children it has. Options: the children."""

    def fetch(self, keys: list[Any]) -> dict[Any, int]:
        (children,) = self.options
        rows = children.of(keys).order_by().values(children.parent).annotate(number=Count("pk"))
        return {row[children.parent]: row["number"] for row in rows}

    def nothing(self) -> int:
        return 0


class ChildPage:
    """A page of one parent's children, loaded together with those of the other parents."""

    def __init__(self, request: Any, children: Children, parent: Any, wanted: Wanted) -> None:
        self._request = request
        self._children = children
        self._parent = parent
        self._wanted = wanted
        bounds(children.sort, wanted, children.model)  # a bad cursor is told where it was given

    def slice(self) -> Any:
        return _Slices.of(self._request, self._children, self._wanted).load(self._parent)

    def total(self) -> Any:
        return _Totals.of(self._request, self._children).load(self._parent)

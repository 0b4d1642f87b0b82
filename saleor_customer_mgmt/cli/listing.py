"""Lists for people: not more than they can look at, and saying so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Model, OrderBy, QuerySet

from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.selectors.listing import FEW, Listing

SHOWN = 50
Row = TypeVar("Row", bound=Model)


def limit_of(limit: int | None) -> int | None:
    """Return how many a table shows: 50 unless told, all (None) for 0."""
    return SHOWN if limit is None else limit or None


def chosen(found: QuerySet[Row], limit: int | None) -> list[Row]:
    return list(found[: limit_of(limit)])


def first_of(found: Listing[Row], order: Sequence[OrderBy], limit: int | None) -> list[Row]:
    most = limit_of(limit)
    return list(found.sorted(order)) if most is None else found.first(most, order)


def in_all(found: Listing[Row], number: int, counted: str) -> str:
    """Return how many there are, in words; what a search finds is not counted to the end."""
    is_more = found.search is not None and number >= FEW
    return _("{counted} or more").format(counted=counted) if is_more else counted


def print_rest(terminal: Terminal, shown: int, number: int, counted: str) -> None:
    """End a table with how many there are."""
    terminal.line()
    if shown < number:
        terminal.line(
            _("{counted}, of which the first {shown} are shown; --limit 0 shows all.").format(
                counted=counted, shown=shown
            )
        )
    else:
        terminal.line(_("{counted}.").format(counted=counted))

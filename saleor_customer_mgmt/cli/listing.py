"""Lists for people: not more than they can look at, and saying so."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.terminal import Terminal

SHOWN = 50
Row = TypeVar("Row", bound=Model)


def limit_of(limit: int | None) -> int | None:
    """Return how many a table shows: 50 unless told, all (None) for 0."""
    return SHOWN if limit is None else limit or None


def chosen(found: QuerySet[Row], limit: int | None) -> list[Row]:
    return list(found[: limit_of(limit)])


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

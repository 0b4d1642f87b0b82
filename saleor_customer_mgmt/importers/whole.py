"""What an order is as a whole when its rows, or the parcels it was parted into, each have a state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.importers.format import Row

_GONE = (OrderStatus.UNFINISHED, OrderStatus.CANCELLED, OrderStatus.RETURNED)
"""What says nothing about an order of which another part went its way."""


def whole_status(states: Iterable[OrderStatus | None]) -> OrderStatus | None:
    """Return the state of an order whose parts have these; ``None`` when no part's is told.

    What was cancelled or came back counts only when nothing else is left. An order is fulfilled when
    all that is left of it is.
    """
    left = {state for state in states if state is not None}
    for gone in _GONE:
        if len(left) > 1:
            left.discard(gone)
    return OrderStatus.PLACED if len(left) > 1 else next(iter(left), None)


def live(rows: Sequence[Row], state: Callable[[Row], OrderStatus | None]) -> list[Row]:
    """Leave out rows that were cancelled one by one, unless nothing else is left."""
    kept = [row for row in rows if state(row) is not OrderStatus.CANCELLED]
    return kept or list(rows)


def sum_of(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Add up the amounts that are told; ``None`` when none is."""
    told = [amount for amount in amounts if amount is not None]
    return sum(told, Decimal(0)) if told else None

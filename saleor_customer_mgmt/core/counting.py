"""Purchase counting: which orders of a customer are purchases, and why the others are not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from saleor_customer_mgmt.core.facts import OrderStatus


class Reason(StrEnum):
    """Why an order counts or does not. ``COUNTS`` is the only one that counts."""

    COUNTS = "counts"
    CANCELLED = "cancelled"
    RETURNED = "returned"
    UNFINISHED = "unfinished"
    SOURCE_LEFT_OUT = "source_left_out"
    STATUS_LEFT_OUT = "status_left_out"


@dataclass(frozen=True, slots=True)
class CountingPolicy:
    """What the shop calls a purchase: these statuses, from every source but these."""

    statuses: frozenset[OrderStatus] = frozenset({OrderStatus.PLACED, OrderStatus.FULFILLED})
    sources_left_out: frozenset[str] = frozenset()

    def judge(self, source: str, status: OrderStatus) -> Reason:
        """Return whether an order of this source and status counts, or why it does not."""
        if status not in self.statuses:
            return _LEFT_OUT.get(status, Reason.STATUS_LEFT_OUT)
        return Reason.SOURCE_LEFT_OUT if source in self.sources_left_out else Reason.COUNTS

    def count(self, orders: Iterable[tuple[str, OrderStatus]]) -> int:
        """Return how many of these (source, status) count."""
        return sum(self.judge(source, status) is Reason.COUNTS for source, status in orders)


_LEFT_OUT = {
    OrderStatus.CANCELLED: Reason.CANCELLED,
    OrderStatus.RETURNED: Reason.RETURNED,
    OrderStatus.UNFINISHED: Reason.UNFINISHED,
}

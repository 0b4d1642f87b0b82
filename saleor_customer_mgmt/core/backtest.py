"""What a rule would have done to orders of the past, and whether that would have been right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.case import OrderView, PastOrder
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.rules import History, Rule, matching

WENT_WRONG = (OrderStatus.CANCELLED, OrderStatus.RETURNED)
GOOD_FROM = 2
"""Purchases that a good customer has at least, and nothing cancelled or returned."""
MOST_NAMED = 100
"""How many orders and customers are named; the figures are of all."""


@dataclass(frozen=True, slots=True)
class Month:
    """``month`` is its first day's ``YYYY-MM`` in UTC."""

    month: str
    orders: int
    matched: int
    went_wrong: int
    """Of the matched ones."""


@dataclass(slots=True)
class Backtest:
    """Figures of orders placed from ``since`` to ``until``; unfinished ones are no orders.

    ``missed`` went wrong and were not matched. ``totals`` are what the matched orders were worth.
    ``good_customers`` have orders among the matched ones that went well: hurt by a hold.
    """

    since: datetime
    until: datetime
    orders: int = 0
    matched: int = 0
    cancelled: int = 0
    returned: int = 0
    missed: int = 0
    totals: dict[str, Decimal] = field(default_factory=dict)
    good_customers: int = 0
    matched_orders: list[OrderId] = field(default_factory=list)
    hurt_customers: list[OrderId] = field(default_factory=list)
    by_month: dict[str, Month] = field(default_factory=dict)

    @property
    def went_wrong(self) -> int:
        return self.cancelled + self.returned

    @property
    def months(self) -> list[Month]:
        """Return the months that have orders, oldest first."""
        return [self.by_month[month] for month in sorted(self.by_month)]

    def wanted(self, order: PastOrder) -> bool:
        """Return whether an order is one of those looked at."""
        at = order.placed_at
        return at is not None and self.since <= at < self.until and order.status is not OrderStatus.UNFINISHED

    def add(
        self, rule: Rule, customer: OrderId, history: History, asked: Mapping[OrderId, OrderView]
    ) -> None:
        """Take one customer's orders in. ``asked`` are those of ``wanted``."""
        found = matching([rule], history, asked)
        hit = [asked[order].past for order, rules in found.items() if rules]
        hit_ids = {order.id for order in hit}
        statuses = Counter(order.status for order in hit)
        self.orders += len(asked)
        self.matched += len(hit)
        self.cancelled += statuses[OrderStatus.CANCELLED]
        self.returned += statuses[OrderStatus.RETURNED]
        self.missed += sum(
            view.past.status in WENT_WRONG and order not in hit_ids for order, view in asked.items()
        )
        self._add_totals(hit)
        self._add_months([view.past for view in asked.values()], hit_ids)
        self.matched_orders += sorted(hit_ids)[: MOST_NAMED - len(self.matched_orders)]
        if hit and is_good(history.orders):
            self.good_customers += 1
            if len(self.hurt_customers) < MOST_NAMED:
                self.hurt_customers.append(customer)

    def _add_totals(self, orders: Iterable[PastOrder]) -> None:
        for order in orders:
            if order.total is not None and order.currency:
                self.totals[order.currency] = self.totals.get(order.currency, Decimal()) + order.total

    def _add_months(self, orders: Iterable[PastOrder], hit: set[OrderId]) -> None:
        for order in orders:
            if order.placed_at is None:
                continue
            name = f"{order.placed_at:%Y-%m}"
            month = self.by_month.get(name, Month(name, 0, 0, 0))
            matched = order.id in hit
            wrong = matched and order.status in WENT_WRONG
            self.by_month[name] = Month(
                name, month.orders + 1, month.matched + matched, month.went_wrong + wrong
            )


def is_good(orders: Iterable[PastOrder]) -> bool:
    """Return whether these are a good customer's orders, as they stand now."""
    history = list(orders)
    wrong = any(order.status in WENT_WRONG for order in history)
    return not wrong and sum(order.counts for order in history) >= GOOD_FROM

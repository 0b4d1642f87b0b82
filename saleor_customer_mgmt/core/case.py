"""What conditions are asked about: a customer's history, and one order of it (ADR 80)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import reduce

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.traits import Traits

RECENT = 20
"""So many orders back "of the last …" can look."""
LETTERS = {
    OrderStatus.PLACED: "P",
    OrderStatus.FULFILLED: "F",
    OrderStatus.CANCELLED: "C",
    OrderStatus.RETURNED: "R",
}
_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PastOrder:
    """One order of a customer's history. ``counts`` under the shop's counting policy."""

    id: int
    source: str
    number: str
    placed_at: datetime | None
    status: OrderStatus
    counts: bool
    total: Decimal | None = None
    refunded: Decimal | None = None
    currency: str | None = None

    @property
    def place(self) -> tuple[bool, datetime, int]:
        """Where it stands in the history: by time, then id; orders without a time come first."""
        return (self.placed_at is not None, self.placed_at or _BEFORE_ALL, self.id)


@dataclass(frozen=True, slots=True)
class OrderView:
    """One order with everything that a condition can ask of it."""

    past: PastOrder
    channel: str | None = None
    payment_method: str | None = None
    shipping_method: str | None = None
    skus: frozenset[str] = frozenset()
    products: tuple[str, ...] = ()
    quantity: int = 0
    traits: Traits = field(default_factory=Traits)


def order_view(
    past: PastOrder,
    *,
    channel: str | None,
    payment_method: str | None,
    shipping_method: str | None,
    lines: Collection[tuple[str, str, int]],
    traits: Traits,
) -> OrderView:
    """Return the view of an order with these lines: SKU, name of the product, quantity."""
    return OrderView(
        past,
        channel=channel,
        payment_method=payment_method,
        shipping_method=shipping_method,
        skus=frozenset(sku for sku, _, _ in lines if sku),
        products=tuple(product for _, product, _ in lines if product),
        quantity=sum(quantity for _, _, quantity in lines),
        traits=traits,
    )


@dataclass(frozen=True, slots=True)
class CustomerView:
    """A customer's history in figures, and what people and rules have put on the customer.

    ``recent`` has the statuses of the newest ``RECENT`` orders that were not left unfinished, newest
    first, a letter each. ``totals`` is what was paid and kept per currency, over the counting orders;
    the two moments are of counting orders as well. ``watch`` has the kinds of marks in force.
    """

    purchase_count: int = 0
    order_count: int = 0
    unfinished_count: int = 0
    cancelled_count: int = 0
    returned_count: int = 0
    recent: str = ""
    totals: Mapping[str, Decimal] = field(default_factory=dict)
    first_purchase_at: datetime | None = None
    last_purchase_at: datetime | None = None
    bought_on: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    watch: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """A customer, and for rules the order that is asked about.

    For an order ``customer`` is the history up to and including it, ``earlier`` the history before it,
    and ``now`` the moment it was placed (None: nobody knows), so that the answer is the same whenever
    it is asked for. For a customer alone ``now`` is the time of asking, and both histories are everything.
    """

    customer: CustomerView
    earlier: CustomerView
    order: OrderView | None
    now: datetime | None

    @property
    def is_first(self) -> bool:
        """Whether the order is the customer's first one that counts."""
        return self.order is not None and self.order.past.counts and self.earlier.purchase_count == 0


def customer_view(
    orders: Iterable[PastOrder],
    *,
    groups: Iterable[str] = (),
    watch: Iterable[str] = (),
    labels: Iterable[str] = (),
) -> CustomerView:
    """Return the figures of these orders, given in any order. Accounts among them are no orders."""
    figures = CustomerView(groups=frozenset(groups), watch=frozenset(watch), labels=frozenset(labels))
    return reduce(with_order, sorted(orders, key=lambda order: order.place), figures)


def with_order(view: CustomerView, past: PastOrder) -> CustomerView:
    """Return the figures with one more order, whose place is after those of all that they are of."""
    if past.status is OrderStatus.ACCOUNT:
        return view
    letter = LETTERS.get(past.status, "")
    return CustomerView(
        purchase_count=view.purchase_count + past.counts,
        order_count=view.order_count + 1,
        unfinished_count=view.unfinished_count + (past.status is OrderStatus.UNFINISHED),
        cancelled_count=view.cancelled_count + (past.status is OrderStatus.CANCELLED),
        returned_count=view.returned_count + (past.status is OrderStatus.RETURNED),
        recent=(letter + view.recent)[:RECENT],
        totals=_add(view.totals, past) if past.counts else view.totals,
        first_purchase_at=view.first_purchase_at or (past.placed_at if past.counts else None),
        last_purchase_at=(past.placed_at if past.counts else None) or view.last_purchase_at,
        bought_on=view.bought_on | {past.source} if past.counts else view.bought_on,
        groups=view.groups,
        watch=view.watch,
        labels=view.labels,
    )


def _add(totals: Mapping[str, Decimal], past: PastOrder) -> Mapping[str, Decimal]:
    if past.total is None or not past.currency:
        return totals
    more = past.total - (past.refunded or Decimal())
    return {**totals, past.currency: totals.get(past.currency, Decimal()) + more}


def customer_case(customer: CustomerView, now: datetime) -> Case:
    """Return what a condition on a customer is asked about at ``now``."""
    return Case(customer, customer, None, now)


def case_of(earlier: CustomerView, present: OrderView) -> Case:
    """Return the case of ``present``, of a customer with this history before it was placed."""
    return Case(with_order(earlier, present.past), earlier, present, present.past.placed_at)

"""The case of an order as it is defined: all of the history counted. ``core.case`` goes along it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal

from saleor_customer_mgmt.core.case import LETTERS, RECENT, Case, CustomerView, OrderView, PastOrder
from saleor_customer_mgmt.core.facts import OrderStatus


def case_at(
    orders: Iterable[PastOrder],
    present: OrderView,
    *,
    groups: Iterable[str] = (),
    watch: Iterable[str] = (),
    labels: Iterable[str] = (),
) -> Case:
    """Return the case of ``present``: the customer as its history was when that order was placed.

    ``orders`` are all of the customer's; whether ``present`` is among them makes no difference.
    """
    marks = {"groups": frozenset(groups), "watch": frozenset(watch), "labels": frozenset(labels)}
    before = [order for order in orders if order.place < present.past.place]
    upto = counted([*before, present.past], **marks)
    return Case(upto, counted(before, **marks), present, present.past.placed_at)


def counted(
    orders: Iterable[PastOrder],
    *,
    groups: Iterable[str] = (),
    watch: Iterable[str] = (),
    labels: Iterable[str] = (),
) -> CustomerView:
    """Return the figures of these orders, each counted by itself."""
    history = sorted(
        (o for o in orders if o.status is not OrderStatus.ACCOUNT), key=lambda order: order.place
    )
    statuses = Counter(order.status for order in history)
    counting = [order for order in history if order.counts]
    moments = [order.placed_at for order in counting if order.placed_at is not None]
    finished = [LETTERS[order.status] for order in reversed(history) if order.status in LETTERS]
    totals: defaultdict[str, Decimal] = defaultdict(Decimal)
    for order in counting:
        if order.total is not None and order.currency:
            totals[order.currency] += order.total - (order.refunded or Decimal())
    return CustomerView(
        purchase_count=len(counting),
        order_count=len(history),
        unfinished_count=statuses[OrderStatus.UNFINISHED],
        cancelled_count=statuses[OrderStatus.CANCELLED],
        returned_count=statuses[OrderStatus.RETURNED],
        recent="".join(finished[:RECENT]),
        totals=dict(totals),
        first_purchase_at=moments[0] if moments else None,
        last_purchase_at=moments[-1] if moments else None,
        bought_on=frozenset(order.source for order in counting),
        groups=frozenset(groups),
        watch=frozenset(watch),
        labels=frozenset(labels),
    )

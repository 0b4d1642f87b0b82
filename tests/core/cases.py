"""The case of an order as it is defined: all of the history looked through. ``core.rules`` goes along it."""

from __future__ import annotations

from collections.abc import Iterable

from saleor_customer_mgmt.core.case import Case, OrderView, PastOrder, customer_view


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
    upto = customer_view([*before, present.past], **marks)
    return Case(upto, customer_view(before, **marks), present, present.past.placed_at)

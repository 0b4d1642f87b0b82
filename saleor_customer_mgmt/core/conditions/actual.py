"""What a case has for each field. ``None``: not known, so that no comparison is true of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from saleor_customer_mgmt.core.case import LETTERS, Case, CustomerView, OrderView
from saleor_customer_mgmt.core.conditions.fields import BLOCK, INCLUDING_PRESENT, VICTIM, WATCH
from saleor_customer_mgmt.core.conditions.tree import Comparison
from saleor_customer_mgmt.core.facts import OrderStatus

Actual = int | Decimal | Fraction | datetime | bool | str | tuple[str, ...] | frozenset[str] | None
"""Texts are tuples (alternatives, or several), sets of names are sets; shares are fractions."""


def actual(comparison: Comparison, case: Case) -> Actual:
    """Return the case's value of the compared field."""
    of_order = _OF_ORDERS.get(comparison.field)
    if of_order is not None:
        return None if case.order is None else of_order(comparison, case, case.order)
    earlier = comparison.parameter(INCLUDING_PRESENT.name) is False
    return _OF_CUSTOMERS[comparison.field](comparison, case.earlier if earlier else case.customer, case)


def _share(part: int, view: CustomerView) -> Fraction | None:
    finished = view.order_count - view.unfinished_count
    return Fraction(100 * part, finished) if finished else None


def _in_last(status: OrderStatus) -> Callable[[Comparison, CustomerView, Case], Actual]:
    def count(comparison: Comparison, view: CustomerView, _: Case) -> Actual:
        last = comparison.parameter("last")
        assert isinstance(last, int)
        return view.recent[:last].count(LETTERS[status])

    return count


def _days(since: datetime | None, case: Case) -> int | None:
    """Return the whole days (24 hours each) between then and the case's moment."""
    return None if since is None or case.now is None else (case.now - since) // timedelta(days=1)


def _watch(view: CustomerView) -> str | None:
    return next((level for level in (BLOCK, WATCH) if level in view.watch), None)


def _total(comparison: Comparison, order: OrderView) -> Decimal | None:
    return order.past.total if order.past.currency == comparison.parameter("currency") else None


def _text(text: str | None) -> tuple[str, ...] | None:
    return (text,) if text else None


_OF_CUSTOMERS: dict[str, Callable[[Comparison, CustomerView, Case], Actual]] = {
    "customer.purchase_count": lambda _, view, __: view.purchase_count,
    "customer.order_count": lambda _, view, __: view.order_count,
    "customer.cancelled_count": lambda _, view, __: view.cancelled_count,
    "customer.returned_count": lambda _, view, __: view.returned_count,
    "customer.cancelled_share": lambda _, view, __: _share(view.cancelled_count, view),
    "customer.returned_share": lambda _, view, __: _share(view.returned_count, view),
    "customer.cancelled_in_last": _in_last(OrderStatus.CANCELLED),
    "customer.returned_in_last": _in_last(OrderStatus.RETURNED),
    "customer.total_spent": lambda c, view, _: view.totals.get(str(c.parameter("currency")), Decimal()),
    "customer.first_purchase_at": lambda _, view, __: view.first_purchase_at,
    "customer.last_purchase_at": lambda _, view, __: view.last_purchase_at,
    "customer.days_since_first_purchase": lambda _, view, case: _days(view.first_purchase_at, case),
    "customer.days_since_last_purchase": lambda _, view, case: _days(view.last_purchase_at, case),
    "customer.bought_on": lambda _, view, __: view.bought_on,
    "customer.groups": lambda _, view, __: view.groups,
    "customer.labels": lambda _, view, __: view.labels,
    "customer.watch": lambda _, view, __: _watch(view),
    "customer.victim": lambda _, view, __: VICTIM in view.watch,
}
_OF_ORDERS: dict[str, Callable[[Comparison, Case, OrderView], Actual]] = {
    "order.source": lambda _, __, order: _text(order.past.source),
    "order.channel": lambda _, __, order: _text(order.channel),
    "order.payment_method": lambda _, __, order: _text(order.payment_method),
    "order.shipping_method": lambda _, __, order: _text(order.shipping_method),
    "order.total": lambda comparison, _, order: _total(comparison, order),
    "order.quantity": lambda _, __, order: order.quantity,
    "order.skus": lambda _, __, order: tuple(sorted(order.skus)),
    "order.products": lambda _, __, order: order.products,
    "order.is_first": lambda _, case, __: case.is_first,
    "order.ships_elsewhere": lambda _, __, order: order.traits.ships_elsewhere,
    "order.email_domain": lambda _, __, order: order.traits.email_domains or None,
    "order.address": lambda _, __, order: order.traits.address,
    "order.phone": lambda _, __, order: order.traits.phone,
}

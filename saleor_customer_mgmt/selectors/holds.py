"""Reading holds: the queue, an order's holds, and what the watchdog found."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.public_id import read_public_id
from saleor_customer_mgmt.models import Hold, HoldBreach, RuleMatch
from saleor_customer_mgmt.selectors.customers import find_customer
from saleor_customer_mgmt.selectors.search import search_orders


def hold_queue(
    *,
    states: Collection[str] = (Hold.State.OPEN,),
    sources: Collection[str] | None = None,
    points: Collection[str] | None = None,
    rules: Collection[int] | None = None,
    owner: str | None = None,
    orders: Collection[OrderId] | None = None,
    customer: OrderId | None = None,
    search: str = "",
) -> QuerySet[Hold]:
    """Return holds, newest first. ``owner`` is the host's id of one; empty: those that nobody owns.

    ``search`` finds them by anything in their orders, or by the public id of a customer.
    """
    found = Hold.objects.filter(state__in=states)
    if sources is not None:
        found = found.filter(order__source__in=sources)
    if points is not None:
        found = found.filter(point__in=points)
    if rules is not None:
        found = found.filter(rule_id__in=rules)
    if owner is not None:
        found = found.filter(owner_id=owner)
    if orders is not None:
        found = found.filter(order_id__in=orders)
    if customer is not None:
        found = found.filter(order__customer_id=customer)
    if search.strip():
        found = _matching(found, search)
    return found.order_by("-id")


def _matching(holds: QuerySet[Hold], text: str) -> QuerySet[Hold]:
    if read_public_id(text) is not None and (meant := find_customer(text)) is not None:
        return holds.filter(order__customer=meant)
    return holds.filter(order_id__in=search_orders(text).values("id"))


def holds_of_orders(orders: Collection[OrderId]) -> dict[OrderId, list[Hold]]:
    """Return all holds of these orders, each order's oldest first; orders without any are left out."""
    found: dict[OrderId, list[Hold]] = {}
    for hold in Hold.objects.filter(order_id__in=orders).order_by("id"):
        found.setdefault(hold.order_id, []).append(hold)
    return found


def lapsed(holds: Collection[int]) -> set[int]:
    """Return which of these holds a rule placed that does not match their order any more."""
    placed = Hold.objects.filter(id__in=holds, rule__isnull=False).values_list("id", "order_id", "rule_id")
    by_rule = {(order, rule): hold for hold, order, rule in placed}
    matches = RuleMatch.objects.filter(
        order_id__in={order for order, _ in by_rule}, rule_id__in={rule for _, rule in by_rule}, active=True
    )
    active = set(matches.values_list("order_id", "rule_id"))
    return {hold for pair, hold in by_rule.items() if pair not in active}


def breaches(*, seen: bool | None = None, orders: Collection[OrderId] | None = None) -> QuerySet[HoldBreach]:
    """Return what the watchdog found, newest first."""
    found = HoldBreach.objects.order_by("-id")
    if seen is not None:
        found = found.filter(seen_at__isnull=not seen)
    if orders is not None:
        found = found.filter(order_id__in=orders)
    return found

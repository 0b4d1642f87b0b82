"""Orders whose rules are still to be applied: by the background work, in small steps."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import connection

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.models import OrderRecord, RuleBacklog

AT_ONCE = 200
"""How many customers, and how many orders of one customer, are dealt with in the request itself."""

_LEAVE = """
    INSERT INTO customer_mgmt_rulebacklog (order_id, since)
    SELECT o.id, now() FROM customer_mgmt_orderrecord o WHERE <which> ORDER BY o.id
    ON CONFLICT (order_id) DO NOTHING
"""


def leave_orders(orders: Collection[OrderId]) -> None:
    """Leave these orders to the background."""
    _leave("o.id = ANY(%s)", [sorted(orders)])


def leave_customers(customers: Collection[OrderId]) -> None:
    """Leave all orders of these customers to the background."""
    _leave("o.customer_id = ANY(%s)", [sorted(customers)])


def leave_all() -> None:
    """Leave every order to the background."""
    _leave("true", [])


def leave_matched(rule: int) -> None:
    """Leave the orders that a rule matches to the background."""
    matched = "SELECT FROM customer_mgmt_rulematch m WHERE m.order_id = o.id AND m.rule_id = %s AND m.active"
    _leave(f"EXISTS ({matched})", [rule])


def settle(customers: Collection[OrderId]) -> int:
    """Take the orders of customers that were dealt with from the list; return how many there were."""
    return RuleBacklog.objects.filter(order__customer_id__in=customers).delete()[0]


def waiting(limit: int) -> list[OrderId]:
    """Return orders on the list, those first that have waited longest."""
    return list(RuleBacklog.objects.order_by("since", "order_id").values_list("order_id", flat=True)[:limit])


def customers_of(orders: Collection[OrderId]) -> set[OrderId]:
    """Return whose these orders are now."""
    return set(OrderRecord.objects.filter(id__in=orders).values_list("customer_id", flat=True))


def _leave(which: str, values: Sequence[int | list[OrderId]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LEAVE.replace("<which>", which), values)

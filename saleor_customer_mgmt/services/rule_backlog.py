"""Orders whose rules are still to be applied: by the background work, in small steps."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.models import RuleBacklog

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


def settle(orders: Collection[OrderId]) -> None:
    """Take orders that were dealt with from the list."""
    RuleBacklog.objects.filter(order_id__in=orders).delete()


def waiting(limit: int) -> list[OrderId]:
    """Return orders on the list, those first that have waited longest."""
    return list(RuleBacklog.objects.order_by("since", "order_id").values_list("order_id", flat=True)[:limit])


def _leave(which: str, values: list[list[OrderId]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LEAVE.replace("<which>", which), values)

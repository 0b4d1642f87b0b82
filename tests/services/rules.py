"""Rules for tests, and what became of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.models import Hold, OrderLabel, Rule
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import STAFF, order_facts

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
REPEATER = {"field": "customer.purchase_count", "op": "at_least", "value": 2}
LABEL = {"do": "label_order", "label": "repeater"}
HOLD = {"do": "hold", "at": "confirm", "reason": "look at it"}


def rule(condition: Any, *actions: dict[str, Any], **more: Any) -> Rule:
    """Write a rule past the service that checks and applies it."""
    return Rule.objects.create(
        name=more.pop("name", "a rule"),
        condition=condition,
        actions=list(actions),
        active=more.pop("active", True),
        **more,
        **STAFF.columns(),
    )


def order(number: int | str, status: OrderStatus = OrderStatus.PLACED, **more: Any) -> None:
    """Record an order of the same person, a day after the one with the number before."""
    more.setdefault("phone", "090-0000-1234")
    more.setdefault("placed_at", NOON + timedelta(days=int(number)))
    record_orders([order_facts(str(number), status=status, **more)])


def labels() -> dict[str, set[str]]:
    """Return the orders' labels, by number."""
    found: dict[str, set[str]] = {}
    for number, text in OrderLabel.objects.values_list("order__number", "text"):
        found.setdefault(number, set()).add(text)
    return found


def held() -> list[tuple[str, str, str]]:
    """Return number, reason and state of every hold."""
    return sorted(Hold.objects.values_list("order__number", "reason", "state"))

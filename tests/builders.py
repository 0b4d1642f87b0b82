"""Builders of invented order facts, with keyword arguments for what a test is about."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.models import OrderRecord
from saleor_customer_mgmt.services.actor import Actor, ActorKind

STAFF = Actor(ActorKind.USER, "1", "staff@example.com")


def order_facts(
    number: str,
    *,
    source: str = "saleor",
    name: str | None = "山田太郎",
    phone: str | None = None,
    email: str | None = None,
    status: OrderStatus | None = OrderStatus.FULFILLED,
    total: str | None = "1000",
    **more: Any,
) -> OrderFacts:
    """Return an order of an invented person. ``more``: other fields of the buyer or the order."""
    person = {k: more.pop(k) for k in list(more) if k in Person.__dataclass_fields__}
    return OrderFacts(
        source=source,
        number=number,
        placed_at=more.pop("placed_at", datetime(2026, 1, 1, 12, tzinfo=UTC)),
        status=status,
        buyer=Person(
            name=name,
            phones=None if phone is None else (phone,),
            emails=None if email is None else (email,),
            **person,
        ),
        total=None if total is None else Decimal(total),
        currency="JPY",
        lines=more.pop("lines", (LineFacts("SKU-1", "Green tea", 1, Decimal(1000)),)),
        **more,
    )


def account_facts(number: str, **more: Any) -> OrderFacts:
    """Return the account of an invented member ``number``; ``more`` as for :func:`order_facts`."""
    made = order_facts(f"@{number}", status=OrderStatus.ACCOUNT, total=None, lines=None, **more)
    return dataclasses.replace(made, currency=None)


def groups() -> set[frozenset[str]]:
    """Return the customers as sets of ``source:number``, as they are in the tables."""
    found: dict[int, set[str]] = {}
    for source, number, customer in OrderRecord.objects.values_list("source", "number", "customer_id"):
        found.setdefault(customer, set()).add(f"{source}:{number}")
    return {frozenset(names) for names in found.values()}


def order_id(name: str) -> int:
    """Return the id of the order ``source:number``."""
    source, _, number = name.partition(":")
    return OrderRecord.objects.get(source=source, number=number).id

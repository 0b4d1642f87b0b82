"""Random conditions and histories, out of a few values only, so that they meet each other."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from saleor_customer_mgmt.core.case import OrderView, PastOrder
from saleor_customer_mgmt.core.conditions.fields import FIELDS, OPS, Field, Kind
from saleor_customer_mgmt.core.conditions.tree import Op, Subject
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.traits import AddressVerdict, PhoneVerdict, Traits

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SOURCES = ("saleor", "rakuten", "amazon")
GROUPS = ("new", "repeat", "vip")
LABELS = ("大口", "gift", "電話確認")
MARKS = ("watch", "block", "victim")
CURRENCIES = ("JPY", "USD")
TEXTS = ("代金引換", "ＣＡＲＤ", "card", "card A", "x.example.com")
PATTERNS = ("^card", r"\d", "代.*換", "a$", "x[.]")
DAYS = 12
_NUMBERS = {
    "customer.cancelled_share": ("0", "20", "25", "33.3333", "33.3334", "50", "100"),
    "customer.returned_share": ("0", "20", "25", "33.3333", "33.3334", "50", "100"),
    "customer.total_spent": ("0", "100", "150.5", "150.51", "300", "1000"),
    "order.total": ("0", "100", "150.5", "300"),
}


def moment(rng: random.Random) -> datetime:
    """Return one of few moments: some at midnight somewhere, some twelve hours before ``NOW``, …"""
    hour, second = rng.choice(((0, 0), (12, 0), (12, 1), (11, 59), (15, 0)))
    at = NOW.replace(hour=hour, second=second) - timedelta(days=rng.randrange(DAYS))
    return at + timedelta(microseconds=rng.choice((0, 0, 1)))


def random_condition(rng: random.Random, subject: Subject, depth: int = 3) -> dict[str, Any]:
    """Return the JSON of a condition that is as it should be."""
    if depth > 1 and rng.random() < 0.45:
        mode = rng.choice(("all", "any", "none"))
        parts = [random_condition(rng, subject, depth - 1) for _ in range(rng.randint(1, 3))]
        return {mode: parts}
    known = [f for f in FIELDS.values() if subject is Subject.ORDER or f.subject is Subject.CUSTOMER]
    field = rng.choice(known)
    return random_comparison(rng, field, rng.choice(OPS[field.kind]), subject)


def random_comparison(rng: random.Random, field: Field, op: Op, subject: Subject) -> dict[str, Any]:
    written: dict[str, Any] = {"field": field.name, "op": op.value}
    for parameter in field.parameters_for(subject):
        if parameter.default is None or rng.random() < 0.5:
            written[parameter.name] = _parameter(rng, parameter.kind)
    if op is Op.BETWEEN:
        low, high = sorted((_value(rng, field) for _ in range(2)), key=_order)
        if field.kind is Kind.MOMENT and len(low) != len(high):
            low = high
        return written | {"from": low, "to": high}
    if op in {Op.IS_ANY_OF, Op.IS_NONE_OF, Op.HAS_ANY, Op.HAS_ALL, Op.HAS_NONE}:
        pool = _pool(field)
        return written | {"value": rng.sample(pool, rng.randint(1, min(2, len(pool))))}
    if op is Op.MATCHES:
        return written | {"value": rng.choice(PATTERNS)}
    if op is Op.CONTAINS:
        return written | {"value": rng.choice(("card", "代金", "A", "ｃａｒｄ"))}
    if field.choices:
        return written | {"value": rng.choice(field.choices)}
    return written | {"value": _value(rng, field)}


def _order(value: Any) -> Any:
    return Decimal(value) if not isinstance(value, str) or value[0:1] != "2" or "-" not in value else value


def _value(rng: random.Random, field: Field) -> Any:
    if field.kind is Kind.TRUTH:
        return rng.random() < 0.5
    if field.kind is Kind.MOMENT:
        at = moment(rng)
        # Of one length, so that the texts are in the order of time.
        return at.date().isoformat() if rng.random() < 0.4 else at.isoformat(timespec="microseconds")
    if field.name in _NUMBERS:
        return rng.choice(_NUMBERS[field.name])
    return rng.randrange(DAYS + 1 if "days" in field.name else 6)


def _parameter(rng: random.Random, kind: str) -> Any:
    if kind == "truth":
        return rng.random() < 0.5
    if kind == "whole":
        return rng.randint(1, 20)
    return rng.choice(CURRENCIES if kind == "currency" else ("UTC", "Asia/Tokyo", "America/New_York"))


def _pool(field: Field) -> tuple[str, ...]:
    named = {"customer.groups": GROUPS, "customer.labels": LABELS}
    if field.name in {"customer.bought_on", "order.source"}:
        return SOURCES
    return field.choices or named.get(field.name, TEXTS)


def random_past(rng: random.Random, number: int) -> PastOrder:
    # An account among the orders of a history changes nothing, whatever it has.
    status = rng.choice((*OrderStatus, OrderStatus.FULFILLED, OrderStatus.CANCELLED))
    total = rng.choice((None, Decimal(100), Decimal("150.5"), Decimal("50.25")))
    return PastOrder(
        id=number,
        source=rng.choice(SOURCES),
        number=f"N{number}",
        placed_at=None if rng.random() < 0.15 else moment(rng),
        status=status,
        counts=status in {OrderStatus.PLACED, OrderStatus.FULFILLED} and rng.random() < 0.9,
        total=total,
        refunded=rng.choice((None, None, Decimal("50.25"), Decimal(1000))),
        currency=rng.choice((*CURRENCIES, None)) if total is not None else None,
    )


def random_view(rng: random.Random, past: PastOrder) -> OrderView:
    return OrderView(
        past=past,
        channel=rng.choice((None, *TEXTS)),
        payment_method=rng.choice((None, *TEXTS)),
        shipping_method=rng.choice((None, *TEXTS)),
        skus=frozenset(rng.sample(TEXTS, rng.randrange(3))),
        products=tuple(rng.choices(TEXTS, k=rng.randrange(3))),
        quantity=rng.randrange(6),
        traits=Traits(
            ships_elsewhere=rng.choice((None, True, False)),
            email_domains=tuple(rng.sample(TEXTS, rng.randrange(3))),
            address=rng.choice((None, *AddressVerdict)),
            phone=rng.choice((None, *PhoneVerdict)),
        ),
    )

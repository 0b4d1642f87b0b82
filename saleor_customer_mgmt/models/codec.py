"""Rows and JSON on the one side, core values on the other: the only place where they meet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from saleor_customer_mgmt.core.evidence import Evidence, Field, Trust, Value
from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.core.traits import AddressVerdict, PhoneVerdict, Traits
from saleor_customer_mgmt.models.order import OrderEvidence, OrderLine, OrderRecord

_PERSON_TUPLES = ("emails", "phones")
_KEPT = Decimal("0.0001")
_MISSING = (Value("", "", Trust.MISSING),)


def json_text(value: object) -> str:
    """Return JSON as it is written into a column by hand."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def person_to_json(person: Person) -> dict[str, Any]:
    """Return what the source told of a person; what it did not tell is left out."""
    told = {name: getattr(person, name) for name in Person.__dataclass_fields__}
    return {k: list(v) if isinstance(v, tuple) else v for k, v in told.items() if v is not None}


def person_from_json(data: dict[str, Any]) -> Person:
    told: dict[str, Any] = {k: tuple(v) if k in _PERSON_TUPLES else v for k, v in data.items()}
    return Person(**told)


def people_to_json(facts: OrderFacts) -> dict[str, Any]:
    """Return buyer and recipients, raw, as ``OrderEvidence.people`` keeps them."""
    people: dict[str, Any] = {"buyer": person_to_json(facts.buyer)}
    if facts.recipients is not None:
        people["recipients"] = [person_to_json(r) for r in facts.recipients]
    return people


def evidence_to_json(evidence: Evidence) -> dict[str, Any]:
    """Return the values that are there as ``{field: [[raw, value, trust, note], …]}``, usable first."""
    return {
        field.value: [
            [v.raw, v.value, v.trust.value, v.note] for v in sorted(values, key=lambda v: not v.usable)
        ]
        for field, values in evidence.items()
        if any(v.trust is not Trust.MISSING for v in values)
    }


def evidence_from_json(data: dict[str, Any]) -> Evidence:
    """Return the evidence with every field present."""
    return {
        field: tuple(Value(raw, value, Trust(trust), note) for raw, value, trust, note in data[field])
        if field in data
        else _MISSING
        for field in Field
    }


def traits_to_json(traits: Traits) -> dict[str, Any]:
    """Return the traits that can be told."""
    told = {
        "ships_elsewhere": traits.ships_elsewhere,
        "email_domains": list(traits.email_domains) or None,
        "address": traits.address and traits.address.value,
        "phone": traits.phone and traits.phone.value,
    }
    return {name: value for name, value in told.items() if value is not None}


def traits_from_json(data: dict[str, Any]) -> Traits:
    return Traits(
        ships_elsewhere=data.get("ships_elsewhere"),
        email_domains=tuple(data.get("email_domains", ())),
        address=AddressVerdict(data["address"]) if "address" in data else None,
        phone=PhoneVerdict(data["phone"]) if "phone" in data else None,
    )


def facts_from_rows(order: OrderRecord, evidence: OrderEvidence, lines: Iterable[OrderLine]) -> OrderFacts:
    """Return the facts that were recorded of an order."""
    recipients = evidence.people.get("recipients")
    found = tuple(
        LineFacts(line.sku, line.product, line.quantity, line.unit_price, line.line_id) for line in lines
    )
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.placed_at,
        status=OrderStatus(order.status),
        status_text=order.status_text,
        buyer=person_from_json(evidence.people["buyer"]),
        recipients=None if recipients is None else tuple(person_from_json(r) for r in recipients),
        total=order.total,
        currency=order.currency,
        payment_method=order.payment_method,
        shipping_method=order.shipping_method,
        lines=found or None,
        channel=order.channel,
        refunded=order.refunded,
        is_exchange=order.is_exchange,
        shipped_at=order.shipped_at,
    )


def fingerprint(facts: OrderFacts, secret: bytes) -> UUID:
    """Return a keyed digest of everything these facts tell.

    Amounts are compared as numbers and times as instants, so that 100 and 100.00 are the same.
    """

    def amount(value: Decimal | None) -> str | None:
        # As the column keeps it, or facts that were read back would differ from those that came in.
        # The addition makes 0 of -0.
        kept = None if value is None else value.quantize(_KEPT, ROUND_HALF_UP) + 0
        return None if kept is None else format(kept.normalize(), "f")

    told = [
        facts.source,
        facts.number,
        None if facts.placed_at is None else facts.placed_at.timestamp(),
        # A source that does not tell the status of an order means a placed one.
        facts.status or OrderStatus.PLACED,
        facts.status_text,
        people_to_json(facts),
        amount(facts.total),
        facts.currency,
        facts.payment_method,
        facts.shipping_method,
        [[x.sku, x.product, x.quantity, amount(x.unit_price), x.line_id] for x in facts.lines or ()],
    ]
    # Only what is told: orders that were recorded before a fact was known of keep their fingerprints.
    later = {
        "channel": facts.channel,
        "refunded": amount(facts.refunded),
        "is_exchange": facts.is_exchange,
        "shipped_at": None if facts.shipped_at is None else facts.shipped_at.timestamp(),
    }
    if any(value is not None for value in later.values()):
        told.append({name: value for name, value in later.items() if value is not None})
    message = json.dumps(told, ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode()
    key = hashlib.blake2b(secret).digest()
    return UUID(bytes=hashlib.blake2b(message, key=key, digest_size=16, person=b"order-facts").digest())

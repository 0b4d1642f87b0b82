"""Expiring: what is left of an order once values of its people are no longer kept.

Their digests stay, so that orders are still matched by them; and of each value what it was worth.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from saleor_customer_mgmt.core.evidence import Evidence, Field, Trust, Value
from saleor_customer_mgmt.core.facts import OrderFacts, Person
from saleor_customer_mgmt.core.gather import gather
from saleor_customer_mgmt.core.sources import Profile
from saleor_customer_mgmt.core.value_digests import ValueDigests, value_digests

_OF_PERSON = {Field.EMAIL: "emails", Field.PHONE: "phones"}


@dataclass(frozen=True, slots=True)
class Expired:
    """What is kept of an order of which ``fields`` have expired: evidence without their values, the digests
    of all fields, and the traits, as JSON, that it had then.
    """

    fields: frozenset[Field]
    evidence: Evidence
    digests: ValueDigests
    traits: dict[str, Any]


def without_values(facts: OrderFacts, fields: Collection[Field]) -> OrderFacts:
    """Return the facts as if the source did not tell these fields, of buyer and recipients, nor any note."""
    gone = {_OF_PERSON.get(field, field.value): None for field in fields if field is not Field.SOURCE}
    if gone:
        gone["note"] = None  # whatever somebody wrote about a person may repeat what has expired

    def left_of(person: Person) -> Person:
        return dataclasses.replace(person, **gone)

    recipients = None if facts.recipients is None else tuple(map(left_of, facts.recipients))
    return dataclasses.replace(facts, buyer=left_of(facts.buyer), recipients=recipients)


def without_people(facts: OrderFacts) -> OrderFacts:
    """Return the facts as if the source told nothing of people."""
    return dataclasses.replace(facts, buyer=Person(), recipients=None)


def expired_evidence(evidence: Evidence, fields: Collection[Field]) -> dict[Field, tuple[Value, ...]]:
    """Return the evidence without the values of these fields; why a value was not usable is still told."""
    return {
        field: tuple(map(_expired, values)) if field in fields else values
        for field, values in evidence.items()
    }


def _expired(value: Value) -> Value:
    return Value("", "", Trust.EXPIRED if value.usable else value.trust)


def merged(
    facts: OrderFacts, expired: Expired, profile: Profile, secret: bytes
) -> tuple[dict[Field, tuple[Value, ...]], dict[Field, tuple[bytes, ...]]]:
    """Return evidence and digests of an order of which values have expired, and ``facts`` are now known.

    An expired field that the facts tell once more is read, for its digests, and expires at once; one that
    they do not tell is what it was. So an old file brings no value back, and a new one is still matched.
    """
    told = gather(facts, profile)
    fresh = value_digests(told, secret)
    evidence: dict[Field, tuple[Value, ...]] = {}
    digests: dict[Field, tuple[bytes, ...]] = {}
    for field in Field:
        expires = field in expired.fields
        if expires and getattr(facts.buyer, _OF_PERSON.get(field, field.value)) is None:
            evidence[field], found = expired.evidence[field], expired.digests.get(field, ())
        else:
            found = fresh.get(field, ())
            evidence[field] = tuple(map(_expired, told[field])) if expires else told[field]
        if found:
            digests[field] = found
    return evidence, digests

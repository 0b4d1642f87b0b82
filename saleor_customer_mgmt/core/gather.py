"""From one order's facts to its evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from saleor_customer_mgmt.core.evidence import Evidence, Field, Trust, Value
from saleor_customer_mgmt.core.facts import OrderFacts, Person
from saleor_customer_mgmt.core.normalise import (
    address,
    birthday,
    company,
    email,
    kana,
    member_id,
    name,
    phone,
    postal_code,
)
from saleor_customer_mgmt.core.normalise.outcome import missing, placeholder, usable
from saleor_customer_mgmt.core.sources import NameOrder, Profile

__all__ = ["Profile", "gather"]

_ORDINARY = Profile()
_NOTHING = (missing(),)


def gather(facts: OrderFacts, profile: Profile = _ORDINARY) -> Evidence:
    """Return the evidence of one order: every field present, each value once, raw text kept.

    Only the buyer says who the buyer is. Recipients are gifts, shops, hotels and forwarders
    (order-formats 12), so they are not looked at.
    """
    buyer = facts.buyer
    country = profile.country(facts.source, buyer.country)
    found: Evidence = {
        # A source names itself, so it is taken as it is.
        Field.SOURCE: (usable(facts.source, facts.source),) if facts.source else _NOTHING,
        Field.NAME: _names(buyer.name, profile.name_order(facts.source)),
        Field.KANA: _one(kana.normalise, buyer.kana),
        Field.EMAIL: _each_once([email.normalise(raw, profile) for raw in buyer.emails or ()]),
        Field.PHONE: _each_once([phone.normalise(raw, country) for raw in buyer.phones or ()]),
        Field.POSTAL_CODE: _one(postal_code.normalise, buyer.postal_code, country),
        Field.ADDRESS: _one(address.normalise, buyer.address, country),
        Field.BIRTHDAY: _one(birthday.normalise, buyer.birthday),
        Field.COMPANY: _one(company.normalise, buyer.company),
        Field.MEMBER_ID: _one(member_id.normalise, buyer.member_id),
    }
    return _without_fillers(found, profile) if profile.placeholders else found


def _one(normalise: Callable[..., Value], raw: str | None, *context: str) -> tuple[Value, ...]:
    value = normalise(raw, *context) if raw else None
    return _NOTHING if value is None or value.trust is Trust.MISSING else (value,)


def _names(raw: str | None, order: NameOrder) -> tuple[Value, ...]:
    if not raw or order is NameOrder.FAMILY_FIRST:
        return _one(name.normalise, raw)
    return _each_once([name.normalise(raw), name.normalise(raw, given_first=True)])


def _each_once(values: Sequence[Value]) -> tuple[Value, ...]:
    """Return the first of each value; a missing one only when there is nothing else."""
    first: dict[tuple[Trust, str], Value] = {}
    for value in values:
        if value.trust is not Trust.MISSING:
            first.setdefault((value.trust, value.value or value.raw), value)
    return tuple(first.values()) or _NOTHING


def _without_fillers(found: Evidence, profile: Profile) -> Evidence:
    """Take the trust from values that the shop itself knows as fillers."""
    fillers = _fillers(profile)
    return {
        field: tuple(placeholder(v.raw) if (field, v.value) in fillers else v for v in values)
        for field, values in found.items()
    }


@lru_cache(maxsize=16)
def _fillers(profile: Profile) -> frozenset[tuple[Field, str]]:
    """Return the shop's own fillers in normal form, so that any spelling is found."""
    plain = replace(profile, placeholders=frozenset(), given_first=frozenset({""}))
    return frozenset(
        (field, value.value)
        for field, raw in profile.placeholders
        for value in gather(OrderFacts("", "", buyer=_filled(field, raw)), plain)[field]
        if value.value
    )


def _filled(field: Field, raw: str) -> Person:
    """Return a person of whom nothing but one field is known."""
    alternatives = {Field.EMAIL: "emails", Field.PHONE: "phones"}
    told: dict[str, Any] = {alternatives[field]: (raw,)} if field in alternatives else {field.value: raw}
    return Person(**told) if field is not Field.SOURCE else Person()

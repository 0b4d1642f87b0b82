"""From one order's facts to its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from saleor_customer_mgmt.core.evidence import Evidence, Field, Trust, Value
from saleor_customer_mgmt.core.facts import OrderFacts
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


def gather(facts: OrderFacts, profile: Profile = _ORDINARY) -> Evidence:
    """Return the evidence of one order: every field present, each value once, raw text kept.

    Only the buyer says who the buyer is. Recipients are gifts, shops, hotels and forwarders
    (order-formats 12), so they are not looked at.
    """
    country = profile.country(facts.source, facts.buyer.country)
    turned = profile.name_order(facts.source) is NameOrder.GIVEN_FIRST
    return {
        field: _each_once(
            _trusted(value, field, profile)
            for raw in _told(facts, field)
            for value in _normalised(field, raw, country=country, turned=turned, profile=profile)
        )
        for field in Field
    }


def _told(facts: OrderFacts, field: Field) -> Iterable[str]:
    """Return what the order says about the field, as written."""
    buyer = facts.buyer
    match field:
        case Field.SOURCE:
            return (facts.source,)
        case Field.EMAIL:
            return buyer.emails or ()
        case Field.PHONE:
            return buyer.phones or ()
        case _:
            raw: str | None = getattr(buyer, field.value)
            return (raw,) if raw else ()


def _normalised(field: Field, raw: str, *, country: str, turned: bool, profile: Profile) -> Iterable[Value]:
    """Return the one value of a field's text, or the alternatives where one cannot know."""
    match field:
        case Field.NAME:
            return (
                (name.normalise(raw), name.normalise(raw, given_first=True))
                if turned
                else (name.normalise(raw),)
            )
        case Field.EMAIL:
            return (email.normalise(raw, profile),)
        case Field.PHONE:
            return (phone.normalise(raw, country),)
        case Field.POSTAL_CODE:
            return (postal_code.normalise(raw, country),)
        case Field.ADDRESS:
            return (address.normalise(raw, country),)
        case _:
            return (_WITHOUT_CONTEXT[field](raw),)


def _source(raw: str) -> Value:
    """A source names itself, so it is taken as it is."""
    return usable(raw, raw) if raw else missing()


_WITHOUT_CONTEXT: dict[Field, Callable[[str], Value]] = {
    Field.SOURCE: _source,
    Field.KANA: kana.normalise,
    Field.BIRTHDAY: birthday.normalise,
    Field.COMPANY: company.normalise,
    Field.MEMBER_ID: member_id.normalise,
}


def _each_once(values: Iterable[Value]) -> tuple[Value, ...]:
    """Return the first of each value; a missing one only when there is nothing else."""
    first: dict[tuple[Trust, str], Value] = {}
    for value in values:
        if value.trust is not Trust.MISSING:
            first.setdefault((value.trust, value.value or value.raw), value)
    return tuple(first.values()) or (missing(),)


def _trusted(value: Value, field: Field, profile: Profile) -> Value:
    """Take the trust from a value that the shop itself knows as a filler."""
    if profile.placeholders and value.value and value.value in _fillers(field, profile):
        return placeholder(value.raw)
    return value


@lru_cache(maxsize=256)
def _fillers(field: Field, profile: Profile) -> frozenset[str]:
    """Return the shop's own fillers of a field in normal form, so that any spelling is found."""
    region = profile.default_region
    return frozenset(
        value.value
        for of, raw in profile.placeholders
        if of is field
        for value in _normalised(field, raw, country=region, turned=True, profile=profile)
        if value.value
    )

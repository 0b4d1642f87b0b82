"""One person's address, or several people's, in one verdict."""

from __future__ import annotations

from collections.abc import Iterable

from saleor_customer_mgmt.core.address_check import foreign, japanese
from saleor_customer_mgmt.core.address_check.verdict import AddressVerdict
from saleor_customer_mgmt.core.facts import Person
from saleor_customer_mgmt.core.sources import Profile, source_named

# What weighs most, when an order names several addresses.
_WEIGHT = (
    AddressVerdict.UNKNOWN_POSTAL_CODE,
    AddressVerdict.MISMATCH,
    AddressVerdict.UNCHECKED,
    AddressVerdict.PLAUSIBLE,
)


def check_all(people: Iterable[Person], source: str, profile: Profile) -> AddressVerdict | None:
    """Return the worst that can be said of any of these people's addresses; None when there is none."""
    verdicts = {check(person, source, profile) for person in people}
    return next((verdict for verdict in _WEIGHT if verdict in verdicts), None)


def check(person: Person, source: str, profile: Profile) -> AddressVerdict | None:
    """Return what can be said of a person's address, or None when they have none."""
    code, address = (person.postal_code or "").strip(), (person.address or "").strip()
    if not code:
        return AddressVerdict.UNCHECKED if address else None
    told = bool((person.country or "").strip() or source_named(source).country)
    country = profile.country(source, person.country)
    if country == "JP":
        return japanese.judge(code, address, country_told=told)
    return foreign.judge(country, code, address, country_told=told)

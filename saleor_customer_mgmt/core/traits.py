"""Traits: what rules may ask of one order besides its plain facts. Decided once, when it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import phonenumbers

from saleor_customer_mgmt.core.address_check.check import check_all
from saleor_customer_mgmt.core.address_check.verdict import AddressVerdict
from saleor_customer_mgmt.core.elsewhere import ships_elsewhere
from saleor_customer_mgmt.core.evidence import Evidence, Field, Trust, Value
from saleor_customer_mgmt.core.facts import OrderFacts, Person
from saleor_customer_mgmt.core.normalise import phone
from saleor_customer_mgmt.core.normalise.outcome import Note
from saleor_customer_mgmt.core.sources import Profile

__all__ = ["AddressVerdict", "PhoneVerdict", "Traits", "traits"]

# Mobile numbers with 060 have been given out since 2026; the library does not know them yet.
_NEW_MOBILE = "+8160"


class PhoneVerdict(StrEnum):
    """Whether a telephone number of the order is one of its country."""

    VALID = "valid"
    INVALID = "invalid"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Traits:
    """``None`` means that the source tells nothing from which it could be known.

    ``ships_elsewhere`` is whether the goods go to another person or place than the buyer's.
    ``email_domains`` are in lower case and ASCII (IDNA), each once, sorted. ``address`` is the worst
    that can be said of the buyer's address and those that the goods go to. ``phone`` is ``valid`` when
    somebody can be reached: one number of buyer or recipients is enough.
    """

    ships_elsewhere: bool | None = None
    email_domains: tuple[str, ...] = ()
    address: AddressVerdict | None = None
    phone: PhoneVerdict | None = None


def traits(facts: OrderFacts, evidence: Evidence, profile: Profile) -> Traits:
    """Return the traits of an order with this evidence. Never raises for what people write."""
    people = tuple(dict.fromkeys((facts.buyer, *(facts.recipients or ()))))
    return Traits(
        ships_elsewhere=ships_elsewhere(facts, evidence, profile),
        email_domains=_domains(evidence[Field.EMAIL]),
        address=check_all(people, facts.source, profile),
        phone=_phone(people, facts.source, profile),
    )


def _domains(emails: tuple[Value, ...]) -> tuple[str, ...]:
    told = (value.value for value in emails if value.trust in (Trust.USABLE, Trust.RELAYED))
    return tuple(sorted({address.rpartition("@")[2] for address in told}))


def _phone(people: Sequence[Person], source: str, profile: Profile) -> PhoneVerdict | None:
    if all(person.phones is None for person in people):
        return None
    written = {(raw, profile.country(source, p.country)) for p in people for raw in p.phones or ()}
    verdicts = {_judge(raw, country) for raw, country in written}
    found = (verdict for verdict in (PhoneVerdict.VALID, PhoneVerdict.INVALID) if verdict in verdicts)
    return next(found, PhoneVerdict.MISSING)


@lru_cache(maxsize=16_384)  # asking the library takes long, and people order again
def _judge(raw: str, country: str) -> PhoneVerdict:
    value = phone.normalise(raw, country)
    if value.usable:
        valid = value.value.startswith(_NEW_MOBILE) or phonenumbers.is_valid_number(
            phonenumbers.parse(value.value)
        )
        return PhoneVerdict.VALID if valid else PhoneVerdict.INVALID
    # 000-0000-0000 is a number that nobody has; 入力待ち and digits lost in a spreadsheet are none at all.
    written = any(character.isdigit() for character in raw) and value.note != Note.EXCEL
    return PhoneVerdict.INVALID if written else PhoneVerdict.MISSING

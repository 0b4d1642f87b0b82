"""Traits: what rules may ask of one order besides its plain facts. Decided once, when it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AddressVerdict(StrEnum):
    """Whether the place an order ships to exists. Doubt is always ``UNCHECKED``."""

    PLAUSIBLE = "plausible"
    """The postal code exists and belongs to the prefecture and city that the address names."""
    UNKNOWN_POSTAL_CODE = "unknown_postal_code"
    """There is no such postal code."""
    MISMATCH = "mismatch"
    """The postal code exists and belongs to another place."""
    UNCHECKED = "unchecked"
    """It cannot be told: parts are missing, written in a way we cannot read, or no data is at hand."""


class PhoneVerdict(StrEnum):
    """Whether a telephone number of the order is one of its country."""

    VALID = "valid"
    INVALID = "invalid"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Traits:
    """``None`` means that the source tells nothing from which it could be known.

    ``ships_elsewhere`` is whether the goods go to another person or place than the buyer's.
    ``email_domains`` are in lower case and ASCII (IDNA), each once, sorted.
    """

    ships_elsewhere: bool | None = None
    email_domains: tuple[str, ...] = ()
    address: AddressVerdict | None = None
    phone: PhoneVerdict | None = None

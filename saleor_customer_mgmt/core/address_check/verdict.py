"""What can be said of an address."""

from __future__ import annotations

from enum import StrEnum


class AddressVerdict(StrEnum):
    """Whether the place of an address exists. Doubt is always ``UNCHECKED``."""

    PLAUSIBLE = "plausible"
    """The postal code exists and belongs to the prefecture and city that the address names."""
    UNKNOWN_POSTAL_CODE = "unknown_postal_code"
    """There is no such postal code."""
    MISMATCH = "mismatch"
    """The postal code exists and belongs to another place."""
    UNCHECKED = "unchecked"
    """It cannot be told: parts are missing, written in a way we cannot read, or no data is at hand."""

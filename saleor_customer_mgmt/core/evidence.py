"""Evidence: the normalised values of one order that matching may use, each with a trust."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a match criterion may name."""

    SOURCE = "source"
    NAME = "name"
    KANA = "kana"
    EMAIL = "email"
    PHONE = "phone"
    POSTAL_CODE = "postal_code"
    ADDRESS = "address"
    BIRTHDAY = "birthday"
    COMPANY = "company"
    MEMBER_ID = "member_id"


class Trust(StrEnum):
    """Whether a value may say who somebody is. Only ``USABLE`` ever matches anything."""

    USABLE = "usable"
    MISSING = "missing"
    PLACEHOLDER = "placeholder"
    """Filled in because something had to be: 000-0000-0000, 入力待ち, noreply@…"""
    INVALID = "invalid"
    """Cannot be what its field says: an e-mail without @, a phone of three digits."""
    RELAYED = "relayed"
    """An address that a mall made up and that is not known to be the same next time."""
    EXPIRED = "expired"
    """Was usable, and may not be kept any longer: only its digest still matches (``core.expire``)."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one field of one order.

    ``raw`` is as written, ``value`` is the normal form that is compared (empty unless usable or
    relayed), ``note`` names in a few words what was repaired or why it is not usable. All are empty once the
    field has expired.
    """

    raw: str
    value: str
    trust: Trust
    note: str = ""

    @property
    def usable(self) -> bool:
        return self.trust is Trust.USABLE


Evidence = Mapping[Field, tuple[Value, ...]]
"""Every field of :class:`Field` is present; a field with nothing has one ``MISSING`` value. A field
has several values where the source gives alternatives (two phone numbers)."""


def usable_values(evidence: Evidence, field: Field) -> tuple[str, ...]:
    """Return the normal forms of ``field`` that may match, each once, sorted."""
    return tuple(sorted({v.value for v in evidence[field] if v.usable}))

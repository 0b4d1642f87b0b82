"""Whether a Japanese postal code and address belong together."""

from __future__ import annotations

import re
from functools import lru_cache

from saleor_customer_mgmt.core.address_check.japan_post import Place, postal_codes
from saleor_customer_mgmt.core.address_check.places import read_place
from saleor_customer_mgmt.core.address_check.verdict import AddressVerdict
from saleor_customer_mgmt.core.evidence import Trust
from saleor_customer_mgmt.core.normalise import postal_code, text
from saleor_customer_mgmt.core.normalise.outcome import Note

_NOT_DIGITS = re.compile("[^0-9]+")


@lru_cache(maxsize=16_384)
def judge(code: str, address: str, *, country_told: bool) -> AddressVerdict:
    """Return what can be said of a code and an address as they were written.

    ``country_told``: the order itself says Japan; else a strange code may be another country's.
    """
    data = postal_codes()
    digits = _digits(code)
    if data is None or digits is None:
        malformed = data is not None and country_told and _is_malformed(code)
        return AddressVerdict.UNKNOWN_POSTAL_CODE if malformed else AddressVerdict.UNCHECKED
    places = data.places_of(digits)
    if places:
        return _judge_place(places, address)
    return AddressVerdict.UNCHECKED if data.may_be_an_office(digits) else AddressVerdict.UNKNOWN_POSTAL_CODE


def _digits(code: str) -> str | None:
    """Return the seven digits that were meant, or None where there are not seven."""
    value = postal_code.normalise(code, "JP")
    if value.usable:
        return value.value
    # 000-0000 says nothing of a person, but it is a code that somebody wrote.
    digits = _NOT_DIGITS.sub("", text.clean(code)) if value.trust is Trust.PLACEHOLDER else ""
    return digits if len(digits) == 7 else None


def _is_malformed(code: str) -> bool:
    return postal_code.normalise(code, "JP").note == Note.NOT_POSTAL_CODE


def _judge_place(places: tuple[Place, ...], address: str) -> AddressVerdict:
    if not text.has_cjk(text.clean(address)):
        return AddressVerdict.UNCHECKED  # Chiyoda-ku, Tokyo: the data has no Latin letters
    reading = read_place(address)
    if reading.prefecture and reading.prefecture not in {prefecture for prefecture, _ in places}:
        return AddressVerdict.MISMATCH
    if reading.possible & set(places):
        return AddressVerdict.PLAUSIBLE
    return AddressVerdict.MISMATCH if reading.certain else AddressVerdict.UNCHECKED

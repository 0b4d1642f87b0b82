"""How a normaliser answers: the five kinds of :class:`Value`, and the notes they may carry."""

from __future__ import annotations

from enum import StrEnum

from saleor_customer_mgmt.core.evidence import Trust, Value


class Note(StrEnum):
    """Why a value is not usable, or what was repaired. A closed list, so that a screen can translate it.

    None of them repeats the value: notes may be shown to people who may not see the data.
    """

    # not usable
    FILLER = "filler"
    ONLY_PUNCTUATION = "only punctuation"
    ONE_CHARACTER = "one character repeated"
    LOST_CHARACTER = "a character was lost in conversion"
    NO_LETTERS = "no letters"
    IS_EMAIL = "an e-mail address"
    NOT_KANA = "not kana"
    NOT_EMAIL = "not an e-mail address"
    OWN_DOMAIN = "the shop's own domain"
    SHARED_ADDRESS = "an address of many people"
    RELAY = "an address made up by the mall"
    NOT_PHONE = "not a phone number"
    EXCEL = "digits lost in a spreadsheet"
    NOT_POSTAL_CODE = "not a postal code"
    UNCERTAIN_ZEROS = "digits missing and not certain which"
    NO_NUMBER = "no house number"
    TOO_VAGUE = "too vague"
    NOT_DATE = "not a date"
    OUT_OF_RANGE = "year not plausible"
    # usable, but repaired
    ZERO_RESTORED = "leading zero restored"
    EXTENSION_DROPPED = "extension dropped"
    DASHES_RESTORED = "lost dashes restored"
    ALIAS_TAG_DROPPED = "tag behind + dropped"


def usable(raw: str, value: str, *notes: Note) -> Value:
    return Value(raw, value, Trust.USABLE, "; ".join(notes))


def missing(raw: str = "") -> Value:
    return Value(raw, "", Trust.MISSING)


def placeholder(raw: str, note: Note = Note.FILLER) -> Value:
    return Value(raw, "", Trust.PLACEHOLDER, note.value)


def invalid(raw: str, note: Note) -> Value:
    return Value(raw, "", Trust.INVALID, note.value)


def relayed(raw: str, value: str) -> Value:
    return Value(raw, value, Trust.RELAYED, Note.RELAY.value)

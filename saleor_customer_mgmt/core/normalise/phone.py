"""A telephone number."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, ValidationResult

from saleor_customer_mgmt.core.evidence import Value
from saleor_customer_mgmt.core.normalise import text
from saleor_customer_mgmt.core.normalise.member_id import EXCEL_NUMBER
from saleor_customer_mgmt.core.normalise.outcome import Note, invalid, missing, placeholder, usable
from saleor_customer_mgmt.core.sources import FILLERS

_LABEL = re.compile(r"(?:tel|phone|mobile|電話番号|電話|携帯電話|携帯|自宅|勤務先)[:. ]*", re.IGNORECASE)
_EXTENSION = re.compile(
    r"(?:内線|ext(?:ension|n)?\.?|[x#]|;ext=)[-:. ()]*[0-9]*\)?.*", re.IGNORECASE | re.DOTALL
)
_SEPARATORS = re.compile(r"[-\s()./?]+|ー")
_FLOAT = re.compile(r"([0-9]+)\.0+")
_DIGITS = re.compile(r"\+?[0-9]+")
# 010 is how Japan dials abroad, so it begins no number at home.
_PLAIN_JP = re.compile(r"0(?!10)[1-9][0-9]{8,9}")
# 10 digits for land lines and services, 11 for mobile, IP and machine numbers (0x0) and 0800. Ranges that
# nobody has been given are accepted: 03-0000-0001 is how invented people are reached.
_JP_SHAPE = re.compile(r"0(?![25789]0)[1-9][0-9]{8}|0[25-9]0[0-9]{8}")
_JP_LOST_ZERO = re.compile(r"[1-9][0-9]{8}|[5789]0[0-9]{8}")
_FILLERS = frozenset(FILLERS["phone"]["values"])
_ZEROS = re.compile(r"0[346]0{8}")


@lru_cache(maxsize=32_768)
def normalise(raw: str, region: str = "JP") -> Value:
    """Return the number in E.164 (+819012345678), or why it is none.

    ``region`` (ISO 3166 alpha-2) is where a number without country code is at home. Japanese numbers need
    the right number of digits, foreign ones what libphonenumber calls possible; whether a number has
    been given to anybody is not asked.
    """
    # Nearly every number of a Japanese shop, without asking the library; a test shows the answers equal.
    if region == "JP" and raw.isascii() and _PLAIN_JP.fullmatch(digits := raw.replace("-", "")):
        return _japanese(raw, digits, [])
    cleaned = text.clean(raw)
    return _judge(raw, cleaned, region) if cleaned else missing(raw)


def _judge(raw: str, cleaned: str, region: str) -> Value:
    if not any(character.isalnum() for character in cleaned):
        return placeholder(raw, Note.ONLY_PUNCTUATION)
    if EXCEL_NUMBER.fullmatch(cleaned):
        return invalid(raw, Note.EXCEL)
    number = _FLOAT.sub(r"\1", text.fold_dashes(_LABEL.sub("", cleaned, count=1)))
    notes: list[Note] = []
    if (shorter := _EXTENSION.sub("", number)) != number:
        number, notes = shorter, [Note.EXTENSION_DROPPED]
    # The trunk zero that people write after the country code: +81 (0)90…
    number = _SEPARATORS.sub("", number.replace("(0)", "", 1) if "+" in number else number)
    if _is_filler(number.lstrip("+")):
        return placeholder(raw)
    if not _DIGITS.fullmatch(number):
        return invalid(raw, Note.NOT_PHONE)
    return _international(raw, number, region, notes)


def _is_filler(digits: str) -> bool:
    return digits in _FILLERS or (len(set(digits)) == 1 and digits.isdigit())


def _international(raw: str, number: str, region: str, notes: list[Note]) -> Value:
    if region == "JP" and _PLAIN_JP.fullmatch(number):
        return _japanese(raw, number, notes)
    if region == "JP" and _JP_LOST_ZERO.fullmatch(number):
        return _japanese(raw, f"0{number}", [*notes, Note.ZERO_RESTORED])
    parsed = _parse(number, region)
    if parsed is None:
        return invalid(raw, Note.NOT_PHONE)
    if parsed.country_code == 81:
        return _japanese(raw, f"0{phonenumbers.national_significant_number(parsed)}", notes)
    return _foreign(raw, parsed, notes)


def _foreign(raw: str, parsed: PhoneNumber, notes: list[Note]) -> Value:
    if phonenumbers.is_possible_number_with_reason(parsed) != ValidationResult.IS_POSSIBLE:
        return invalid(raw, Note.NOT_PHONE)
    if _is_filler(str(parsed.national_number)):
        return placeholder(raw)
    return usable(raw, phonenumbers.format_number(parsed, PhoneNumberFormat.E164), *notes)


def _parse(number: str, region: str) -> PhoneNumber | None:
    # 0081… as it is dialled from Europe; only a real number counts, because 00 is also a typing error.
    if number.startswith("00"):
        abroad = _parse(f"+{number[2:]}", region)
        return (
            abroad if abroad and (abroad.country_code == 81 or phonenumbers.is_valid_number(abroad)) else None
        )
    try:
        return phonenumbers.parse(number, region)
    except NumberParseException:
        return None


def _japanese(raw: str, digits: str, notes: list[Note]) -> Value:
    """Judge a number as it is dialled inside Japan, with its leading zero."""
    if _is_filler(digits) or _is_filler(digits[1:]) or _only_zeros(digits):
        return placeholder(raw)
    if not _JP_SHAPE.fullmatch(digits):
        return invalid(raw, Note.NOT_PHONE)
    return usable(raw, f"+81{digits[1:]}", *notes)


def _only_zeros(digits: str) -> bool:
    """Whether there is nothing but zeros behind the area code (0120-000-000, 090-0000-0000)."""
    if not digits.endswith("000000"):
        return False
    # The library knows how long the area code is, except for ranges that nobody has been given.
    parsed = PhoneNumber(country_code=81, national_number=int(digits))
    groups = phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL).split("-")[1:]
    return _ZEROS.fullmatch(digits) is not None or (bool(groups) and set("".join(groups)) == {"0"})

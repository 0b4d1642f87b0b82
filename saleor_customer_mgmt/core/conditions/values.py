"""Reading the single values of a condition. Every function raises BadValue with what is wrong."""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import Decimal, InvalidOperation

from saleor_customer_mgmt.core.conditions.faults import BadValue
from saleor_customer_mgmt.core.conditions.fields import Field, Kind, Parameter
from saleor_customer_mgmt.core.conditions.moments import parse_moment, parse_zone
from saleor_customer_mgmt.core.conditions.regex import check_pattern
from saleor_customer_mgmt.core.conditions.tree import Moment, Setting
from saleor_customer_mgmt.core.normalise.text import clean

MAX_LIST = 100
MAX_TEXT = 200
MAX_NAME = 50
MAX_WHOLE = 1_000_000_000
MAX_MONEY = 10**15
_PLACES = 4
_NUMBER = re.compile(r"-?\d{1,20}(\.\d{1,20})?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}")
_HIGHEST = {Kind.WHOLE: MAX_WHOLE, Kind.PERCENT: 100, Kind.MONEY: MAX_MONEY}


def read_number(data: object, kind: Kind) -> Decimal:
    """Return an exact number. A float is taken for the shortest number that reads as it does."""
    number = _decimal(data)
    if not 0 <= number <= _HIGHEST[kind]:
        raise BadValue(f"is not between 0 and {_HIGHEST[kind]}")
    if kind is Kind.WHOLE and number != int(number):
        raise BadValue("is not a whole number")
    if number != round(number, _PLACES):
        raise BadValue(f"has more than {_PLACES} decimal places")
    return plain(number)


def plain(number: Decimal) -> Decimal:
    """Return the number without zeros at its end, and without an exponent."""
    short = number.normalize()
    exponent = short.as_tuple().exponent
    return short.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else short + 0


def _decimal(data: object) -> Decimal:
    if isinstance(data, bool) or not isinstance(data, int | float | Decimal | str):
        raise BadValue("is not a number")
    if isinstance(data, str) and not _NUMBER.fullmatch(data):
        raise BadValue("is not a number")
    if isinstance(data, int) and abs(data) > MAX_MONEY:
        raise BadValue("is too large")
    if isinstance(data, float) and not math.isfinite(data):
        raise BadValue("is not a number")
    try:
        number = Decimal(repr(data) if isinstance(data, float) else data)
    except InvalidOperation:
        raise BadValue("is not a number") from None
    if not number.is_finite():
        raise BadValue("is not a number")
    if number and not -_PLACES * 5 <= number.adjusted() <= 20:
        raise BadValue("is too large" if number.adjusted() > 0 else f"has more than {_PLACES} decimal places")
    return number


def read_moment(data: object) -> Moment:
    if not isinstance(data, str):
        raise BadValue("is not a text with a day or a moment")
    return parse_moment(data)


def read_truth(data: object) -> bool:
    if not isinstance(data, bool):
        raise BadValue("is neither true nor false")
    return data


def read_text(data: object, limit: int = MAX_TEXT) -> str:
    """Return a text that says something, without spaces around it."""
    if not isinstance(data, str):
        raise BadValue("is not a text")
    if len(data) > limit:
        raise BadValue(f"is longer than {limit} characters")
    # A database refuses some of these, and nobody sees any of them.
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in data):
        raise BadValue("contains a control character")
    text = data.strip()
    if not clean(text):
        raise BadValue("is empty")
    return text


def read_pattern(data: object) -> str:
    if not isinstance(data, str):
        raise BadValue("is not a text")
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in data):
        raise BadValue("contains a control character")
    check_pattern(data)
    return data


def read_choice(data: object, field: Field) -> str:
    if not isinstance(data, str) or data not in field.choices:
        raise BadValue(f"is none of {', '.join(field.choices)}")
    return str(data)


def read_item(data: object, field: Field) -> str:
    """Return one value of a list for ``field``."""
    if field.choices:
        return read_choice(data, field)
    return read_text(data, MAX_NAME if field.kind is Kind.NAMES else MAX_TEXT)


def read_parameter(data: object, parameter: Parameter) -> Setting:
    if parameter.kind == "truth":
        return read_truth(data)
    if parameter.kind == "whole":
        number = read_number(data, Kind.WHOLE)
        if not parameter.low <= number <= parameter.high:
            raise BadValue(f"is not between {parameter.low} and {parameter.high}")
        return int(number)
    text = read_text(data)
    if parameter.kind == "zone":
        return parse_zone(text)
    if not _CURRENCY.fullmatch(text):
        raise BadValue("is not the code of a currency (three letters, such as JPY)")
    return text

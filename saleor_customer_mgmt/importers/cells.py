"""What single cells mean: dates, amounts, phones in parts.

What cannot be read raises ValueError with a reason that does not repeat the value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from saleor_customer_mgmt.importers.repairs import SCIENTIFIC, in_full

JAPAN = ZoneInfo("Asia/Tokyo")

_MOMENT = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[T ]*(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?)?"
    r"\s*(Z|UTC|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)
_ASCII_WORD = re.compile("[A-Za-z0-9.,]")
_NO_DATE = re.compile(r"0000[-/]00[-/]00.*")
_CUT = re.compile(r"\d{1,2}:\d\d\.\d")
"""What Excel shows, and saves, of a moment with parts of a second."""
_TOTALS = {"合計", "総計", "総合計", "小計", "計", "total", "grand total", "subtotal", "sum"}
_NO_AMOUNT = {Decimal(-99999), Decimal(-9999)}
"""What Rakuten (and ポンパレモール) write for an amount that is not fixed yet."""


def moment(text: str, zone: tzinfo) -> datetime | None:
    """Read a date with or without time and offset. Empty and 0000-00-00 are no date."""
    found = _MOMENT.fullmatch(text) or _MOMENT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        if not text or _NO_DATE.fullmatch(text):
            return None
        if _CUT.fullmatch(text):
            raise ValueError("Excel cut the date off (as 37:12.0), so it is lost")
        raise ValueError("not a date of the form 2024-01-31 or 2024/1/31 15:04:05")
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    if (year, month, day) == (0, 0, 0):
        return None
    try:
        moment_there = datetime(year, month, day, hour, minute, second, tzinfo=_zone(found[7], zone))
        moment_there.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("there is no such day or time") from None
    return moment_there


def _zone(offset: str | None, default: tzinfo) -> tzinfo:
    if offset is None:
        return default
    if offset in ("Z", "UTC"):
        return UTC
    digits = offset[1:].replace(":", "")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-ahead if offset[0] == "-" else ahead)


def amount(text: str, *, sentinels: bool = False, signed: bool = False) -> Decimal | None:
    """Read an amount of money. Empty is no amount; so are Rakuten's sentinels where they may occur."""
    if not text:
        return None
    value = _number(text)
    if sentinels and value in _NO_AMOUNT:
        return None
    if value < 0 and not signed:
        raise ValueError("an amount below zero")
    return value


def _number(text: str) -> Decimal:
    if text.isascii() and text.isdecimal() and len(text) < 16:
        return Decimal(text)
    bare = unicodedata.normalize("NFKC", text).replace(",", "").strip(" ¥\\円")
    try:
        value = Decimal(bare)
    except InvalidOperation:
        raise ValueError("not a number") from None
    if not value.is_finite() or abs(value) >= Decimal(10) ** 15:
        raise ValueError("not a number that can be an amount")
    return value


def quantity(text: str) -> int:
    """Read how many; an empty cell is one."""
    if not text:
        return 1
    value = _number(text)
    if value < 0 or value != value.to_integral_value():
        raise ValueError("not a whole number of pieces")
    return int(value)


def order_number(text: str, pattern: re.Pattern[str] | None = None) -> str:
    """Return the order number, refusing what is a total, an Excel accident or not this source's.

    A number that Excel wrote as 1.2345E+04, with all its digits, is written out.
    """
    if not text:
        raise ValueError("no order number (a row of totals?)")
    if unicodedata.normalize("NFKC", text).casefold().rstrip(":： ") in _TOTALS:
        raise ValueError("a row of totals, not an order")
    if SCIENTIFIC.fullmatch(text):
        whole = in_full(text)
        if whole is None:
            raise ValueError("the order number was rounded by Excel (as 5.8E+13) and is lost")
        text = whole
    if len(text) > 255 or not text.isprintable() or not any(char.isalnum() for char in text):
        raise ValueError("this cannot be an order number")
    if pattern is not None and pattern.fullmatch(text) is None:
        raise ValueError("not an order number of this source")
    return text


def joined(parts: Iterable[str | None], by: str = "") -> str | None:
    """Join parts of one value, leaving out empty ones. ``None`` only when no part's column exists."""
    told = [part for part in parts if part is not None]
    if len(told) > 1:
        return by.join(filter(None, told))
    return told[0] if told else None


def first_of(values: Iterable[str | None]) -> str | None:
    """Return the first value that is not empty; else an empty one, ``None`` when no column exists."""
    told = [value for value in values if value is not None]
    return next(filter(None, told), "") if told else None


def run_on(parts: Iterable[str | None]) -> str | None:
    """Join parts of one value as :func:`joined` does, with a space where ASCII letters or digits meet.

    Parts without a letter or digit, such as the dashes that some malls write for no city, are left out.
    """
    told = [part for part in parts if part is not None]
    if not told:
        return None
    whole = ""
    for part in (part for part in told if any(map(str.isalnum, part))):
        meet = whole and _ASCII_WORD.fullmatch(whole[-1]) and _ASCII_WORD.fullmatch(part[0])
        whole = f"{whole} {part}" if meet else f"{whole}{part}"
    return whole


def several(values: Iterable[str | None]) -> tuple[str, ...] | None:
    """Return alternatives without empty ones and repetitions, ``None`` when no column exists."""
    told = [value for value in values if value is not None]
    return tuple(dict.fromkeys(filter(None, told))) if told else None


def phone_in_parts(*parts: str | None) -> str | None:
    """Join a phone number in three cells, putting back the zeros that Excel takes off each cell.

    One cell may be empty, when somebody typed the whole number into another one. What would not be a
    Japanese number with its zeros (999-9999-9999) is left alone.
    """
    told = [part for part in parts if part is not None]
    if len(told) == 3 and all(part.isascii() and part.isdigit() for part in told) and told[0][0] != "0":
        area, exchange, last = told
        length = 11 if area in ("50", "70", "80", "90") else 10
        exchange_length = length - 5 - len(area)
        if len(exchange) <= exchange_length and len(last) <= 4:
            told = ["0" + area, exchange.zfill(exchange_length), last.zfill(4)]
    return joined(told, "-")


def postal_code_in_parts(*parts: str | None) -> str | None:
    """Join a Japanese postal code in two cells (3 and 4 digits), putting back zeros lost to Excel."""
    told = [part for part in parts if part is not None]
    if len(told) == 2 and all(part.isascii() and part.isdigit() for part in told):
        return f"{told[0].zfill(3)}-{told[1].zfill(4)}"
    return joined(told, "-")


def real_date(text: str | None) -> str | None:
    """Return a birthday as written, empty when it is a stand-in such as 0000-00-00."""
    return "" if text and _NO_DATE.fullmatch(text) else text

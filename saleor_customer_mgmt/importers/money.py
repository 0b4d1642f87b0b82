"""Amounts of money as shops all over the world print them: ``$1,234.50``, ``1 234,50 €``, ``AU $3,013.00``.

What cannot be read raises ValueError with a reason that does not repeat the value.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_SIGNS = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "円": "JPY", "₩": "KRW", "₹": "INR", "ZŁ": "PLN", "KČ": "CZK",
    "US$": "USD", "AU$": "AUD", "A$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "NT$": "TWD", "R$": "BRL", "RM": "MYR", "P": "PHP",
}  # fmt: skip
_THREE_DECIMALS = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}
_CODE = re.compile("[A-Z]{3}")
_NUMBER = re.compile(r"\d(?:[\d.,' ’]*\d)?", re.ASCII)
_PLAIN = re.compile(r"\d{1,15}(?:\.\d+)?", re.ASCII)
_LONGEST_SIGN = 4
_LIMIT = Decimal(10) ** 15


def money(text: str, dollar: str | None = None) -> tuple[Decimal, str | None]:
    """Return an amount and its currency, ``None`` when its sign is not known; ``dollar`` is what a bare $ is.

    A point or comma with three digits behind it parts thousands where a sign shows that it is money in
    print. Without a sign a point is the decimal point, as databases write it.
    """
    if _PLAIN.fullmatch(text):
        return Decimal(text), None
    folded = unicodedata.normalize("NFKC", text).strip()
    found = _NUMBER.search(folded)
    if found is None:
        raise ValueError("not a number")
    sign = (folded[: found.start()] + folded[found.end() :]).replace(" ", "").upper()
    if sign.startswith("-") or sign.endswith("-"):
        raise ValueError("an amount below zero")
    currency = dollar if sign == "$" else _currency(sign)
    value = _decimal(found[0], printed=bool(sign) and currency not in _THREE_DECIMALS)
    if value >= _LIMIT:
        raise ValueError("not a number that can be an amount")
    return value, currency


def _currency(sign: str) -> str | None:
    if sign in _SIGNS or _CODE.fullmatch(sign):
        return _SIGNS.get(sign, sign)
    if len(sign) > _LONGEST_SIGN or sign == "%":
        raise ValueError("not a number with the sign of a currency")
    return None


def _decimal(digits: str, *, printed: bool) -> Decimal:
    digits = re.sub("[ '’]", "", digits)
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return Decimal(digits)
    last = marks[-1]
    whole, _, part = digits.rpartition(last)
    thousands = len(part) == 3 and (printed or last == ",")
    if marks.count(last) > 1 or (len(set(marks)) == 1 and thousands):
        if len(part) != 3 or len(set(marks)) > 1:
            raise ValueError("not a number: points and commas contradict each other")
        return Decimal(re.sub("[.,]", "", digits))
    return Decimal(f"{re.sub('[.,]', '', whole)}.{part}")


def each_of(price: Decimal, quantity: int) -> Decimal | None:
    """Return the price of one piece, where a file gives that of the line."""
    if not quantity:
        return None
    each = price / quantity
    return each if each * quantity == price else each.quantize(Decimal("0.01"))

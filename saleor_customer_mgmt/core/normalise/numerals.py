"""Kanji numerals, as addresses and dates write them."""

from __future__ import annotations

DIGITS = "〇一二三四五六七八九"
TENS = {"十": 10, "百": 100, "千": 1000}
CLASS = f"[{DIGITS}十百千]"
"""A regular expression for one kanji numeral."""


def to_number(kanji: str) -> int:
    """Return the number that kanji numerals below 10,000 write: 二十三 and 二三 are both 23."""
    if not any(character in TENS for character in kanji):
        return int("".join(str(DIGITS.index(character)) for character in kanji))
    total, digit = 0, None
    for character in kanji:
        if character in TENS:
            total += TENS[character] * (1 if digit is None else digit)
            digit = None
        else:
            digit = DIGITS.index(character)
    return total + (digit or 0)

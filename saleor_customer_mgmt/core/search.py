"""Searching for any part of a value: folding, and one- and two-character pieces for the index.

Trigrams fail for Japanese names of two characters, so the index holds pieces of one and two. A
search first asks the index for rows that have all pieces, then compares the folded text itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from saleor_customer_mgmt.core.evidence import Evidence, Field

_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_DASHES = "-‐‑‒–—―−ーｰ－─━~〜～"
_DROPPED = dict.fromkeys(map(ord, _DASHES + "()[]{}（）「」・.,、。'\"/\\_+"), None)
SEPARATOR = "\n"


def fold(text: str) -> str:
    """Return ``text`` as search compares it: width, case, kana kind, spaces and dashes do not matter."""
    plain = (
        unicodedata.normalize("NFKC", text).casefold().translate(_HIRAGANA_TO_KATAKANA).translate(_DROPPED)
    )
    return "".join(plain.split()).replace("\0", "")


def terms(query: str) -> tuple[str, ...]:
    """Return the parts of a query, folded; all of them must be found."""
    folded = (fold(part) for part in unicodedata.normalize("NFKC", query).split())
    return tuple(dict.fromkeys(part for part in folded if part))


def search_text(number: str, evidence: Evidence) -> str:
    """Return what a search looks through for one order: its number and values, folded, each once."""
    parts: dict[str, None] = {fold(number): None}
    for field in Field:
        if field is Field.SOURCE:
            continue
        for value in evidence[field]:
            parts[fold(value.raw)] = None
            parts[fold(value.value)] = None
            if field is Field.PHONE and value.value.startswith("+81"):
                parts["0" + value.value[3:]] = None  # people type the number as it is dialled
    return SEPARATOR.join(part for part in parts if part)


def grams(text: str) -> list[int]:
    """Return the pieces of folded text as 32-bit numbers: each pair of neighbours, and each single
    character outside ASCII (a Japanese character alone can be a whole surname).
    """
    found: set[int] = set()
    for part in text.split(SEPARATOR):
        codes = [ord(character) & 0xFFFF for character in part]
        found.update(_signed(a << 16 | b) for a, b in pairwise(codes))
        found.update(code for code in codes if code > 0x7F)
    return sorted(found)


def grams_of_terms(parts: Iterable[str]) -> list[int]:
    """Return the pieces that a row must have to be a candidate for all of these terms."""
    return sorted({gram for part in parts for gram in grams(part)})


def _signed(number: int) -> int:
    return number - (1 << 32) if number >= 1 << 31 else number

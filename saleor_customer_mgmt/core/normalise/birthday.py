"""A date of birth."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from saleor_customer_mgmt.core.evidence import Value
from saleor_customer_mgmt.core.normalise import numerals, text
from saleor_customer_mgmt.core.normalise.outcome import Note, invalid, missing, placeholder, usable
from saleor_customer_mgmt.core.sources import FILLERS

_ERAS = {
    "明治": (date(1868, 1, 25), date(1912, 7, 29)),
    "大正": (date(1912, 7, 30), date(1926, 12, 24)),
    "昭和": (date(1926, 12, 25), date(1989, 1, 7)),
    "平成": (date(1989, 1, 8), date(2019, 4, 30)),
    "令和": (date(2019, 5, 1), date.max),
}
"""First and last day (Cabinet orders on the era names). A date outside its era never was: 昭和65年."""
_ERA_LETTERS = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}

_MIDNIGHT = re.compile(r"[t ]0?0:00(?::00(?:\.0+)?)?(?:z|[+-][0-9:]+)?$")
_KANJI_NUMBER = re.compile(f"{numerals.CLASS}+(?=[年月日])")
_MARKS = str.maketrans({"年": "-", "月": "-", "日": "", "/": "-", ".": "-", "元": "1", " ": ""})
_WESTERN = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})")
_ERA_DATE = re.compile(
    rf"({'|'.join([*_ERAS, *_ERA_LETTERS])})-?([0-9]{{1,2}})-([0-9]{{1,2}})-([0-9]{{1,2}})"
)
_FILLERS = frozenset(FILLERS["birthday"]["values"])


@lru_cache(maxsize=16_384)
def normalise(raw: str, *, earliest: int = 1900, latest: int = 2100) -> Value:
    """Return the date as 1980-01-02, or why there is none. The year lies between the two, both included.

    Year first, in any usual writing, or with a Japanese era. 1/2/1980 is refused, because nobody can tell
    which is the month; so are two-digit years and bare day counts of spreadsheets.
    """
    cleaned = text.clean(raw)
    if not cleaned:
        return missing(raw)
    if not any(character.isalnum() for character in cleaned):
        return placeholder(raw, Note.ONLY_PUNCTUATION)
    written = _MIDNIGHT.sub("", text.fold_dashes(text.casefold(cleaned)))
    written = _KANJI_NUMBER.sub(lambda match: str(numerals.to_number(match[0])), written).translate(_MARKS)
    parts = _parts(written)
    if parts is None:
        return placeholder(raw) if set(written) == {"0"} else invalid(raw, Note.NOT_DATE)
    year, month, day = parts
    iso = f"{year:04}-{month:02}-{day:02}"
    if iso in _FILLERS:
        return placeholder(raw)
    try:
        date(year, month, day)
    except ValueError:
        return invalid(raw, Note.NOT_DATE)
    return usable(raw, iso) if earliest <= year <= latest else invalid(raw, Note.OUT_OF_RANGE)


def _parts(written: str) -> tuple[int, int, int] | None:
    western = _WESTERN.fullmatch(written)
    if western:
        year, month, day = (int(group) for group in western.groups() if group is not None)
        return year, month, day
    in_era = _ERA_DATE.fullmatch(written)
    if not in_era:
        return None
    first, last = _ERAS[_ERA_LETTERS.get(in_era[1], in_era[1])]
    year, month, day = first.year + int(in_era[2]) - 1, int(in_era[3]), int(in_era[4])
    try:
        return (year, month, day) if first <= date(year, month, day) <= last else None
    except ValueError:
        return None

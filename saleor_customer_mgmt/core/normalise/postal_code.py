"""A postal code."""

from __future__ import annotations

import re
from functools import lru_cache

from saleor_customer_mgmt.core.evidence import Value
from saleor_customer_mgmt.core.normalise import text
from saleor_customer_mgmt.core.normalise.member_id import EXCEL_NUMBER
from saleor_customer_mgmt.core.normalise.outcome import Note, invalid, missing, placeholder, usable
from saleor_customer_mgmt.core.sources import FILLERS

_FLOAT = re.compile(r"([0-9]+)\.0+")
_TWO_FIELDS = re.compile(r"([0-9]{2,3})-([0-9]{1,4})")
_FILLERS = frozenset(FILLERS["postal_code"]["values"])


@lru_cache(maxsize=32_768)
def normalise(raw: str, country: str = "JP") -> Value:
    """Return seven digits for Japan, upper-case letters and digits for other countries, or why there is none.

    Whether a code exists is not asked: codes are added every month, and two orders with the same wrong
    code still agree.
    """
    cleaned = text.clean(raw)
    if not cleaned:
        return missing(raw)
    if not any(character.isalnum() for character in cleaned):
        return placeholder(raw, Note.ONLY_PUNCTUATION)
    if EXCEL_NUMBER.fullmatch(cleaned):
        return invalid(raw, Note.EXCEL)
    return _japanese(raw, cleaned) if country == "JP" else _foreign(raw, cleaned, country)


def _japanese(raw: str, cleaned: str) -> Value:
    code = text.fold_dashes(cleaned).translate({ord("ー"): "-", ord("?"): "-", ord(" "): "", ord("〒"): ""})
    code = _FLOAT.sub(r"\1", code)
    notes: list[Note] = []
    two_fields = _TWO_FIELDS.fullmatch(code)
    if two_fields:
        # Rakuten's two columns, each robbed of its zeros by a spreadsheet: the dash tells which were lost.
        code = two_fields[1].zfill(3) + two_fields[2].zfill(4)
        notes = [Note.ZERO_RESTORED] if len(two_fields[0]) < 8 else []
    elif len(code) == 6 and code.isdecimal():
        code, notes = f"0{code}", [Note.ZERO_RESTORED]
    elif len(code) in (3, 4, 5) and code.isdecimal() and len(set(code)) > 1:
        # 10021 may be 001-0021 without its zeros, a code from before 1998, or an American one.
        return invalid(raw, Note.UNCERTAIN_ZEROS)
    if code in _FILLERS or (code.isdecimal() and len(set(code)) == 1):
        return placeholder(raw)
    if not re.fullmatch(r"[0-9]{7}", code):
        return invalid(raw, Note.NOT_POSTAL_CODE)
    return usable(raw, code, *notes)


def _foreign(raw: str, cleaned: str, country: str) -> Value:
    code = "".join(text.words(cleaned)).upper()
    if country == "US" and re.fullmatch(r"[0-9]{9}", code):
        code = code[:5]  # ZIP+4: the last four are left out as often as not
    if len(set(code)) == 1:
        return placeholder(raw)
    if not code.isascii() or not 3 <= len(code) <= 10 or not any(c.isdigit() for c in code):
        return invalid(raw, Note.NOT_POSTAL_CODE)
    return usable(raw, code)

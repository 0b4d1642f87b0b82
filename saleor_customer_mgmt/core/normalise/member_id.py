"""The id that a source gave the account."""

from __future__ import annotations

import re

from saleor_customer_mgmt.core.evidence import Value
from saleor_customer_mgmt.core.normalise import text
from saleor_customer_mgmt.core.normalise.outcome import Note, invalid, missing, placeholder, usable
from saleor_customer_mgmt.core.sources import FILLERS

EXCEL_NUMBER = re.compile(r"[0-9](?:[.,][0-9]+)?[eE][+-][0-9]+")
"""A long number as a spreadsheet shows it (5.80293E+13): the digits behind are gone. Always with a
sign: 5E3 may be somebody's id or a British postal code."""
_NOTHING = re.compile("[0\\W_]+")
_FILLERS = frozenset(FILLERS["member_id"]["values"])


def normalise(raw: str) -> Value:
    """Return the id without spaces and in half width, case kept: ids of some sources depend on it."""
    compact = text.compact(raw)
    if not compact:
        return missing(raw)
    if _NOTHING.fullmatch(compact) or text.casefold(compact) in _FILLERS:
        return placeholder(raw)  # 0 and - are how carts write "no account"
    if EXCEL_NUMBER.fullmatch(compact):
        return invalid(raw, Note.EXCEL)
    return usable(raw, compact)

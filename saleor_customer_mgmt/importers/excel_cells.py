"""What a cell of an Excel sheet says, as the text that a CSV file would have."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

_ZEROS = re.compile(r"[0-]*0[0-]*")
"""A number format that shows zeros before the number: 0000000, or 000-0000."""
_CARRIAGE_RETURN = "_x000D_"
_EXACT = 10**15
"""From here on Excel keeps no number exactly."""


def cell_text(cell: Any) -> str:
    """Return what a cell of openpyxl says: dates as 2024-01-31 15:04:05, numbers with all their digits.

    A number that Excel cannot have kept exactly is given as it would show it (1.23456E+17), so that
    readers know that digits are lost.
    """
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace(_CARRIAGE_RETURN, "") if _CARRIAGE_RETURN in value else value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return _number(value, cell.number_format)
    return _moment(value)


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        value = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
        return f"{value:%Y-%m-%d %H:%M:%S}" if value.time() != time() else f"{value:%Y-%m-%d}"
    if isinstance(value, time):
        return f"{value:%H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return str(value)


def _number(value: float, shown_as: str) -> str:
    if not abs(value) < _EXACT:  # also what is no number at all
        return f"{value:.5E}"
    if value == int(value):
        return _with_zeros(int(value), shown_as)
    # Excel keeps 15 digits: 0.1 + 0.2 is 0.3 there.
    return f"{value:.15g}"


def _with_zeros(value: int, shown_as: str) -> str:
    """Return a whole number with the zeros that its number format puts before it."""
    digits = str(value)
    if value < 0 or not shown_as or "0" not in shown_as:
        return digits
    # Excel's own format for postal codes has a section for each length; its last is the longest.
    pattern = shown_as.rsplit(";", maxsplit=1)[-1].replace("\\", "").replace('"', "")
    places = pattern.count("0")
    if not _ZEROS.fullmatch(pattern) or places < 2 or places < len(digits):
        return digits
    filled = iter(digits.zfill(places))
    return "".join(next(filled) if place == "0" else place for place in pattern)

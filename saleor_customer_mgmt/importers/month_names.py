"""Dates with the name of their month, as eBay writes them: ``Sep-18-26``, ``26-May-26``, ``10-Dez-25``."""

from __future__ import annotations

import re

_NAMES = (
    "jan gen ene janv januar january",
    "feb fev févr fév février februar february",
    "mar mär mrz märz mars march",
    "apr avr abr avril april",
    "may mai mag mayo",
    "jun juin giu june juni",
    "jul juil lug july juli juillet",
    "aug aoû août ago august",
    "sep sept set september septembre",
    "oct okt ott october oktober octobre",
    "nov november novembre",
    "dec dez déc dic december dezember décembre",
)
"""English, German, French, Italian and Spanish, without the point behind an abbreviation."""
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}

_DAY, _MONTH, _YEAR = r"(?P<day>\d{1,2})", r"(?P<month>[^\W\d_]{3,9})\.?", r"(?P<year>\d{4}|\d{2})"
_APART = r"[-/., ]+"
_FORMS = tuple(
    re.compile(_APART.join(parts) + r"(?P<time>[T ].*)?", re.DOTALL)
    for parts in ((_MONTH, _DAY, _YEAR), (_DAY, _MONTH, _YEAR))
)


def in_digits(text: str) -> str:
    """Return a date whose month is named as ``2026-09-18``, with what follows it; others as they are.

    Years of two digits are of this century.
    """
    for form in _FORMS:
        found = form.fullmatch(text)
        month = found and _MONTHS.get(found["month"].casefold())
        if found and month:
            century = "20" if len(found["year"]) == 2 else ""
            return f"{century}{found['year']}-{month}-{found['day']}{found['time'] or ''}"
    return text

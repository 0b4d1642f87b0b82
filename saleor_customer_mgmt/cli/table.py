"""Tables of text that stay in line when Japanese characters take two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence

_GAP = "  "
_OVERRIDES = frozenset("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def safe(text: str) -> str:
    """Return text that cannot steer a terminal: what comes from files may hold anything."""
    return "".join(
        "\ufffd" if c in _OVERRIDES or unicodedata.category(c) in {"Cc", "Cs"} else c for c in text
    )


def width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return sum(
        0 if unicodedata.category(c) in {"Mn", "Me", "Cf"} else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Return the text filled up with spaces to this many columns of a terminal."""
    spaces = " " * (columns - width(text))
    return spaces + text if right else text + spaces


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, right: Collection[int] = (), indent: str = ""
) -> list[str]:
    """Return the lines of a table. ``right``: the columns of numbers, counted from 0.

    Columns in which no row has anything are left out.
    """
    cells = [[safe(cell) for cell in row] for row in rows]
    shown = [at for at in range(len(head)) if any(row[at] for row in cells)]
    wide = {at: max(width(line[at]) for line in [head, *cells]) for at in shown}

    def line(row: Sequence[str]) -> str:
        parts = (pad(row[at], wide[at], right=at in right) for at in shown)
        return (indent + _GAP.join(parts)).rstrip()

    return [line(head), *map(line, cells)]

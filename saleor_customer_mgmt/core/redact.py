"""Taking values out of texts that people wrote, however they are spelled there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from saleor_customer_mgmt.core.evidence import Evidence, Field
from saleor_customer_mgmt.core.facts import OrderFacts, Person
from saleor_customer_mgmt.core.search import fold

GONE = "[…]"
_SHORTEST, _SHORTEST_ASCII = 2, 4
"""What is shorter stands in other words, too."""
_MARKS = "ﾞﾟ"


def values_of(facts: OrderFacts, evidence: Evidence, fields: Iterable[Field]) -> set[str]:
    """Return, folded, what is told in these fields of an order's people, as written and in normal form."""
    wanted = set(fields)
    found: set[str] = set()
    for person in (facts.buyer, *(facts.recipients or ())):
        found.update(raw for field, raw in _written(person) if field in wanted)
    for field in wanted:
        for value in evidence[field]:
            found |= {value.raw, value.value}
            if field is Field.PHONE and value.value.startswith("+81"):
                found.add("0" + value.value[3:])
    return {folded for folded in map(fold, found) if _tells(folded)}


def _written(person: Person) -> Iterator[tuple[Field, str]]:
    for field in Field:
        if field is Field.EMAIL:
            told = person.emails
        elif field is Field.PHONE:
            told = person.phones
        else:
            told = (getattr(person, field.value, None) or "",)
        yield from ((field, raw) for raw in told or ())


def _tells(folded: str) -> bool:
    return len(folded) >= (_SHORTEST_ASCII if folded.isascii() else _SHORTEST)


def redacted(text: str, values: Iterable[str]) -> str:
    """Return the text without these values (folded), whatever width, case, kana or spaces they are in."""
    folded, places = _folded(text)
    spans = sorted(
        (places[at][0], places[at + len(value) - 1][1])
        for value in values
        for at in _occurrences(folded, value)
    )
    if not spans:
        return text
    kept, end = [], 0
    for start, stop in spans:
        if start >= end:
            kept += [text[end:start], GONE]
        end = max(end, stop)
    return "".join([*kept, text[end:]])


def _folded(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text as search compares it, and from where to where each character stood in it."""
    folded: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and (text[end] in _MARKS or unicodedata.combining(text[end])):
            end += 1
        for character in fold(text[at:end]):
            folded.append(character)
            places.append((at, end))
        at = end
    return "".join(folded), places


def _occurrences(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)

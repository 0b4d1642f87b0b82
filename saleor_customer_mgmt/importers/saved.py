"""Mappings that were saved: which of them reads a file, told by the names of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from saleor_customer_mgmt.importers.headers import plain
from saleor_customer_mgmt.importers.mapping import MappingFile

_MOST_OF_SEEN = 0.6
"""So much of the columns that a mapping was made for is there, and of those that it reads."""
_MOST_KNOWN = 0.5
"""So much of the columns that are there it was made for: programs add columns over time."""
_AS_LIKE = 0.05
_WHOLE = ("name", "kana", "postal_code", "phone", "ship_name", "ship_postal_code", "ship_phone")
"""What is wrong rather than incomplete when a part of it is missing."""


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A mapping with the key under which it is kept and the name that its author gave it."""

    key: int
    name: str
    file: MappingFile
    columns: frozenset[str] = field(init=False)
    """The names of the columns that it was made for, in the form in which they are compared."""

    def __post_init__(self) -> None:
        names = frozenset(plain(name) for name in (*self.file.seen, *self.file.used) if plain(name))
        object.__setattr__(self, "columns", names)

    def likeness(self, columns: frozenset[str]) -> float:
        """Return how like its own a header is, from 0 to 1; the order of the columns is of no account."""
        return len(columns & self.columns) / len(columns | self.columns)

    def reads(self, columns: frozenset[str]) -> bool:
        """Say whether it can read a file with these columns without taking it for what it is not."""
        orders = self.file.format.orders
        if any(plain(name) not in columns for name in (orders.number, orders.source) if name):
            return False
        used = [plain(name) for name in self.file.used]
        both = len(columns & self.columns)
        return (
            both >= _MOST_OF_SEEN * len(self.columns)
            and both >= _MOST_KNOWN * len(columns)
            and sum(name in columns for name in used) >= _MOST_OF_SEEN * len(used)
            and not any(self._torn(name, columns) for name in _WHOLE)
        )

    def _torn(self, name: str, columns: frozenset[str]) -> bool:
        for parts in self.file.columns.get(name, ()):
            there = sum(plain(part) in columns for part in parts)
            if 0 < there < len(parts):
                return True
        return False


def columns_of(header: Iterable[str]) -> frozenset[str]:
    """Return the names of the columns of a file in the form in which they are compared."""
    return frozenset(plain(name) for name in header if plain(name))


def readers_of(header: Iterable[str], saved: Sequence[SavedMapping]) -> list[SavedMapping]:
    """Return the mapping that reads files with this header, none, or all between which it cannot be decided.

    Those that would read such a file in the same way are one.
    """
    columns = columns_of(header)
    found = sorted(
        (each for each in saved if each.reads(columns)), key=lambda each: (-each.likeness(columns), each.key)
    )
    if not found:
        return []
    best = found[0]
    least = best.likeness(columns) - _AS_LIKE
    others = [
        each for each in found[1:] if each.likeness(columns) > least and _meaning(each) != _meaning(best)
    ]
    return [best, *others]


def _meaning(each: SavedMapping) -> dict[str, object]:
    return {key: value for key, value in each.file.document.items() if key != "seen"}

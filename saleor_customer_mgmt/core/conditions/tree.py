"""A condition as typed values: comparisons, and all, any or none of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Subject(StrEnum):
    """What a condition is asked about: groups ask about customers, rules about orders."""

    CUSTOMER = "customer"
    ORDER = "order"


class Mode(StrEnum):
    """How several conditions make one."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


class Op(StrEnum):
    """How a field is compared. ``between`` includes both ends."""

    EQUALS = "equals"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    BEFORE = "before"
    AFTER = "after"
    IS = "is"
    IS_ANY_OF = "is_any_of"
    IS_NONE_OF = "is_none_of"
    CONTAINS = "contains"
    MATCHES = "matches"
    HAS_ANY = "has_any"
    HAS_ALL = "has_all"
    HAS_NONE = "has_none"


Moment = datetime | date
"""An aware datetime, or a day, which is one of the comparison's ``zone``."""


@dataclass(frozen=True, slots=True)
class Range:
    """From ``low`` to ``high``, both included and of the same kind."""

    low: Decimal | Moment
    high: Decimal | Moment


Value = Decimal | Moment | Range | bool | str | tuple[str, ...]
Setting = bool | int | str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field compared with a value. ``parameters`` has every one that the field takes, by name."""

    field: str
    op: Op
    value: Value
    parameters: tuple[tuple[str, Setting], ...] = ()

    def parameter(self, name: str) -> Setting | None:
        """Return a parameter of the comparison, None when its field has no such one."""
        return dict(self.parameters).get(name)


@dataclass(frozen=True, slots=True)
class Combined:
    """All, any or none of one condition or more."""

    mode: Mode
    parts: tuple[Condition, ...]


Condition = Comparison | Combined


def comparisons(condition: Condition, path: str = "") -> Iterator[tuple[str, Comparison]]:
    """Give every comparison with its place, such as ``all[1].none[0]``, as they are written."""
    if isinstance(condition, Comparison):
        yield path, condition
        return
    for number, part in enumerate(condition.parts):
        yield from comparisons(part, below(path, f"{condition.mode}[{number}]"))


def below(path: str, key: str) -> str:
    """Return the place of ``key`` within ``path``."""
    return f"{path}.{key}" if path else key

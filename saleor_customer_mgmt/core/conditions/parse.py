"""Reading conditions: JSON in, typed values or every fault with its place out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from saleor_customer_mgmt.core.conditions.faults import Fault, InvalidCondition
from saleor_customer_mgmt.core.conditions.parse_comparison import read_comparison, short
from saleor_customer_mgmt.core.conditions.tree import (
    Combined,
    Comparison,
    Condition,
    Mode,
    Op,
    Subject,
    below,
)

MAX_DEPTH = 6
MAX_NODES = 100
MAX_PATTERNS = 10
MAX_JSON = 100_000


def parse_condition(data: object, *, subject: Subject = Subject.CUSTOMER, zone: str = "UTC") -> Condition:
    """Return the condition that this JSON value stands for.

    ``zone`` is whose days are meant where the condition has days and does not say so itself.

    Raises:
        InvalidCondition: naming every fault and its place.
    """
    reader = _Reader(subject, zone)
    condition = reader.read(data, "", 1)
    if reader.faults or condition is None:
        raise InvalidCondition(reader.faults)
    return condition


def parse_condition_text(text: str, *, subject: Subject = Subject.CUSTOMER, zone: str = "UTC") -> Condition:
    """Return the condition that is written in this JSON text. A key that stands twice is a fault, too.

    Raises:
        InvalidCondition: naming every fault and its place.
    """
    return parse_condition(condition_data(text), subject=subject, zone=zone)


def condition_data(text: str) -> Any:
    """Return what :func:`parse_condition` takes from JSON text; numbers are exact.

    Raises:
        InvalidCondition: when it is no JSON, or too much.
    """
    if len(text) > MAX_JSON:
        raise InvalidCondition([Fault("", f"is longer than {MAX_JSON} characters")])
    try:
        return json.loads(text, object_pairs_hook=_Written, parse_float=Decimal)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InvalidCondition([Fault("", f"is no JSON ({place}: {error.msg})")]) from None
    except RecursionError:
        raise InvalidCondition([Fault("", f"is nested more than {MAX_DEPTH} deep")]) from None
    except ValueError:
        raise InvalidCondition([Fault("", "contains a number that is too large")]) from None


class _Written(dict[str, Any]):
    """An object as it is written; ``doubles`` are the keys that stand there more than once."""

    def __init__(self, pairs: Iterable[tuple[str, Any]]) -> None:
        written = list(pairs)
        super().__init__(written)
        self.doubles = [key for key, times in Counter(key for key, _ in written).items() if times > 1]


class _Reader:
    def __init__(self, subject: Subject, zone: str) -> None:
        self.subject = subject
        self.zone = zone
        self.faults: list[Fault] = []
        self.nodes = 0
        self.patterns = 0

    def fault(self, path: str, message: str) -> None:
        self.faults.append(Fault(path, message))

    def read(self, data: object, path: str, depth: int) -> Condition | None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            if self.nodes == MAX_NODES + 1:
                self.fault(path, f"is one part too many: a condition has {MAX_NODES} at most")
            return None
        if depth > MAX_DEPTH:
            self.fault(path, f"is nested more than {MAX_DEPTH} deep")
            return None
        if not isinstance(data, Mapping):
            self.fault(path, 'is neither a comparison nor {"all": […]}, {"any": […]} or {"none": […]}')
            return None
        for key in getattr(data, "doubles", ()):
            self.fault(below(path, short(key)), "stands there twice")
        modes = [mode for mode in Mode if mode in data]
        if modes:
            return self.read_combined(data, modes[0], path, depth)
        return self.read_comparison(data, path)

    def read_combined(self, data: Mapping[Any, Any], mode: Mode, path: str, depth: int) -> Condition | None:
        for key in data:
            if key != mode:
                self.fault(below(path, short(key)), f"cannot stand beside '{mode}'")
        parts = data[mode]
        if not isinstance(parts, list | tuple):
            self.fault(below(path, mode), "is not a list of conditions")
            return None
        if not parts:
            self.fault(below(path, mode), "is empty")
            return None
        read = []
        for number, part in enumerate(parts):
            if self.nodes > MAX_NODES:
                break
            read.append(self.read(part, below(path, f"{mode}[{number}]"), depth + 1))
        return Combined(mode, tuple(part for part in read if part is not None))

    def read_comparison(self, data: Mapping[Any, Any], path: str) -> Comparison | None:
        comparison, faults = read_comparison(data, path, self.subject, self.zone)
        self.faults += faults
        if comparison is not None and comparison.op is Op.MATCHES:
            self.patterns += 1
            if self.patterns > MAX_PATTERNS:
                self.fault(path, f"is one 'matches' too many: a condition has {MAX_PATTERNS} at most")
        return comparison

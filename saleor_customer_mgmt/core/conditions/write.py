"""Writing conditions: the one JSON form of each, which reads as the same condition."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from saleor_customer_mgmt.core.conditions.fields import ZONE
from saleor_customer_mgmt.core.conditions.moments import is_day
from saleor_customer_mgmt.core.conditions.tree import Combined, Comparison, Condition, Moment, Range, Value


def to_json(condition: Condition) -> dict[str, Any]:
    """Return the condition as JSON. Every parameter is there; numbers with a fraction are texts."""
    if isinstance(condition, Combined):
        return {condition.mode.value: [to_json(part) for part in condition.parts]}
    written: dict[str, Any] = {"field": condition.field}
    written |= {name: value for name, value in condition.parameters if _needed(name, condition)}
    written["op"] = condition.op.value
    if isinstance(condition.value, Range):
        return written | {"from": _write(condition.value.low), "to": _write(condition.value.high)}
    return written | {"value": _write(condition.value)}


def _needed(parameter: str, comparison: Comparison) -> bool:
    value = comparison.value
    return parameter != ZONE.name or is_day(value.low if isinstance(value, Range) else value)


def _write(value: Value) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else format(value, "f")
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, Moment):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value

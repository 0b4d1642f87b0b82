"""Conditions as sentences."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from saleor_customer_mgmt.core.conditions.fields import FIELDS, INCLUDING_PRESENT, Kind
from saleor_customer_mgmt.core.conditions.tree import (
    Combined,
    Comparison,
    Condition,
    Mode,
    Moment,
    Op,
    Range,
    Value,
)
from saleor_customer_mgmt.core.conditions.vocabulary import words
from saleor_customer_mgmt.core.conditions.words import Language, Words

SHOWN = 10
"""So many values of a list are named; of the others it is said how many there are."""


def describe(condition: Condition, language: Language | str = Language.EN) -> str:
    """Return the condition as a sentence.

    Raises:
        ValueError: for a language that conditions cannot be told in.
    """
    table = words(language)
    sentence = _part(condition, table)
    return table.sentence.format(sentence=sentence[:1].upper() + sentence[1:])


def field_label(comparison: Comparison, table: Words) -> str:
    """Return what the compared field is called, with its parameters."""
    label = table.fields[comparison.field].format(**dict(comparison.parameters))
    if comparison.parameter(INCLUDING_PRESENT.name) is False:
        return table.earlier.format(field=label)
    return label


def number_text(number: Decimal | int, kind: Kind) -> str:
    """Return a number as people write it: 12,300 and 50%."""
    text = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
    return f"{text}%" if kind is Kind.PERCENT else text


def moment_text(moment: datetime) -> str:
    return moment.isoformat(sep=" ").replace("+00:00", " UTC")


def _part(condition: Condition, table: Words) -> str:
    if isinstance(condition, Comparison):
        return _comparison(condition, table)
    parts = [
        table.group.format(parts=_part(part, table)) if _is_long(part) else _part(part, table)
        for part in condition.parts
    ]
    if condition.mode is Mode.NONE:
        return table.joined[Mode.NONE].format(parts=table.joined[Mode.ANY].join(parts))
    return table.joined[condition.mode].join(parts)


def _is_long(condition: Condition) -> bool:
    return isinstance(condition, Combined) and (len(condition.parts) > 1 or condition.mode is Mode.NONE)


def _comparison(comparison: Comparison, table: Words) -> str:
    value = comparison.value
    if comparison.op is Op.IS:
        return table.truths[comparison.field][0 if value else 1]
    field = field_label(comparison, table)
    if isinstance(value, Range):
        low, high = (_one(end, comparison, table) for end in (value.low, value.high))
        return table.ops[comparison.op].format(field=field, low=low, high=high)
    if isinstance(value, tuple):
        form = table.one_of_one if len(value) == 1 else table.ops
        return form[comparison.op].format(field=field, value=_list(value, comparison, table))
    return table.ops[comparison.op].format(field=field, value=_one(value, comparison, table))


def _list(values: tuple[str, ...], comparison: Comparison, table: Words) -> str:
    shown = table.listed.join(_one(v, comparison, table) for v in values[:SHOWN])
    more = len(values) - SHOWN
    return shown + table.more.format(count=more) if more > 0 else shown


def _one(value: Value, comparison: Comparison, table: Words) -> str:
    field = FIELDS[comparison.field]
    if isinstance(value, Decimal):
        return number_text(value, field.kind)
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, Moment):
        return table.day.format(day=value.isoformat(), zone=comparison.parameter("zone"))
    text: Any = table.choices.get(str(value)) if field.choices else None
    return table.quoted.format(text=text or value)

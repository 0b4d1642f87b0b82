"""Whether a condition holds in a case, and why."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from saleor_customer_mgmt.core.case import Case
from saleor_customer_mgmt.core.conditions.actual import Actual, actual
from saleor_customer_mgmt.core.conditions.describe import describe, moment_text, number_text
from saleor_customer_mgmt.core.conditions.fields import FIELDS, Kind
from saleor_customer_mgmt.core.conditions.moments import limits
from saleor_customer_mgmt.core.conditions.regex import search
from saleor_customer_mgmt.core.conditions.tree import (
    Comparison,
    Condition,
    Mode,
    Op,
    Range,
    comparisons,
)
from saleor_customer_mgmt.core.conditions.vocabulary import words
from saleor_customer_mgmt.core.conditions.words import Language, Words
from saleor_customer_mgmt.core.normalise.text import casefold, clean


@dataclass(frozen=True, slots=True)
class Explained:
    """One comparison of a condition: where it stands, what it says, what there was, whether it held."""

    path: str
    sentence: str
    actual: str
    holds: bool


def holds(condition: Condition, case: Case) -> bool:
    """Return whether the condition holds. A comparison with what is not known does not."""
    if isinstance(condition, Comparison):
        return _compare(condition, actual(condition, case))
    if condition.mode is Mode.ALL:
        return all(holds(part, case) for part in condition.parts)
    any_holds = any(holds(part, case) for part in condition.parts)
    return any_holds if condition.mode is Mode.ANY else not any_holds


def explain(
    condition: Condition, case: Case, language: Language | str = Language.EN
) -> tuple[Explained, ...]:
    """Return what became of every comparison, also of those on which nothing depended any more."""
    table = words(language)
    explained = []
    for path, comparison in comparisons(condition):
        value = actual(comparison, case)
        told = _told(value, FIELDS[comparison.field].kind, table)
        explained.append(Explained(path, describe(comparison, language), told, _compare(comparison, value)))
    return tuple(explained)


def _compare(comparison: Comparison, value: Actual) -> bool:
    if value is None:
        return False
    return _BY_KIND[FIELDS[comparison.field].kind](comparison, value)


def _compare_numbers(comparison: Comparison, value: Any) -> bool:
    wanted = comparison.value
    # Whole numbers and decimals compare exactly with decimals; fractions do not compare with them at all.
    exact = Fraction if isinstance(value, Fraction) else Decimal
    if isinstance(wanted, Range):
        assert isinstance(wanted.low, Decimal)
        assert isinstance(wanted.high, Decimal)
        return bool(exact(wanted.low) <= value <= exact(wanted.high))
    assert isinstance(wanted, Decimal)
    limit = exact(wanted)
    if comparison.op is Op.EQUALS:
        return bool(value == limit)
    return bool(value >= limit if comparison.op is Op.AT_LEAST else value <= limit)


def _compare_moments(comparison: Comparison, value: Any) -> bool:
    return all(_SIGNS[sign](value, limit) for sign, limit in limits(comparison))


def _compare_texts(comparison: Comparison, texts: Any) -> bool:
    wanted = comparison.value
    if comparison.op is Op.MATCHES:
        return any(search(str(wanted), clean(text)) for text in texts)
    if comparison.op is Op.CONTAINS:
        return any(_folded(str(wanted)) in _folded(text) for text in texts)
    assert isinstance(wanted, tuple)
    return _compare_sets(comparison.op, {_folded(w) for w in wanted}, {_folded(t) for t in texts})


def _compare_names(comparison: Comparison, names: Any) -> bool:
    assert isinstance(comparison.value, tuple)
    return _compare_sets(comparison.op, comparison.value, names)


def _compare_sets(op: Op, wanted: Collection[str], there: Collection[str]) -> bool:
    common = set(wanted).intersection(there)
    if op is Op.HAS_ALL:
        return len(common) == len(wanted)
    return bool(common) is (op in {Op.HAS_ANY, Op.IS_ANY_OF})


def _compare_choice(comparison: Comparison, value: Any) -> bool:
    if comparison.op is Op.AT_LEAST:
        levels = FIELDS[comparison.field].choices
        return levels.index(value) >= levels.index(str(comparison.value))
    assert isinstance(comparison.value, tuple)
    return value in comparison.value


def _compare_truth(comparison: Comparison, value: Any) -> bool:
    return value is comparison.value


@lru_cache(maxsize=5000)
def _folded(text: str) -> str:
    return casefold(clean(text))


def _told(value: Actual, kind: Kind, table: Words) -> str:
    if value is None:
        return table.unknown
    if isinstance(value, bool):
        return table.truth[0 if value else 1]
    if isinstance(value, Fraction):
        return number_text(round(Decimal(value.numerator) / value.denominator, 1), kind)
    if isinstance(value, int | Decimal):
        return number_text(value, kind)
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, str):
        return table.choices[value]
    return ", ".join(sorted(value)) or table.nothing


_SIGNS: dict[str, Callable[[datetime, datetime], bool]] = {
    "<": lambda value, limit: value < limit,
    "<=": lambda value, limit: value <= limit,
    ">": lambda value, limit: value > limit,
    ">=": lambda value, limit: value >= limit,
}
_BY_KIND: dict[Kind, Callable[[Comparison, Any], bool]] = {
    Kind.WHOLE: _compare_numbers,
    Kind.PERCENT: _compare_numbers,
    Kind.MONEY: _compare_numbers,
    Kind.MOMENT: _compare_moments,
    Kind.TEXT: _compare_texts,
    Kind.TEXTS: _compare_texts,
    Kind.NAMES: _compare_names,
    Kind.CHOICE: _compare_choice,
    Kind.LEVEL: _compare_choice,
    Kind.TRUTH: _compare_truth,
}

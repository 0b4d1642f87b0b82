"""Conditions on customers as SQL, for all customers at once. It says what ``core.conditions.holds`` says.

Every piece is true or false, never null: what is not known makes a comparison false, and ``none`` turns
that into true. Texts come from the tables below; values are always bound.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from saleor_customer_mgmt.core.conditions import Combined, Comparison, Condition, Mode, Op
from saleor_customer_mgmt.core.conditions.fields import BLOCK, FIELDS, VICTIM, WATCH, Kind
from saleor_customer_mgmt.core.conditions.moments import limits
from saleor_customer_mgmt.core.conditions.tree import Range

Sql = tuple[str, list[Any]]

_FINISHED = "(c.order_count - c.unfinished_count)"
_IN_LAST = "(length(left(c.recent, %s)) - length(replace(left(c.recent, %s), '{letter}', '')))"
_DAYS = "floor(extract(epoch FROM %s::timestamptz - c.{column}) / 86400)"
_NUMBERS = {
    "customer.purchase_count": "c.purchase_count",
    "customer.order_count": "c.order_count",
    "customer.cancelled_count": "c.cancelled_count",
    "customer.returned_count": "c.returned_count",
    # Compared with the percentage times the orders: a division would have to round.
    "customer.cancelled_share": "(100.0 * c.cancelled_count)",
    "customer.returned_share": "(100.0 * c.returned_count)",
    "customer.cancelled_in_last": _IN_LAST.format(letter="C"),
    "customer.returned_in_last": _IN_LAST.format(letter="R"),
    "customer.total_spent": "coalesce((c.totals ->> %s)::numeric, 0)",
    "customer.days_since_first_purchase": _DAYS.format(column="first_purchase_at"),
    "customer.days_since_last_purchase": _DAYS.format(column="last_purchase_at"),
}
_MOMENTS = {
    "customer.first_purchase_at": "c.first_purchase_at",
    "customer.last_purchase_at": "c.last_purchase_at",
}
# Whether the customer has one of some names. PostgreSQL makes joins of these.
_HAS_ONE_OF = {
    "customer.bought_on": "(c.bought_on ?| %s::text[])",
    "customer.groups": """EXISTS (SELECT FROM customer_mgmt_groupmembership m
        JOIN customer_mgmt_group g ON g.id = m.group_id AND g.slug = ANY(%s::text[])
        WHERE m.customer_id = c.id)""",
    "customer.labels": """EXISTS (SELECT FROM customer_mgmt_orderrecord o
        JOIN customer_mgmt_customerlabel l ON l.anchor_id = o.id AND l.text = ANY(%s::text[])
        WHERE o.customer_id = c.id)""",
}
_MARKED = """EXISTS (SELECT FROM customer_mgmt_orderrecord o
        JOIN customer_mgmt_watchmark w ON w.anchor_id = o.id AND w.level = %s AND w.ended_at IS NULL
            AND (w.expires_at IS NULL OR w.expires_at > %s::timestamptz)
        WHERE o.customer_id = c.id)"""
_SIGNS = {Op.EQUALS: "=", Op.AT_LEAST: ">=", Op.AT_MOST: "<="}


def customer_condition_sql(condition: Condition, now: datetime) -> Sql:
    """Return what is true of the customers ``c`` for which the condition holds at ``now``, with its values.

    The condition is one on customers (``parse_condition`` with that subject).
    """
    if isinstance(condition, Combined):
        parts = [customer_condition_sql(part, now) for part in condition.parts]
        joined = (" AND " if condition.mode is Mode.ALL else " OR ").join(sql for sql, _ in parts)
        negated = "NOT " if condition.mode is Mode.NONE else ""
        return f"{negated}({joined})", [value for _, values in parts for value in values]
    return _BY_KIND[FIELDS[condition.field].kind](condition, now)


def _number(comparison: Comparison, now: datetime) -> Sql:
    name, scale = _NUMBERS[comparison.field], ""
    if FIELDS[comparison.field].kind is Kind.PERCENT:
        scale = f" * {_FINISHED}"
    settings: list[Any] = []
    if "_in_last" in comparison.field:
        settings = [comparison.parameter("last")] * 2
    elif comparison.field == "customer.total_spent":
        settings = [comparison.parameter("currency")]
    elif "days_since" in comparison.field:
        settings = [now]
    value = comparison.value
    if isinstance(value, Range):
        sides = [(">=", value.low), ("<=", value.high)]
    else:
        assert isinstance(value, Decimal)
        sides = [(_SIGNS[comparison.op], value)]
    sql = " AND ".join(f"{name} {sign} %s::numeric{scale}" for sign, _ in sides)
    values = [bound for _, limit in sides for bound in (*settings, limit)]
    return (f"({_FINISHED} > 0 AND {sql})" if scale else f"coalesce({sql}, false)"), values


def _moment(comparison: Comparison, _: datetime) -> Sql:
    found = limits(comparison)
    sql = " AND ".join(f"{_MOMENTS[comparison.field]} {sign} %s::timestamptz" for sign, _ in found)
    return f"coalesce({sql}, false)", [limit for _, limit in found]


def _names(comparison: Comparison, _: datetime) -> Sql:
    assert isinstance(comparison.value, tuple)
    has_one_of, wanted = _HAS_ONE_OF[comparison.field], list(comparison.value)
    if comparison.op is Op.HAS_ALL:
        return f"({' AND '.join([has_one_of] * len(wanted))})", [[name] for name in wanted]
    return (f"NOT {has_one_of}" if comparison.op is Op.HAS_NONE else has_one_of), [wanted]


def _level(comparison: Comparison, now: datetime) -> Sql:
    block, watch = [BLOCK, now], [WATCH, now]
    if comparison.op is Op.AT_LEAST:
        levels: tuple[str, ...] = (BLOCK,) if comparison.value == BLOCK else (BLOCK, WATCH)
    else:
        assert isinstance(comparison.value, tuple)
        levels = comparison.value
    if BLOCK in levels and WATCH in levels:
        return f"({_MARKED} OR {_MARKED})", [*block, *watch]
    if BLOCK in levels:
        return _MARKED, block
    # Somebody who is blocked is not merely watched.
    return f"({_MARKED} AND NOT {_MARKED})", [*watch, *block]


def _victim(comparison: Comparison, now: datetime) -> Sql:
    return (_MARKED if comparison.value else f"NOT {_MARKED}"), [VICTIM, now]


_BY_KIND = {
    Kind.WHOLE: _number,
    Kind.PERCENT: _number,
    Kind.MONEY: _number,
    Kind.MOMENT: _moment,
    Kind.NAMES: _names,
    Kind.LEVEL: _level,
    Kind.TRUTH: _victim,
}

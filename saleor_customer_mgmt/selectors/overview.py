"""How the shop does, in figures: docs/overview.md says what each of them counts.

Few statements for any number of orders, steps and sources, each over all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import Any

from django.db import connection

from saleor_customer_mgmt.core.periods import Period, Step

# What is divided twice, by step and by source, each way and not at all. Number 0 is no step.
#
# A customer's purchases are looked at over all sources and all time: one without a time comes before all
# others (ADR 80), so "-infinity" is its time. Null is that of a purchase that there is not.
#
# Customers are looked up once for each source and step that they bought in. Coarser divisions count one row
# of each customer: dividing four times, and looking up each of those, took half as long again (ADR 117).
_ORDERS = """
    WITH placed AS MATERIALIZED (
        SELECT source, customer_id, status, count_reason = 'counts' AS counts,
            width_bucket(placed_at, %(begins)s::timestamptz[]) AS step
        FROM customer_mgmt_orderrecord
        WHERE placed_at >= %(since)s AND placed_at < %(until)s AND status NOT IN ('unfinished', 'account')
            AND (%(sources)s::text[] IS NULL OR source = ANY(%(sources)s))
    ), orders AS (
        SELECT step, source, count(*) AS orders, count(*) FILTER (WHERE counts) AS purchases,
            count(*) FILTER (WHERE status = 'cancelled') AS cancelled,
            count(*) FILTER (WHERE status = 'returned') AS returned
        FROM placed GROUP BY GROUPING SETS ((step, source), (step), (source), ())
    ), bought AS (
        SELECT DISTINCT customer_id, step, source FROM placed WHERE counts
    ), known AS (
        SELECT step, source,
            row_number() OVER (PARTITION BY customer_id, step ORDER BY source) = 1 AS of_step,
            row_number() OVER (PARTITION BY customer_id ORDER BY step, source) = 1 AS of_all,
            row_number() OVER (PARTITION BY customer_id, source ORDER BY step) = 1 AS of_source,
            CASE undated_purchases WHEN 0 THEN first_purchase_at ELSE '-infinity' END AS first_at,
            CASE undated_purchases WHEN 0 THEN second_purchase_at WHEN 1 THEN first_purchase_at
                ELSE '-infinity' END AS second_at
        FROM bought JOIN customer_mgmt_customer c ON c.id = customer_id
    ), judged AS (
        SELECT step, source, of_step, of_all, of_source,
            first_at >= (%(begins)s::timestamptz[])[step] AS new_in_step,
            first_at >= %(since)s AS new_in_all,
            second_at < (%(ends)s::timestamptz[])[step] AS again_in_step,
            second_at < %(until)s AS again_in_all
        FROM known
    ), customers AS (
        SELECT step, source,
            CASE GROUPING(step, source) WHEN 0 THEN count(*) WHEN 1 THEN count(*) FILTER (WHERE of_step)
                WHEN 2 THEN count(*) FILTER (WHERE of_source) ELSE count(*) FILTER (WHERE of_all)
            END AS customers,
            CASE GROUPING(step, source) WHEN 0 THEN count(*) FILTER (WHERE new_in_step)
                WHEN 1 THEN count(*) FILTER (WHERE of_step AND new_in_step)
                WHEN 2 THEN count(*) FILTER (WHERE of_source AND new_in_all)
                ELSE count(*) FILTER (WHERE of_all AND new_in_all)
            END AS new_customers,
            CASE GROUPING(step, source) WHEN 0 THEN count(*) FILTER (WHERE again_in_step)
                WHEN 1 THEN count(*) FILTER (WHERE of_step AND again_in_step)
                WHEN 2 THEN count(*) FILTER (WHERE of_source AND again_in_all)
                ELSE count(*) FILTER (WHERE of_all AND again_in_all)
            END AS repeaters
        FROM judged GROUP BY GROUPING SETS ((step, source), (step), (source), ())
    )
    SELECT coalesce(o.step, 0), o.source, o.orders, o.purchases, o.cancelled, o.returned,
        coalesce(c.customers, 0), coalesce(c.new_customers, 0), coalesce(c.repeaters, 0)
    FROM orders o LEFT JOIN customers c
        ON c.step IS NOT DISTINCT FROM o.step AND c.source IS NOT DISTINCT FROM o.source
"""
_HOLDS = """
    SELECT coalesce(step, 0), source, count(DISTINCT order_id) FILTER (WHERE what = 'held'),
        count(DISTINCT order_id) FILTER (WHERE what = 'released')
    FROM (
        SELECT h.order_id, o.source, e.what, width_bucket(e.at, %(begins)s::timestamptz[]) AS step
        FROM customer_mgmt_hold h JOIN customer_mgmt_orderrecord o ON o.id = h.order_id
        CROSS JOIN LATERAL (
            VALUES ('held', h.created_at), ('released', CASE WHEN h.state = 'released' THEN h.closed_at END)
        ) AS e (what, at)
        WHERE e.at >= %(since)s AND e.at < %(until)s
            AND (%(sources)s::text[] IS NULL OR o.source = ANY(%(sources)s))
    ) happened
    GROUP BY GROUPING SETS ((step, source), (step), (source), ())
    HAVING count(*) > 0
"""
_NOW = """
    SELECT (
        SELECT count(DISTINCT h.order_id) FROM customer_mgmt_hold h
        JOIN customer_mgmt_orderrecord o ON o.id = h.order_id
        WHERE h.state = 'open' AND (%(sources)s::text[] IS NULL OR o.source = ANY(%(sources)s))
    ), (
        SELECT count(DISTINCT (a.customer_id, b.customer_id)) FROM customer_mgmt_contestedkey c
        JOIN customer_mgmt_orderkey ka ON ka.digest = c.digest
        JOIN customer_mgmt_orderrecord a ON a.id = ka.order_id
        JOIN customer_mgmt_orderkey kb ON kb.digest = c.digest
        JOIN customer_mgmt_orderrecord b ON b.id = kb.order_id
        WHERE a.customer_id < b.customer_id
    ), (
        SELECT count(*) FROM customer_mgmt_orderrecord
        WHERE placed_at IS NULL AND status NOT IN ('unfinished', 'account')
            AND (%(sources)s::text[] IS NULL OR source = ANY(%(sources)s))
    ), (
        SELECT max(placed_at) FROM customer_mgmt_orderrecord
        WHERE status <> 'account' AND (%(sources)s::text[] IS NULL OR source = ANY(%(sources)s))
    )
"""


@dataclass(slots=True)
class Figures:
    """What was placed and what became of it, and who bought; in a period or a step of it."""

    orders: int = 0
    purchases: int = 0
    cancelled: int = 0
    returned: int = 0
    customers: int = 0
    new_customers: int = 0
    repeaters: int = 0
    held: int = 0
    released: int = 0

    @property
    def returning_customers(self) -> int:
        return self.customers - self.new_customers

    @property
    def repeat_rate(self) -> float | None:
        return _share(self.repeaters, self.customers)

    @property
    def cancellation_rate(self) -> float | None:
        return _share(self.cancelled, self.orders)

    @property
    def return_rate(self) -> float | None:
        return _share(self.returned, self.orders)


@dataclass(slots=True)
class Divided:
    """Figures over all, and of each source that has any."""

    period: Period
    all: Figures = field(default_factory=Figures)
    by_source: dict[str, Figures] = field(default_factory=dict)


@dataclass(slots=True)
class Overview:
    """``before`` is of the period right before. The rest is as things stand now; ``newest`` is the day of the
    newest order.
    """

    total: Divided
    steps: list[Divided]
    before: Divided
    held_now: int
    doubtful_pairs: int
    undated: int
    newest: date | None


def overview(period: Period, step: Step, zone: tzinfo, sources: Sequence[str] | None = None) -> Overview:
    """Return the figures of a period, of its steps and of the period before, of orders from these sources.

    Inside a transaction that sees one state of the tables, so that they fit each other.
    """
    total, steps = _divided(period, period.divided(step), zone, sources)
    before, _ = _divided(period.before(), [], zone, sources)
    with connection.cursor() as cursor:
        cursor.execute(_NOW, {"sources": _listed(sources)})
        held_now, doubtful_pairs, undated, newest = cursor.fetchone()
    day = None if newest is None else newest.astimezone(zone).date()
    return Overview(total, steps, before, held_now, doubtful_pairs, undated, day)


def _divided(
    period: Period, parts: Sequence[Period], zone: tzinfo, sources: Sequence[str] | None
) -> tuple[Divided, list[Divided]]:
    found = [Divided(each) for each in (period, *parts)]
    bound = {
        "since": period.begins(zone),
        "until": period.ends(zone),
        "begins": [part.begins(zone) for part in parts] or [period.begins(zone)],
        "ends": [part.ends(zone) for part in parts] or [period.ends(zone)],
        "sources": _listed(sources),
    }
    for place, source, *numbers in _rows(_ORDERS, bound):
        if place < len(found):
            _take(found[place], source, Figures(*numbers))
    for place, source, held, released in _rows(_HOLDS, bound):
        if place < len(found):
            figures = _of(found[place], source)
            figures.held, figures.released = held, released
    for each in found:
        each.by_source = dict(sorted(each.by_source.items()))
    return found[0], found[1:]


def _take(into: Divided, source: str | None, figures: Figures) -> None:
    if source is None:
        into.all = figures
    else:
        into.by_source[source] = figures


def _of(divided: Divided, source: str | None) -> Figures:
    return divided.all if source is None else divided.by_source.setdefault(source, Figures())


def _rows(sql: str, bound: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, bound)
        yield from cursor.fetchall()


def _listed(sources: Sequence[str] | None) -> list[str] | None:
    return None if sources is None else list(sources)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None

"""The retention policy in force, and the orders that it lets expire."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.retention import PERSONAL, SHIPPED, RetentionPolicy, Terms
from saleor_customer_mgmt.core.retention_policy import parse_retention
from saleor_customer_mgmt.models import OrderRecord, RetentionRevision

# Each order once: by the day on which it expires in this time zone; what was due before, on that day.
_UPCOMING = """
    SELECT greatest(((from_ + CASE WHEN open_ THEN %(open_days)s ELSE %(days)s END * interval '1 day')
            AT TIME ZONE %(zone)s)::date, %(today)s) AS day, count(*)
    FROM (
        SELECT coalesce(shipped_at, placed_at, recorded_at) AS from_,
            status = 'placed' AND shipped_at IS NULL AS open_
        FROM customer_mgmt_orderrecord
        WHERE source = %(source)s AND (expired IS NULL OR NOT expired @> %(fields)s::varchar[])
    ) counted
    WHERE from_ + CASE WHEN open_ THEN %(open_days)s ELSE %(days)s END * interval '1 day' < %(until)s
    GROUP BY 1 ORDER BY 1
"""


def retention_policy() -> RetentionPolicy:
    """Return the policy that staff set last; until they do, the shipped one."""
    data = RetentionRevision.objects.order_by("-id").values_list("data", flat=True).first()
    return SHIPPED if data is None else parse_retention(data)


def names_of(terms: Terms) -> list[str]:
    """Return the names of the fields that expire, as ``OrderRecord.expired`` has them."""
    return [field.value for field in PERSONAL if field in terms.expiring]


def due_orders(source: str, terms: Terms, now: datetime) -> QuerySet[OrderRecord]:
    """Return the orders of this source of which values are to go by now. ``RetentionPolicy.expires_at`` says
    the same of one order.
    """
    if not terms.expiring:
        return OrderRecord.objects.none()
    return _due(source, terms, now).filter(_still_kept(terms))


def _due(source: str, terms: Terms, now: datetime) -> QuerySet[OrderRecord]:
    rows = OrderRecord.objects.alias(counted_from=Coalesce("shipped_at", "placed_at", "recorded_at"))
    open_ = Q(status=OrderStatus.PLACED, shipped_at=None)
    sent = Q(counted_from__lte=now - timedelta(days=terms.days_from(sent=True, open_=False)))
    still_open = Q(counted_from__lte=now - timedelta(days=terms.days_from(sent=False, open_=True)))
    # The first is what the index answers.
    return rows.filter(sent, ~open_ | still_open, source=source)


def _still_kept(terms: Terms) -> Q:
    return Q(expired=None) | ~Q(expired__contains=names_of(terms))


def anything_due(now: datetime) -> bool:
    """Return whether any order has expired by now that nothing has gone of yet."""
    policy = retention_policy()
    return any(
        _due(source, terms, now).filter(expired=None).exists()
        for source, terms in policy.terms.items()
        if terms.expiring
    )


@dataclass(frozen=True, slots=True)
class Upcoming:
    """So many orders of one source of which these fields go on one day."""

    source: str
    day: date
    orders: int
    fields: tuple[Field, ...]


def upcoming(
    days: int, now: datetime | None = None, policy: RetentionPolicy | None = None
) -> Iterator[Upcoming]:
    """Yield what expires from today on for so many days, by source and day. What is due already: today.

    ``policy``: by this one, instead of the one in force.
    """
    moment = timezone.localtime(now)
    policy = retention_policy() if policy is None else policy
    for source in sorted(policy.terms):
        terms = policy.terms[source]
        if terms.expiring:
            for day, orders in _by_day(source, terms, moment, days):
                yield Upcoming(source, day, orders, tuple(f for f in PERSONAL if f in terms.expiring))


def _by_day(source: str, terms: Terms, moment: datetime, days: int) -> list[tuple[date, int]]:
    begins = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    told: dict[str, Any] = {
        "source": source,
        "fields": names_of(terms),
        "days": terms.days_from(sent=True, open_=False),
        "open_days": terms.days_from(sent=False, open_=True),
        "zone": timezone.get_current_timezone_name(),
        "today": moment.date(),
        "until": begins + timedelta(days=days),
    }
    with connection.cursor() as cursor:
        cursor.execute(_UPCOMING, told)
        rows: list[tuple[date, int]] = cursor.fetchall()
        return rows


def expired_of_customers(customers: list[OrderId]) -> dict[OrderId, tuple[int, tuple[Field, ...]]]:
    """Return of each customer some of whose orders have expired: how many, and which fields."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT o.customer_id, count(DISTINCT o.id), array_agg(DISTINCT told.field::text)
            FROM customer_mgmt_orderrecord o, unnest(o.expired) AS told(field)
            WHERE o.customer_id = ANY(%s) AND o.expired IS NOT NULL GROUP BY 1
            """,
            [customers],
        )
        return {
            customer: (orders, tuple(f for f in PERSONAL if f.value in fields))
            for customer, orders, fields in cursor.fetchall()
        }

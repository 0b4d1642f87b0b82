"""Steps that the host takes by itself and that a hold kept from an order: kept, and made good afterwards.

Each is taken by one process at a time; one that dies over it leaves it to the watchdog.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from saleor_customer_mgmt.models import HeldStep

LEASE = timedelta(minutes=10)

_NOTE = """
    INSERT INTO customer_mgmt_heldstep (source, number, step, since) VALUES (%s, %s, %s, clock_timestamp())
    ON CONFLICT (source, number, step) DO UPDATE SET since = excluded.since
"""
_TAKE = """
    UPDATE customer_mgmt_heldstep SET taken_at = clock_timestamp()
    WHERE id IN (
        SELECT id FROM customer_mgmt_heldstep
        WHERE source = %s AND number = %s AND (taken_at IS NULL OR taken_at < %s)
        ORDER BY id FOR UPDATE SKIP LOCKED
    )
    RETURNING id, step, since
"""
_READY = """
    SELECT DISTINCT s.number FROM customer_mgmt_heldstep s
    LEFT JOIN customer_mgmt_orderrecord o ON o.source = s.source AND o.number = s.number
    WHERE s.source = %s AND (s.taken_at IS NULL OR s.taken_at < %s)
        AND NOT EXISTS (SELECT FROM customer_mgmt_hold h WHERE h.order_id = o.id AND h.state = 'open')
    ORDER BY s.number LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that is this process's to take."""

    id: int
    step: str
    since: datetime


def note_step(source: str, number: str, step: str) -> None:
    """Keep that this order was kept from this step. In the transaction of whoever wanted to take it."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [source, number, step])


def take_steps(source: str, number: str) -> list[Taken]:
    """Return the steps of this order that nobody else is at, in no order."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [source, number, timezone.now() - LEASE])
        return [Taken(*row) for row in cursor.fetchall()]


def settle_step(taken: Taken) -> None:
    """Take a step from the list; not when the order was kept from it again in the meantime."""
    if not HeldStep.objects.filter(id=taken.id, since=taken.since).delete()[0]:
        give_back(taken)


def give_back(taken: Taken) -> None:
    """Leave a step to whoever tries next."""
    HeldStep.objects.filter(id=taken.id).update(taken_at=None)


def orders_to_go_on(source: str, limit: int) -> list[str]:
    """Return the numbers of orders that were kept from a step and are not held any more."""
    with connection.cursor() as cursor:
        cursor.execute(_READY, [source, timezone.now() - LEASE, limit])
        return [number for (number,) in cursor.fetchall()]

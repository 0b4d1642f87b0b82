"""The overview of the newest twelve months, beside the plainest statement that reads the same orders."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.db import connection

_BARE = """
    SELECT date_trunc('month', placed_at), source, count(*) FROM customer_mgmt_orderrecord
    WHERE placed_at >= %s AND placed_at < %s GROUP BY 1, 2
"""


def overview(rounds: int) -> dict[str, Any]:
    """Have both sides count, in turn; return the seconds of each round, and how many orders that is of."""
    from django.utils import timezone

    from saleor_customer_mgmt.models import OrderRecord
    from saleor_customer_mgmt.services.look_at_overview import look_at_overview

    newest = OrderRecord.objects.exclude(placed_at=None).latest("placed_at").placed_at
    assert newest is not None
    zone = timezone.get_default_timezone()
    found = look_at_overview(now=newest)
    period = found.total.period

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_BARE, [period.begins(zone), period.ends(zone)])
            cursor.fetchall()

    bare()  # what is read the first time comes from the disk, for both
    times = [(_timed(lambda: look_at_overview(now=newest)), _timed(bare)) for _ in range(rounds)]
    return {
        "orders": found.total.all.orders,
        "ours": [ours for ours, _ in times],
        "bare": [bare for _, bare in times],
    }


def _timed(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began

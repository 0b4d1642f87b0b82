"""Try a rule on the orders of the past before it is switched on. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from saleor_customer_mgmt.core.backtest import Backtest
from saleor_customer_mgmt.core.case import PastOrder
from saleor_customer_mgmt.core.conditions import Subject
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.rules import Rule
from saleor_customer_mgmt.selectors.histories import load_histories
from saleor_customer_mgmt.services.errors import ServiceError
from saleor_customer_mgmt.services.one_moment import as_of_one_moment
from saleor_customer_mgmt.services.read_condition import read_condition

MONTHS, MOST_MONTHS = 12, 120
CHUNK = 500
"""Customers whose histories are read with one query each."""

_CUSTOMERS = """
    SELECT DISTINCT customer_id FROM customer_mgmt_orderrecord
    WHERE placed_at >= %s AND placed_at < %s AND customer_id > %s AND status <> 'account'
    ORDER BY customer_id LIMIT %s
"""


def backtest_rule(condition: Any, *, now: datetime, months: int = MONTHS) -> Backtest:
    """Return what a rule with this condition (JSON) would have matched in the last months.

    ``now`` is aware. Each order is asked about as it would have been when it came, but with the statuses of
    now (ADR 80); labels and marks are those of now.

    Raises:
        Invalid: naming every fault of the condition.
        ServiceError: when there are too many months, or none.
    """
    if not 0 < months <= MOST_MONTHS:
        raise ServiceError(f"1 to {MOST_MONTHS} months can be looked at.", field="months")
    rule = Rule(0, read_condition(condition, Subject.ORDER), ())
    result = Backtest(since=months_before(now, months), until=now)

    def wanted(_customer: OrderId, orders: list[PastOrder]) -> Iterator[OrderId]:
        return (order.id for order in orders if result.wanted(order))

    with as_of_one_moment():
        for customers in _customers(result.since, now):
            for customer, loaded in sorted(load_histories(wanted, customers=customers).items()):
                result.add(rule, customer, loaded.history, loaded.asked)
    return result


def months_before(moment: datetime, months: int) -> datetime:
    """Return the moment so many months earlier; the 31st becomes the last day of a shorter month."""
    whole = moment.astimezone(UTC)
    number = whole.year * 12 + whole.month - 1 - months
    for day in range(whole.day, 0, -1):
        try:
            return whole.replace(year=number // 12, month=number % 12 + 1, day=day)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def _customers(since: datetime, until: datetime) -> Iterator[list[OrderId]]:
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_CUSTOMERS, [since, until, last, CHUNK])
            found = [row[0] for row in cursor.fetchall()]
        if not found:
            return
        yield found
        last = found[-1]

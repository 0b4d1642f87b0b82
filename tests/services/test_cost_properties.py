"""Recording an order takes the same number of queries, however many orders there are.

COPY statements, four for a new order and at most two for a changed one, do not pass through Django's
cursor wrapper and are not in these numbers; they do not depend on what is in the tables either.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.work_off_search import work_off_search
from tests.builders import STAFF, order_facts, order_id
from tests.services.histories import undone_afterwards

pytestmark = pytest.mark.django_db

FEW, MANY = 10, 3000
A, B, C = "090-0000-1111", "090-0000-2222", "090-0000-3333"

CASES: dict[str, OrderFacts] = {
    "a new customer": order_facts("X", phone=C),
    "joins one customer": order_facts("X", phone=A),
    "joins two customers": order_facts("X", phone=A, email="b@example.com"),
    "unchanged": order_facts("A1", phone=A),
    "another status": order_facts("A1", phone=A, status=OrderStatus.CANCELLED),
    "another phone": order_facts("A1", phone=C),
    "joins customers that staff merged": order_facts("X", phone="090-0000-4444"),
}


def others(count: int, *, of_how_many: int) -> list[OrderFacts]:
    return [order_facts(f"O{n}", name=f"他人{n % of_how_many}", phone="090-0000-9999") for n in range(count)]


def shop(*, around: Sequence[OrderFacts], more: int = 0) -> None:
    """Make a shop with customers A, B, and D merged with E; A has ``more`` orders more."""
    record_orders(
        [
            *around,
            order_facts("A1", phone=A),
            order_facts("A2", phone=A),
            order_facts("B1", phone=B, email="b@example.com"),
            order_facts("D1", phone="090-0000-4444"),
            order_facts("E1", phone="090-0000-5555"),
            *(order_facts(f"M{n}", phone=A) for n in range(more)),
        ]
    )
    merge_customers(order_id("saleor:D1"), order_id("saleor:E1"), actor=STAFF)
    work_off_search()  # of many customers at once it is left to the background


def queries(facts: OrderFacts) -> int:
    with CaptureQueriesContext(connection) as captured:
        record_orders([facts])
    return len([q for q in captured if "SAVEPOINT" not in q["sql"]])


@pytest.fixture
def few() -> dict[str, int]:
    """For each case, the queries in a shop with few orders."""
    found = {}
    for case, facts in CASES.items():
        with undone_afterwards():
            shop(around=others(FEW, of_how_many=FEW))
            found[case] = queries(facts)
    return found


def test_the_numbers(few: dict[str, int]) -> None:
    """Known, so that one more does not come unnoticed. Orders that staff bear upon cost a few more."""
    regions = {"another phone", "joins customers that staff merged"}
    assert {case: number for case, number in few.items() if case not in regions} == {
        "a new customer": 16,
        "joins one customer": 17,
        "joins two customers": 25,
        "unchanged": 3,
        "another status": 24,
    }
    assert all(few[case] < 60 for case in regions)


def test_with_few_and_many_orders_in_the_table(few: dict[str, int]) -> None:
    shop(around=others(MANY, of_how_many=MANY // 3))
    many: dict[str, Any] = {}
    for case, facts in CASES.items():
        with undone_afterwards():
            many[case] = queries(facts)
    assert many == few


def test_joining_a_customer_with_few_and_many_orders(few: dict[str, int]) -> None:
    shop(around=others(FEW, of_how_many=FEW), more=500)
    for case in ("joins one customer", "joins two customers", "unchanged", "another status"):
        with undone_afterwards():
            assert queries(CASES[case]) == few[case]


@pytest.mark.parametrize("case", CASES)
def test_there_is_one_savepoint_around_each_try_and_none_inside(case: str) -> None:
    """What is released inside could not be given back: docs/adr/0050-locks-and-concurrency.md."""
    shop(around=others(FEW, of_how_many=FEW))

    with CaptureQueriesContext(connection) as captured:
        record_orders([CASES[case]])

    savepoints = [q["sql"].rsplit(" ", 1)[0] for q in captured if "SAVEPOINT" in q["sql"]]
    # The outer one stands for the transaction, since the test is inside one already.
    assert (savepoints[0], savepoints[-1]) == ("SAVEPOINT", "RELEASE SAVEPOINT")
    given_back = ["SAVEPOINT", "ROLLBACK TO SAVEPOINT", "RELEASE SAVEPOINT"]
    tries = 2 if case == "joins customers that staff merged" else 1
    assert savepoints[1:-1] == given_back * (tries - 1) + ["SAVEPOINT", "RELEASE SAVEPOINT"]

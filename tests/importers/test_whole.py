"""The state of an order whose rows have states of their own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.importers.format import Row
from saleor_customer_mgmt.importers.whole import live, sum_of, whole_status

P, F, C, R = OrderStatus.PLACED, OrderStatus.FULFILLED, OrderStatus.CANCELLED, OrderStatus.RETURNED
U = OrderStatus.UNFINISHED


@pytest.mark.parametrize(
    ("states", "whole"),
    [
        ([], None),
        ([None, None], None),
        ([None, F], F),
        ([F, F], F),
        ([F, P], P),
        ([F, C], F),
        ([C, C], C),
        ([C, R], R),
        ([F, R], F),
        ([R, R], R),
        ([U, C], C),
        ([U, P], P),
        ([U], U),
        ([F, P, C, R, U], P),
    ],
)
def test_the_whole_is_what_is_left(states: list[OrderStatus | None], whole: OrderStatus | None):
    assert whole_status(states) is whole
    assert whole_status(reversed(states)) is whole


def test_cancelled_rows_are_left_out_unless_nothing_else_is_left():
    rows = [Row("a.csv", line, [word], {"state": 0}) for line, word in ((2, "F"), (3, "C"), (4, ""))]

    def state(row: Row) -> OrderStatus | None:
        return {"F": F, "C": C}.get(row.get("state") or "")

    assert [row.line for row in live(rows, state)] == [2, 4]
    assert [row.line for row in live(rows[1:2], state)] == [3]


def test_amounts_that_are_not_told_are_not_nothing():
    assert sum_of([None, None]) is None
    assert sum_of([]) is None
    assert sum_of([Decimal(0)]) == 0
    assert sum_of([Decimal(2), None, Decimal(-1)]) == 1

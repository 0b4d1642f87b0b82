"""Purchase counting: which orders are purchases, and why the others are not."""

from __future__ import annotations

import pytest

from saleor_customer_mgmt.core.counting import CountingPolicy, Reason
from saleor_customer_mgmt.core.facts import OrderStatus

SHIPPED = CountingPolicy()
SHIPPED_ONLY = CountingPolicy(frozenset({OrderStatus.FULFILLED}))
NOT_OLD = CountingPolicy(sources_left_out=frozenset({"old"}))
EVERYTHING = CountingPolicy(frozenset(OrderStatus))
NOTHING = CountingPolicy(frozenset())


@pytest.mark.parametrize(
    ("policy", "source", "status", "reason"),
    [
        (SHIPPED, "shop", OrderStatus.PLACED, Reason.COUNTS),
        (SHIPPED, "shop", OrderStatus.FULFILLED, Reason.COUNTS),
        (SHIPPED, "shop", OrderStatus.CANCELLED, Reason.CANCELLED),
        (SHIPPED, "shop", OrderStatus.RETURNED, Reason.RETURNED),
        (SHIPPED, "shop", OrderStatus.UNFINISHED, Reason.UNFINISHED),
        (SHIPPED_ONLY, "shop", OrderStatus.PLACED, Reason.STATUS_LEFT_OUT),
        (SHIPPED_ONLY, "shop", OrderStatus.FULFILLED, Reason.COUNTS),
        (SHIPPED_ONLY, "shop", OrderStatus.CANCELLED, Reason.CANCELLED),
        (NOT_OLD, "shop", OrderStatus.PLACED, Reason.COUNTS),
        (NOT_OLD, "old", OrderStatus.PLACED, Reason.SOURCE_LEFT_OUT),
        (NOT_OLD, "old", OrderStatus.FULFILLED, Reason.SOURCE_LEFT_OUT),
        # What happened to the order says more than where it came from.
        (NOT_OLD, "old", OrderStatus.CANCELLED, Reason.CANCELLED),
        (NOT_OLD, "older", OrderStatus.PLACED, Reason.COUNTS),
        *((EVERYTHING, "shop", status, Reason.COUNTS) for status in OrderStatus),
        (NOTHING, "shop", OrderStatus.PLACED, Reason.STATUS_LEFT_OUT),
        (NOTHING, "shop", OrderStatus.FULFILLED, Reason.STATUS_LEFT_OUT),
        (NOTHING, "shop", OrderStatus.UNFINISHED, Reason.UNFINISHED),
    ],
)
def test_whether_an_order_counts_and_why_not(
    policy: CountingPolicy, source: str, status: OrderStatus, reason: Reason
) -> None:
    assert policy.judge(source, status) is reason
    assert policy.count([(source, status)]) == (reason is Reason.COUNTS)


@pytest.mark.parametrize(
    ("policy", "count"), [(SHIPPED, 5), (SHIPPED_ONLY, 3), (NOT_OLD, 3), (EVERYTHING, 11), (NOTHING, 0)]
)
def test_how_many_orders_count(policy: CountingPolicy, count: int) -> None:
    orders = [("shop", status) for status in OrderStatus] + [("old", status) for status in OrderStatus]

    assert policy.count([*orders, ("shop", OrderStatus.FULFILLED)]) == count


def test_no_orders_no_purchases() -> None:
    assert SHIPPED.count([]) == 0

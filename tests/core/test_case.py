"""A customer's history in figures: of everything, and as it was at one order."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from saleor_customer_mgmt.core.case import (
    Case,
    CustomerView,
    OrderView,
    PastOrder,
    case_of,
    customer_case,
    customer_view,
    with_order,
)
from saleor_customer_mgmt.core.facts import OrderStatus
from tests.core.cases import case_at, counted

S = OrderStatus


def day(number: int) -> datetime:
    return datetime(2026, 1, number, tzinfo=UTC)


def past(number: int, placed: int | None, status: OrderStatus = S.FULFILLED, **more) -> PastOrder:
    return PastOrder(
        id=number,
        source=more.pop("source", "saleor"),
        number=str(number),
        placed_at=None if placed is None else day(placed),
        status=status,
        counts=more.pop("counts", status in {S.FULFILLED, S.PLACED}),
        total=more.pop("total", Decimal(100)),
        currency=more.pop("currency", "JPY"),
        **more,
    )


HISTORY = [
    past(1, 5),
    past(2, 3, S.CANCELLED, source="rakuten"),
    past(3, None, S.RETURNED),
    past(4, 7, S.UNFINISHED),
    past(5, 5, S.PLACED, total=Decimal("20.50"), currency="USD", refunded=Decimal("0.5"), source="amazon"),
    past(6, None, total=None),
    past(7, 6, counts=False, source="yahoo"),
]
FIGURES = CustomerView(
    purchase_count=3,
    order_count=7,
    unfinished_count=1,
    cancelled_count=1,
    returned_count=1,
    recent="FPFCFR",  # 7, 5, 1, 2, and those without a time: 6, 3
    totals={"JPY": Decimal(100), "USD": Decimal("20.00")},
    first_purchase_at=day(5),
    last_purchase_at=day(5),
    bought_on=frozenset({"saleor", "amazon"}),
    groups=frozenset({"vip"}),
    watch=frozenset({"watch"}),
    labels=frozenset({"a", "b"}),
)
MARKS: dict[str, Any] = {"groups": ["vip"], "watch": ["watch"], "labels": ["a", "b", "a"]}


def test_the_figures_of_a_history_in_any_order() -> None:
    shuffled = HISTORY[:]
    for seed in range(20):
        random.Random(seed).shuffle(shuffled)
        assert customer_view(shuffled, **MARKS) == FIGURES


def test_no_orders() -> None:
    assert customer_view([]) == CustomerView()
    assert CustomerView().totals == {}


def test_orders_without_a_time_count_and_say_nothing_of_when() -> None:
    view = customer_view([past(1, None), past(2, None)])

    assert (view.purchase_count, view.first_purchase_at, view.last_purchase_at) == (2, None, None)


def test_recent_goes_back_twenty_finished_orders() -> None:
    orders = [past(n, n, S.CANCELLED if n <= 5 else S.PLACED) for n in range(1, 25)]
    orders += [past(n, 28, S.UNFINISHED) for n in range(30, 40)]

    assert customer_view(orders).recent == "P" * 19 + "C"


def test_refunds_make_totals_smaller() -> None:
    orders = [
        past(1, 1, refunded=Decimal(30)),
        past(2, 2, refunded=Decimal(150)),
        past(3, 3, currency=None),
        past(4, 4, currency=""),
    ]

    assert customer_view(orders).totals == {"JPY": Decimal(20)}


def view(order: PastOrder) -> OrderView:
    return OrderView(order)


def test_a_case_is_the_history_up_to_and_including_the_order() -> None:
    case = case_at(HISTORY, view(HISTORY[4]), **MARKS)

    assert case.customer == customer_view([HISTORY[n] for n in (0, 1, 2, 4, 5)], **MARKS)
    assert case.earlier == customer_view([HISTORY[n] for n in (0, 1, 2, 5)], **MARKS)
    assert case.order == view(HISTORY[4])
    assert case.now == day(5)
    assert not case.is_first


def test_at_the_same_moment_the_smaller_id_was_first() -> None:
    assert case_at(HISTORY, view(HISTORY[0])).customer.purchase_count == 2
    assert case_at(HISTORY, view(HISTORY[4])).customer.purchase_count == 3


def test_an_order_without_a_time_comes_before_all_that_have_one() -> None:
    case = case_at(HISTORY, view(HISTORY[5]))

    assert (case.customer.order_count, case.customer.purchase_count, case.now) == (2, 1, None)
    assert case.is_first


def test_the_present_order_need_not_be_among_the_others_and_is_taken_as_given() -> None:
    others = [order for order in HISTORY if order.id != 5]

    assert case_at(others, view(HISTORY[4])) == case_at(HISTORY, view(HISTORY[4]))
    cancelled = past(5, 5, S.CANCELLED)
    assert case_at(HISTORY, view(cancelled)).customer.cancelled_count == 2


@pytest.mark.parametrize("seed", range(200))
def test_order_by_order_the_figures_are_those_of_the_whole_history(seed: int) -> None:
    chance = random.Random(seed)
    history = [
        past(
            number,
            chance.choice([None, *range(1, 9)]),
            chance.choice(list(S)),
            source=chance.choice(["saleor", "amazon"]),
            counts=chance.random() < 0.6,
            total=chance.choice([None, Decimal(100), Decimal("20.50")]),
            refunded=chance.choice([None, Decimal("0.5")]),
            currency=chance.choice([None, "JPY", "USD"]),
        )
        for number in range(chance.randrange(30))
    ]
    earlier = customer_view([], **MARKS)

    for order in sorted(history, key=lambda order: order.place):
        assert case_of(earlier, view(order)) == case_at(history, view(order), **MARKS)
        earlier = with_order(earlier, order)
    assert earlier == customer_view(history, **MARKS) == counted(history, **MARKS)


def test_only_an_order_that_counts_is_a_first_one() -> None:
    orders = [past(1, 1, S.CANCELLED), past(2, 2), past(3, 3)]

    assert [case_at(orders, view(order)).is_first for order in orders] == [False, True, False]


def test_a_customer_alone() -> None:
    assert customer_case(FIGURES, day(9)) == Case(FIGURES, FIGURES, None, day(9))
    assert not customer_case(CustomerView(), day(9)).is_first

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.apps import apps

from saleor_customer_mgmt.core.backtest import Month
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.services import backtest_rule as module
from saleor_customer_mgmt.services.backtest_rule import backtest_rule, months_before
from saleor_customer_mgmt.services.errors import Invalid, ServiceError
from tests.builders import order_id
from tests.services.rules import NOON, REPEATER, order, rule

pytestmark = pytest.mark.django_db

NOW = NOON + timedelta(days=60)
CANCELLED, RETURNED, FULFILLED = OrderStatus.CANCELLED, OrderStatus.RETURNED, OrderStatus.FULFILLED


def history() -> None:
    """Three people: a good one, one who goes wrong twice, and one whose first order is too long ago."""
    for number in (1, 2, 3):
        order(number, FULFILLED, phone="090-0000-0001")
    order(4, FULFILLED, phone="090-0000-0002", total="100")
    order(5, CANCELLED, phone="090-0000-0002", total="200")
    order(6, RETURNED, phone="090-0000-0002", total="400")
    order(7, OrderStatus.UNFINISHED, phone="090-0000-0002")
    order(8, FULFILLED, phone="090-0000-0003", placed_at=NOW - timedelta(days=500))
    order(9, FULFILLED, phone="090-0000-0003", placed_at=NOON + timedelta(days=40))


@pytest.mark.parametrize("chunk", [1, 2, 500])
def test_by_hand(chunk: int, monkeypatch) -> None:
    """Second and later purchases of the last 12 months: 2 and 3; none of the second person; 9."""
    monkeypatch.setattr(module, "CHUNK", chunk)
    history()

    found = backtest_rule(REPEATER, now=NOW)

    ids = {number: order_id(f"saleor:{number}") for number in range(1, 10)}
    assert (found.since, found.until) == (datetime(2025, 4, 30, 12, tzinfo=UTC), NOW)
    assert (found.orders, found.matched) == (7, 3)
    assert found.matched_orders == [ids[2], ids[3], ids[9]]
    assert (found.cancelled, found.returned, found.went_wrong, found.missed) == (0, 0, 0, 2)
    assert found.totals == {"JPY": Decimal(3000)}
    assert (found.good_customers, found.hurt_customers) == (2, [ids[1], ids[8]])
    assert found.months == [Month("2026-03", 6, 2, 0), Month("2026-04", 1, 1, 0)]


def test_what_went_wrong_afterwards() -> None:
    history()
    found = backtest_rule({"field": "customer.order_count", "op": "at_least", "value": 2}, now=NOW)
    assert (found.matched, found.cancelled, found.returned, found.missed) == (5, 1, 1, 0)
    assert found.totals == {"JPY": Decimal(3600)}
    assert found.months == [Month("2026-03", 6, 4, 2), Month("2026-04", 1, 1, 0)]


def test_only_the_months_asked_for() -> None:
    history()
    found = backtest_rule(REPEATER, now=NOW, months=1)
    assert (found.orders, found.matched_orders) == (1, [order_id("saleor:9")])


def test_it_says_what_the_rule_then_does(monkeypatch) -> None:
    """Had the rule been on, it would have matched the same orders when they came."""
    on = rule(REPEATER, {"do": "label_order", "label": "x"})
    history()
    matched = sorted(
        on.matches.filter(active=True, order__placed_at__gte=NOW - timedelta(days=365))
        .exclude(order__status="unfinished")
        .values_list("order_id", flat=True)
    )
    assert backtest_rule(REPEATER, now=NOW).matched_orders == matched


def test_nothing_is_written() -> None:
    history()
    tables = apps.get_app_config("customer_mgmt").get_models()
    before = {model: list(model._default_manager.order_by("pk").values()) for model in tables}
    backtest_rule(REPEATER, now=NOW)
    assert {model: list(model._default_manager.order_by("pk").values()) for model in before} == before


def test_an_empty_shop() -> None:
    found = backtest_rule(REPEATER, now=NOW)
    assert (found.orders, found.matched, found.months) == (0, 0, [])


def test_what_is_refused() -> None:
    with pytest.raises(Invalid) as caught:
        backtest_rule({"any": [{"field": "customer.nothing", "op": "is"}]}, now=NOW)
    assert caught.value.faults[0][0] == "condition.any[0].field"
    for months in (0, -1, 121):
        with pytest.raises(ServiceError, match="1 to 120 months"):
            backtest_rule(REPEATER, now=NOW, months=months)


@pytest.mark.parametrize(
    ("moment", "months", "before"),
    [
        ((2026, 3, 31), 1, (2026, 2, 28)),
        ((2024, 3, 31), 1, (2024, 2, 29)),
        ((2026, 1, 15), 1, (2025, 12, 15)),
        ((2026, 12, 31), 12, (2025, 12, 31)),
        ((2026, 1, 1), 120, (2016, 1, 1)),
    ],
)
def test_months_before(moment: tuple[int, int, int], months: int, before: tuple[int, int, int]) -> None:
    assert months_before(datetime(*moment, tzinfo=UTC), months) == datetime(*before, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_outside_of_a_transaction_too() -> None:
    history()
    assert backtest_rule(REPEATER, now=NOW).matched == 3

"""What is said of an order before it is recorded, and what recording it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from saleor_customer_mgmt.core.actions import WatchLevel
from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus
from saleor_customer_mgmt.models import CriteriaRevision, Customer, Hold, Rule
from saleor_customer_mgmt.services.errors import Stale
from saleor_customer_mgmt.services.foresee_holds import may_be_held
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.watch_customer import end_watch, watch_customer
from tests.builders import STAFF, order_facts, order_id
from tests.services.histories import Shop, Step, histories, undone_afterwards
from tests.services.histories import order_facts as told_facts
from tests.services.rules import HOLD, NOON, REPEATER, order, rule
from tests.services.test_rules_properties import make_rules, work_off

pytestmark = pytest.mark.django_db

BLOCKED = {"field": "customer.watch", "op": "at_least", "value": "block"}
GOOD = {"field": "customer.labels", "op": "has_any", "value": ["good"]}
UNKNOWN_CODE = {"field": "order.address", "op": "is_any_of", "value": ["unknown_postal_code"]}


@pytest.fixture(autouse=True)
def _no_rules(db: None) -> None:
    Rule.objects.all().delete()  # those that come with the tables


def comes(**more: Any) -> OrderFacts:
    """Return the facts of an order of whoever placed the others, later than them."""
    late = NOON + timedelta(days=50)
    given: dict[str, Any] = {"phone": "090-0000-1234", "placed_at": late, "status": OrderStatus.PLACED}
    return order_facts("new", **given | more)


def foreseen(facts: OrderFacts) -> bool:
    """Return what is said, which writes nothing, and is what recording the order then does."""
    with CaptureQueriesContext(connection) as captured:
        said = may_be_held(facts)
    assert [q["sql"] for q in captured if q["sql"].split()[0] != "SELECT"] == []
    with undone_afterwards():
        record_orders([facts])
        assert Hold.objects.filter(order__number=facts.number).exists() is said
    return said


def queries(facts: OrderFacts) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert may_be_held(facts) is False
    return len(captured)


def test_a_customer_whom_staff_have_blocked() -> None:
    rule(BLOCKED, HOLD)
    order(1)
    assert foreseen(comes()) is False

    mark = watch_customer(order_id("saleor:1"), WatchLevel.BLOCK, actor=STAFF)
    assert foreseen(comes()) is True
    assert foreseen(comes(phone="090-0000-9999")) is False
    assert foreseen(comes(status=OrderStatus.CANCELLED)) is False

    end_watch(mark.id, actor=STAFF)
    assert foreseen(comes()) is False


def test_a_customer_whom_a_rule_has_blocked_because_of_an_earlier_order() -> None:
    rule(
        {"field": "order.total", "op": "at_least", "value": "5000", "currency": "JPY"},
        {"do": "watch", "level": "block"},
        priority=1,
    )
    rule(BLOCKED, HOLD, priority=2)
    order(1)
    assert foreseen(comes()) is False
    assert foreseen(comes(total="5000")) is True
    order(2, total="5000")
    assert foreseen(comes()) is True
    # Marks are on the customer from the order on because of which they were made.
    assert foreseen(comes(placed_at=NOON)) is False


def test_labels_count_as_well() -> None:
    rule(REPEATER, {"do": "label_customer", "label": "good"}, priority=1)
    rule(GOOD, HOLD, priority=2)
    assert foreseen(comes()) is False
    order(1)
    assert foreseen(comes()) is True


def test_the_history_counts() -> None:
    rule(REPEATER, HOLD)
    assert foreseen(comes()) is False
    order(1, status=OrderStatus.CANCELLED)
    assert foreseen(comes()) is False
    order(2)
    assert foreseen(comes()) is True


def test_the_order_itself_counts() -> None:
    rule(UNKNOWN_CODE, HOLD)
    assert foreseen(comes(postal_code="100-0001", address="東京都千代田区千代田1-1", country="JP")) is False
    assert foreseen(comes(postal_code="000-0000", address="東京都千代田区千代田1-1", country="JP")) is True


def test_a_rule_that_is_over_holds_nothing() -> None:
    rule({"field": "order.source", "op": "is_any_of", "value": ["saleor"]}, HOLD, valid_to=NOON)
    assert foreseen(comes()) is False
    assert foreseen(comes(placed_at=NOON - timedelta(days=1))) is True


def test_an_order_that_joins_two_customers_is_not_a_matter_of_a_look() -> None:
    rule(BLOCKED, HOLD)
    order(1)
    order(2, phone=None, email="b@example.com")
    assert may_be_held(comes(email="b@example.com")) is True


def test_nor_one_of_customers_that_staff_have_merged() -> None:
    rule(BLOCKED, HOLD)
    order(1)
    order(2, phone="090-0000-5678")
    merge_customers(order_id("saleor:1"), order_id("saleor:2"), actor=STAFF)
    assert may_be_held(comes()) is True


def test_nor_one_of_a_known_customer_where_rules_ask_for_groups() -> None:
    rule({"field": "customer.groups", "op": "has_none", "value": ["vip"]}, HOLD)
    assert foreseen(comes()) is True
    rule({"field": "customer.groups", "op": "has_any", "value": ["vip"]}, HOLD)
    Rule.objects.order_by("id").first().delete()  # type: ignore[union-attr]
    assert foreseen(comes()) is False
    order(1)
    assert may_be_held(comes()) is True


def test_what_it_costs() -> None:
    """Each query is part of what a shopper waits for."""
    rule(REPEATER, {"do": "label_order", "label": "repeater"})
    order(1)
    assert queries(comes()) == 1
    rule(UNKNOWN_CODE, HOLD)
    assert queries(comes()) == 1
    rule(BLOCKED, HOLD)
    assert queries(comes(phone="090-0000-9999")) == 2
    assert queries(comes()) == 4
    rule({"field": "customer.purchase_count", "op": "at_least", "value": 9}, HOLD)
    assert queries(comes()) == 5


def test_before_the_very_first_order_the_preset_is_in_force() -> None:
    rule(BLOCKED, HOLD)
    CriteriaRevision.objects.all().delete()
    assert may_be_held(comes()) is False
    assert not CriteriaRevision.objects.exists()


def test_with_another_secret_nothing_is_said(settings: Any) -> None:
    rule(BLOCKED, HOLD)
    order(1)
    settings.SECRET_KEY = "another"
    with pytest.raises(Stale):
        may_be_held(comes())


@pytest.mark.slow
@pytest.mark.timeout(600)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(histories(), told_facts().filter(lambda facts: facts.status is not OrderStatus.ACCOUNT))
def test_after_any_history_no_hold_comes_unforeseen(history: list[Step], facts: OrderFacts) -> None:
    with undone_afterwards():
        make_rules()
        shop = Shop()
        for step in history:
            shop.take(step)
            work_off()
        comes_new = replace(facts, number="new")

        said = may_be_held(comes_new)
        looked = Customer.objects.filter(entangled=True).exists()
        before = Customer.objects.filter(merged_into=None).count()
        record_orders([comes_new])

        held = Hold.objects.filter(order__number="new").exists()
        assert said or not held
        # And it is not said without need, where a look is enough.
        joined_two = Customer.objects.filter(merged_into=None).count() < before
        if not (looked or joined_two):
            assert said is held

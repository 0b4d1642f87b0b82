from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.core.facts import ORDER_STATUSES, OrderStatus
from saleor_customer_mgmt.models import (
    CustomerLabel,
    GroupEntry,
    Hold,
    OrderRecord,
    Rule,
    RuleBacklog,
    RuleMatch,
    RuleNotice,
    WatchMark,
)
from saleor_customer_mgmt.models.group import Group
from saleor_customer_mgmt.selectors import histories
from saleor_customer_mgmt.services import apply_rules as module
from saleor_customer_mgmt.services.apply_rules import apply_anew
from saleor_customer_mgmt.services.change_counting import change_counting
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.rule_backlog import waiting
from saleor_customer_mgmt.services.undo_decision import undo_decision
from tests.builders import STAFF, order_facts, order_id
from tests.services.rules import HOLD, LABEL, NOON, REPEATER, held, labels, order, rule

pytestmark = pytest.mark.django_db


def test_the_second_order_is_a_repeaters() -> None:
    rule(REPEATER, LABEL)

    order(1)
    assert labels() == {}
    order(2)
    order(3)

    assert labels() == {"2": {"repeater"}, "3": {"repeater"}}


def test_five_to_ten_goes_on_marking_the_fifth_to_the_tenth() -> None:
    rule({"field": "customer.purchase_count", "op": "between", "from": 5, "to": 10}, LABEL)

    for number in range(1, 13):
        order(number)

    assert set(labels()) == {str(n) for n in range(5, 11)}


def test_a_cancellation_takes_the_label_back_from_the_order_that_is_no_longer_the_second() -> None:
    rule(REPEATER, LABEL)
    for number in (1, 2, 3):
        order(number)

    order(1, OrderStatus.CANCELLED)
    assert labels() == {"3": {"repeater"}}
    assert dict(RuleMatch.objects.values_list("order__number", "active")) == {"2": False, "3": True}

    order(1, OrderStatus.FULFILLED)
    assert labels() == {"2": {"repeater"}, "3": {"repeater"}}


def test_orders_that_come_late_and_in_any_order_come_to_the_same() -> None:
    rule(REPEATER, LABEL)
    for number in (3, 1, 2):
        order(number)
    assert labels() == {"2": {"repeater"}, "3": {"repeater"}}


def test_a_merge_makes_repeaters_and_its_undoing_takes_that_back() -> None:
    rule(REPEATER, LABEL, {"do": "label_customer", "label": "good"})
    order(1)
    order(2, phone="090-0000-5678")
    assert labels() == {}

    merge = merge_customers(order_id("saleor:1"), order_id("saleor:2"), actor=STAFF)
    assert labels() == {"2": {"repeater"}}
    assert list(CustomerLabel.objects.values_list("anchor__number", "text")) == [("2", "good")]

    undo_decision(merge.id, actor=STAFF)
    assert labels() == {}
    assert not CustomerLabel.objects.exists()


def test_joining_by_a_later_order_asks_about_all_orders_of_both() -> None:
    rule(REPEATER, LABEL)
    order(1)
    order(2, phone="090-0000-5678")

    both = order_facts("3", status=OrderStatus.CANCELLED, placed_at=NOON + timedelta(days=9))
    record_orders([replace(both, buyer=replace(both.buyer, phones=("090-0000-1234", "090-0000-5678")))])

    assert labels() == {"2": {"repeater"}, "3": {"repeater"}}


def test_a_hold_is_made_once_and_not_again_after_its_release() -> None:
    found = rule(REPEATER, HOLD)
    order(1)
    order(2)
    assert held() == [("2", "look at it", "open")]
    hold = Hold.objects.get()
    assert (hold.rule_id, hold.point, hold.by_kind, hold.order_status) == (found.id, "confirm", "system", "")

    Hold.objects.update(state="released")
    order(2, total="2000")
    order(1, OrderStatus.CANCELLED)
    order(1)

    assert held() == [("2", "look at it", "released")]


def test_a_hold_stays_when_its_rule_does_not_match_any_more() -> None:
    rule(REPEATER, HOLD)
    order(1)
    order(2)

    order(1, OrderStatus.CANCELLED)

    assert held() == [("2", "look at it", "open")]
    assert not RuleMatch.objects.get().active


@pytest.mark.parametrize("status", [s for s in ORDER_STATUSES if s is not OrderStatus.PLACED])
def test_an_order_that_is_over_is_not_held(status: OrderStatus) -> None:
    rule({"field": "customer.order_count", "op": "at_least", "value": 1}, HOLD)
    order(1, status)
    assert held() == []
    assert RuleMatch.objects.get().active


def test_a_rule_without_a_reason_gives_its_name() -> None:
    rule(REPEATER, {"do": "hold", "at": "fulfil"}, name="Second purchase")
    order(1)
    order(2)
    assert held() == [("2", "Second purchase", "open")]


def test_a_notice_is_made_once_for_an_order_that_comes() -> None:
    rule(REPEATER, {"do": "notify", "to": ["b@example.com", "a@example.com"]})
    order(1)
    order(2)
    order(1, OrderStatus.CANCELLED)
    order(1)
    order(2, total="2000")

    notice = RuleNotice.objects.get()
    assert (notice.match.order.number, notice.recipients) == ("2", ["a@example.com", "b@example.com"])
    assert (notice.sent_at, notice.attempts) == (None, 0)


def test_switching_a_rule_on_labels_the_history_and_writes_to_nobody() -> None:
    order(1)
    order(2)
    rule(REPEATER, LABEL, {"do": "notify", "to": ["a@example.com"]})

    apply_anew([order_id("saleor:1")])

    assert labels() == {"2": {"repeater"}}
    assert not RuleNotice.objects.exists()


def test_switching_a_rule_off_takes_back_what_it_did_but_holds() -> None:
    found = rule(
        REPEATER,
        LABEL,
        HOLD,
        {"do": "label_customer", "label": "good"},
        {"do": "watch", "level": "watch", "reason": "twice"},
    )
    order(1)
    order(2)
    assert WatchMark.objects.get().ended_at is None

    Rule.objects.filter(id=found.id).update(active=False)
    apply_anew([order_id("saleor:1")])

    assert labels() == {}
    assert not CustomerLabel.objects.exists()
    mark = WatchMark.objects.get()
    assert mark.ended_at is not None
    assert (mark.ended_by_kind, mark.level, mark.reason) == ("system", "watch", "twice")
    assert held() == [("2", "look at it", "open")]


def test_a_later_rule_sees_what_an_earlier_one_did_and_not_the_other_way_round() -> None:
    labelled = {"field": "customer.labels", "op": "has_any", "value": ["good"]}
    rule(labelled, {"do": "label_order", "label": "too early"}, priority=1)
    rule(REPEATER, {"do": "label_customer", "label": "good"}, priority=2)
    rule(labelled, {"do": "label_order", "label": "good one"}, priority=3)

    for number in (1, 2, 3):
        order(number)

    assert labels() == {"2": {"good one"}, "3": {"good one", "too early"}}


def test_marks_by_rules_are_seen_on_later_orders_only() -> None:
    rule(
        {"field": "customer.cancelled_in_last", "op": "at_least", "value": 2, "last": 3},
        {"do": "watch", "level": "block"},
    )
    rule({"field": "customer.watch", "op": "at_least", "value": "block"}, HOLD, priority=50)
    order(1)
    order(2, OrderStatus.CANCELLED, source="rakuten")
    order(3, OrderStatus.CANCELLED, source="rakuten")
    assert held() == []

    order(4)

    assert held() == [("4", "look at it", "open")]


def test_marks_by_people_count_at_once_and_until_they_expire() -> None:
    rule({"field": "customer.watch", "op": "at_least", "value": "block"}, HOLD)
    order(1, OrderStatus.FULFILLED)
    WatchMark.objects.create(anchor_id=order_id("saleor:1"), level="block", **STAFF.columns())
    order(2)
    assert [number for number, *_ in held()] == ["2"]

    WatchMark.objects.update(expires_at=datetime(2026, 1, 1, tzinfo=UTC))
    order(3)
    assert [number for number, *_ in held()] == ["2"]


def test_a_rule_asks_about_orders_of_its_time_only() -> None:
    rule(REPEATER, LABEL, valid_from=NOON + timedelta(days=3), valid_to=NOON + timedelta(days=5))
    for number in range(1, 7):
        order(number)
    assert set(labels()) == {"3", "4"}


def test_rules_put_customers_into_groups_and_keep_them_out() -> None:
    good, bad = (Group.objects.create(slug=slug, name=slug, **STAFF.columns()) for slug in ("good", "bad"))
    rule(REPEATER, {"do": "add_to_group", "group": "good"}, {"do": "remove_from_group", "group": "bad"})
    rule(REPEATER, {"do": "add_to_group", "group": "unknown"})
    order(1)
    order(2)
    found = GroupEntry.objects.order_by("out").values_list("group_id", "anchor__number", "out")
    assert list(found) == [(good.id, "2", False), (bad.id, "2", True)]

    order(2, OrderStatus.CANCELLED)
    assert not GroupEntry.objects.exists()


def test_a_fault_in_the_rules_loses_no_order_and_says_nothing_of_people(monkeypatch, caplog) -> None:
    rule(REPEATER, LABEL)
    order(1)
    monkeypatch.setattr(module, "matching", lambda *_: 1 / 0)

    order(2)

    assert OrderRecord.objects.count() == 2
    assert not RuleMatch.objects.exists()
    assert [r.message for r in caplog.records] == [
        "Rules were not applied; the background will: ZeroDivisionError"
    ]
    assert waiting(10) == [order_id("saleor:2")]


def test_more_orders_than_one_request_can_do_are_left_to_the_background(monkeypatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 2)
    for number in range(2, 6):
        order(number)
    rule(REPEATER, LABEL)

    order(1)

    assert labels() == {"4": {"repeater"}, "5": {"repeater"}}
    assert set(RuleBacklog.objects.values_list("order__number", flat=True)) == {"1", "2", "3"}


def test_the_number_of_queries_does_not_grow_with_rules_or_orders(django_assert_num_queries) -> None:
    for number in range(1, 6):
        order(number)
    for number in range(5):
        rule(REPEATER, {"do": "label_order", "label": f"label {number}"}, HOLD)
    customer = [order_id("saleor:1")]
    apply_anew(customer)
    with django_assert_num_queries(5):
        apply_anew(customer)
    for number in range(6, 9):
        order(number)
    for number in range(5, 10):
        rule(REPEATER, {"do": "label_order", "label": f"label {number}"}, HOLD)
    apply_anew(customer)
    with django_assert_num_queries(5):
        apply_anew(customer)


def test_a_history_without_orders_asked_about() -> None:
    assert histories.load_histories(lambda *_: (), customers=[1]) == {}


def test_what_was_paid_back_is_not_spent_unless_the_shop_counts_it() -> None:
    rule({"field": "customer.total_spent", "op": "at_least", "value": 1500, "currency": "JPY"}, LABEL)
    order(1, OrderStatus.FULFILLED, refunded=Decimal(600))
    order(2)
    assert labels() == {}

    change_counting(replace(CountingPolicy(), net_of_refunds=False), actor=STAFF)
    apply_anew([order_id("saleor:1")])
    assert labels() == {"2": {"repeater"}}

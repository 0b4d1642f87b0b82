from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.models import (
    Customer,
    Group,
    GroupEntry,
    GroupEvent,
    GroupMembership,
    OrderRecord,
    RuleBacklog,
)
from saleor_customer_mgmt.services import after_judging as module
from saleor_customer_mgmt.services import write_orders
from saleor_customer_mgmt.services.do_job import do_job
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.queue_rules import queue_rules
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.split_customer import split_customer
from saleor_customer_mgmt.services.undo_decision import undo_decision
from tests.builders import STAFF, order_facts, order_id
from tests.services.group_worlds import (
    NEW,
    REPEATER,
    diary,
    done,
    from_the_diary,
    group,
    in_group,
    members,
    refreshed,
)
from tests.services.rules import LABEL, NOON, labels, order, rule

pytestmark = pytest.mark.django_db

OTHER = "090-0000-5678"


def test_customers_enter_and_leave_as_they_buy_and_cancel() -> None:
    group("new", NEW)
    group("repeat", REPEATER)
    order(1)
    me = order_id("saleor:1")
    assert members() == {"new": {(me, "condition")}}
    order(2)
    assert members() == {"repeat": {(me, "condition")}}
    order(2, OrderStatus.CANCELLED)
    assert members() == {"new": {(me, "condition")}}
    order(2, OrderStatus.CANCELLED, total="2000")

    assert diary() == [
        ("new", me, "+", "condition"),
        ("new", me, "-", "condition"),
        ("repeat", me, "+", "condition"),
        ("repeat", me, "-", "condition"),
        ("new", me, "+", "condition"),
    ]
    told = GroupEvent.objects.filter(group__slug="repeat").values_list("detail", flat=True)
    assert set(told) == {"The number of purchases is at least 2."}


def test_groups_that_name_groups_come_after_those() -> None:
    group("not-good", in_group("good", "has_none"))
    group("good", {"all": [in_group("repeat"), in_group("bad", "has_none")]})
    group("repeat", REPEATER)
    bad = group("bad")
    order(1)
    order(2)
    me = order_id("saleor:1")
    assert members() == {"repeat": {(me, "condition")}, "good": {(me, "condition")}}

    GroupEntry.objects.create(group=bad, anchor_id=me, **STAFF.columns())
    assert refreshed(me) == 3
    assert refreshed(me) == 0

    assert members() == {
        "repeat": {(me, "condition")},
        "bad": {(me, "hand")},
        "not-good": {(me, "condition")},
    }
    assert from_the_diary() == {("repeat", me), ("bad", me), ("not-good", me)}


def test_the_order_keeps_the_groups_from_before_it_counted() -> None:
    group("new", NEW)
    group("repeat", REPEATER)
    for number in (1, 2, 3):
        order(number)
    assert dict(OrderRecord.objects.values_list("number", "groups")) == {
        "1": [],
        "2": ["new"],
        "3": ["repeat"],
    }
    order(2, OrderStatus.CANCELLED)
    order(3, OrderStatus.CANCELLED)
    assert OrderRecord.objects.get(number="2").groups == ["new"]
    assert OrderRecord.objects.get(number="3").groups == ["repeat"]


def test_an_order_of_the_past_keeps_no_groups_nor_does_one_in_a_shop_without_groups() -> None:
    order(1)
    group("new", NEW)
    order(5)
    order(3)
    record_orders([order_facts("9", phone="090-0000-1234", placed_at=None)])
    assert dict(OrderRecord.objects.values_list("number", "groups")) == {
        "1": None,
        "5": [],
        "3": None,
        "9": None,
    }


@pytest.mark.parametrize("many", [1, 100])
def test_many_orders_at_once_keep_the_groups_that_they_keep_one_by_one(monkeypatch, many) -> None:
    group("new", NEW)
    order(1)
    monkeypatch.setattr(write_orders, "MANY", many)
    told = {"2": NOON, "3": NOON - timedelta(days=1), "4": None, "5": NOON + timedelta(hours=1)}

    record_orders(
        [
            *(order_facts(n, phone=OTHER, placed_at=at) for n, at in told.items()),
            order_facts("6", phone=None, placed_at=None),
            order_facts("7", phone="090-0000-1234", placed_at=NOON + timedelta(days=30)),
            order_facts("8", phone="090-0000-9999", email="8@example.com", placed_at=NOON),
            order_facts("9", phone="090-0000-9999", placed_at=NOON),
        ]
    )

    assert dict(OrderRecord.objects.values_list("number", "groups")) == {
        "1": [],
        "2": None,
        "3": None,
        "4": None,
        "5": [],
        "6": [],
        "7": ["new"],
        "8": None,
        "9": [],
    }


def test_rules_see_the_groups_that_were_kept() -> None:
    group("new", NEW)
    rule(in_group("new"), LABEL)
    for number in (1, 2, 3):
        order(number)
    assert labels() == {"2": {"repeater"}}


def test_rules_put_in_and_keep_out_while_they_match() -> None:
    group("good")
    group("repeat", REPEATER)
    found = rule(
        REPEATER,
        {"do": "add_to_group", "group": "good"},
        {"do": "remove_from_group", "group": "repeat"},
        name="Second purchase",
    )
    order(1)
    order(2)
    me = order_id("saleor:1")
    assert members() == {"good": {(me, "rule")}}

    order(2, OrderStatus.CANCELLED)
    assert members() == {}
    assert diary() == [("good", me, "+", "rule"), ("good", me, "-", "rule")]
    assert GroupEvent.objects.filter(entered=True).get().detail == found.name


def test_people_come_before_rules_and_rules_before_the_condition() -> None:
    both = group("both", REPEATER)
    out = rule({"field": "order.total", "op": "at_least", "currency": "JPY", "value": 1}, active=False)
    order(1)
    order(2)
    me = order_id("saleor:1")
    assert members() == {"both": {(me, "condition")}}

    GroupEntry.objects.create(group=both, anchor_id=me, rule=out, out=True, **STAFF.columns())
    refreshed(me)
    assert members() == {}
    hand = GroupEntry.objects.create(group=both, anchor_id=me, reason="a friend", **STAFF.columns())
    refreshed(me)
    assert members() == {"both": {(me, "hand")}}
    GroupEntry.objects.filter(rule=out).update(out=False)
    hand.delete()
    assert refreshed(me) == 0
    assert members() == {"both": {(me, "rule")}}

    assert list(GroupEvent.objects.order_by("id").values_list("entered", "why", "detail")) == [
        (True, "condition", "The number of purchases is at least 2."),
        (False, "rule", "a rule"),
        (True, "hand", "a friend"),
    ]


def test_of_rules_keeping_out_stands() -> None:
    both = group("both", REPEATER)
    order(1)
    order(2)
    me = order_id("saleor:1")
    for out in (False, True, False):
        one = rule(REPEATER, active=False)
        GroupEntry.objects.create(group=both, anchor_id=me, rule=one, out=out, **STAFF.columns())
    refreshed(me)
    assert members() == {}


def test_a_merge_and_its_undoing_leave_everybody_where_they_were() -> None:
    group("new", NEW)
    group("repeat", REPEATER)
    friends = group("friends")
    order(1)
    order(2, phone=OTHER)
    one, two = order_id("saleor:1"), order_id("saleor:2")
    GroupEntry.objects.create(group=friends, anchor_id=two, **STAFF.columns())
    refreshed(two)
    before = members()
    GroupEvent.objects.all().delete()

    merge = merge_customers(one, two, actor=STAFF)
    assert members() == {"repeat": {(one, "condition")}, "friends": {(one, "hand")}}
    assert diary() == [
        ("new", one, "-", "merge"),
        ("repeat", one, "+", "merge"),
        ("friends", one, "+", "merge"),
        ("new", two, "-", "merge"),
        ("friends", two, "-", "merge"),
    ]
    public = Customer.objects.get(id=one).public_id
    assert set(GroupEvent.objects.filter(customer_id=two).values_list("detail", flat=True)) == {
        f"Joined {public}"
    }

    undo_decision(merge.id, actor=STAFF)
    assert members() == before
    assert {(slug, who, why) for slug, who, sign, why in diary()[5:] if sign == "+"} == {
        ("new", one, "split"),
        ("new", two, "split"),
        ("friends", two, "split"),
    }


def test_a_split_and_its_undoing() -> None:
    group("repeat", REPEATER)
    order(1)
    order(2)
    one, two = order_id("saleor:1"), order_id("saleor:2")
    split = split_customer([two], actor=STAFF)
    assert members() == {}
    undo_decision(split.id, actor=STAFF)
    assert members() == {"repeat": {(one, "condition")}}
    assert [why for *_, why in diary()] == ["condition", "split", "merge"]


def test_joining_by_an_order_takes_who_dissolved_out_and_keeps_the_groups_of_both_with_it() -> None:
    group("new", NEW)
    friends = group("friends")
    order(1)
    order(2, phone=OTHER)
    one, two = order_id("saleor:1"), order_id("saleor:2")
    GroupEntry.objects.create(group=friends, anchor_id=two, **STAFF.columns())
    refreshed(two)

    both = order_facts("3", placed_at=NOON + timedelta(days=9))
    record_orders([replace(both, buyer=replace(both.buyer, phones=("090-0000-1234", OTHER)))])

    assert members() == {"friends": {(one, "hand")}}
    assert OrderRecord.objects.get(number="3").groups == ["friends", "new"]
    assert diary()[-2:] == [("new", two, "-", "merge"), ("friends", two, "-", "merge")]


def test_members_of_a_deleted_group_leave_it() -> None:
    new = group("new", NEW)
    order(1)
    me = order_id("saleor:1")
    Group.objects.filter(id=new.id).update(deleted_at=datetime(2026, 3, 1, tzinfo=UTC))

    assert refreshed(me) == 1

    assert members() == {}
    last = GroupEvent.objects.order_by("-id")[0]
    assert (last.entered, last.why, last.detail) == (False, "hand", "The group was deleted")


def test_a_fault_in_the_groups_loses_no_order_and_is_made_good(monkeypatch, caplog) -> None:
    group("new", NEW)
    with monkeypatch.context() as broken:
        broken.setattr(module, "refresh_groups", lambda *_, **__: 1 / 0)
        order(1)
    me = order_id("saleor:1")
    assert members() == {}
    assert list(RuleBacklog.objects.values_list("order_id", flat=True)) == [me]
    assert [r.message for r in caplog.records] == [
        "Groups were not brought up to date; the background will: ZeroDivisionError"
    ]

    do_job(queue_rules(actor=STAFF).id)

    assert members() == {"new": {(me, "condition")}}


def test_more_customers_than_one_request_can_do_are_left_to_the_background(monkeypatch) -> None:
    group("repeat", REPEATER)
    order(1)
    order(2, phone=OTHER)
    monkeypatch.setattr(module, "AT_ONCE", 0)
    merge_customers(order_id("saleor:1"), order_id("saleor:2"), actor=STAFF)
    assert members() == {}
    done()
    assert members() == {"repeat": {(order_id("saleor:1"), "condition")}}


def test_a_rebuild_brings_the_groups_up_to_date_in_the_background() -> None:
    group("repeat", REPEATER)
    order(1)
    order(2)
    GroupMembership.objects.all().delete()
    GroupEvent.objects.all().delete()
    module.after_judging_all()
    assert members() == {}
    done()
    assert members() == {"repeat": {(order_id("saleor:1"), "condition")}}


def test_the_number_of_queries_does_not_grow_with_customers_or_groups() -> None:
    def queries(customers: range, groups: range) -> int:
        record_orders([order_facts(str(n), name=f"客{n}", phone=f"090-0000-{n:04}") for n in customers])
        for n in groups:
            group(f"g{n}", NEW)
            group(f"h{n}", in_group(f"g{n}"))
        GroupMembership.objects.all().delete()
        ids = list(Customer.objects.values_list("id", flat=True))
        with CaptureQueriesContext(connection) as captured:
            changes = refreshed(*ids)
        assert changes == Group.objects.count() * len(ids)
        return len(captured)

    # One for the groups, one for each level of those that name others.
    assert queries(range(2), range(1)) == 3
    assert queries(range(2, 40), range(1, 6)) == 3

"""What a preview says of rules and groups is what a real change does."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saleor_customer_mgmt.core.actions import WatchLevel
from saleor_customer_mgmt.core.criteria import CriteriaSet, parse_criteria
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.models import Group, GroupMembership, Hold, Job, OrderRecord, Rule, RuleMatch
from saleor_customer_mgmt.services import preview_consequences
from saleor_customer_mgmt.services.change_criteria import change_criteria
from saleor_customer_mgmt.services.close_hold import release_holds
from saleor_customer_mgmt.services.do_job import do_job
from saleor_customer_mgmt.services.errors import AlreadyDone
from saleor_customer_mgmt.services.group_members import ByHand, change_members
from saleor_customer_mgmt.services.preview_criteria import preview_criteria
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.save_group import GroupInput, create_group
from saleor_customer_mgmt.services.save_rule import RuleInput, create_rule
from saleor_customer_mgmt.services.watch_customer import watch_customer
from tests.builders import STAFF, order_facts, order_id
from tests.graphql.conftest import everything
from tests.services.histories import CRITERIA, Step, histories, shop_after, undone_afterwards

pytestmark = pytest.mark.django_db

TWICE = {"field": "customer.purchase_count", "op": "at_least", "value": 2}
EMAIL = parse_criteria("name+email")


def do_jobs() -> None:
    for job in Job.objects.filter(state=Job.State.PENDING).order_by("id"):
        do_job(job.id)


def make_rules_and_groups() -> None:
    """One of each that can depend on another."""
    Rule.objects.all().delete()
    Group.objects.all().delete()
    rules: list[tuple[Any, list[dict[str, Any]]]] = [
        (TWICE, [{"do": "label_customer", "label": "good"}, {"do": "hold", "at": "confirm", "reason": "r"}]),
        (
            {"field": "customer.cancelled_in_last", "op": "at_least", "value": 1, "last": 2},
            [{"do": "watch", "level": "block"}, {"do": "hold", "at": "fulfil", "reason": "r"}],
        ),
        (
            {
                "all": [
                    {"field": "customer.labels", "op": "has_any", "value": ["good"]},
                    {"field": "customer.watch", "op": "at_least", "value": "block"},
                ]
            },
            [{"do": "remove_from_group", "group": "twice"}],
        ),
        ({"field": "order.is_first", "op": "is", "value": True}, [{"do": "add_to_group", "group": "fresh"}]),
    ]
    groups = {
        "twice": TWICE,
        "fresh": None,
        "blocked": {"field": "customer.watch", "op": "at_least", "value": "block"},
        "only": {"field": "customer.groups", "op": "has_none", "value": ["twice", "blocked"]},
    }
    for slug, condition in groups.items():
        create_group(GroupInput(slug, slug, condition), actor=STAFF)
    for n, (condition, actions) in enumerate(rules):
        create_rule(RuleInput(f"rule {n}", condition, actions, priority=n, active=True), actor=STAFF)
    do_jobs()


def told(criteria: CriteriaSet) -> dict[str, Any]:
    found = preview_criteria(criteria).consequences
    return {
        "rules": {
            c.rule: (c.now, c.then, c.begins, c.begins_customers, c.ends, c.ends_customers, c.holds, c.lapsed)
            for c in found.rules
        },
        "groups": {c.group: (c.now, c.then, c.enters, c.leaves) for c in found.groups},
    }


def state() -> dict[str, Any]:
    return {
        "matches": set(RuleMatch.objects.filter(active=True).values_list("rule_id", "order_id")),
        "holds": set(Hold.objects.filter(rule__isnull=False).values_list("rule_id", "order_id", "state")),
        "members": set(GroupMembership.objects.values_list("group_id", "customer_id")),
        "customer_of": dict(OrderRecord.objects.values_list("id", "customer_id")),
    }


def really(criteria: CriteriaSet) -> dict[str, Any]:
    """Change the criteria, do the jobs, and say what came of it in the words of the preview."""
    before = state()
    change_criteria(criteria, actor=STAFF)
    do_jobs()
    after = state()
    rules = {}
    for rule in Rule.objects.filter(active=True):
        now = {o for r, o in before["matches"] if r == rule.id}
        then = {o for r, o in after["matches"] if r == rule.id}
        owner = after["customer_of"]
        new = {o for r, o, _ in after["holds"] - before["holds"] if r == rule.id}
        still_open = {o for r, o, s in before["holds"] if r == rule.id and s == "open"}
        rules[rule.id] = (
            len(now),
            len(then),
            len(then - now),
            len({owner[o] for o in then - now}),
            len(now - then),
            len({owner[o] for o in now - then}),
            len(new),
            len(still_open & (now - then)),
        )
    groups = {}
    orders_of = defaultdict(set)
    for order, customer in after["customer_of"].items():
        orders_of[customer].add(order)
    for group in Group.objects.filter(deleted_at=None):
        was = {c for g, c in before["members"] if g == group.id}
        is_in = {c for g, c in after["members"] if g == group.id}
        had = {c for c, orders in orders_of.items() if {before["customer_of"][o] for o in orders} & was}
        groups[group.id] = (len(was), len(is_in), len(is_in - had), len(had - is_in))
    return {"rules": rules, "groups": groups}


@pytest.mark.slow
@pytest.mark.timeout(600)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(histories(), st.integers(0, len(CRITERIA) - 1), st.integers(0, 3))
def test_a_preview_says_what_a_real_change_does(history: list[Step], criteria: int, hand: int) -> None:
    with undone_afterwards():
        make_rules_and_groups()
        shop_after(history, lambda _: do_jobs())
        orders = list(OrderRecord.objects.order_by("id").values_list("id", flat=True))
        for n, group in enumerate(Group.objects.order_by("id")):
            if orders and (hand + n) % 2:
                way = (ByHand.PUT_IN, ByHand.KEEP_OUT)[(hand + n) // 2 % 2]
                change_members(group.id, [orders[n * hand % len(orders)]], way, actor=STAFF)
        open_now = Hold.objects.filter(state="open").order_by("id")[: hand % 2]
        if open_now:
            release_holds([hold.id for hold in open_now], actor=STAFF)
        before = everything()

        expected = told(CRITERIA[criteria])

        assert everything() == before
        try:
            assert really(CRITERIA[criteria]) == expected
        except AlreadyDone:
            for now, then, *changes in expected["rules"].values():
                assert (now, changes) == (then, [0] * 6)
            for now, then, *changes in expected["groups"].values():
                assert (now, changes) == (then, [0, 0])


@pytest.fixture
def shop() -> None:
    """By phone one person bought 1 to 3, by e-mail 1 and 2; 4 is somebody else's. 2 and 3 are open."""
    placed = OrderStatus.PLACED
    record_orders(
        [
            order_facts("1", phone="090-0000-1111", email="a@example.com"),
            order_facts("2", phone="090-0000-1111", email="a@example.com", status=placed),
            order_facts("3", phone="090-0000-1111", email="b@example.com", status=placed),
            order_facts("4", name="鈴木一郎", phone="090-0000-2222"),
        ]
    )


def test_the_shipped_rule_and_group_of_repeaters(shop: None) -> None:
    rule = create_rule(
        RuleInput("Twice", TWICE, [{"do": "hold", "at": "confirm", "reason": "r"}], active=True), actor=STAFF
    ).rule
    group = create_group(GroupInput("repeat", "Repeat", TWICE), actor=STAFF).group
    do_jobs()

    expected = told(EMAIL)

    # 3 stands alone: it is the second of nobody any more, and its hold has no reason.
    assert expected["rules"] == {rule.id: (2, 1, 0, 0, 1, 1, 0, 1)}
    assert expected["groups"] == {group.id: (1, 1, 0, 1)}
    assert really(EMAIL) == expected
    # Back again: 3 is matched anew, and is not held a second time.
    phone = parse_criteria("name+phone")
    back = told(phone)
    assert back["rules"] == {rule.id: (1, 2, 1, 1, 0, 0, 0, 0)}
    assert back["groups"] == {group.id: (1, 1, 0, 0)}
    assert really(phone) == back


def test_a_mark_by_hand_goes_with_its_order(shop: None) -> None:
    watch_customer(order_id("saleor:1"), WatchLevel.BLOCK, actor=STAFF)
    blocked = {"field": "customer.watch", "op": "at_least", "value": "block"}
    rule = create_rule(
        RuleInput("Blocked", blocked, [{"do": "label_order", "label": "x"}], active=True), actor=STAFF
    ).rule
    do_jobs()

    expected = told(EMAIL)

    assert expected["rules"] == {rule.id: (3, 2, 0, 0, 1, 1, 0, 0)}
    assert really(EMAIL) == expected


def test_criteria_that_change_nobody_ask_nobody(shop: None, django_assert_max_num_queries: Any) -> None:
    make_rules_and_groups()
    before = told(EMAIL)
    change_criteria(EMAIL, actor=STAFF)
    do_jobs()

    same = told(parse_criteria("name+email OR company+email"))

    assert before != same
    assert all((now, changes) == (then, [0] * 6) for now, then, *changes in same["rules"].values())


def test_customers_with_very_many_orders_are_left_out_and_said_so(shop: None, monkeypatch: Any) -> None:
    create_rule(RuleInput("Twice", TWICE, [{"do": "label_order", "label": "x"}], active=True), actor=STAFF)
    do_jobs()
    monkeypatch.setattr(preview_consequences, "MOST_ORDERS", 1)

    found = preview_criteria(EMAIL).consequences

    assert (found.left_out, found.left_out_orders) == (1, 2)
    (change,) = found.rules
    assert (change.now, change.ends, change.begins) == (2, 1, 0)


def test_many_customers_are_asked_in_chunks(shop: None, monkeypatch: Any) -> None:
    make_rules_and_groups()
    whole = told(EMAIL)
    monkeypatch.setattr(preview_consequences, "CHUNK", 1)

    assert told(EMAIL) == whole
    assert really(EMAIL) == whole

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps

from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.models import Customer, StaffDecision
from saleor_customer_mgmt.selectors.review import review_list
from saleor_customer_mgmt.services.errors import AlreadyDone, Conflict, NotFound, ServiceError
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.split_customer import split_customer
from saleor_customer_mgmt.services.undo_decision import undo_decision
from tests.builders import STAFF, groups, order_facts, order_id

pytestmark = pytest.mark.django_db

# The log itself remembers; everything else has to be as it was.
_REMEMBERS = {"StaffDecision", "DecisionLink", "SplitMember", "AuditEntry"}


def everything() -> dict[str, list[dict[str, Any]]]:
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in apps.get_app_config("customer_mgmt").get_models()
        if model.__name__ not in _REMEMBERS
    }


def same_phone(*numbers: str) -> None:
    record_orders([order_facts(n, phone="090-0000-1234") for n in numbers])


def test_merge_and_undo_leave_everything_as_it_was() -> None:
    same_phone("1", "2")
    record_orders([order_facts("3", name="山田花子", phone="090-0000-5678")])
    before = everything()

    merge = merge_customers(order_id("saleor:3"), order_id("saleor:1"), actor=STAFF, reason="married")

    assert groups() == {frozenset({"saleor:1", "saleor:2", "saleor:3"})}
    survivor = Customer.objects.get(merged_into=None)
    assert survivor.id == order_id("saleor:1")
    assert survivor.name == "山田花子"  # the main one is shown, whoever keeps the id
    assert survivor.purchase_count == 3

    undo_decision(merge.id, actor=STAFF)

    assert everything() == before


def test_split_contests_the_shared_keys_and_undo_takes_that_back() -> None:
    same_phone("1", "2", "3")
    split = split_customer([order_id("saleor:2")], actor=STAFF)
    assert groups() == {frozenset({"saleor:1", "saleor:3"}), frozenset({"saleor:2"})}

    same_phone("4")

    assert groups() == {frozenset({"saleor:1", "saleor:3"}), frozenset({"saleor:2"}), frozenset({"saleor:4"})}
    first = review_list()[0]
    assert (first.customer, first.lonely) == (order_id("saleor:4"), True)
    assert set(first.candidates) == {order_id("saleor:1"), order_id("saleor:2")}

    undo_decision(split.id, actor=STAFF)

    assert groups() == {frozenset({"saleor:1", "saleor:2", "saleor:3", "saleor:4"})}
    assert review_list() == []
    assert Customer.objects.get(merged_into=None).entangled is False


def test_merging_one_customer_is_refused_and_writes_nothing() -> None:
    same_phone("1", "2")
    before = everything()

    with pytest.raises(AlreadyDone):
        merge_customers(order_id("saleor:1"), order_id("saleor:2"), actor=STAFF)
    with pytest.raises(NotFound):
        merge_customers(order_id("saleor:1"), 999_999, actor=STAFF)

    assert everything() == before
    assert StaffDecision.objects.count() == 0


def test_splitting_all_or_other_peoples_orders_is_refused() -> None:
    same_phone("1", "2")
    record_orders([order_facts("3", name="山田花子", phone="090-0000-5678")])
    ids = [order_id(f"saleor:{n}") for n in (1, 2, 3)]

    for out in ([], ids[:2], [ids[0], ids[2]]):
        with pytest.raises(ServiceError):
            split_customer(out, actor=STAFF)
    assert StaffDecision.objects.count() == 0


def test_undoing_twice_is_refused() -> None:
    same_phone("1", "2")
    split = split_customer([order_id("saleor:2")], actor=STAFF)
    undo_decision(split.id, actor=STAFF)

    with pytest.raises(AlreadyDone):
        undo_decision(split.id, actor=STAFF)
    with pytest.raises(NotFound):
        undo_decision(split.id + 1, actor=STAFF)


def phones(number: str, letters: str) -> OrderFacts:
    """An order with a phone for each letter: orders with a letter in common share a key."""
    facts = order_facts(number)
    given = tuple(f"090-0000-{ord(letter):04}" for letter in letters)
    return replace(facts, buyer=replace(facts.buyer, phones=given))


def test_a_merge_that_would_take_an_order_from_its_customer_is_refused() -> None:
    record_orders([phones("2", "bde"), phones("3", "acd")])
    split_customer([order_id("saleor:2")], actor=STAFF)
    record_orders([phones("4", "ce"), phones("5", "b"), phones("6", "ac")])
    assert groups() == {
        frozenset({"saleor:2", "saleor:5"}),
        frozenset({"saleor:3", "saleor:6"}),
        frozenset({"saleor:4"}),
    }
    before = everything()

    # By a link between 4 and 5, the chain 2-b-5 4-c-3 would cost 2 and 5 their key.
    with pytest.raises(Conflict):
        merge_customers(order_id("saleor:4"), order_id("saleor:5"), actor=STAFF)

    assert everything() == before
    assert StaffDecision.objects.count() == 1

    merge_customers(order_id("saleor:4"), order_id("saleor:2"), actor=STAFF)

    assert groups() == {
        frozenset({"saleor:2", "saleor:4", "saleor:5"}),
        frozenset({"saleor:3", "saleor:6"}),
    }

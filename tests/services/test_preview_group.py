"""Who would enter and leave: what comes about when the condition is saved."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.utils import timezone

from saleor_customer_mgmt.models import Group, GroupMembership, OrderRecord
from saleor_customer_mgmt.services.errors import Invalid, NotFound
from saleor_customer_mgmt.services.group_members import ByHand, change_members
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.preview_group import preview_group
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.save_group import GroupInput, create_group, update_group
from saleor_customer_mgmt.services.save_rule import RuleInput, create_rule
from tests.builders import STAFF, order_facts, order_id
from tests.services.group_worlds import NEW, REPEATER, done

pytestmark = pytest.mark.django_db


def inside(group: Group) -> set[int]:
    return set(GroupMembership.objects.filter(group=group).values_list("customer_id", flat=True))


def world(chance: random.Random) -> Group:
    """Return a group that some are in by condition, by rules and by hand, with customers that were merged."""
    group = create_group(GroupInput("some", "Some", NEW), actor=STAFF).group
    action = chance.choice(["add_to_group", "remove_from_group"])
    twice = {"field": "customer.purchase_count", "op": "equals", "value": 2}
    rule = RuleInput("a rule", twice, [{"do": action, "group": "some"}], active=True)
    create_rule(rule, actor=STAFF)
    for person in range(8):
        for number in range(chance.randint(1, 4)):
            record_orders([order_facts(f"{person}-{number}", phone=f"090-0000-10{person:02}")])
    done()
    merge_customers(order_id("saleor:0-0"), order_id("saleor:1-0"), actor=STAFF)
    orders = list(OrderRecord.objects.order_by("id").values_list("id", flat=True))
    for _ in range(4):
        change_members(group.id, [chance.choice(orders)], chance.choice(list(ByHand)), actor=STAFF)
    return group


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("condition", [REPEATER, NEW, None])
def test_it_says_what_saving_does(seed: int, condition: Any) -> None:
    group = world(random.Random(seed))
    before = inside(group)

    found = preview_group(condition, now=timezone.now(), group_id=group.id)

    assert inside(group) == before
    update_group(group.id, GroupInput("some", "Some", condition), actor=STAFF)
    done()
    after = inside(group)
    assert set(found.who_enters) == after - before
    assert set(found.who_leaves) == before - after
    assert (found.entering, found.leaving) == (len(after - before), len(before - after))
    assert found.staying == len(after & before)


def test_of_a_new_group_all_enter_who_bought_most_first() -> None:
    for person, orders in (("1", 2), ("2", 1), ("3", 3)):
        record_orders([order_facts(f"{person}-{n}", phone=f"090-0000-100{person}") for n in range(orders)])

    found = preview_group(REPEATER, now=timezone.now())

    assert found.who_enters == [order_id("saleor:3-0"), order_id("saleor:1-0")]
    assert (found.entering, found.leaving, found.staying, found.who_leaves) == (2, 0, 0, [])
    assert preview_group(None, now=timezone.now()).entering == 0


def test_it_names_no_more_than_a_hundred(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saleor_customer_mgmt.services.preview_group.SHOWN", 2)
    record_orders([order_facts(str(n), phone=f"090-0000-100{n}") for n in range(5)])

    found = preview_group(NEW, now=timezone.now())

    assert (found.entering, len(found.who_enters)) == (5, 2)


def test_what_cannot_be_saved_cannot_be_previewed() -> None:
    group = create_group(GroupInput("some", "Some"), actor=STAFF).group
    itself = {"field": "customer.groups", "op": "has_any", "value": ["some"]}

    with pytest.raises(Invalid) as refused:
        preview_group(itself, now=timezone.now(), group_id=group.id)
    assert refused.value.faults[0][0] == "condition.value"
    with pytest.raises(NotFound):
        preview_group(REPEATER, now=timezone.now(), group_id=group.id + 1)

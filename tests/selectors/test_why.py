from __future__ import annotations

import pytest

from saleor_customer_mgmt.core.criteria import parse_criteria
from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.core.explain import Relation
from saleor_customer_mgmt.models import OrderRecord
from saleor_customer_mgmt.selectors.why import Why, criteria_in_use, explain_orders
from saleor_customer_mgmt.services.change_criteria import change_criteria
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.split_customer import split_customer
from tests.builders import STAFF, order_facts, order_id

pytestmark = pytest.mark.django_db

PHONE = "090-0000-1234"


def why(one: str, other: str) -> Why:
    return explain_orders(OrderRecord.objects.get(number=one), OrderRecord.objects.get(number=other))


def told(found: Why) -> list[tuple[str, str, list[tuple[str, tuple[str | None, ...]]], int | None]]:
    """Return the chain with order numbers and the values of its keys."""
    number = dict(OrderRecord.objects.values_list("id", "number"))
    return [
        (number[s.one], number[s.other], [(str(k.criterion), k.values) for k in s.keys], s.decision)
        for s in found.chain
    ]


@pytest.fixture
def chain() -> None:
    """R and A share nothing, and S joins them; M is joined by staff."""
    record_orders(
        [
            order_facts("R", source="rakuten", phone=PHONE, email="m1@pc.fw.rakuten.ne.jp"),
            order_facts("A", source="amazon", email="taro@example.com"),
            order_facts("S", phone=PHONE, email="taro@example.com"),
            order_facts("M", name="山田花子", phone="000-0000-0000"),
        ]
    )


@pytest.mark.usefixtures("chain")
def test_a_chain_of_keys_with_their_values() -> None:
    found = why("R", "A")

    assert found.same_customer
    assert told(found) == [
        ("R", "S", [("name+phone", ("山田太郎", "+819000001234"))], None),
        ("S", "A", [("name+email", ("山田太郎", "taro@example.com"))], None),
    ]
    assert found.contested == ()


@pytest.mark.usefixtures("chain")
def test_a_step_that_staff_took() -> None:
    merge = merge_customers(order_id("saleor:M"), order_id("amazon:A"), actor=STAFF)

    assert told(why("M", "A")) == [("M", "A", [], merge.id)]
    assert [(one, other, decision) for one, other, _, decision in told(why("R", "M"))] == [
        ("R", "S", None),
        ("S", "A", None),
        ("A", "M", merge.id),
    ]


@pytest.mark.usefixtures("chain")
def test_what_differs_between_two_that_are_not_one() -> None:
    found = why("R", "M")

    assert (found.same_customer, found.chain, found.contested) == (False, (), ())
    phone, email = found.comparisons
    assert (str(phone.criterion), str(email.criterion)) == ("name+phone", "name+email")
    assert [(f.field, f.relation, f.one, f.other) for f in phone.fields] == [
        (Field.NAME, Relation.DIFFERENT, ("山田太郎",), ("山田花子",)),
        (Field.PHONE, Relation.PLACEHOLDER, ("+819000001234",), ("000-0000-0000",)),
    ]
    assert [f.relation for f in email.fields] == [Relation.DIFFERENT, Relation.RELAYED]
    assert not any(comparison.met for comparison in found.comparisons)


def test_a_contested_key_is_met_and_joins_nothing() -> None:
    record_orders([order_facts(n, phone=PHONE) for n in "123"])
    split = split_customer([order_id("saleor:3")], actor=STAFF)

    apart = why("1", "3")
    assert (apart.same_customer, apart.chain) == (False, ())
    assert [(str(k.criterion), k.values) for k in apart.contested] == [
        ("name+phone", ("山田太郎", "+819000001234"))
    ]
    assert apart.comparisons[0].met

    # What stayed together is together by the split's own link, for the key joins nobody any more.
    together = why("1", "2")
    assert told(together) == [("1", "2", [], split.id)]
    assert len(together.contested) == 1


@pytest.mark.usefixtures("chain")
def test_it_is_explained_by_the_criteria_in_use() -> None:
    assert str(criteria_in_use()) == "name+phone OR name+email"

    change_criteria(parse_criteria("name+phone[saleor]"), actor=STAFF)

    found = why("R", "S")
    assert not found.same_customer
    (comparison,) = found.comparisons
    assert (str(comparison.criterion), comparison.applies, comparison.met) == (
        "name+phone[saleor]",
        False,
        False,
    )


@pytest.mark.usefixtures("chain")
def test_an_order_and_itself() -> None:
    found = why("R", "R")

    assert (found.same_customer, found.chain) == (True, ())

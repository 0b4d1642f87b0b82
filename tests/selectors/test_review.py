from __future__ import annotations

import pytest

from saleor_customer_mgmt.selectors.review import ReviewItem, review_list, review_pairs
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.split_customer import split_customer
from saleor_customer_mgmt.services.undo_decision import undo_decision
from tests.builders import STAFF, order_facts, order_id

pytestmark = pytest.mark.django_db

PHONE = "090-0000-1234"


def ids(*numbers: str) -> tuple[int, ...]:
    return tuple(order_id(f"saleor:{n}") for n in numbers)


def item(customer: str, candidates: str, *, lonely: bool = False) -> ReviewItem:
    return ReviewItem(ids(customer)[0], ids(*candidates), lonely)


@pytest.fixture(autouse=True)
def shop() -> None:
    """Orders 1 to 3 share a phone; 3 is said to be somebody else's; 9 has nothing to do with it."""
    record_orders([*(order_facts(n, phone=PHONE) for n in "123"), order_facts("9", phone="090-0000-9999")])
    split_customer(ids("3"), actor=STAFF)


def test_the_sides_of_a_split_stand_beside_each_other_but_are_decided() -> None:
    assert review_list() == [item("1", "3"), item("3", "1")]


def test_an_order_with_contested_keys_only_comes_first() -> None:
    record_orders([order_facts("4", phone=PHONE)])

    assert review_list() == [item("4", "13", lonely=True), item("1", "34"), item("3", "14")]


def test_each_pair_is_told_once_at_the_one_that_comes_first() -> None:
    assert review_pairs() == [item("1", "3")]
    record_orders([order_facts("4", phone=PHONE)])

    assert review_pairs() == [item("4", "13", lonely=True), item("1", "3")]


def test_an_order_with_another_key_is_not_lonely() -> None:
    record_orders([order_facts("4", phone=PHONE, email="a@example.com")])

    assert item("4", "13") in review_list()


def test_of_some_customers_only() -> None:
    record_orders([order_facts("4", phone=PHONE)])

    assert review_list(ids("3")) == [item("3", "14")]
    assert review_list(ids("9")) == []
    assert review_list([]) == []


def test_what_staff_decide_leaves_the_list() -> None:
    record_orders([order_facts("4", phone=PHONE)])
    merge = merge_customers(*ids("1", "4"), actor=STAFF)

    # The order still has nothing but a contested key, and staff have said whose it is.
    assert [(i.customer, i.candidates) for i in review_list()] == [
        (ids("1")[0], ids("3")),
        (ids("3")[0], ids("1")),
    ]

    undo_decision(merge.id, actor=STAFF)
    assert review_list()[0] == item("4", "13", lonely=True)


def test_a_split_undone_empties_it() -> None:
    from saleor_customer_mgmt.models import StaffDecision

    undo_decision(StaffDecision.objects.get().id, actor=STAFF)

    assert review_list() == []

"""A recorder that may not wait (a hook in the shopper's request) raises and leaves nothing behind."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection, transaction

from saleor_customer_mgmt.core.criteria import parse_criteria
from saleor_customer_mgmt.services import change_criteria as criteria_module
from saleor_customer_mgmt.services import merge_customers as merge_module
from saleor_customer_mgmt.services import record_orders, write_orders
from tests.builders import STAFF, order_facts, order_id
from tests.concurrency.stage import Actor, Mark
from tests.services.truth import assert_true, everything

pytestmark = [pytest.mark.concurrency]

ONE, TWO, THREE = "090-0000-1111", "090-0000-2222", "090-0000-3333"


def record_in_a_hurry(*orders) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '20ms'")
        record_orders.record_orders(orders)


def one_more_order_of_somebody() -> None:
    record_orders.record_orders([order_facts("N", phone=THREE)])


def an_order_without_keys() -> None:
    record_orders.record_orders([order_facts("N", name=None)])


def a_merge() -> None:
    merge_module.merge_customers(order_id("saleor:1"), order_id("saleor:2"), actor=STAFF)


def other_criteria() -> None:
    criteria_module.change_criteria(parse_criteria("name+email"), actor=STAFF)


SOMEBODYS = order_facts("X", phone=THREE)
CASES = {
    "for a key": (one_more_order_of_somebody, write_orders, "lock_keys", SOMEBODYS),
    "for a customer": (a_merge, merge_module, "judge_region", order_facts("X", phone=ONE)),
    "for an order": (an_order_without_keys, write_orders, "found_customers", order_facts("N", name=None)),
    "for judging": (other_criteria, criteria_module, "judge_stored", SOMEBODYS),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_waiting_too_long(monkeypatch, case) -> None:
    busy, module, stops_after, order = case
    record_orders.record_orders([order_facts("1", phone=ONE), order_facts("2", phone=TWO)])
    before = everything(log=True)

    somebody = Actor(busy, mark=Mark(monkeypatch, module, stops_after, after=True)).start()
    assert somebody.at_mark
    with pytest.raises(OperationalError, match="lock timeout"):
        record_in_a_hurry(order)
    assert everything(log=True) == before

    somebody.go_on().answer()
    record_in_a_hurry(order)
    assert_true()

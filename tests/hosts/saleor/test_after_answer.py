"""What a shopper does not wait for: recorded right after the answer, unless it would be held."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext

from saleor_customer_mgmt.core.actions import WatchLevel
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_USERS
from saleor_customer_mgmt.models import Hold, OrderRecord
from saleor_customer_mgmt.services.watch_customer import watch_customer
from tests.builders import STAFF
from tests.services.rules import HOLD, rule

Request = Callable[[], AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Django's own receivers would end the test's transaction; its test client takes them off as well."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def request_of(shop: Any) -> Request:
    """Something that is done while a request is answered; at its end the answer has been sent."""

    @contextmanager
    def answering() -> Iterator[None]:
        request_started.send(sender=None)
        try:
            yield
        finally:
            with shop.strict():
                request_finished.send(sender=None)

    return answering


def recorded() -> set[str]:
    from tests.standin.rows import recorded

    return recorded()


def numbers(*orders: Any) -> set[str]:
    from tests.standin.rows import numbers

    return numbers(*orders)


@pytest.fixture
def block(shop: Any) -> Callable[[], Any]:
    """Puts whoever orders in this shop on the watchlist, of which a rule takes notice."""
    rule({"field": "customer.watch", "op": "at_least", "value": "block"}, HOLD)
    shop.hook("order_created", shop.order())
    first = OrderRecord.objects.get().id
    return lambda: watch_customer(first, WatchLevel.BLOCK, actor=STAFF)


def held() -> set[str]:
    return set(Hold.objects.filter(state="open").values_list("order__number", flat=True))


def test_an_order_is_recorded_after_the_answer(shop, request_of):
    order = shop.order()
    with request_of():
        assert shop.hook("order_created", order) == "before"
        assert recorded() == set()
    assert recorded() == numbers(order)


def test_that_it_comes_confirmed_costs_nothing(shop, request_of):
    order = shop.order()
    with request_of():
        shop.hook("order_created", order)
        with CaptureQueriesContext(connection) as captured:
            assert shop.hook("order_confirmed", order) == "before"
    assert len(captured) == 0
    assert recorded() == numbers(order)


def test_in_no_request_nobody_waits(shop):
    order = shop.order()
    shop.hook("order_created", order)
    assert recorded() == numbers(order)


def test_an_order_that_would_be_held_is_held_before_the_answer(shop, request_of, block):
    block()
    order, other = shop.order(), shop.order(billing_address=shop.address(last_name="佐藤", phone=""))
    with request_of():
        shop.hook("order_created", order)
        shop.hook("order_created", other)
        assert numbers(order) <= held()
        assert numbers(order, other) & recorded() == numbers(order)
    assert numbers(order, other) <= recorded()
    assert not numbers(other) & held()


def test_what_becomes_of_it_in_the_same_request_is_looked_at(shop, request_of, block):
    order = shop.order()
    with request_of():
        shop.hook("order_created", order)
        block()  # by somebody else, in the meantime
        assert not numbers(order) & recorded()
        shop.hook("order_paid", order)
        assert numbers(order) <= held()


def test_what_becomes_of_an_earlier_order_is_recorded_before_the_answer(shop, request_of):
    from tests.standin.rows import status_of

    order = shop.order()
    shop.hook("order_created", order)
    with request_of():
        type(order).objects.filter(pk=order.pk).update(status="canceled")
        shop.hook("order_cancelled", order)
        assert status_of(order) == "cancelled"


def test_where_unchecked_orders_are_held_back_they_are_checked_at_once(shop, request_of):
    order = shop.order()
    with request_of():
        shop.hook("order_created", order, when_not_checked="hold back")
        assert recorded() == numbers(order)


@pytest.mark.parametrize("origin", ["draft", "reissue", "bulk_create"])
def test_staff_see_what_they_did(shop, request_of, origin):
    order = shop.order(origin=origin)
    with request_of():
        shop.hook("order_created", order)
        assert recorded() == numbers(order)


def test_who_asks_in_the_same_request_gets_the_answer(shop, request_of):
    order = shop.order()
    staff = shop.user(MANAGE_USERS, MANAGE_ORDERS, is_staff=True)
    with request_of():
        shop.hook("order_created", order)
        told = shop.ask(f'{{ order(id: "{order.pk}") {{ customerProfile {{ name }} }} }}', user=staff)
        assert told.errors is None
        assert told.data["order"]["customerProfile"] == {"name": "山田 太郎"}


def test_a_fault_afterwards_is_logged_and_made_good_by_the_sweep(shop, request_of, monkeypatch, caplog):
    caplog.set_level(logging.DEBUG, "saleor_customer_mgmt")
    order, other = shop.order(), shop.order()
    with monkeypatch.context() as patch:

        def fail(*_: Any) -> None:
            raise RuntimeError("山田太郎")

        patch.setattr("saleor_customer_mgmt.hosts.saleor.intake.record_orders", fail)
        with request_of():
            shop.hook("order_created", order)
            shop.hook("order_created", other)
    assert recorded() == set()
    lines = [(line.levelname, line.getMessage()) for line in caplog.records]
    assert lines == [("ERROR", "Orders were not taken in; the sweep will: RuntimeError")] * 2
    shop.sweep()
    assert recorded() == numbers(order, other)


def test_a_fault_while_it_is_foreseen_is_made_good_by_the_sweep(shop, request_of, monkeypatch, caplog):
    order = shop.order()

    def fail(*_: Any) -> None:
        raise RuntimeError("山田太郎")

    with monkeypatch.context() as patch:
        patch.setattr("saleor_customer_mgmt.hosts.saleor.intake.may_be_held", fail)
        with request_of():
            assert shop.hook("order_created", order) == "before"
    assert recorded() == set()
    assert [line.getMessage() for line in caplog.records] == [
        "Orders were not taken in; the sweep will: RuntimeError"
    ]
    shop.sweep()
    assert recorded() == numbers(order)


def test_what_a_broken_off_request_left_is_the_sweeps(shop, request_of):
    order = shop.order()
    request_started.send(sender=None)
    shop.hook("order_created", order)
    with request_of():
        pass  # the next one in the same thread
    assert recorded() == set()
    shop.sweep()
    assert recorded() == numbers(order)


def test_requests_of_other_threads_are_their_own(shop, request_of):
    from saleor_customer_mgmt.hosts.saleor import after_answer

    done: list[str] = []

    def another() -> None:
        assert not after_answer.can_leave()
        request_started.send(sender=None)
        after_answer.leave("an order", lambda: done.append("another's"))
        request_finished.send(sender=None)

    with request_of():
        after_answer.leave("an order", lambda: done.append("mine"))
        thread = threading.Thread(target=another)
        thread.start()
        thread.join()
        assert done == ["another's"]
    assert done == ["another's", "mine"]


def test_work_is_done_once_and_in_order(shop, request_of):
    from saleor_customer_mgmt.hosts.saleor import after_answer

    done: list[int] = []
    with request_of():
        for number in (1, 2, 3, 2):
            after_answer.leave(number, partial(done.append, number))
        assert after_answer.is_left(2)
        after_answer.take_back(3)
        after_answer.do_now()
        assert done == [1, 2]
        assert not after_answer.is_left(2)
        after_answer.leave(4, lambda: done.append(4))
    assert done == [1, 2, 4]

"""How much one hook does at once, and what it leaves to the sweep."""

from __future__ import annotations

from typing import Any

import pytest

from saleor_customer_mgmt.models import OrderRecord


@pytest.fixture
def few(shop: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    from saleor_customer_mgmt.hosts.saleor import intake

    monkeypatch.setattr(intake, "AT_ONCE", 3)
    monkeypatch.setattr(intake, "AT_MOST", 5)
    return shop


def test_so_much_is_done_at_once(shop):
    from saleor_customer_mgmt.hosts.saleor import intake

    assert (intake.AT_ONCE, intake.AT_MOST) == (100, 10_000)


def test_what_is_too_many_is_remembered_and_swept(few):
    from saleor_customer_mgmt.hosts.saleor.progress import pending_orders
    from tests.standin.rows import numbers, recorded

    orders = [few.order() for _ in range(5)]
    few.hook("order_bulk_created", orders)

    assert recorded() == numbers(*orders[:3])
    assert pending_orders() == [order.pk for order in orders[3:]]
    few.sweep()
    assert recorded() == numbers(*orders)
    assert pending_orders() == []


def test_what_is_remembered_already_is_so_once(few):
    from saleor_customer_mgmt.hosts.saleor.progress import pending_orders

    orders = [few.order() for _ in range(4)]
    for _ in range(2):
        few.hook("order_bulk_created", orders)

    assert pending_orders() == [orders[3].pk]


def test_when_recording_fails_nothing_is_remembered_by_halves(few, monkeypatch):
    """The sweep finds by itself what a hook left; what it remembers is only what a hook did not try."""
    from saleor_customer_mgmt.hosts.saleor import intake
    from saleor_customer_mgmt.hosts.saleor.progress import pending_orders
    from tests.standin.rows import numbers, recorded

    def fail(_ids: Any) -> None:
        raise RuntimeError

    orders = [few.order() for _ in range(4)]
    with monkeypatch.context() as patch:
        patch.setattr(intake, "remember_orders", fail)
        few.hook("order_bulk_created", orders)

    assert (recorded(), pending_orders()) == (set(), [])
    few.sweep()
    assert recorded() == numbers(*orders)


def test_the_newest_orders_of_an_account_come_first_and_not_all(few):
    from saleor_customer_mgmt.hosts.saleor.progress import pending_orders
    from tests.standin.rows import numbers, recorded

    user = few.user()
    orders = [few.order(user=user) for _ in range(7)]
    few.hook("customer_updated", user)

    assert recorded() == numbers(*orders[4:])
    assert pending_orders() == [orders[3].pk, orders[2].pk]


def test_an_account_has_its_guest_orders_too_but_nobody_elses(shop):
    from tests.standin.rows import numbers, recorded

    user, other = shop.user(email="taro@example.com"), shop.user()
    own = shop.order(user=user, user_email="old@example.com")
    guest = shop.order(user_email="taro@example.com")
    shop.order(user=other, user_email="taro@example.com")
    shop.order(user_email="hanako@example.com")
    shop.order(user=user, status="draft")
    shop.hook("account_confirmed", user)

    assert recorded() == numbers(own, guest)


def test_an_account_without_address_has_no_guest_orders(shop):
    """Else every guest order without an e-mail address would be this account's."""
    user = shop.user(email="")
    shop.order(user_email="")
    own = shop.order(user=user)
    shop.hook("customer_updated", user)

    assert set(OrderRecord.objects.values_list("number", flat=True)) == {str(own.number)}


def test_one_hook_asks_as_often_for_many_orders_as_for_one(shop, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(orders: list[Any]) -> int:
        with CaptureQueriesContext(connection) as found:
            shop.hook("order_bulk_created", orders)
        return len(found)

    asked([shop.order()])
    few = asked([shop.order() for _ in range(2)])
    many = asked([shop.order() for _ in range(20)])

    assert few == many

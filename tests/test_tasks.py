"""The Celery task that sweeps. What it does is in tests/hosts/saleor/test_sweep.py."""

from __future__ import annotations

import pytest
from celery import current_app

from saleor_customer_mgmt import tasks
from saleor_customer_mgmt.services import host_sweep
from saleor_customer_mgmt.services.host_sweep import Taken

NAME = "saleor_customer_mgmt.tasks.sweep"


def test_it_has_the_name_that_the_schedule_says_and_keeps_no_result():
    assert tasks.sweep.name == NAME
    assert current_app.tasks[NAME].ignore_result is True


def test_where_there_is_no_host_it_does_nothing(monkeypatch):
    monkeypatch.setattr(host_sweep, "_registered", [])

    assert tasks.sweep() is None


def test_it_sweeps(shop):
    from tests.standin.rows import numbers, recorded

    orders = [shop.order() for _ in range(2)]
    assert tasks.sweep() is None

    assert recorded() == numbers(*orders)


def test_delivered_twice_it_changes_nothing_the_second_time(shop):
    from saleor_customer_mgmt.models import OrderRecord

    shop.order()
    tasks.sweep()
    before = list(OrderRecord.objects.values_list())
    tasks.sweep()

    assert list(OrderRecord.objects.values_list()) == before
    assert len(before) == 1


def test_its_result_is_not_what_was_seen(monkeypatch):
    """Nothing about orders is to be kept by a result back end."""

    class Orders:
        swept = 0

        def sweep(self) -> Taken:
            self.swept += 1
            return Taken(seen=1)

    orders = Orders()
    monkeypatch.setattr(host_sweep, "_registered", [orders])

    assert tasks.sweep() is None
    assert orders.swept == 1


@pytest.mark.parametrize("arguments", [(1,), ("order",)])
def test_it_takes_nothing(arguments):
    with pytest.raises(TypeError):
        tasks.sweep(*arguments)

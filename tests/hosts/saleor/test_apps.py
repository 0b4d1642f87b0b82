"""What our app does when it is made ready inside Saleor."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.apps import SCHEDULE
from saleor_customer_mgmt.services.host_sweep import host_orders


def schedule() -> dict[str, Any]:
    found: dict[str, Any] = getattr(settings, "CELERY_BEAT_SCHEDULE")  # noqa: B009  # mypy knows other settings
    return found


def ready() -> None:
    apps.get_app_config("customer_mgmt").ready()


def test_the_sweep_is_in_beats_schedule(standin):
    entry = schedule()["customer-mgmt-sweep"]

    assert entry == {
        "task": "saleor_customer_mgmt.tasks.sweep",
        "schedule": timedelta(minutes=5),
        # What waits longer than until the next one comes need not be done any more.
        "options": {"expires": 300.0},
    }


def test_every_entry_names_a_task_that_there_is(standin):
    from celery import current_app

    import saleor_customer_mgmt.tasks

    assert set(schedule()) == set(SCHEDULE)
    for entry in schedule().values():
        task = current_app.tasks[entry["task"]]
        assert task.name == entry["task"]
        assert task.__module__ == saleor_customer_mgmt.tasks.__name__


def test_a_merchants_own_rhythm_stays(standin, settings):
    own = {"task": "saleor_customer_mgmt.tasks.sweep", "schedule": timedelta(hours=1)}
    settings.CELERY_BEAT_SCHEDULE = {"customer-mgmt-sweep": own, "saleors-own": {}}
    ready()

    assert settings.CELERY_BEAT_SCHEDULE["customer-mgmt-sweep"] is own
    assert settings.CELERY_BEAT_SCHEDULE["saleors-own"] == {}


@pytest.mark.parametrize("other", [None, [], "dynamic"])
def test_a_schedule_of_another_kind_is_left_alone(standin, settings, other):
    settings.CELERY_BEAT_SCHEDULE = other
    ready()

    assert settings.CELERY_BEAT_SCHEDULE is other


def test_there_need_be_no_schedule(standin, settings):
    del settings.CELERY_BEAT_SCHEDULE
    ready()

    assert not hasattr(settings, "CELERY_BEAT_SCHEDULE")


def test_the_shops_orders_are_known(standin):
    from saleor_customer_mgmt.hosts.saleor.sweep import SaleorOrders

    assert isinstance(host_orders(), SaleorOrders)


@pytest.mark.parametrize(("value", "region"), [("us", "US"), ("", "JP"), ("XX", "JP")])
def test_the_merchants_default_region_is_in_use(shop, value, region):
    shop.settings(default_region=value)

    assert conf.profile().default_region == region


def test_a_plugin_that_was_never_set_up_has_the_default_region(shop):
    assert conf.profile().default_region == "JP"


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ("saleor_customer_mgmt.apps._work_in_saleor", "Customer management does nothing in the background: "),
        ("saleor_customer_mgmt.hosts.saleor.mount.mount", "Customer management is not in the GraphQL API: "),
    ],
)
def test_a_saleor_that_is_otherwise_goes_on_without_us(standin, monkeypatch, caplog, broken, expected):
    def fail() -> Any:
        raise ImportError("cannot import name 'Order'")

    monkeypatch.setattr(broken, fail)
    with caplog.at_level(logging.ERROR):
        ready()

    ours = [line for line in caplog.records if line.getMessage().startswith(expected)]
    assert [(line.levelname, line.getMessage(), line.exc_info) for line in ours] == [
        ("ERROR", f"{expected}cannot import name 'Order'", None)
    ]

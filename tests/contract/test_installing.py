"""Having the stand-in installed leaves no trace in the process."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from tests.standin.installing import _told_by_hosts, installed


def state() -> dict[str, Any]:
    from saleor_customer_mgmt.graphql.types.customer import CustomerProfile
    from saleor_customer_mgmt.graphql.types.order import OrderRecord

    return {
        "modules": {name for name in sys.modules if name.partition(".")[0] == "saleor"},
        "path": list(sys.path),
        "finders": list(sys.meta_path),
        "apps": [config.name for config in apps.get_app_configs()],
        "models": {model._meta.label for model in apps.get_models()},
        "schedule": hasattr(settings, "CELERY_BEAT_SCHEDULE"),
        "hosts": {key: list(each) for key, each in _told_by_hosts().items() if each},
        "fields": [sorted(type_._meta.fields) for type_ in (CustomerProfile, OrderRecord)],
    }


def test_nothing_is_left_of_it():
    before = state()
    for _ in range(2):
        with installed():
            from saleor.graphql.api import schema

            inside = state()  # What waited for the schema to be imported is gone already.
            assert schema is not None
            assert {name for name in before if before[name] == inside[name]} == {"finders"}
        assert state() == before


def test_what_needs_saleor_cannot_be_imported_after_it():
    with installed():
        import saleor_customer_mgmt.plugin  # noqa: F401

    with pytest.raises(ModuleNotFoundError, match=r"^No module named 'saleor'$"):
        __import__("saleor")
    assert "saleor_customer_mgmt.plugin" not in sys.modules
    assert [name for name in sys.modules if name.startswith("saleor_customer_mgmt.hosts.saleor.")] == []

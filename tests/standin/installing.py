"""Having the stand-in installed for a while, in a process that knows nothing of Saleor before and after.

Django cannot make the same models twice, so they are kept between one time and the next; everything else, as
the GraphQL schema, is imported anew each time, as in a process that starts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import override_settings

HERE = Path(__file__).parent
APPS = ("permission", "account", "app", "channel", "order", "payment", "plugins", "discount", "checkout")
STANDALONE = "saleor_customer_mgmt.hosts.standalone"

_kept: dict[str, ModuleType] = {}


@contextmanager
def installed() -> Iterator[None]:
    """Have the stand-in's apps installed and ours made ready in it; without tables."""
    ours = "saleor_customer_mgmt"
    # Whoever is ready last has the word; in a shop that is us.
    others = [name for name in settings.INSTALLED_APPS if name != ours]
    apps_in_shop = [*others, *(f"saleor.{name}" for name in APPS), ours]
    changed = override_settings(
        AUTHENTICATION_BACKENDS=["saleor.core.auth_backend.JSONWebTokenBackend"],
        DATABASE_CONNECTION_DEFAULT_NAME="default",
        DATABASE_CONNECTION_REPLICA_NAME="default",
        CELERY_BEAT_SCHEDULE={},
    )
    # One after the other: apps are made ready before the settings that come with them are there.
    with _on_path(), _registrations(), changed, override_settings(INSTALLED_APPS=apps_in_shop):
        yield


@contextmanager
def tables() -> Iterator[None]:
    """Have the tables of the stand-in's models in the database; call it where there is no transaction."""
    models = [model for name in APPS for model in apps.get_app_config(name).get_models()]
    with connection.schema_editor() as editor:
        for model in models:
            editor.create_model(model)
    try:
        yield
    finally:
        # While there still are permissions of the shop: they go with them.
        _forget_content_types()
        with connection.schema_editor() as editor:
            for model in reversed(models):
                editor.delete_model(model)
        connection.close()


@contextmanager
def _on_path() -> Iterator[None]:
    path, finders = list(sys.path), list(sys.meta_path)
    # Before everything else: should there be a real Saleor, it is not the one that is meant here.
    sys.path.insert(0, str(HERE))
    sys.modules.update(_kept)
    try:
        yield
    finally:
        sys.path[:], sys.meta_path[:] = path, finders
        for name in [name for name in sys.modules if _needs_saleor(name)]:
            module = sys.modules.pop(name)
            if not name.startswith("saleor.graphql"):
                _kept[name] = module


def _needs_saleor(module: str) -> bool:
    return module.partition(".")[0] == "saleor" or module.startswith(
        ("saleor_customer_mgmt.plugin", "saleor_customer_mgmt.hosts.saleor.")
    )


@contextmanager
def _registrations() -> Iterator[None]:
    """Give back what our app tells our modules of the host they are in."""
    from saleor_customer_mgmt.graphql.types.customer import CustomerProfile
    from saleor_customer_mgmt.graphql.types.order import OrderRecord

    before = {key: list(each) for key, each in _told_by_hosts().items()}
    fields = [CustomerProfile._meta.fields, OrderRecord._meta.fields]
    fields_before = [dict(each) for each in fields]
    try:
        yield
    finally:
        for key, each in _told_by_hosts().items():
            each[:] = before.get(key, [])
        for known, old_fields in zip(fields, fields_before, strict=True):
            for name in known.keys() - old_fields.keys():
                del known[name]


def _told_by_hosts() -> dict[tuple[str, str], list[Any]]:
    """Return the lists in our modules into which a host puts itself."""
    return {
        (name, variable): getattr(module, variable)
        for name, module in sys.modules.items()
        for variable in ("_registered", "_host_profile")
        if name.startswith("saleor_customer_mgmt.") and isinstance(getattr(module, variable, None), list)
    }


def _forget_content_types() -> None:
    """Take away what Django notes of each model when it empties tables after a test."""
    from django.contrib.contenttypes.models import ContentType

    from saleor_customer_mgmt.hosts.standalone.permissions import create_permissions

    ContentType.objects.filter(app_label__in=APPS).delete()
    ContentType.objects.clear_cache()
    create_permissions()

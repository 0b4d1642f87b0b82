"""Saleor's permissions that we use, as Django's own rows, so that staff here are like staff there.

Django names a permission after an app, and Saleor's apps are not here; a content type that only bears
the name does as well. ``user.has_perm("account.manage_users")`` then means the same in both hosts.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS

from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_STAFF, MANAGE_USERS

_NAMES = {
    MANAGE_USERS: ("user", "Manage customers."),
    MANAGE_ORDERS: ("order", "Manage orders."),
    MANAGE_STAFF: ("user", "Manage staff."),
}


def create_permissions(*, using: str = DEFAULT_DB_ALIAS, **_signal: Any) -> None:
    """Create the permissions that are missing; after each migration."""
    for permission, (model, name) in _NAMES.items():
        app, _, codename = permission.partition(".")
        bearer, _ = ContentType.objects.using(using).get_or_create(app_label=app, model=model)
        Permission.objects.using(using).get_or_create(
            content_type=bearer, codename=codename, defaults={"name": name}
        )


def find_permission(name: str) -> Permission:
    """Return the row of a permission (``account.manage_users``), to give it to somebody."""
    app, _, codename = name.partition(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)

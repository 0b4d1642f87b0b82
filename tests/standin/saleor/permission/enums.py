from __future__ import annotations

import enum
from typing import Any


class AccountPermissions(enum.Enum):
    MANAGE_USERS = "account.manage_users"


class OrderPermissions(enum.Enum):
    MANAGE_ORDERS = "order.manage_orders"


def get_permissions(permissions: Any = None, database_connection_name: str = "default") -> Any:
    from saleor.permission.models import Permission

    names = [each.split(".")[1] for each in permissions or ()]
    return Permission.objects.using(database_connection_name).filter(codename__in=names).order_by("codename")

"""Taking customers' locks when only a look tells which, and a look may be out of date."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import TypeVar

from django.db import transaction

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.lock_objects import lock_customers
from saleor_customer_mgmt.models import Customer
from saleor_customer_mgmt.services.errors import Busy

T = TypeVar("T")
MAX_TRIES = 100
"""Each further try means that somebody else got done in between; so many in a row mean a fault."""


class _Moved(Exception):
    """Raised to give all locks back and take them again."""


def lock_what_it_takes(
    look: Callable[[], T], customers: Callable[[T], AbstractSet[OrderId]]
) -> tuple[T, dict[OrderId, Customer]]:
    """Return what ``look`` sees once all the customers that it concerns are locked, and these.

    Inside a transaction. While the locks were waited for, the customers may have changed: then the
    look concerns others, all locks are given back and taken again in their order.

    Raises:
        Busy: when it never holds still.
    """
    for _ in range(MAX_TRIES):
        try:
            with transaction.atomic():
                locked = lock_customers(customers(look()))
                seen = look()
                if not customers(seen) <= locked.keys():
                    raise _Moved
                return seen, locked
        except _Moved:
            continue
    raise Busy("Other changes to the same customers kept coming in between; please try again.")

"""Taking customers' locks when only a look tells which, and a look may be out of date.

Giving locks back means going back to a savepoint, and only to the very savepoint in which they were taken.
Whoever waits for a lock of a savepoint that was released waits for the end of the whole transaction and
does not notice when an outer savepoint is gone back to: docs/adr/0050-locks-and-concurrency.md.
So there is one savepoint around each try, and none inside it.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import TypeVar

from django.db import transaction

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.lock_objects import lock_customers
from saleor_customer_mgmt.services.errors import Busy

T = TypeVar("T")
MAX_TRIES = 100
"""Each further try means that somebody else got done in between; so many in a row mean a fault."""


class Moved(Exception):
    """Raised to give all locks of this try back and to try again."""


def try_until_it_holds_still(work: Callable[[], T]) -> T:
    """Do this work in a savepoint, again and again until it raises no :class:`Moved`.

    Inside a transaction that holds no lock of keys, customers or orders yet.

    Raises:
        Busy: when it never holds still.
    """
    for _ in range(MAX_TRIES):
        try:
            with transaction.atomic():
                return work()
        except Moved:
            continue
    raise Busy("Other changes to the same customers kept coming in between; please try again.")


def lock_what_it_takes(
    look: Callable[[], T], customers: Callable[[T], AbstractSet[OrderId]]
) -> tuple[T, dict[OrderId, bool]]:
    """Return what ``look`` sees once all the customers that it concerns are locked, and which of these are
    entangled.

    Raises:
        Moved: when it concerns others by then, since some changed while their locks were waited for.
    """
    seen = look()
    wanted = customers(seen)
    if not wanted:
        return seen, {}  # no lock was waited for, so a second look is no later than the first
    locked = lock_customers(wanted)
    seen = look()
    if not customers(seen) <= locked.keys():
        raise Moved
    return seen, locked

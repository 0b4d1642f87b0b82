"""Changing what hangs on customers: under their locks, and with the rules applied afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import transaction

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.lock_objects import share_judging
from saleor_customer_mgmt.services.after_judging import after_judging
from saleor_customer_mgmt.services.known_orders import require_orders
from saleor_customer_mgmt.services.locking import lock_what_it_takes, try_until_it_holds_still
from saleor_customer_mgmt.services.rule_backlog import customers_of


def lock_customers_of(anchors: Collection[OrderId]) -> set[OrderId]:
    """Lock the customers of these orders and return them. Inside a transaction that has no lock yet.

    Raises:
        NotFound: when there is no such order.
        Busy: when others kept changing the same customers.
    """
    share_judging()
    require_orders(anchors)
    return try_until_it_holds_still(
        lambda: lock_what_it_takes(lambda: customers_of(anchors), lambda seen: seen)[0]
    )


@contextmanager
def touched(anchors: Collection[OrderId]) -> Iterator[set[OrderId]]:
    """Lock the customers of these orders, and bring what rules and groups make of them up to date.

    Yields the customers. A transaction: whatever is raised inside undoes it all.

    Raises:
        NotFound: when there is no such order.
        Busy: when others kept changing the same customers.
    """
    with transaction.atomic():
        customers = lock_customers_of(anchors)
        yield customers
        after_judging(customers=customers)

"""Keeping orders from being moved on for as long as a transaction lasts, without waiting for ever.

Whoever moves an order on may be at it for long: a capture waits for the payment provider.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import OperationalError, connection

from saleor_customer_mgmt.lock_objects import own_moves
from saleor_customer_mgmt.services.errors import Busy

WAIT_MS = 5000


def hold_still(orders: Collection[tuple[str, str]]) -> None:
    """Keep these orders (source, number) from being moved on until the transaction ends.

    Raises:
        Busy: when one of them is being moved on just now and that takes long.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{WAIT_MS}ms"])
    try:
        own_moves(orders)
    except OperationalError as error:
        raise Busy("An order is just being moved on; please try again.") from error

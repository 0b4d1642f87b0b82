"""Taking in the shop's own orders, without ever being in the way of a sale.

Saleor calls the hooks in the shopper's request, after the order is committed, and lets their
exceptions through to the shopper. So nothing leaves this module, and nothing waits for long.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import connection, transaction

from saleor_customer_mgmt.services.record_orders import record_orders

if TYPE_CHECKING:
    from saleor.order.models import Order

logger = logging.getLogger(__name__)

LOCK_TIMEOUT, STATEMENT_TIMEOUT = "500ms", "3s"
"""How long a hook may wait for a lock, or for one statement, before it gives up."""


def take_in(order: Order) -> bool:
    """Record and judge an order; return whether that worked. Never raises an ``Exception``."""
    try:
        from saleor.core.db.connection import allow_writer  # noqa: PLC0415  # Saleor's models must be loaded

        from saleor_customer_mgmt.hosts.saleor.facts import order_facts  # noqa: PLC0415

        with allow_writer(), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
                cursor.execute(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'")
            record_orders([order_facts(order)])
    except Exception as error:  # noqa: BLE001  # whatever it is, the sale goes on
        # The kind of error and the order's id only: messages of databases quote values of people.
        logger.error("Order %s was not taken in: %s", order.pk, type(error).__qualname__)  # noqa: TRY400
        return False
    return True

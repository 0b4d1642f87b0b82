"""What processes do while values expire. Importable in a spawned process."""

from __future__ import annotations

from random import Random
from typing import Any

from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.services.do_job import expire_now
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import STAFF, order_facts

BUYERS = 6


def amazon(buyer: int, number: int = 0, **more: Any) -> OrderFacts:
    """Return an order of one of few buyers, which is due to expire."""
    return order_facts(
        f"A-{buyer}-{number}",
        source="amazon",
        name=f"注文者{buyer}",
        phone=f"090-0000-100{buyer}",
        email=f"b{buyer}@example.com",
        **more,
    )


def record_again_and_again(seed: int, times: int) -> int:
    random = Random(seed)
    for _ in range(times):
        orders = [
            amazon(random.randrange(BUYERS), random.randrange(5), total=str(random.randrange(3)))
            for _ in range(3)
        ]
        record_orders(orders)
    return times


def expire_again_and_again(times: int) -> int:
    for _ in range(times):
        expire_now(actor=STAFF)
    return times

from __future__ import annotations

from tests.standin.steps import (
    MARK_AS_PAID_TRANSACTION_NAME,
    automatically_fulfill_digital_lines,
    call_order_event,
    order_confirmed,
)

__all__ = [
    "MARK_AS_PAID_TRANSACTION_NAME",
    "automatically_fulfill_digital_lines",
    "call_order_event",
    "order_confirmed",
]

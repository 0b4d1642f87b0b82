from __future__ import annotations

from saleor.order.utils import refresh_order_status

__all__ = ["refresh_order_status"]

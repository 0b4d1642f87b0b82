"""Orders as clients send them."""

from __future__ import annotations

from typing import Any


def order(number: str, *, source: str = "saleor", **buyer: Any) -> dict[str, Any]:
    return {
        "source": source,
        "number": number,
        "placedAt": "2026-01-31T09:30:00+09:00",
        "status": "FULFILLED",
        "total": "1200.50",
        "currency": "JPY",
        "buyer": {"name": "山田 太郎", **buyer},
        "lines": [{"sku": "TEA-1", "product": "お茶", "quantity": 2, "unitPrice": "600.25"}],
    }

"""How far work on all orders is, told as steps of one way."""

from __future__ import annotations

from collections.abc import Callable

from saleor_customer_mgmt.models import OrderRecord

Advance = Callable[[int, int], None]
"""Called with how many steps of how many are done."""


class Passes:
    """Counts several passes over all orders as steps of one way."""

    def __init__(self, passes: int, on_progress: Advance | None) -> None:
        self._orders = OrderRecord.objects.count() if on_progress else 0
        self._total, self._passed = passes * self._orders, 0
        self._on_progress = on_progress

    def at(self, orders: int) -> None:
        """Say how many orders the pass that is under way has behind it."""
        if self._on_progress is not None:
            self._on_progress(min(self._passed + orders, self._total), self._total)

    def passed(self) -> None:
        self._passed += self._orders
        self.at(0)

"""The host's own orders, brought in bit by bit. The host says how (:func:`use_host_orders`).

Tasks and commands call this, since they may not know which host they run in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(slots=True)
class Taken:
    """What became of a host's orders in one run; ``failed`` are tried again by the next sweep."""

    seen: int = 0
    new: int = 0
    changed: int = 0
    failed: int = 0
    finished: bool = False
    """False: there is more to do, or another process is at it."""


class HostOrders(Protocol):
    """What a host with orders of its own can do."""

    def sweep(self) -> Taken:
        """Record what the host wrote since the last sweep. At once done when another process sweeps."""
        ...

    def backfill(self, *, batch: int, restart: bool, on_progress: Callable[[Taken], None]) -> Taken:
        """Record the host's whole history, from where the last run stopped."""
        ...


_registered: list[HostOrders] = []


def use_host_orders(host: HostOrders) -> None:
    """Register the host of this process, in the place of an earlier one."""
    _registered[:] = [host]


def host_orders() -> HostOrders | None:
    """Return the host's orders; None where the host has none, as in the standalone one."""
    return _registered[0] if _registered else None

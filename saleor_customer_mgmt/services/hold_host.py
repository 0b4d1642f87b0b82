"""What a host with orders of its own does about holds. The host says how (:func:`use_hold_host`).

Services and rules call this, since they may not know which host they run in. Without a host every hold is
a mark: orders of the malls move elsewhere, and nobody here can stop them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an order of the host stands now."""

    status: str
    """In the host's own word."""
    open: bool
    """Whether there is still anything to hold."""
    state: dict[str, Any] = field(default_factory=dict)
    """What the watchdog will compare with; goes into ``Hold.stood``."""


@dataclass(frozen=True, slots=True)
class Watched:
    """An open hold, as the watchdog has to know it."""

    hold: int
    number: str
    point: str
    since: datetime
    stood: Mapping[str, Any]


class HoldHost(Protocol):
    """The host's side of holds. ``numbers`` are of orders of ``source``."""

    source: str

    def stand(self, numbers: Collection[str]) -> Mapping[str, Standing]:
        """Return where these orders stand; those that the host does not know are left out.

        Called in the transaction that holds them, when nobody can move them on.
        """
        ...

    def moved(self, watched: Sequence[Watched]) -> Collection[tuple[int, str]]:
        """Return the holds that did not hold, each with what happened (``HoldBreach.what``)."""
        ...

    def go_on(self, number: str) -> None:
        """Take the steps that holds kept from this order (``services.held_steps``). Raises nothing."""
        ...


_registered: list[HoldHost] = []


def use_hold_host(host: HoldHost) -> None:
    """Register the host of this process, in the place of an earlier one."""
    _registered[:] = [host]


def hold_host() -> HoldHost | None:
    """Return the host; None where there is none, as in the standalone one."""
    return _registered[0] if _registered else None


def standings(orders: Collection[tuple[str, str]]) -> dict[tuple[str, str], Standing]:
    """Return where these orders (source, number) stand, as far as the host knows them."""
    host = hold_host()
    if host is None or not (numbers := sorted({n for source, n in orders if source == host.source})):
        return {}
    return {(host.source, number): found for number, found in host.stand(numbers).items()}

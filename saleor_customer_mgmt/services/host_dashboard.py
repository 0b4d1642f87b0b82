"""The host's own dashboard, in which our screens are shown. It says how (:func:`use_host_dashboard`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from saleor_customer_mgmt.services.errors import ServiceError


class NotRegistered(ServiceError):
    """Raised when our screens cannot be put into the dashboard; the message says what is to be done."""

    code = "INVALID"


@dataclass(frozen=True, slots=True)
class Registered:
    """How we stand in the dashboard."""

    active: bool
    """It shows us: the plugin is switched on, and it is known where the dashboard is."""
    address: str
    """Where our screens are; empty when we are not in the dashboard at all."""
    origins: tuple[str, ...]
    entries: tuple[str, ...]
    """``place: name`` of each entry there."""


class HostDashboard(Protocol):
    """What a host with a dashboard can do."""

    def register(self, origins: Sequence[str] | None) -> Registered:
        """Bring our entries in order; ``origins`` first becomes the setting, unless it is None.

        Raises:
            NotRegistered: when an origin is none, when there are none, or when the plugin is switched off.
        """
        ...

    def remove(self) -> bool:
        """Take everything of ours out of the dashboard; return whether there was something."""
        ...

    def registered(self) -> Registered: ...


_registered: list[HostDashboard] = []


def use_host_dashboard(host: HostDashboard) -> None:
    """Register the host of this process, in the place of an earlier one."""
    _registered[:] = [host]


def host_dashboard() -> HostDashboard | None:
    """Return the host's dashboard; None where the host has none, as the standalone one."""
    return _registered[0] if _registered else None

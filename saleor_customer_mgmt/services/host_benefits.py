"""What the host gives to members of groups. The host says how (:func:`use_host_benefits`)."""

from __future__ import annotations

from typing import Protocol


class HostBenefits(Protocol):
    """What a host that gives something to members can do."""

    def keep(self) -> None:
        """Take it from those who left, and give it to those who came. Raises nothing; done twice, no harm."""
        ...


_registered: list[HostBenefits] = []


def use_host_benefits(host: HostBenefits) -> None:
    """Register the host of this process, in the place of an earlier one."""
    _registered[:] = [host]


def host_benefits() -> HostBenefits | None:
    """Return the host; None where there is none, as in the standalone one."""
    return _registered[0] if _registered else None

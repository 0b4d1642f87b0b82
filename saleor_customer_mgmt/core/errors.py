"""The core's few exceptions."""

from __future__ import annotations


class CoreError(Exception):
    """Base of everything the core raises on purpose."""


class InvalidCriteria(CoreError):
    """Raised when match criteria cannot be used; ``faults`` names every fault found."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


class InvalidDecision(CoreError):
    """Raised when a merge or split does not make sense for the orders it names."""

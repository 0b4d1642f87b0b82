"""What is wrong with a condition, and where."""

from __future__ import annotations

from dataclasses import dataclass

from saleor_customer_mgmt.core.errors import CoreError


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. ``path`` names the place, such as ``all[1].value``; empty: the whole condition."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class BadValue(ValueError):
    """Raised by what reads a single value: what is wrong with it; whose place it is the caller knows."""


class InvalidCondition(CoreError):
    """Raised when a condition cannot be used; ``faults`` names every fault found."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = faults

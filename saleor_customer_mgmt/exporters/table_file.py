"""What all writers of tables have in common."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Protocol

Cell = str | int | Decimal | datetime | None
"""``datetime``: aware, shown in the zone that it has. ``None`` is an empty cell."""


class TableFile(Protocol):
    """A table that is being written to a file, a row at a time, in memory that does not grow with it."""

    replaced: int
    """Characters so far that the file could not hold, and that something else stands for."""

    def write(self, row: Sequence[Cell]) -> None:
        """Write a row; the first one is the head."""

    def finish(self) -> None:
        """Write what is to stand at the end. The file is whole only then, and stays open."""


def amount(value: Decimal) -> str:
    """Return a number without needless zeros, never in the form 1E+3."""
    whole = value == value.to_integral()
    return format(value.quantize(Decimal(1)) if whole else value.normalize(), "f")


def moment(value: datetime) -> str:
    """Return a moment to the second as the zone's clocks show it: what spreadsheets read as a time."""
    return value.strftime("%Y-%m-%d %H:%M:%S")

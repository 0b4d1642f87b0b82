"""What a reader of order files gives out, and how it refuses.

A reading is a stream of :class:`OrderRead` and :class:`RefusedRows`. Every data row of a file is in
exactly one of them, so nothing is lost and nothing is counted twice.
"""

from __future__ import annotations

from dataclasses import dataclass

from saleor_customer_mgmt.core.facts import OrderFacts


@dataclass(frozen=True, slots=True)
class Repair:
    """A cell that a spreadsheet had changed, and that was read as what it certainly had been.

    ``what`` is an English sentence without personal values.
    """

    file: str
    line: int
    column: str
    what: str


@dataclass(frozen=True, slots=True)
class OrderRead:
    """One order and the rows it was read from.

    ``rows`` are ``(file name, line number)``, lines counted from 1 as an editor counts them (the
    line on which the row begins).
    """

    facts: OrderFacts
    rows: tuple[tuple[str, int], ...]
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedRows:
    """Rows that cannot be taken in, with the place and the reason.

    ``rows`` are all the rows of the order that is refused (one faulty row refuses its order: half an
    order is worse than none); ``file``, ``line`` and ``column`` point at the fault itself.
    ``reason`` is an English sentence without personal values.
    """

    rows: tuple[tuple[str, int], ...]
    file: str
    line: int
    column: str
    reason: str
    order_number: str = ""


class FileRefused(Exception):
    """Raised when a whole file cannot be read: unknown, damaged, empty, not text.

    The message names the file and, where there is one, the line and column.
    """

    def __init__(self, file: str, reason: str, *, line: int | None = None, column: str = "") -> None:
        place = file if line is None else f"{file}, line {line}"
        if column:
            place = f"{place}, column {column}"
        super().__init__(f"{place}: {reason}")
        self.file = file
        self.line = line
        self.column = column
        self.reason = reason

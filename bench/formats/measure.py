"""Both sides of the figure: reading orders, and only parting the same file into cells."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.formats.copies import copies_for, write_copies
from saleor_customer_mgmt.importers import OrderRead, open_orders
from tests.samples import Sample


@dataclass(frozen=True, slots=True)
class Read:
    """CPU seconds of both sides, each ``ours[i]`` taken beside ``theirs[i]``."""

    format: str
    rows: int
    columns: int
    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        return tuple(a / b for a, b in zip(self.ours, self.theirs, strict=True))


class NothingLikeIt(Exception):
    """Raised when what was read is not what was written: then there is nothing to measure."""


def measure(sample: Sample, rows: int, rounds: int, folder: Path) -> Read:
    """Compare reading orders from a file of so many rows with reading its cells, in turn.

    Raises:
        NothingLikeIt: when not all orders were read.
    """
    copies = copies_for(sample, rows)
    paths = write_copies(sample, copies, folder)
    _check(sample, copies, paths)
    sides: tuple[Callable[[], object], ...] = (lambda: read_orders(paths), lambda: read_cells(sample, paths))
    taken: tuple[list[float], list[float]] = ([], [])
    for at in range(rounds):
        for side in (0, 1) if at % 2 == 0 else (1, 0):
            taken[side].append(_seconds(sides[side]))
    there = sum(1 for table in sample.tables for row in table.rows if row)
    columns = max(len(table.names) for table in sample.tables)
    return Read(sample.id, copies * there, columns, tuple(taken[0]), tuple(taken[1]))


def read_orders(paths: Sequence[Path]) -> int:
    """Return how many orders were read; what is refused is not."""
    return sum(isinstance(item, OrderRead) for item in open_orders(paths))


def read_cells(sample: Sample, paths: Sequence[Path]) -> int:
    """Return how many rows Python's csv module reads, the header and blank ones among them."""
    rows = 0
    for path, table in zip(paths, sample.tables, strict=True):
        with path.open(encoding=table.encoding, newline="") as file:
            if table.is_tsv:
                reader = csv.reader(file, delimiter=table.delimiter, quoting=csv.QUOTE_NONE)
            else:
                reader = csv.reader(file, delimiter=table.delimiter)
            for _ in reader:
                rows += 1
    return rows


def lines(measured: Sequence[Read]) -> list[str]:
    """Return the table, as Markdown, the slowest format last."""
    return [
        "| format | columns | rows | ours, rows/s | csv, rows/s | takes as long (least to most) |",
        "|---|---:|---:|---:|---:|---:|",
        *(
            f"| `{each.format}` | {each.columns} | {each.rows:,} | {each.rows / median(each.ours):,.0f} "
            f"| {each.rows / median(each.theirs):,.0f} | **{median(each.ratios):.1f} ×** "
            f"({min(each.ratios):.1f} to {max(each.ratios):.1f}) |"
            for each in sorted(measured, key=lambda each: median(each.ratios))
        ),
    ]


def _check(sample: Sample, copies: int, paths: Sequence[Path]) -> None:
    found, wanted = read_orders(paths), copies * len(sample.expected)
    if found != wanted:
        raise NothingLikeIt(f"{sample.id}: {found:,} orders were read of {wanted:,}")


def _seconds(side: Callable[[], object]) -> float:
    began = time.process_time()
    side()
    return time.process_time() - began

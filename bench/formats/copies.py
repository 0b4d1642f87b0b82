"""Large files of a format: its sample over and over, each time with other order numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from tests.samples import Cells, Sample

_DIGITS = re.compile(r"\d", re.ASCII)
_APART = 1000
"""How far the numbers of two copies are apart: more than those of one sample."""


def copies_for(sample: Sample, rows: int) -> int:
    """Return how many copies of a sample have at least so many rows, those of its second file included."""
    of_one = sum(1 for table in sample.tables for row in table.rows if row)
    return -(-rows // of_one)


def write_copies(sample: Sample, copies: int, folder: Path) -> list[Path]:
    """Write the files of a sample with so many copies of its orders, and return them."""
    numbers = {each.number.rpartition(":")[2] for each in sample.expected}
    numbers |= {row.get(table.number, "") for table in sample.tables for row in table.rows}
    numbers.discard("")
    tables = []
    for table in sample.tables:
        rows = [_renumbered(row, numbers, copy) for copy in range(copies) for row in table.rows]
        tables.append(replace(table, rows=rows))
    return replace(sample, tables=tuple(tables)).write(folder)


def renumbered(number: str, copy: int) -> str:
    """Return an order number of the same form for a copy; copy 0 has the sample's own.

    Its digits count on, whatever stands between them. A number of digits alone may grow longer.
    """
    digits = "".join(_DIGITS.findall(number))
    if not digits:
        raise ValueError(f"an order number without digits: {number!r}")
    counted = str(int(digits) + copy * _APART).zfill(len(digits))
    if digits in number:
        return number.replace(digits, counted)
    left = iter(counted[-len(digits) :])
    return _DIGITS.sub(lambda _: next(left), number)


def _renumbered(row: Cells, numbers: set[str], copy: int) -> Cells:
    return {name: renumbered(cell, copy) if cell in numbers else cell for name, cell in row.items()}

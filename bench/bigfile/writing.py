"""A file as large as is asked for: a sample over and over, each time with other order numbers."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from bench.formats.copies import renumbered
from tests.samples import Sample

_AT_ONCE = 100
"""Copies that are written together."""
REMARK = "のし希望。平日の午前中に届けてください。" * 64
"""What people write with an order, so that rows are as long as a mall's are."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is in the file."""

    size: int
    orders: int
    rows: int


def write_large(sample: Sample, size: int, path: Path, remark: str = "") -> Written:
    """Write a file of at least so many bytes, in constant memory. ``remark`` is the column that is filled.

    Raises:
        ValueError: when the sample's numbers cannot be counted on in its text, or it has several files.
    """
    (table,) = sample.tables
    if remark:
        rows = [row | {remark: REMARK} for row in table.rows]
        table = replace(table, rows=rows)
    whole = _bytes(replace(sample, tables=(table,)))
    head = _bytes(replace(sample, tables=(replace(table, rows=[]),)))
    body = whole.removeprefix(head)
    numbers = [number.encode(table.encoding) for number in sample.numbers]
    if len(body) == len(whole) or any(not number.isascii() or number not in body for number in numbers):
        raise ValueError(f"{sample.id}: its copies cannot be told apart in its text")
    copies = 0
    with path.open("wb") as file:
        file.write(head)
        while file.tell() < size:
            file.write(
                b"".join(_copy(body, sample.numbers, copy) for copy in range(copies, copies + _AT_ONCE))
            )
            copies += _AT_ONCE
        written = file.tell()
    return Written(written, copies * len(numbers), copies * sum(1 for row in table.rows if row))


def _copy(body: bytes, numbers: list[str], copy: int) -> bytes:
    for number in numbers:
        body = body.replace(number.encode(), renumbered(number, copy).encode())
    return body


def _bytes(sample: Sample) -> bytes:
    with tempfile.TemporaryDirectory(prefix="customer-mgmt-bench-") as folder:
        (path,) = sample.write(Path(folder))
        return path.read_bytes()

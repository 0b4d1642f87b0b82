"""What must hold of every answer of the readers, whatever the files are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from saleor_customer_mgmt.importers import FileRefused, OrderRead, RefusedRows, open_orders
from saleor_customer_mgmt.importers.formats import FORMATS
from saleor_customer_mgmt.importers.given import given_files
from saleor_customer_mgmt.importers.limits import DEFAULTS
from saleor_customer_mgmt.importers.recognise import recognise
from saleor_customer_mgmt.importers.table import Table

Rows = set[tuple[str, int]]
Items = list[OrderRead | RefusedRows]


def clear_answer(paths: Sequence[Path]) -> Items | FileRefused:
    """Read files as one import: orders and refusals that have every row once, or a refusal of all."""
    try:
        items = list(open_orders(list(paths)))
    except FileRefused as refused:
        return refused
    seen = [row for item in items for row in item.rows]
    assert len(seen) == len(set(seen))
    rows, last_lines = rows_of(paths)
    assert rows - last_lines <= set(seen) <= rows
    orders = [item for item in items if isinstance(item, OrderRead)]
    numbers = [(order.facts.source, order.facts.number) for order in orders]
    assert len(numbers) == len(set(numbers))
    for order in orders:
        str(order.facts).encode()
        assert order.facts.placed_at is None or order.facts.placed_at.utcoffset() is not None
    return items


def rows_of(paths: Sequence[Path]) -> tuple[Rows, Rows]:
    """Return the places of all rows but those of column names, and of those that a file may end with."""
    rows, last_lines = set(), set()
    for given in given_files(paths, DEFAULTS):
        for file in recognise(given, FORMATS):
            table = Table(file, "any")
            for record in list(file.grid.records())[1:]:
                if (header := table.header_again(record)) is not None:
                    table = Table(header, "any")
                    continue
                rows.add((file.name, record.line))
                if file.sheet.closes(record.cells):
                    last_lines.add((file.name, record.line))
    return rows, last_lines

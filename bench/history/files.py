"""A history as files: the neutral CSV, and its truth beside it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.history.buyers import Values
from bench.history.orders import History

# As docs/formats/neutral.md has them; the tests compare.
COLUMNS = (
    *(
        "source",
        "order_number",
        "placed_at",
        "status",
        "name",
        "kana",
        "email",
        "phone",
        "postal_code",
        "address",
    ),
    *("total", "currency", "refunded", "channel", "birthday", "company", "member_id"),
    *("payment_method", "shipping_method", "sku", "product", "quantity", "unit_price"),
    "shipped_at",
    *("ship_name", "ship_postal_code", "ship_address", "ship_phone"),
)
FIELDS = ("source", "name", "kana", "email", "phone", "postal_code", "address", "member_id")
"""Fields whose values the truth tells."""
_OR = "|"


@dataclass(frozen=True, slots=True)
class Size:
    """How much was written."""

    orders: int
    rows: int
    bytes: int


class Known(NamedTuple):
    """What is true of one order."""

    source: str
    number: str
    person: int
    values: Values


def write_history(count: int, seed: int, history: Path, truth: Path) -> Size:
    """Write so many orders into ``history``, and whose they are into ``truth``."""
    rows = 0
    with (
        history.open("w", encoding="utf-8", newline="") as told,
        truth.open("w", encoding="utf-8", newline="") as known,
    ):
        table = csv.DictWriter(told, COLUMNS, restval="", lineterminator="\n")
        table.writeheader()
        answers = csv.writer(known, lineterminator="\n")
        answers.writerow(("order_number", "person", *FIELDS))
        for order in History(count, seed):
            rows += len(order.rows)
            table.writerows(order.rows)
            answers.writerow(
                (order.number, order.person, *(_OR.join(order.values.get(field, ())) for field in FIELDS))
            )
    return Size(count, rows, history.stat().st_size)


def read_truth(path: Path) -> Iterator[Known]:
    """Yield what is true of each order."""
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.reader(file)
        next(table)
        for number, person, *cells in table:
            values = {f: tuple(cell.split(_OR)) for f, cell in zip(FIELDS, cells, strict=True) if cell}
            yield Known(values["source"][0], number, int(person), values)

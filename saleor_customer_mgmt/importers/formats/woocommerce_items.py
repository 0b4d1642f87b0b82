"""The lines of an order that plug-ins of WooCommerce write into one cell, or into numbered columns.

``name:Tea|product_id:1|sku:TEA-01|quantity:2|total:20.00|…`` for one line, several of them parted by ``;``,
or the same as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import count

from saleor_customer_mgmt.core.facts import LineFacts
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Row
from saleor_customer_mgmt.importers.money import each_of, money

NUMBERED = (
    "Product Item {} Name",
    "Product Item {} SKU",
    "Product Item {} Quantity",
    "Product Item {} Total",
    "line_item_{}",
)
TOGETHER = "line_items"

_FIELD = re.compile(
    r"(id|name|product_id|sku|quantity|price|(?:sub_?)?total(?:_tax)?|tax\w*|refunded\w*|meta|_\w+):(.*)",
    re.DOTALL | re.ASCII,
)
_NEXT_LINE = re.compile(r";(?=(?:id|name):)")


def numbered_lines(row: Row) -> Iterator[LineFacts]:
    """Yield the lines that have columns of their own, named with the number of the line."""
    for number in count(1):
        name, sku, quantity, total, packed = (row.numbered(column, number) for column in NUMBERED)
        if (name, sku, quantity, total, packed) == (None,) * 5:
            return
        told = {"name": name, "sku": sku, "quantity": quantity, "total": total}
        if any(told.values()):
            yield _line(row, told, NUMBERED[0].format(number))
        elif packed:
            yield _line(row, _unpacked(packed), NUMBERED[4].format(number))


def lines_together(row: Row) -> Iterator[LineFacts]:
    """Yield the lines that stand in one cell."""
    text = row.get(TOGETHER) or ""
    if text.startswith("["):
        yield from (_line(row, told, TOGETHER) for told in _from_json(row, text))
    elif text:
        yield from (_line(row, _unpacked(each), TOGETHER) for each in _NEXT_LINE.split(text))


def _unpacked(text: str) -> dict[str, str | None]:
    """Return the fields of one line. What is no field goes on with the one before: names may have a ``|``."""
    told: dict[str, str | None] = {}
    last = ""
    for piece in text.split("|"):
        found = _FIELD.fullmatch(piece)
        if found and found[1] not in told:
            last = found[1]
            told[last] = found[2]
        elif last:
            told[last] = f"{told[last]}|{piece}"
    return told


def _from_json(row: Row, text: str) -> list[dict[str, str | None]]:
    try:
        lines = json.loads(text)
        return [{str(k): None if v is None else str(v) for k, v in line.items()} for line in lines]
    except (ValueError, AttributeError, TypeError, RecursionError):
        row.refuse(TOGETHER, "not a list of lines in JSON")


def _line(row: Row, told: Mapping[str, str | None], column: str) -> LineFacts:
    try:
        quantity = cells.quantity(told.get("quantity") or "")
        total = told.get("total")
        price = each_of(money(total)[0], quantity) if total else None
    except ValueError as error:
        row.refuse(column, f"a line in it has {error}")
    return LineFacts(
        sku=told.get("sku") or "",
        product=told.get("name") or "",
        quantity=quantity,
        unit_price=price,
        line_id=told.get("id") or "",
    )

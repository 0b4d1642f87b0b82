"""What a reader of files gives out, as bytes: read by one worker, recorded by another."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import datetime
from decimal import Decimal
from typing import Any

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import OrderRead, RefusedRows, Repair
from saleor_customer_mgmt.models.codec import person_from_json, person_to_json

Item = OrderRead | RefusedRows
_QUICKLY = 1


def items_to_bytes(items: Sequence[Item]) -> bytes:
    told = [_order(each) if isinstance(each, OrderRead) else _refused(each) for each in items]
    return zlib.compress(json.dumps(told, separators=(",", ":")).encode(), _QUICKLY)


def items_from_bytes(data: bytes) -> list[Item]:
    """Return what was given to :func:`items_to_bytes`."""
    return [
        OrderRead(_facts(told["facts"]), _places(told["rows"]), _repairs(told.get("repairs", ())))
        if "facts" in told
        else RefusedRows(_places(told.pop("rows")), **told)
        for told in json.loads(zlib.decompress(data))
    ]


def _places(rows: list[list[Any]]) -> tuple[tuple[str, int], ...]:
    return tuple((file, line) for file, line in rows)


def _repairs(told: Iterable[list[Any]]) -> tuple[Repair, ...]:
    return tuple(Repair(*each) for each in told)


def _refused(item: RefusedRows) -> dict[str, Any]:
    return {name: getattr(item, name) for name in RefusedRows.__dataclass_fields__}


def _order(item: OrderRead) -> dict[str, Any]:
    told = {name: getattr(item.facts, name) for name in OrderFacts.__dataclass_fields__}
    facts = {name: _plain(value) for name, value in told.items() if value is not None}
    facts["buyer"] = person_to_json(item.facts.buyer)
    if item.facts.recipients is not None:
        facts["recipients"] = [person_to_json(each) for each in item.facts.recipients]
    if item.facts.lines is not None:
        facts["lines"] = [
            [each.sku, each.product, each.quantity, _plain(each.unit_price), each.line_id]
            for each in item.facts.lines
        ]
    repairs = {"repairs": [astuple(each) for each in item.repairs]} if item.repairs else {}
    return {"facts": facts, "rows": item.rows, **repairs}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _facts(told: dict[str, Any]) -> OrderFacts:
    told["buyer"] = person_from_json(told["buyer"])
    if "recipients" in told:
        told["recipients"] = tuple(map(person_from_json, told["recipients"]))
    if "lines" in told:
        told["lines"] = tuple(
            LineFacts(sku, product, quantity, None if price is None else Decimal(price), line_id)
            for sku, product, quantity, price, line_id in told["lines"]
        )
    for name in ("placed_at", "shipped_at"):
        if name in told:
            told[name] = datetime.fromisoformat(told[name])
    if "status" in told:
        told["status"] = OrderStatus(told["status"])
    for name in ("total", "refunded"):
        if name in told:
            told[name] = Decimal(told[name])
    return OrderFacts(**told)

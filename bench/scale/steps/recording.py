"""Recording one order in a full table, asked for line by line, so that two tables take turns."""

from __future__ import annotations

import csv
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.history.files import COLUMNS
from bench.history.orders import History


def record(folder: str, orders: int, seed: int, count: int) -> dict[str, Any]:
    """Record an order for each line on standard input, and answer with milliseconds and queries.

    Every other one is of somebody who is known. A line ``count`` has the queries counted instead.
    """
    from saleor_customer_mgmt.services.record_orders import record_orders

    facts = _facts(Path(folder), orders, seed, count)
    known = _some_ids()
    recorded = 0
    for line in sys.stdin:
        order, row = next(facts), next(known)
        if line.strip() == "count":
            told: dict[str, float] = _counted(record_orders, order)
        else:
            told = {"record": _timed(record_orders, [order]), "select": _timed(_select, row)}
        recorded += 1
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
    return {"recorded": recorded}


def _counted(record_orders: Callable[..., object], order: object) -> dict[str, float]:
    """Return how many queries one recording is, and the milliseconds it waits for them and for the commit."""
    with CaptureQueriesContext(connection) as captured:
        took = _timed(record_orders, [order])
    waited = {True: 0.0, False: 0.0}
    for query in captured.captured_queries:
        waited[query["sql"] == "COMMIT"] += 1000 * float(query["time"])
    return {
        "queries": sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries),
        "all": took,
        "statements": waited[False],
        "commit": waited[True],
    }


def _timed(do: Callable[..., object], *arguments: object) -> float:
    began = time.perf_counter()
    do(*arguments)
    return 1000 * (time.perf_counter() - began)


def _select(row: int) -> object:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM customer_mgmt_orderrecord WHERE id = %s", [row])
        return cursor.fetchone()


def _some_ids() -> Iterator[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM customer_mgmt_orderrecord ORDER BY md5(id::text) LIMIT 1000")
        ids = [row[0] for row in cursor.fetchall()]
    while True:
        yield from ids


def _facts(folder: Path, orders: int, seed: int, count: int) -> Iterator[Any]:
    """Yield the facts of new orders, read as every file is."""
    from saleor_customer_mgmt.importers import OrderRead, open_orders

    path = folder / f"more-{orders}.csv"
    history, strangers = History(orders, seed), History(orders, seed + 1)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        table.writeheader()
        for number in range(count):
            source = history if number % 2 else strangers
            for row in source.at((number * 7919) % orders).rows:
                table.writerow(row | {"order_number": f"more-{number}-{row['order_number']}"})
    for item in open_orders([path]):
        if not isinstance(item, OrderRead):
            raise TypeError(f"an order of the history was refused: {item.reason}")
        yield item.facts

"""The clustering step alone, from keys in memory: ours, and Splink's deterministic linking on DuckDB.

Both begin with the same keys of the same orders in the form they like best, and both have to come to
the same clusters. Reading the keys from PostgreSQL is not timed on either side.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db import connection

Pairs = list[tuple[int, str]]
"""Order and key."""
Clusters = dict[int, int]
"""Order, and the smallest order that it hangs together with."""


def cluster(rounds: int) -> dict[str, Any]:
    """Return the seconds that both took, in turn.

    Raises:
        RuntimeError: when they do not come to the same.
    """
    orders, pairs = _read()
    ours, theirs = _ours(orders, pairs), _splink(orders, pairs)
    times: list[tuple[float, float]] = []
    for _ in range(rounds):
        mine, found = _timed(ours)
        splinks, clusters = _timed(theirs)
        if found() != clusters():
            raise RuntimeError("Splink and we do not come to the same clusters")
        times.append((mine, splinks))
    return {
        "orders": len(orders),
        "ours": [mine for mine, _ in times],
        "theirs": [splinks for _, splinks in times],
    }


def _read() -> tuple[list[int], Pairs]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM customer_mgmt_orderrecord ORDER BY id")
        orders = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT order_id, digest::text FROM customer_mgmt_orderkey ORDER BY order_id, digest")
        return orders, cursor.fetchall()


def _timed(do: Callable[[], Callable[[], Clusters]]) -> tuple[float, Callable[[], Clusters]]:
    began = time.perf_counter()
    read = do()
    return time.perf_counter() - began, read


def _ours(orders: list[int], pairs: Pairs) -> Callable[[], Callable[[], Clusters]]:
    """Return what the product does with keys that it has read."""
    import numpy as np

    from saleor_customer_mgmt.core.bulk.codes import digests_in, in_order
    from saleor_customer_mgmt.core.bulk.components import chained, components

    ids = np.array(orders, dtype=np.int64)
    holders = np.searchsorted(ids, np.array([order for order, _ in pairs], dtype=np.int64))
    digests = digests_in(bytes.fromhex("".join(key for _, key in pairs).replace("-", "")))

    def run() -> Callable[[], Clusters]:
        order, begins = in_order(digests)
        found = components(len(ids), [chained(holders[order], begins[1:])])
        return lambda: dict(zip(orders, ids[found].tolist(), strict=True))

    return run


def _splink(orders: list[int], pairs: Pairs) -> Callable[[], Callable[[], Clusters]]:
    import duckdb
    import pyarrow as pa
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    keys_of = defaultdict(list)
    for order, key in pairs:
        keys_of[order].append(key)
    told = pa.table(
        {"order_id": orders, "keys": pa.array([keys_of[order] for order in orders], pa.list_(pa.string()))}
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="order_id",
        blocking_rules_to_generate_predictions=[block_on("keys", arrays_to_explode=["keys"])],
    )

    def run() -> Callable[[], Clusters]:
        database = duckdb.connect()
        api = DuckDBAPI(database)
        linker = Linker(api.register(told), settings, log_level=None)
        linked = linker.inference.deterministic_link()
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(linked)

        def read() -> Clusters:
            found = clusters.as_duckdbpyrelation().select("order_id, cluster_id").fetchall()
            database.close()
            smallest: dict[Any, int] = {}
            for order, label in sorted(found):
                smallest.setdefault(label, order)
            return {order: smallest[label] for order, label in found}

        return read

    return run

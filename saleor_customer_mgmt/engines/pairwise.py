"""Splink as its manual uses it: every pair of orders that share a key, then clusters. For comparing.

Benchmarks put our own way beside this one, and tests check that the clusters are the same. It takes time
and memory by the square of the orders that share a key; rebuilding uses :mod:`on_duckdb`.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.clustering import cluster_pairwise_predictions_at_threshold

from saleor_customer_mgmt.engines.exchange import COMPONENTS


def link_and_cluster(orders: Any, key_columns: list[str]) -> pa.Table:
    """Return each order's component: Splink's deterministic linking and clustering on DuckDB.

    ``orders`` is an Arrow table with ``order_id`` and, for each criterion, a column of keys (null: it has
    none); orders are linked that have the same key in one of ``key_columns``.
    """
    api = DuckDBAPI()
    try:
        settings = SettingsCreator(
            link_type="dedupe_only",
            unique_id_column_name="order_id",
            blocking_rules_to_generate_predictions=[block_on(column) for column in key_columns],
        )
        linker = Linker(api.register(orders), settings, log_level=None)
        clusters = cluster_pairwise_predictions_at_threshold(
            orders, linker.inference.deterministic_link(), api, node_id_column_name="order_id"
        )
        found = clusters.as_pyarrow_table().rename_columns({"cluster_id": "customer_id"})
        return found.select(COMPONENTS.names).cast(COMPONENTS)
    finally:
        api.duckdb_con.close()

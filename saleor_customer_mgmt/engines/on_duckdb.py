"""Splink's clustering on DuckDB, in this process: what does not fit into memory goes to the folder."""

from __future__ import annotations

from pathlib import Path

import duckdb
from splink import DuckDBAPI
from splink.clustering import cluster_pairwise_predictions_at_threshold

from saleor_customer_mgmt.engines import links
from saleor_customer_mgmt.engines.exchange import Exchange


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection whose tables are in this folder. It reaches nothing over the network."""
    return duckdb.connect(
        str(folder / "work.duckdb"),
        config={
            "temp_directory": str(folder),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        },
    )


def components(exchange: Exchange) -> None:
    """Write each order's customer: the smallest order of those that keys and links connect with it."""
    connection = connect(exchange.folder)
    try:
        tables = {name: _parquet(getattr(exchange, name)) for name in ("orders", "pairs", "links")}
        api = DuckDBAPI(connection)
        clusters = cluster_pairwise_predictions_at_threshold(
            connection.sql(links.NODES.format(**tables)),
            connection.sql(links.EDGES.format(**tables)),
            api,
            node_id_column_name="order_id",
        )
        Path(exchange.components).mkdir()
        found = links.FOUND.format(clusters=clusters.physical_name)
        connection.execute(f"COPY ({found}) TO '{_quoted(exchange.components)}/0.parquet' (FORMAT parquet)")
    finally:
        connection.close()


def _parquet(folder: str) -> str:
    return f"read_parquet('{_quoted(folder)}/*.parquet')"


def _quoted(path: str) -> str:
    return path.replace("'", "''")

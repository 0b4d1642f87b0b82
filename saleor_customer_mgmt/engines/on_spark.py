"""Splink's clustering on Spark: on the cluster that Spark's own settings name, else on this machine."""

from __future__ import annotations

import os

from pyspark.sql import DataFrame, SparkSession
from splink import SparkAPI
from splink.clustering import cluster_pairwise_predictions_at_threshold

from saleor_customer_mgmt.engines import links
from saleor_customer_mgmt.engines.exchange import Exchange


def session() -> SparkSession:
    """Return the session that is open, else one as ``spark-defaults.conf`` says (no master: this machine)."""
    found = SparkSession.getActiveSession()
    return found or SparkSession.builder.appName("customer-mgmt").getOrCreate()


def components(exchange: Exchange) -> None:
    """Write each order's customer: the smallest order of those that keys and links connect with it."""
    opened = SparkSession.getActiveSession() is None
    spark = session()
    # Splink keeps what it has so far as files: plans that grow with each step would not end.
    spark.sparkContext.setCheckpointDir(os.path.join(exchange.folder, "steps"))  # noqa: PTH118  # may be a URL
    try:
        for name in ("orders", "pairs", "links"):
            spark.read.parquet(getattr(exchange, name)).createOrReplaceTempView(f"customer_mgmt_{name}")
        views = {name: f"customer_mgmt_{name}" for name in ("orders", "pairs", "links")}
        clusters = cluster_pairwise_predictions_at_threshold(
            _held(spark, links.NODES.format(**views)),
            _held(spark, links.EDGES.format(**views)),
            # Splink's functions for comparing texts are not needed to find components.
            SparkAPI(spark_session=spark, register_udfs_automatically=False),
            node_id_column_name="order_id",
        )
        spark.sql(links.FOUND.format(clusters=clusters.physical_name)).write.parquet(exchange.components)
    finally:
        if opened:
            spark.stop()


def _held(spark: SparkSession, sql: str) -> DataFrame:
    return spark.sql(sql).checkpoint()

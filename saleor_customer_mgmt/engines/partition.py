"""The customers of a history by an engine: the same as :func:`core.partition.partition` gives.

The engine finds what hangs together by any key, any link, and any split (its two sides are looked at
together). Where no split is, these are the customers. What hangs together with a split is left to the core,
which knows how contested keys are found: few orders, whose keys are read back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from saleor_customer_mgmt.core.decisions import (
    Decision,
    InForce,
    Link,
    OrderId,
    decisions_in_force,
)
from saleor_customer_mgmt.core.disjoint import DisjointSets
from saleor_customer_mgmt.core.partition import partition
from saleor_customer_mgmt.engines import extras
from saleor_customer_mgmt.engines.exchange import COMPONENTS, LINKS, Exchange

Cluster = Callable[[Exchange], None]
"""Reads orders, pairs and links of an exchange and writes its components."""


@dataclass(frozen=True, slots=True)
class EnginePartition:
    """As :class:`core.partition.Partition`; ``customers`` has the columns order_id and customer_id."""

    customers: pa.Table
    contested: frozenset[str]
    links: tuple[Link, ...]
    entangled: frozenset[OrderId]


def engine(name: str) -> Cluster:
    """Return the engine of this name: ``duckdb`` or ``spark``.

    Raises:
        NotInstalled: when its extra is not installed.
    """
    # Imported here: without the extra there is nothing to import.
    if name == "spark":
        extras.require("spark")
        from saleor_customer_mgmt.engines import on_spark  # noqa: PLC0415

        return on_spark.components
    extras.require("splink")
    from saleor_customer_mgmt.engines import on_duckdb  # noqa: PLC0415

    return on_duckdb.components


def partition_with(cluster: Cluster, exchange: Exchange, decisions: Iterable[Decision]) -> EnginePartition:
    """Return the customers of the orders in this exchange, whose orders and pairs are written.

    ``decisions`` is the log without what was undone.
    """
    log = list(decisions)
    in_force = decisions_in_force(log)
    links = (*in_force.merge_links, *in_force.holding_links)
    across = ((min(split.out), min(split.stay)) for split in in_force.splits)
    exchange.put_links([_stars((*links, *across))])
    cluster(exchange)
    regions = pa.Table.from_batches(exchange.found(), COMPONENTS)
    if not in_force.splits:
        return EnginePartition(regions, frozenset(), links, frozenset())
    return _solved(exchange, regions, in_force, log)


def _solved(exchange: Exchange, regions: pa.Table, in_force: InForce, log: list[Decision]) -> EnginePartition:
    """Put the core's answer in the place of the engine's, for the orders that splits bear upon."""
    split_orders = pa.array([min(split.out) for split in in_force.splits], pa.int64())
    split_regions = regions.filter(pc.is_in(regions["order_id"], split_orders))["customer_id"]
    concerned = pc.is_in(regions["customer_id"], pc.unique(split_regions))
    keys_of = exchange.keys_of(regions.filter(concerned)["order_id"].to_pylist())
    solved = partition(keys_of, [decision for decision in log if decision.orders & keys_of.keys()])
    told = pa.table(
        {"order_id": list(solved.customer_of), "customer_id": list(solved.customer_of.values())}
    ).cast(COMPONENTS)
    elsewhere = tuple(
        link for link in (*in_force.merge_links, *in_force.holding_links) if link[0] not in keys_of
    )
    return EnginePartition(
        pa.concat_tables([regions.filter(pc.invert(concerned)), told]),
        solved.contested,
        (*elsewhere, *solved.links),
        solved.entangled,
    )


def _stars(links: Collection[Link]) -> pa.Table:
    """Return these links as one step from each order to the first: an engine takes a round for each step."""
    sets = DisjointSets()
    for one, other in links:
        sets.union(one, other)
    named = sorted({order for link in links for order in link})
    return pa.table({"one": named, "other": [sets.find(order) for order in named]}, schema=LINKS)

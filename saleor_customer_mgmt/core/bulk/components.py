"""Connected components of orders, which are named by their position among all orders, from 0."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from saleor_customer_mgmt.core.bulk.codes import Ints

Edges = tuple[Ints, Ints]
"""Positions of the two ends of each edge."""


def components(orders: int, edges: Iterable[Edges]) -> Ints:
    """Return for each order the smallest order that it is connected with."""
    ones, others = zip(*edges, strict=True)
    one, other = np.concatenate(ones), np.concatenate(others)
    graph = coo_array((np.ones(len(one), dtype=np.int8), (one, other)), shape=(orders, orders))
    count, labels = connected_components(graph, directed=False)
    smallest = np.empty(count, dtype=np.int64)
    # Written backwards, so that of all that are written to one place the first stays.
    smallest[labels[::-1]] = np.arange(orders - 1, -1, -1, dtype=np.int64)
    found: Ints = smallest[labels]
    return found


def chains(holders: Ints, keys: Ints) -> Edges:
    """Return edges that connect all holders of each key: ``holders[i]`` has ``keys[i]``."""
    order = np.argsort(keys)
    return chained(holders[order], keys[order][1:] != keys[order][:-1])


def chained(holders: Ints, begins: np.typing.NDArray[np.bool_]) -> Edges:
    """Return edges between neighbours, but where a new key ``begins``: said of all but the first holder."""
    return holders[:-1][~begins], holders[1:][~begins]

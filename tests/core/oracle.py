"""The specification of identity once more, slow and obvious: docs/matching.md, sections 3 to 5.

Written from the prose alone; nothing here is shared with the product but the two kinds of decisions,
of which only the data is read. Every definition is followed literally: the log by recursion, bonds as
nodes of a bipartite graph, free steps by merging nodes, chains by listing all shortest paths.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import networkx as nx

from saleor_customer_mgmt.core.decisions import Decision, Merge, Split

Pair = frozenset[int]


@dataclass(frozen=True)
class Answer:
    """What the specification says: who is one customer, which keys join nothing, which links count."""

    customers: frozenset[frozenset[int]]
    contested: frozenset[Any]
    links: frozenset[Pair]

    @property
    def customer_of(self) -> dict[int, int]:
        """A customer's id is that of its first recorded order."""
        return {order: min(customer) for customer in self.customers for order in customer}


def solve(keys_of: Mapping[int, Collection[Hashable]], log: Sequence[Decision]) -> Answer:
    """Return the customers of these orders; ``log`` leaves out what was undone."""
    orders = list(keys_of)
    merged = [pair for m in log if isinstance(m, Merge) for pair in links_in_force(m, log)]
    splits = [s for s in log if isinstance(s, Split) and split_in_force(s, log)]
    splits = [s for s in splits if not joined_by(merged, s)]

    holding = {pair: pair for s in log if isinstance(s, Split) for pair in holding_links(s)}
    set_aside = cut(orders, holding, merged, splits)
    links = merged + [pair for pair in holding if pair not in set_aside]

    bonds: dict[Hashable, set[int]] = {}
    for order, keys in keys_of.items():
        for key in keys:
            bonds.setdefault(key, set()).add(order)
    contested = cut(orders, bonds, links, splits)

    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(orders)
    graph.add_edges_from(tuple(sorted(pair)) for pair in links if len(pair) == 2)
    for key, holders in bonds.items():
        if key not in contested:
            graph.add_edges_from((one, other) for one in holders for other in holders if one < other)
    customers = frozenset(frozenset(c) for c in nx.connected_components(graph))
    return Answer(customers, frozenset(contested), frozenset(links))


def links_in_force(merge: Merge, log: Sequence[Decision]) -> list[Pair]:
    """A merge link is suspended by a later split that opposes it, until that is undone."""
    later = [s for s in log if isinstance(s, Split) and s.seq > merge.seq]
    return [frozenset(link) for link in merge.links if not any(opposed(link, s) for s in later)]


def split_in_force(split: Split, log: Sequence[Decision]) -> bool:
    """A split is lifted by a later merge link that opposes it, until that is undone."""
    later = [m for m in log if isinstance(m, Merge) and m.seq > split.seq]
    return not any(opposed(link, split) for m in later for link in m.links)


def opposed(link: Collection[int], split: Split) -> bool:
    """One end on each side."""
    ends = set(link)
    return len(ends) == 2 and len(ends & split.out) == 1 and len(ends & split.stay) == 1


def holding_links(split: Split) -> list[Pair]:
    """A path through the orders of each side, ordered by id."""
    sides = (sorted(split.out), sorted(split.stay))
    return [frozenset(step) for side in sides for step in pairwise(side)]


def joined_by(free: Collection[Pair], split: Split) -> bool:
    """Whether free steps alone join the two sides: staff joined them."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(split.out | split.stay)
    graph.add_edges_from(tuple(sorted(pair)) for pair in free if len(pair) == 2)
    return any(nx.has_path(graph, one, other) for one in split.out for other in split.stay)


def cut(
    orders: Collection[int],
    bonds: Mapping[Any, Collection[int]],
    free: Collection[Pair],
    splits: Sequence[Split],
) -> set[Any]:
    """Cut every bond on a shortest chain over all splits, again and again until there is no chain."""
    gone: set[Any] = set()
    while True:
        left = {bond: ends for bond, ends in bonds.items() if bond not in gone}
        chains = [chain for s in splits for chain in chains_between(orders, left, free, s)]
        if not chains:
            return gone
        shortest = min(len(chain) for chain in chains)
        gone |= {bond for chain in chains if len(chain) == shortest for bond in chain}


def chains_between(
    orders: Collection[int],
    bonds: Mapping[Any, Collection[int]],
    free: Collection[Pair],
    split: Split,
) -> list[list[Any]]:
    """Return, for each order of the one side and each of the other, every shortest chain as its bonds."""
    graph: nx.Graph[Any] = nx.Graph()
    spots = spots_of(orders, free)
    graph.add_nodes_from(("spot", spot) for spot in spots.values())
    for bond, ends in bonds.items():
        graph.add_node(("bond", bond))
        graph.add_edges_from((("bond", bond), ("spot", spots[end])) for end in ends)
    chains = []
    for one in {spots[order] for order in split.out}:
        for other in {spots[order] for order in split.stay}:
            if nx.has_path(graph, ("spot", one), ("spot", other)):
                paths = nx.all_shortest_paths(graph, ("spot", one), ("spot", other))
                chains += [[name for kind, name in path if kind == "bond"] for path in paths]
    return chains


def spots_of(orders: Collection[int], free: Collection[Pair]) -> dict[int, frozenset[int]]:
    """Make one spot of all orders between which free steps lead."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(orders)
    graph.add_edges_from(tuple(sorted(pair)) for pair in free if len(pair) == 2)
    return {order: frozenset(spot) for spot in nx.connected_components(graph) for order in spot}

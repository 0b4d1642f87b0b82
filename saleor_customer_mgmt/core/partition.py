"""Which orders are one customer's: the connected components of keys and staff decisions.

The specification is docs/matching.md. The answer is a function of the orders' keys and of the log of
decisions; it knows nothing of the order in which orders arrived.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from saleor_customer_mgmt.core.chains import cut_shortest_chains
from saleor_customer_mgmt.core.decisions import Decision, InForce, Link, OrderId, decisions_in_force
from saleor_customer_mgmt.core.disjoint import DisjointSets

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Partition(Generic[K]):
    """Every order's customer, named by the customer's smallest order id, and why.

    ``contested`` are the keys that join nothing because a split has shown that they do not identify
    one person. ``links`` are the staff links that count. ``entangled`` are the orders that some split
    in force may bear upon: for all others, customers simply are the components of their keys.
    """

    customer_of: Mapping[OrderId, OrderId]
    contested: frozenset[K]
    links: tuple[Link, ...]
    entangled: frozenset[OrderId]

    def members(self) -> dict[OrderId, list[OrderId]]:
        """Return the orders of each customer, sorted."""
        found: dict[OrderId, list[OrderId]] = defaultdict(list)
        for order in sorted(self.customer_of):
            found[self.customer_of[order]].append(order)
        return dict(found)


def partition(keys_of: Mapping[OrderId, Collection[K]], decisions: Iterable[Decision]) -> Partition[K]:
    """Return the customers of these orders.

    ``keys_of`` has every order, with its keys (possibly none); ``decisions`` is the log without what
    was undone, and names orders of ``keys_of`` only.
    """
    in_force = decisions_in_force(decisions)
    regions = DisjointSets()
    _join_keys(regions, keys_of)
    for a, b in (*in_force.merge_links, *in_force.holding_links):
        regions.union(a, b)
    if not in_force.splits:
        links = (*in_force.merge_links, *in_force.holding_links)
        return Partition({o: regions.find(o) for o in keys_of}, frozenset(), links, frozenset())

    # The two sides of a split are looked at together even where nothing joins them any more.
    for split in in_force.splits:
        regions.union(min(split.out), min(split.stay))
    split_regions = {regions.find(min(split.out)) for split in in_force.splits}
    entangled = frozenset(o for o in keys_of if regions.find(o) in split_regions)
    contested, links = _solve({o: keys_of[o] for o in entangled}, in_force)

    customers = DisjointSets()
    _join_keys(customers, keys_of, contested)
    for a, b in links:
        customers.union(a, b)
    return Partition({o: customers.find(o) for o in keys_of}, frozenset(contested), links, entangled)


def _solve(keys_of: Mapping[OrderId, Collection[K]], in_force: InForce) -> tuple[set[K], tuple[Link, ...]]:
    """Return the contested keys and the links that count, for orders that splits bear upon."""
    said_one = DisjointSets()
    for a, b in in_force.merge_links:
        said_one.union(a, b)
    # Holding links first, so that no key pays for a chain that two old splits alone make up.
    held = {link: link for link in in_force.holding_links}
    set_aside = cut_shortest_chains(held, in_force.splits, said_one.find)
    links = (*in_force.merge_links, *(link for link in held if link not in set_aside))
    for a, b in links:
        said_one.union(a, b)
    holders: dict[K, list[OrderId]] = defaultdict(list)
    for order, keys in keys_of.items():
        for key in keys:
            holders[key].append(order)
    return cut_shortest_chains(holders, in_force.splits, said_one.find), links


def _join_keys(
    sets: DisjointSets, keys_of: Mapping[OrderId, Collection[K]], contested: Collection[K] = frozenset()
) -> None:
    first_with: dict[K, OrderId] = {}
    for order, keys in keys_of.items():
        for key in keys:
            if key not in contested:
                sets.union(first_with.setdefault(key, order), order)

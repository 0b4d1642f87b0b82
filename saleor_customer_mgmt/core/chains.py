"""Cutting the shortest chains between the sides of splits.

A *bond* joins all of its members: a match key joins the orders that have it, a holding link joins
two. A *chain* leads from one side of a split to the other over bonds; its length is how many bonds
it uses. Members that are one already (``one_of``) are stepped between at no cost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from saleor_customer_mgmt.core.decisions import OrderId, Split

B = TypeVar("B", bound=Hashable)
Distances = dict[OrderId, int]


def cut_shortest_chains(
    bonds: Mapping[B, Collection[OrderId]], splits: Sequence[Split], one_of: Callable[[OrderId], OrderId]
) -> set[B]:
    """Return the bonds to cut so that no chain joins the two sides of any of the splits.

    Round by round, the shortest chains over all splits are found and every bond on them is cut,
    until all sides are apart. All bonds of a round go at the same time, so the answer depends on
    the set of orders and splits only, not on any order among them. Going for the shortest first cuts
    no longer chain that falls apart by itself. A split whose sides are one at no cost is passed over.
    """
    members = {bond: {one_of(o) for o in orders} for bond, orders in bonds.items()}
    sides = [({one_of(o) for o in s.out}, {one_of(o) for o in s.stay}) for s in splits]
    open_sides = [(out, stay) for out, stay in sides if not out & stay]
    cut: set[B] = set()
    while True:
        bonds_of: dict[OrderId, list[B]] = defaultdict(list)
        for bond, nodes in members.items():
            if bond not in cut and len(nodes) > 1:
                for node in nodes:
                    bonds_of[node].append(bond)
        shortest: int | None = None
        found: set[B] = set()
        for out, stay in open_sides:
            length, on_chains = _bonds_on_shortest_chains(members, bonds_of, out, stay)
            if length is None or (shortest is not None and length > shortest):
                continue
            found = on_chains if shortest is None or length < shortest else found | on_chains
            shortest = length
        if shortest is None:
            return cut
        cut |= found


def _bonds_on_shortest_chains(
    members: Mapping[B, set[OrderId]],
    bonds_of: Mapping[OrderId, list[B]],
    out: Collection[OrderId],
    stay: Collection[OrderId],
) -> tuple[int | None, set[B]]:
    from_out, reached = _distances(members, bonds_of, out)
    length = min((from_out[node] for node in stay if node in from_out), default=None)
    if length is None:
        return None, set()
    from_stay, reached_from_stay = _distances(members, bonds_of, stay)
    # Part of one side may be out of the other's reach, so only bonds that both reach come into question.
    # A bond is on a shortest chain when the way to it and the way on from it, and the step over it,
    # together are as long as the shortest chain.
    on_chains = {
        bond
        for bond in reached & reached_from_stay
        if min(from_out[n] for n in members[bond]) + 1 + min(from_stay[n] for n in members[bond]) == length
    }
    return length, on_chains


def _distances(
    members: Mapping[B, set[OrderId]], bonds_of: Mapping[OrderId, list[B]], start: Iterable[OrderId]
) -> tuple[Distances, set[B]]:
    """Return how many bonds away each node that can be reached is, and the bonds stepped over."""
    distance: Distances = dict.fromkeys(start, 0)
    reached: set[B] = set()
    frontier = list(distance)
    step = 0
    while frontier:
        step += 1
        following: list[OrderId] = []
        for node in frontier:
            for bond in bonds_of.get(node, ()):
                if bond in reached:
                    continue
                reached.add(bond)
                for other in members[bond]:
                    if other not in distance:
                        distance[other] = step
                        following.append(other)
        frontier = following
    return distance, reached

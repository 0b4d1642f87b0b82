"""What staff decided: merges and splits, and which of them are in force.

Decisions are a log. Between a merge link and a split that it crosses (one end on each side), the
later one wins, and the earlier one is set aside, not lost: undo the later one and the earlier one is
in force again. See docs/matching.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from saleor_customer_mgmt.core.errors import InvalidDecision

OrderId = int
Link = tuple[OrderId, OrderId]


@dataclass(frozen=True, slots=True)
class Merge:
    """Staff say that the orders of each link belong to one person. ``seq`` orders the log."""

    seq: int
    links: tuple[Link, ...]

    @property
    def orders(self) -> frozenset[OrderId]:
        return frozenset(order for link in self.links for order in link)


@dataclass(frozen=True, slots=True)
class Split:
    """Staff say that the orders in ``out`` and those in ``stay`` belong to two people."""

    seq: int
    out: frozenset[OrderId]
    stay: frozenset[OrderId]

    @property
    def orders(self) -> frozenset[OrderId]:
        return self.out | self.stay

    def holding_links(self) -> tuple[Link, ...]:
        """Return the links that hold each side together, as staff saw it when they split."""
        return (*_path(self.out), *_path(self.stay))

    def is_crossed_by(self, link: Link) -> bool:
        a, b = link
        return (a in self.out and b in self.stay) or (a in self.stay and b in self.out)


Decision = Merge | Split


@dataclass(frozen=True, slots=True)
class InForce:
    """The decisions that count: merge links, links that hold a split's sides, splits in log order."""

    merge_links: tuple[Link, ...]
    holding_links: tuple[Link, ...]
    splits: tuple[Split, ...]


def decisions_in_force(decisions: Iterable[Decision]) -> InForce:
    """Return what counts of a log from which undone decisions are left out.

    A split is lifted by a later merge link that crosses it, a merge link is suspended by a later split
    that it crosses, and both stay so until the later decision is undone, whatever becomes of that one:
    when a new decision overrides it in turn, the old one does not come back by itself. Holding links
    are kept for every split, lifted or not; the partition sets those aside that would join another
    split's sides, for they only repeat what staff saw, they do not say that two orders are one person's.
    """
    merge_links: list[Link] = []
    holding_links: list[Link] = []
    splits: list[Split] = []
    splits_of: dict[OrderId, list[Split]] = defaultdict(list)
    links_of: dict[OrderId, list[Link]] = defaultdict(list)
    for decision in sorted(decisions, key=lambda d: d.seq, reverse=True):
        if isinstance(decision, Merge):
            for link in decision.links:
                if not any(later.is_crossed_by(link) for later in splits_of[link[0]]):
                    merge_links.append(link)
                links_of[link[0]].append(link)
                links_of[link[1]].append(link)
            continue
        holding_links += decision.holding_links()
        smaller = min(decision.out, decision.stay, key=len)
        if not any(decision.is_crossed_by(link) for order in smaller for link in links_of[order]):
            splits.append(decision)
        for order in decision.orders:
            splits_of[order].append(decision)
    # Two splits may hold the same two orders together; each link is told once.
    return InForce(
        tuple(dict.fromkeys(merge_links)), tuple(dict.fromkeys(holding_links)), tuple(reversed(splits))
    )


def plan_merge(
    main: OrderId,
    members: Sequence[OrderId],
    other: OrderId,
    other_members: Sequence[OrderId],
    log: Iterable[Decision],
) -> tuple[Link, ...]:
    """Return the links of a merge of two customers, the link between ``main`` and ``other`` first.

    A further link is added across each split in force that stands between the two customers: with
    it, the later decision wins and the split is lifted for as long as the merge stands.

    Raises:
        InvalidDecision: when the two customers share an order, so that they are one already.
    """
    ours, theirs = frozenset(members), frozenset(other_members)
    if ours & theirs:
        raise InvalidDecision("these are one customer already")
    if main not in ours or other not in theirs:
        raise InvalidDecision("a merge names one order of each customer")
    links: dict[Link, None] = {(main, other): None}
    for split in decisions_in_force(log).splits:
        for one, two in ((split.out, split.stay), (split.stay, split.out)):
            if ours & one and theirs & two:
                links.setdefault((min(ours & one), min(theirs & two)))
    return tuple(links)


def plan_split(
    out: Iterable[OrderId], members: Iterable[OrderId]
) -> tuple[frozenset[OrderId], frozenset[OrderId]]:
    """Return the two sides of a split that takes ``out`` out of a customer with these ``members``.

    Raises:
        InvalidDecision: when nothing is taken out, nothing stays, or an order is not the customer's.
    """
    taken, whole = frozenset(out), frozenset(members)
    if not taken:
        raise InvalidDecision("a split names at least one order")
    if not taken <= whole:
        raise InvalidDecision("a split takes out orders of one customer only")
    if taken == whole:
        raise InvalidDecision("a split leaves at least one order behind")
    return taken, whole - taken


def _path(orders: frozenset[OrderId]) -> tuple[Link, ...]:
    ordered = sorted(orders)
    return tuple(pairwise(ordered))

"""Histories of a shop: orders arrive and change, staff decide by what they see at that moment.

A history is a list of steps made of small numbers, so that Hypothesis and an exhaustive run can both
make any; numbers are taken modulo whatever there is to choose from. A step that makes no sense at its
moment (a merge in a shop with one customer) does nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import networkx as nx
from hypothesis import strategies as st

from saleor_customer_mgmt.core.decisions import Decision, Merge, Split, plan_merge, plan_split
from saleor_customer_mgmt.core.partition import Partition, partition
from tests.core import oracle

KEYS = "abcde"


@dataclass(frozen=True)
class Arrive:
    """A new order with these keys."""

    keys: str


@dataclass(frozen=True)
class Rekey:
    """An order's evidence was changed, and with it its keys."""

    order: int
    keys: str


@dataclass(frozen=True)
class NewCriteria:
    """Every order has other keys from now on."""

    keys: tuple[str, ...]


@dataclass(frozen=True)
class MergeStep:
    """Two present customers, and which order of each the link is laid between."""

    customers: tuple[int, int]
    orders: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class SplitStep:
    """A present customer, and which of its orders are taken out (a bit mask)."""

    customer: int
    out: int


@dataclass(frozen=True)
class Undo:
    """A decision that was not undone before."""

    decision: int


Step = Arrive | Rekey | NewCriteria | MergeStep | SplitStep | Undo


@dataclass
class Shop:
    """The orders with their keys, and the log of decisions without what was undone."""

    keys_of: dict[int, frozenset[str]] = field(default_factory=dict)
    log: list[Decision] = field(default_factory=list)
    seq: int = 0

    def copy(self) -> Shop:
        return Shop(dict(self.keys_of), list(self.log), self.seq)

    def partition(self) -> Partition[str]:
        return partition(self.keys_of, self.log)

    def oracle(self) -> oracle.Answer:
        return oracle.solve(self.keys_of, self.log)

    def customers(self) -> list[list[int]]:
        """Return the present customers, the one with the oldest order first."""
        return sorted(self.partition().members().values())

    def decide(self, decision: Decision) -> Decision:
        self.log.append(decision)
        return decision

    def merge(self, one: Sequence[int], other: Sequence[int], main: int, second: int) -> Decision:
        self.seq += 1
        return self.decide(Merge(self.seq, plan_merge(main, one, second, other, self.log)))

    def split(self, out: Iterable[int], members: Iterable[int]) -> Decision:
        self.seq += 1
        return self.decide(Split(self.seq, *plan_split(out, members)))

    def take(self, step: Step) -> Decision | None:
        """Do this step; return the decision that it made, if it made one."""
        match step:
            case Arrive(keys):
                self.keys_of[len(self.keys_of) + 1] = frozenset(keys)
            case Rekey(order, keys) if self.keys_of:
                self.keys_of[order % len(self.keys_of) + 1] = frozenset(keys)
            case NewCriteria(keys) if keys:
                for number, order in enumerate(self.keys_of):
                    self.keys_of[order] = frozenset(keys[number % len(keys)])
            case MergeStep((first, second), (main, other)):
                customers = self.customers()
                if len(customers) > 1:
                    one = customers.pop(first % len(customers))
                    two = customers[second % len(customers)]
                    return self.merge(one, two, one[main % len(one)], two[other % len(two)])
            case SplitStep(customer, out):
                customers = [c for c in self.customers() if len(c) > 1]
                if customers:
                    members = customers[customer % len(customers)]
                    mask = out % (2 ** len(members) - 2) + 1
                    return self.split([o for bit, o in enumerate(members) if mask >> bit & 1], members)
            case Undo(decision) if self.log:
                del self.log[decision % len(self.log)]
        return None


def shop_after(steps: Iterable[Step]) -> Shop:
    shop = Shop()
    for step in steps:
        shop.take(step)
    return shop


def regions(shop: Shop) -> list[set[int]]:
    """Return the orders by what hangs together by any key, contested or not, or by any decision."""
    graph: nx.Graph[Hashable] = nx.Graph()
    graph.add_nodes_from(shop.keys_of)
    graph.add_edges_from((order, f"key {key}") for order, keys in shop.keys_of.items() for key in keys)
    for decision in shop.log:
        named = orders_named(decision)
        graph.add_edges_from((order, f"decision {decision.seq}") for order in named)
    return [{o for o in c if isinstance(o, int)} for c in nx.connected_components(graph)]


def orders_named(decision: Decision) -> set[int]:
    if isinstance(decision, Split):
        return set(decision.out | decision.stay)
    return {order for link in decision.links for order in link}


_number = st.integers(0, 63)
few_keys = st.sampled_from(["".join(keys) for size in (1, 2, 3, 0) for keys in combinations(KEYS, size)])
arrivals = st.builds(Arrive, few_keys)
merges = st.builds(MergeStep, st.tuples(_number, _number), st.tuples(_number, _number))
splits = st.builds(SplitStep, _number, _number)
undos = st.builds(Undo, _number)
changes = st.builds(Rekey, _number, few_keys) | st.builds(
    NewCriteria, st.lists(few_keys, min_size=1, max_size=5).map(tuple)
)
# Splits twice: the more of them bear on the same orders, the more can go wrong.
steps = st.one_of(arrivals, merges, splits, splits, undos, changes)


@st.composite
def histories(draw: st.DrawFn, most_orders: int = 8, most_steps: int = 9) -> list[Step]:
    """Return a history that begins with a few orders, so that there is something to decide."""
    begin: list[Step] = draw(st.lists(arrivals, min_size=2, max_size=most_orders // 2 + 2))
    return begin + draw(st.lists(steps, max_size=most_steps))


@st.composite
def any_shops(draw: st.DrawFn) -> Shop:
    """Return a shop with any log at all: links and sides between any orders."""
    keys = draw(st.lists(few_keys, min_size=3, max_size=9))
    orders = st.permutations(range(1, len(keys) + 1))
    log: list[Decision] = []
    for seq in range(draw(st.integers(2, 10))):
        named = draw(orders)
        if draw(st.integers(0, 2)):
            end = draw(st.integers(2, len(named)))
            cut = draw(st.integers(1, end - 1))
            log.append(Split(seq, frozenset(named[:cut]), frozenset(named[cut:end])))
        else:
            log.append(Merge(seq, ((named[0], named[1]), (named[1], named[2]))[: draw(st.integers(1, 2))]))
    return Shop({order: frozenset(k) for order, k in enumerate(keys, 1)}, log)

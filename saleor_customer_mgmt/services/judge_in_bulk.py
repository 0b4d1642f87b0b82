"""Judging every order in arrays, and telling only what differs from the tables."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.bulk.codes import Digests, Ints, bytes_of, in_order
from saleor_customer_mgmt.core.bulk.components import chained, chains, components
from saleor_customer_mgmt.core.bulk.keys import ValueTable, keys_of_all
from saleor_customer_mgmt.core.criteria import CriteriaSet
from saleor_customer_mgmt.core.decisions import Merge, OrderId, Split
from saleor_customer_mgmt.core.partition import Partition, partition
from saleor_customer_mgmt.core.value_digests import ValueDigests, unpack
from saleor_customer_mgmt.models import ContestedKey
from saleor_customer_mgmt.selectors.columns import (
    customers_of_orders,
    keys_of_orders,
    rows_of_customers,
    value_digests_of_orders,
)
from saleor_customer_mgmt.selectors.region import Region, load_decisions
from saleor_customer_mgmt.selectors.sources import sources_in_use
from saleor_customer_mgmt.services.judge_all import Judged, Tried


def judge_stored_in_bulk() -> Judged:
    history = _History()
    orders, digests = keys_of_orders()
    holders = positions(history.ids, orders)
    order, begins = in_order(digests)
    edges = chained(holders[order], begins[1:])
    return history.judged([edges], lambda among: _stored_keys(history, holders, digests, among))


def try_criteria_in_bulk(criteria: CriteriaSet) -> Tried:
    secret = conf.digest_secret()
    history = _History()
    orders, counts, digests = value_digests_of_orders()
    table = ValueTable(len(history.ids), np.repeat(positions(history.ids, orders), counts), digests)
    holders, keys = keys_of_all(table, criteria, secret)
    judged = history.judged([chains(holders, keys)], lambda among: _keys_among(history, holders, keys, among))
    keyless = np.ones(len(history.ids), dtype=np.bool_)
    keyless[holders] = False
    of_source = {source: table.of_source(source, secret) for source in sources_in_use()}
    return Tried(
        judged,
        _repeaters(history.ids, history.now, history.counts),
        _repeaters(history.ids, history.then, history.counts),
        {s: (int((keyless & theirs).sum()), int(theirs.sum())) for s, theirs in sorted(of_source.items())},
        _Lookup(orders, np.cumsum(counts) - counts, counts, digests),
    )


def positions(ids: Ints, wanted: Ints) -> Ints:
    """Return where in ``ids``, which rise, the wanted ones are; all of them are there."""
    if not len(wanted):
        return wanted
    first, span = int(ids[0]), int(ids[-1]) - int(ids[0]) + 1
    if span > 8 * len(ids):
        return np.searchsorted(ids, wanted).astype(np.int64, copy=False)
    where = np.zeros(span, dtype=np.int64)  # a table to look up in is several times as quick
    where[ids - first] = np.arange(len(ids))
    return where[wanted - first]


class _History:
    """All orders as positions, with whether they count, the customers of now, and of then, once judged."""

    def __init__(self) -> None:
        self.ids, self.now, self.counts = customers_of_orders()
        self.then = self.now
        self.decisions, self.main_orders = load_decisions()

    def judged(self, edges: list[tuple[Ints, Ints]], keys_among: Any) -> Judged:
        """Judge by these edges and the decisions. ``keys_among`` gives the keys of some orders (a mask), as
        :class:`Region` has them, for those that splits bear upon.
        """
        connected = components(len(self.ids), [*edges, self._links()]) if len(self.ids) else self.now
        self.then = self.ids[connected] if len(self.ids) else self.now
        entangled = self._entangled(connected)
        result: Partition[Any] = Partition({}, frozenset(), (), frozenset())
        if entangled.any():
            among = keys_among(entangled)
            bearing = [d for d in self.decisions if not d.orders.isdisjoint(among)]
            result = partition(among, bearing)
            ids = np.fromiter(result.customer_of, dtype=np.int64)
            self.then[positions(self.ids, ids)] = np.fromiter(result.customer_of.values(), dtype=np.int64)
        return self._told(result)

    def _links(self) -> tuple[Ints, Ints]:
        """Return edges that keep together whatever decisions bear upon together."""
        pairs: list[tuple[OrderId, OrderId]] = []
        for decision in self.decisions:
            if isinstance(decision, Merge):
                pairs += decision.links
            else:
                first, *others = decision.orders
                pairs += [(first, other) for other in others]
        ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return positions(self.ids, ends[:, 0]), positions(self.ids, ends[:, 1])

    def _entangled(self, connected: Ints) -> NDArray[np.bool_]:
        split = [min(d.out) for d in self.decisions if isinstance(d, Split)]
        if not split:
            return np.zeros(len(self.ids), dtype=np.bool_)
        return np.isin(connected, connected[positions(self.ids, np.array(split, dtype=np.int64))])

    def _told(self, solved: Partition[Any]) -> Judged:
        """Return what differs from the tables, as whole customers."""
        concerned = self._named(self._concerned_customers(solved))
        asked = concerned[positions(self.ids, self.now)] | concerned[positions(self.ids, self.then)]
        ids = self.ids[asked].tolist()
        region = Region(
            customer_of=dict(zip(ids, self.now[asked].tolist(), strict=True)),
            decisions=self.decisions,
            main_orders=self.main_orders,
            contested=set(ContestedKey.objects.values_list("digest", flat=True)),
        )
        then = dict(zip(ids, self.then[asked].tolist(), strict=True))
        result = Partition(then, solved.contested, solved.links, solved.entangled)
        counts = (int(self._named(self.now).sum()), int(self._named(self.then).sum()))
        return Judged(region, result, len(self.ids), *counts)

    def _named(self, customers: Ints) -> NDArray[np.bool_]:
        """Return for each order whether one of these customers bears its name."""
        found = np.zeros(len(self.ids), dtype=np.bool_)
        found[positions(self.ids, customers)] = True
        return found

    def _concerned_customers(self, solved: Partition[Any]) -> Ints:
        rows, into, decided = rows_of_customers()
        moved = self.now != self.then
        wanted = self.then[positions(self.ids, rows)]
        wrong = into != np.where(wanted == rows, 0, wanted)
        without_row = self._named(self.then) & ~self._named(rows)
        # Also customers that decisions bear upon, or did: their rows say so.
        named = {order for decision in self.decisions for order in decision.orders} | solved.entangled
        borne_upon = np.array(sorted(named), dtype=np.int64)
        return np.concatenate(
            [
                self.now[moved],
                self.then[moved],
                wanted[wrong | decided],
                self.ids[without_row],
                self.then[positions(self.ids, borne_upon)],
            ]
        )


def _stored_keys(
    history: _History, holders: Ints, digests: Digests, among: NDArray[np.bool_]
) -> dict[OrderId, set[Any]]:
    found: dict[OrderId, set[Any]] = {order: set() for order in history.ids[among].tolist()}
    theirs = among[holders]
    for order, digest in zip(history.ids[holders[theirs]].tolist(), bytes_of(digests[theirs]), strict=True):
        found[order].add(UUID(bytes=digest))
    return found


def _keys_among(
    history: _History, holders: Ints, keys: Ints, among: NDArray[np.bool_]
) -> dict[OrderId, set[Any]]:
    found: dict[OrderId, set[Any]] = {order: set() for order in history.ids[among].tolist()}
    theirs = among[holders]
    for order, key in zip(history.ids[holders[theirs]].tolist(), keys[theirs].tolist(), strict=True):
        found[order].add(key)
    return found


def _repeaters(ids: Ints, customers: Ints, counts: NDArray[np.bool_]) -> int:
    purchases = np.bincount(positions(ids, customers[counts]), minlength=len(ids))
    return int((purchases >= 2).sum())


@dataclass(slots=True)
class _Lookup:
    """The value digests of orders that were read already."""

    orders: Ints
    starts: Ints
    counts: Ints
    digests: Digests

    def __call__(self, wanted: Collection[OrderId]) -> dict[OrderId, ValueDigests]:
        where = np.searchsorted(self.orders, np.fromiter(wanted, dtype=np.int64))
        return {order: self._of(int(at)) for order, at in zip(wanted, where, strict=True)}

    def _of(self, at: int) -> ValueDigests:
        start, end = int(self.starts[at]), int(self.starts[at] + self.counts[at])
        return unpack(b"".join(bytes_of(self.digests[np.arange(start, end)])))

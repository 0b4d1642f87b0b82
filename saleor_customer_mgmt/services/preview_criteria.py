"""Preview: what other criteria would make of the full history. Writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.criteria import CriteriaSet
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.evidence import Evidence, Field, usable_values
from saleor_customer_mgmt.models import OrderRecord
from saleor_customer_mgmt.services.judge_all import CHUNK, judge_all, stream_evidence
from saleor_customer_mgmt.services.one_moment import as_of_one_moment
from saleor_customer_mgmt.services.preview_consequences import Consequences, preview_consequences

_DOUBTFUL_FIELDS = (Field.KANA, Field.ADDRESS, Field.BIRTHDAY)
SHOWN = 20
"""How many groups and pairs a preview tells one by one; the numbers are always of all."""


@dataclass(frozen=True, slots=True)
class Regrouping:
    """Customers of now that would become one, or the parts one of now would come apart into."""

    customers_now: tuple[OrderId, ...]
    orders: tuple[tuple[OrderId, ...], ...]
    """Joining: the orders of each customer of now. Parting: the orders of each part."""


@dataclass(frozen=True, slots=True)
class DoubtfulPair:
    """Two orders that would newly be one customer's although these fields differ."""

    one: OrderId
    other: OrderId
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change. Lists hold the first ``SHOWN``, largest or most doubtful first."""

    criteria: CriteriaSet
    orders: int
    customers_now: int
    customers_then: int
    repeaters_now: int
    repeaters_then: int
    joining: int
    parting: int
    joins: tuple[Regrouping, ...]
    parts: tuple[Regrouping, ...]
    doubtful: int
    doubtful_pairs: tuple[DoubtfulPair, ...]
    without_key: dict[str, tuple[int, int]]
    """For each source: orders that would have no key at all, of how many."""
    consequences: Consequences
    """For rules and groups."""


def preview_criteria(criteria: CriteriaSet) -> Preview:
    """Return what applying these criteria would change. Called outside a transaction: see below."""
    with as_of_one_moment():
        return _preview(criteria)


def _preview(criteria: CriteriaSet) -> Preview:
    judged = judge_all(criteria)
    now, then = judged.region.customer_of, judged.result.customer_of
    joins, parts = _regroupings(now, then), _regroupings(then, now)
    joined = {order for group in joins for orders in group.orders for order in orders}
    doubtful = _doubtful_pairs(joins, _evidence(joined))
    counts = _counting_orders()
    return Preview(
        criteria=criteria,
        orders=len(now),
        customers_now=len(set(now.values())),
        customers_then=len(set(then.values())),
        repeaters_now=_repeaters(now, counts),
        repeaters_then=_repeaters(then, counts),
        joining=len(joins),
        parting=len(parts),
        joins=tuple(joins[:SHOWN]),
        parts=tuple(_parting(group, now) for group in parts[:SHOWN]),
        doubtful=len(doubtful),
        doubtful_pairs=tuple(doubtful[:SHOWN]),
        without_key=_without_key(judged.region.keys_of),
        consequences=preview_consequences(now, then),
    )


def _regroupings(before: Mapping[OrderId, OrderId], after: Mapping[OrderId, OrderId]) -> list[Regrouping]:
    """Return the groups of ``after`` that hold orders of several groups of ``before``."""
    found: dict[OrderId, dict[OrderId, list[OrderId]]] = defaultdict(lambda: defaultdict(list))
    for order in sorted(after):
        found[after[order]][before[order]].append(order)
    groups = [
        Regrouping(tuple(sorted(by_group)), tuple(tuple(o) for _, o in sorted(by_group.items())))
        for by_group in found.values()
        if len(by_group) > 1
    ]
    return sorted(groups, key=lambda g: (-sum(map(len, g.orders)), g.customers_now))


def _parting(group: Regrouping, now: Mapping[OrderId, OrderId]) -> Regrouping:
    return Regrouping(tuple(sorted({now[o] for orders in group.orders for o in orders})), group.orders)


def _evidence(orders: set[OrderId]) -> dict[OrderId, Evidence]:
    return {order: evidence for order, _, evidence in stream_evidence() if order in orders} if orders else {}


def _doubtful_pairs(joins: list[Regrouping], evidence: dict[OrderId, Evidence]) -> list[DoubtfulPair]:
    """Return one pair for each two customers that would join although a telling field differs."""
    pairs: list[DoubtfulPair] = []
    for group in joins:
        first = group.orders[0]
        for others in group.orders[1:]:
            best: DoubtfulPair | None = None
            for one, other in ((first[0], others[0]), (first[-1], others[-1])):
                fields = tuple(f for f in _DOUBTFUL_FIELDS if _differ(evidence[one], evidence[other], f))
                if fields and (best is None or len(fields) > len(best.fields)):
                    best = DoubtfulPair(one, other, fields)
            if best is not None:
                pairs.append(best)
    return sorted(pairs, key=lambda p: (-len(p.fields), p.one, p.other))


def _differ(one: Evidence, other: Evidence, field: Field) -> bool:
    ours, theirs = set(usable_values(one, field)), set(usable_values(other, field))
    return bool(ours and theirs and not ours & theirs)


def _counting_orders() -> set[OrderId]:
    rows = OrderRecord.objects.filter(count_reason=Reason.COUNTS)
    return set(rows.values_list("id", flat=True).iterator(CHUNK))


def _repeaters(customer_of: Mapping[OrderId, OrderId], counting: set[OrderId]) -> int:
    purchases: dict[OrderId, int] = defaultdict(int)
    for order in counting:
        if order in customer_of:
            purchases[customer_of[order]] += 1
    return sum(count >= 2 for count in purchases.values())


def _without_key(keys_of: Mapping[OrderId, Collection[UUID]]) -> dict[str, tuple[int, int]]:
    total: dict[str, int] = defaultdict(int)
    without: dict[str, int] = defaultdict(int)
    for order, source in OrderRecord.objects.values_list("id", "source").iterator(CHUNK):
        total[source] += 1
        without[source] += not keys_of.get(order)
    return {source: (without[source], total[source]) for source in sorted(total)}

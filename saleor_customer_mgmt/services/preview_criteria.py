"""Preview: what other criteria would make of the full history. Writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from saleor_customer_mgmt.core.criteria import CriteriaSet
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.core.value_digests import ValueDigests
from saleor_customer_mgmt.services.current_criteria import require_usable_digests
from saleor_customer_mgmt.services.judge_all import try_criteria
from saleor_customer_mgmt.services.one_moment import as_of_one_moment
from saleor_customer_mgmt.services.preview_consequences import Consequences, preview_consequences

_DOUBTFUL_FIELDS = (Field.KANA, Field.ADDRESS, Field.BIRTHDAY)
CHUNK = 2000
DigestsOf = Callable[[Collection[OrderId]], Mapping[OrderId, ValueDigests]]
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
    """Return what applying these criteria would change. Called outside a transaction: see below.

    Raises:
        Stale: when the secret of the match keys was changed.
    """
    with as_of_one_moment():
        return _preview(criteria)


def _preview(criteria: CriteriaSet) -> Preview:
    require_usable_digests()
    tried = try_criteria(criteria)
    judged = tried.judged
    now, then = judged.region.customer_of, judged.result.customer_of
    joins, parts = _regroupings(now, then), _regroupings(then, now)
    doubtful = _doubtful_pairs(joins, tried.digests_of)
    return Preview(
        criteria=criteria,
        orders=judged.orders,
        customers_now=judged.customers_now,
        customers_then=judged.customers_then,
        repeaters_now=tried.repeaters_now,
        repeaters_then=tried.repeaters_then,
        joining=len(joins),
        parting=len(parts),
        joins=tuple(joins[:SHOWN]),
        parts=tuple(_parting(group, now) for group in parts[:SHOWN]),
        doubtful=len(doubtful),
        doubtful_pairs=tuple(doubtful[:SHOWN]),
        without_key=tried.without_key,
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


def _doubtful_pairs(joins: list[Regrouping], digests_of: DigestsOf) -> list[DoubtfulPair]:
    """Return one pair for each two customers that would join although a telling field differs."""
    pairs: list[DoubtfulPair] = []
    for start in range(0, len(joins), CHUNK):
        chunk = joins[start : start + CHUNK]
        ends = {order for group in chunk for orders in group.orders for order in (orders[0], orders[-1])}
        digests = digests_of(ends)
        for group in chunk:
            first = group.orders[0]
            for others in group.orders[1:]:
                best: DoubtfulPair | None = None
                for one, other in ((first[0], others[0]), (first[-1], others[-1])):
                    fields = tuple(f for f in _DOUBTFUL_FIELDS if _differ(digests[one], digests[other], f))
                    if fields and (best is None or len(fields) > len(best.fields)):
                        best = DoubtfulPair(one, other, fields)
                if best is not None:
                    pairs.append(best)
    return sorted(pairs, key=lambda p: (-len(p.fields), p.one, p.other))


def _differ(one: ValueDigests, other: ValueDigests, field: Field) -> bool:
    ours, theirs = set(one.get(field, ())), set(other.get(field, ()))
    return bool(ours and theirs and not ours & theirs)

"""Why two orders are one customer's, and why two are not.

Answers carry values of people; they are for staff with permission to see customers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from saleor_customer_mgmt.core.criteria import CriteriaSet, Criterion
from saleor_customer_mgmt.core.decisions import Link, OrderId
from saleor_customer_mgmt.core.evidence import Field, Trust, usable_values
from saleor_customer_mgmt.core.told import Told

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Step(Generic[K]):
    """One step of a chain: these two orders share ``keys``; with no keys, staff linked them."""

    one: OrderId
    other: OrderId
    keys: tuple[K, ...]


def shortest_chain(
    start: OrderId, end: OrderId, keys_of: Mapping[OrderId, Collection[K]], links: Iterable[Link]
) -> tuple[Step[K], ...] | None:
    """Return a shortest chain of steps from ``start`` to ``end``, or None when there is none.

    ``keys_of`` leaves contested keys out. Of several shortest chains, the one that, read from its
    end, goes over the smaller order ids is taken, so that the same question has the same answer every
    day. Each step has its keys in the order of ``keys_of``.
    """
    holders: dict[K, list[OrderId]] = defaultdict(list)
    for order, keys in keys_of.items():
        for key in keys:
            holders[key].append(order)
    linked: dict[OrderId, list[OrderId]] = defaultdict(list)
    for a, b in links:
        linked[a].append(b)
        linked[b].append(a)
    came_from: dict[OrderId, OrderId] = {start: start}
    spent: set[K] = set()
    frontier = [start]
    while frontier and end not in came_from:
        following: set[OrderId] = set()
        for order in sorted(frontier):
            fresh = [key for key in keys_of.get(order, ()) if key not in spent]
            spent.update(fresh)
            neighbours = {o for key in fresh for o in holders[key]} | set(linked[order])
            for neighbour in neighbours - came_from.keys():
                came_from[neighbour] = order
                following.add(neighbour)
        frontier = list(following)
    if end not in came_from:
        return None
    steps: list[Step[K]] = []
    while end != start:
        before = came_from[end]
        shared = set(keys_of.get(before, ())) & set(keys_of.get(end, ()))
        steps.append(Step(before, end, tuple(k for k in keys_of.get(before, ()) if k in shared)))
        end = before
    return tuple(reversed(steps))


class Relation(StrEnum):
    """How a field of two orders compares."""

    EQUAL = "equal"
    DIFFERENT = "different"
    MISSING = "missing"
    PLACEHOLDER = "placeholder"
    INVALID = "invalid"
    RELAYED = "relayed"


@dataclass(frozen=True, slots=True)
class FieldComparison:
    """One field of two orders: how they relate, and what each has (normal form, else as written).

    ``one_kept``, ``other_kept``: False where it was usable and its value is no longer kept.
    """

    field: Field
    relation: Relation
    one: tuple[str, ...]
    other: tuple[str, ...]
    one_kept: bool = True
    other_kept: bool = True


@dataclass(frozen=True, slots=True)
class CriterionComparison:
    """One criterion and two orders. ``applies`` is False when it leaves a source out."""

    criterion: Criterion
    applies: bool
    fields: tuple[FieldComparison, ...]

    @property
    def met(self) -> bool:
        return self.applies and all(f.relation is Relation.EQUAL for f in self.fields)


# When both orders lack a usable value, the reason that says most is the one to show.
_TELLING = (Trust.RELAYED, Trust.PLACEHOLDER, Trust.INVALID, Trust.MISSING)


def compare(one: Told, other: Told, criteria: CriteriaSet) -> tuple[CriterionComparison, ...]:
    """Return, for each criterion, which fields of the two orders are equal and why others are not."""
    return tuple(
        CriterionComparison(
            criterion,
            criterion.applies_to(one.source) and criterion.applies_to(other.source),
            tuple(_compare_field(f, one, other) for f in criterion.fields),
        )
        for criterion in criteria.criteria
    )


def _compare_field(field: Field, one: Told, other: Told) -> FieldComparison:
    ours, theirs = one.digests.get(field, ()), other.digests.get(field, ())
    if ours and theirs:
        relation = Relation.EQUAL if set(ours) & set(theirs) else Relation.DIFFERENT
    else:
        lacking = {
            v.trust for side, has in ((one, ours), (other, theirs)) if not has for v in side.evidence[field]
        }
        relation = Relation(next((t for t in _TELLING if t in lacking), Trust.MISSING).value)
    return FieldComparison(
        field, relation, _shown(one, field), _shown(other, field), one.kept(field), other.kept(field)
    )


def _shown(told: Told, field: Field) -> tuple[str, ...]:
    return usable_values(told.evidence, field) or tuple(v.raw for v in told.evidence[field] if v.raw)

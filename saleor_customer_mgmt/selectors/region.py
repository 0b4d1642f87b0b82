"""Regions: all customers whose judgement hangs together.

A region is closed: no key, contested or not, no staff decision and no split leads out of it, so
judging it alone gives what judging everything would give (tests/core checks that on the core).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from saleor_customer_mgmt.core.decisions import Decision, Merge, OrderId, Split
from saleor_customer_mgmt.models import (
    ContestedKey,
    DecisionLink,
    OrderKey,
    OrderRecord,
    SplitMember,
    StaffDecision,
)


@dataclass(slots=True)
class Region:
    """Orders with their keys and present customers, the decisions about them, the contested keys."""

    keys_of: dict[OrderId, set[UUID]] = field(default_factory=dict)
    customer_of: dict[OrderId, OrderId] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    main_orders: dict[int, OrderId] = field(default_factory=dict)
    """For each merge in the log, by its ``seq``: an order of the main customer."""
    contested: set[UUID] = field(default_factory=set)

    @property
    def customers(self) -> set[OrderId]:
        return set(self.customer_of.values())

    def members(self, customer: OrderId) -> list[OrderId]:
        """Return the orders that the customer has at present, sorted."""
        return sorted(o for o, c in self.customer_of.items() if c == customer)


def load_region(orders: Iterable[OrderId], keys: Collection[UUID] = ()) -> Region:
    """Return the region of these orders and of the orders that have one of these keys.

    Runs a constant number of queries per step of the closure; customers without splits take one step.
    """
    region = Region()
    decision_ids: set[int] = set()
    new_orders = set(orders) | set(
        OrderKey.objects.filter(key_id__in=keys).values_list("order_id", flat=True)
    )
    new_customers = set(OrderRecord.objects.filter(id__in=new_orders).values_list("customer_id", flat=True))
    while new_customers:
        members = dict(
            OrderRecord.objects.filter(customer_id__in=new_customers).values_list("id", "customer_id")
        )
        region.customer_of |= members
        new_keys = _load_keys(region, members)
        contested = set(
            ContestedKey.objects.filter(digest__in=new_keys - region.contested).values_list(
                "digest", flat=True
            )
        )
        region.contested |= contested
        neighbours = set(
            OrderKey.objects.filter(key_id__in=contested).values_list("order__customer_id", flat=True)
        )
        new_decisions = _decisions_about(members) - decision_ids
        decision_ids |= new_decisions
        neighbours |= _customers_in(new_decisions)
        new_customers = neighbours - region.customers
    _load_decisions(region, decision_ids)
    return region


def _load_keys(region: Region, orders: Iterable[OrderId]) -> set[UUID]:
    found: dict[OrderId, set[UUID]] = {order: set() for order in orders}
    for digest, order in OrderKey.objects.filter(order_id__in=list(found)).values_list("key_id", "order_id"):
        found[order].add(digest)
    region.keys_of |= found
    return set().union(*found.values())


def _decisions_about(orders: Collection[OrderId]) -> set[int]:
    standing = Q(decision__undone_at=None)
    links = DecisionLink.objects.filter(standing, Q(one_id__in=orders) | Q(other_id__in=orders))
    sides = SplitMember.objects.filter(standing, order_id__in=orders)
    return {*links.values_list("decision_id", flat=True), *sides.values_list("decision_id", flat=True)}


def _customers_in(decisions: Collection[int]) -> set[OrderId]:
    links = DecisionLink.objects.filter(decision_id__in=decisions)
    sides = SplitMember.objects.filter(decision_id__in=decisions)
    return {
        *links.values_list("one__customer_id", flat=True),
        *links.values_list("other__customer_id", flat=True),
        *sides.values_list("order__customer_id", flat=True),
    }


def _load_decisions(region: Region, ids: Collection[int]) -> None:
    region.decisions, region.main_orders = load_decisions(ids)


def load_decisions(ids: Collection[int] | None = None) -> tuple[list[Decision], dict[int, OrderId]]:
    """Return the standing decisions (all, or these) in log order, and the main order of each merge."""
    rows = StaffDecision.objects.filter(undone_at=None).order_by("id")
    if ids is not None:
        if not ids:
            return [], {}
        rows = rows.filter(id__in=ids)
    kinds = dict(rows.values_list("id", "kind"))
    links: dict[int, list[tuple[OrderId, OrderId]]] = defaultdict(list)
    for decision, one, other in (
        DecisionLink.objects.filter(decision_id__in=kinds)
        .order_by("id")
        .values_list("decision_id", "one_id", "other_id")
    ):
        links[decision].append((one, other))
    sides: dict[tuple[int, bool], set[OrderId]] = defaultdict(set)
    for decision, order, out in SplitMember.objects.filter(decision_id__in=kinds).values_list(
        "decision_id", "order_id", "out"
    ):
        sides[decision, out].add(order)
    decisions: list[Decision] = [
        Merge(seq, tuple(links[seq]))
        if kind == StaffDecision.Kind.MERGE
        else Split(seq, frozenset(sides[seq, True]), frozenset(sides[seq, False]))
        for seq, kind in kinds.items()
    ]
    return decisions, dict(rows.filter(kind=StaffDecision.Kind.MERGE).values_list("id", "main_order_id"))

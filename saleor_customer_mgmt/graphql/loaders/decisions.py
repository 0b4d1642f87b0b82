"""Loading what staff decided."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from saleor_customer_mgmt.graphql.loaders.base import Loader
from saleor_customer_mgmt.models import CriteriaRevision, DecisionLink, SplitMember, StaffDecision

SHOWN = 100
"""How many orders of a side, and decisions of a customer, are told one by one."""


class DecisionById(Loader):
    def fetch(self, keys: list[int]) -> dict[int, StaffDecision]:
        return StaffDecision.objects.in_bulk(keys)


class RevisionById(Loader):
    def fetch(self, keys: list[int]) -> dict[int, CriteriaRevision]:
        return CriteriaRevision.objects.in_bulk(keys)


class LinksOfDecision(Loader):
    """Decision id → pairs of ids of the orders that it links."""

    def fetch(self, keys: list[int]) -> dict[int, list[tuple[int, int]]]:
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        rows = DecisionLink.objects.filter(decision_id__in=keys).order_by("id")
        for decision, one, other in rows.values_list("decision_id", "one_id", "other_id"):
            found[decision].append((one, other))
        return found

    def nothing(self) -> list[tuple[int, int]]:
        return []


@dataclass(slots=True)
class Side:
    """The orders of one side of a split: how many, and the first ``SHOWN`` of them."""

    count: int = 0
    orders: list[int] = field(default_factory=list)


class SidesOfDecision(Loader):
    """(Decision id, whether taken out) → that side of the split."""

    def fetch(self, keys: list[tuple[int, bool]]) -> dict[tuple[int, bool], Side]:
        found: dict[tuple[int, bool], Side] = defaultdict(Side)
        rows = SplitMember.objects.filter(decision_id__in={decision for decision, _ in keys})
        for decision, out, count in rows.values_list("decision_id", "out").annotate(count=Count("pk")):
            found[decision, out].count = count
        place = Window(RowNumber(), partition_by=[F("decision_id"), F("out")], order_by="order_id")
        first = rows.annotate(place=place).filter(place__lte=SHOWN).order_by("order_id")
        for decision, out, order in first.values_list("decision_id", "out", "order_id"):
            found[decision, out].orders.append(order)
        return found

    def nothing(self) -> Side:
        return Side()


class CustomersOfDecision(Loader):
    """Decision id → ids of the customers that have its orders now, sorted."""

    def fetch(self, keys: list[int]) -> dict[int, list[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        links = DecisionLink.objects.filter(decision_id__in=keys)
        for decision, one, other in links.values_list(
            "decision_id", "one__customer_id", "other__customer_id"
        ):
            found[decision] |= {one, other}
        members = SplitMember.objects.filter(decision_id__in=keys)
        for decision, customer in members.values_list("decision_id", "order__customer_id").distinct():
            found[decision].add(customer)
        return {decision: sorted(customers) for decision, customers in found.items()}

    def nothing(self) -> list[int]:
        return []


class DecisionsAboutCustomer(Loader):
    """Customer id → the decisions about orders that it has now, newest first, ``SHOWN`` at most."""

    def fetch(self, keys: list[int]) -> dict[int, list[StaffDecision]]:
        about: dict[int, set[int]] = defaultdict(set)
        for model, order in ((DecisionLink, "one"), (DecisionLink, "other"), (SplitMember, "order")):
            rows = model._default_manager.filter(**{f"{order}__customer_id__in": keys})  # noqa: SLF001
            for customer, decision in rows.values_list(f"{order}__customer_id", "decision_id").distinct():
                about[customer].add(decision)
        newest = {customer: sorted(ids, reverse=True)[:SHOWN] for customer, ids in about.items()}
        decisions = StaffDecision.objects.in_bulk({i for ids in newest.values() for i in ids})
        return {customer: [decisions[i] for i in ids] for customer, ids in newest.items()}

    def nothing(self) -> list[StaffDecision]:
        return []

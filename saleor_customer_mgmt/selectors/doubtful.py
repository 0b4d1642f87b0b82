"""Pairs of customers that the last search found to be one perhaps."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.models import DoubtfulPair
from saleor_customer_mgmt.selectors.apart import Pair, not_same, split_apart


@dataclass(frozen=True, slots=True)
class Doubt:
    """What speaks for two customers being one. ``fields``: field, level and weight of each, none a value."""

    weight: float
    probability: float
    fields: tuple[tuple[str, str, float], ...]
    found_at: datetime


def doubts(customers: Collection[OrderId] | None = None) -> dict[Pair, Doubt]:
    """Return the pairs that nobody has decided yet (with one of these customers, if given), likeliest first.

    Two that are one by now are not among them, nor those that staff have said are not one.
    """
    rows = DoubtfulPair.objects.exclude(one__customer_id=F("other__customer_id")).order_by(
        "-weight", "one_id", "other_id"
    )
    if customers is not None:
        rows = rows.filter(Q(one__customer_id__in=customers) | Q(other__customer_id__in=customers))
    columns = ("one__customer_id", "other__customer_id", "weight", "probability", "fields", "found_at")
    found: dict[Pair, Doubt] = {}
    for one, other, weight, probability, fields, found_at in rows.values_list(*columns):
        told = tuple((field, level, weighs) for field, level, weighs in fields)
        # Two pairs may have become one by merges: the likelier is told.
        found.setdefault(frozenset((one, other)), Doubt(weight, probability, told, found_at))
    apart = (not_same(customers) | split_apart()) if found else set()
    return {pair: doubt for pair, doubt in found.items() if pair not in apart}

"""Loading watch marks and labels."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import F, QuerySet

from saleor_customer_mgmt.graphql.loaders.base import Loader
from saleor_customer_mgmt.models import CustomerLabel, OrderLabel, WatchMark
from saleor_customer_mgmt.selectors.marks import in_force


class MarksOfCustomer(Loader):
    """Customer id → the watch marks in force that hang on its orders, oldest first."""

    def fetch(self, keys: list[int]) -> dict[int, list[WatchMark]]:
        rows = WatchMark.objects.filter(in_force(), anchor__customer_id__in=keys)
        return _by(rows.annotate(owner=F("anchor__customer_id")).order_by("id"))

    def nothing(self) -> list[WatchMark]:
        return []


class LabelsOfCustomer(Loader):
    """Customer id → the labels that hang on its orders, by their texts."""

    def fetch(self, keys: list[int]) -> dict[int, list[CustomerLabel]]:
        rows = CustomerLabel.objects.filter(anchor__customer_id__in=keys)
        return _by(rows.annotate(owner=F("anchor__customer_id")).order_by("text", "id"))

    def nothing(self) -> list[CustomerLabel]:
        return []


class LabelsOfOrder(Loader):
    """Order id → its labels, by their texts."""

    def fetch(self, keys: list[int]) -> dict[int, list[OrderLabel]]:
        rows = OrderLabel.objects.filter(order_id__in=keys)
        return _by(rows.annotate(owner=F("order_id")).order_by("text", "id"))

    def nothing(self) -> list[OrderLabel]:
        return []


def _by(rows: QuerySet[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.owner].append(row)
    return found

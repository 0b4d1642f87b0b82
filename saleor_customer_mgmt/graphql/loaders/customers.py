"""Loading customers and what is told of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.graphql.loaders.base import Loader
from saleor_customer_mgmt.models import Customer
from saleor_customer_mgmt.selectors.orders import only_orders
from saleor_customer_mgmt.selectors.review import ReviewItem, review_list


class CustomerById(Loader):
    """Id → the live customer that it stands for now."""

    def fetch(self, keys: list[int]) -> dict[int, Customer]:
        rows = Customer.objects.filter(id__in=keys).select_related("merged_into")
        return {row.id: row.merged_into or row for row in rows}


class DissolvedInto(Loader):
    """Id of a live customer → public ids of those that dissolved into it, oldest first."""

    def fetch(self, keys: list[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        rows = Customer.objects.filter(merged_into_id__in=keys).order_by("id")
        for into, public_id in rows.values_list("merged_into_id", "public_id"):
            assert into is not None
            found[into].append(public_id)
        return found

    def nothing(self) -> list[str]:
        return []


@dataclass(frozen=True, slots=True)
class Counted:
    """So many orders of one source and status that count as purchases, or do not for one reason."""

    source: str
    status: OrderStatus
    reason: Reason
    order_count: int


class ReceiptOfCustomer(Loader):
    """Customer id → how its purchase count comes about."""

    def fetch(self, keys: list[int]) -> dict[int, list[Counted]]:
        parts = ("customer_id", "source", "status", "count_reason")
        rows = only_orders().filter(customer_id__in=keys).order_by(*parts)
        found: dict[int, list[Counted]] = defaultdict(list)
        for customer, source, status, reason, number in rows.values_list(*parts).annotate(number=Count("pk")):
            found[customer].append(Counted(source, OrderStatus(status), Reason(reason), number))
        return found

    def nothing(self) -> list[Counted]:
        return []


class ReviewOfCustomer(Loader):
    """Customer id → its place in the review list, if it has one."""

    def fetch(self, keys: list[int]) -> dict[int, ReviewItem]:
        return {item.customer: item for item in review_list(keys)}

"""Reading customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.public_id import read_public_id
from saleor_customer_mgmt.models import Customer, OrderRecord
from saleor_customer_mgmt.selectors.search import search_customers

SORTS = {
    "purchases": [F("purchase_count").desc(), F("id").desc()],
    "last_order": [F("last_order_at").desc(nulls_last=True), F("id").desc()],
    "first_order": [F("first_order_at").asc(nulls_last=True), F("id").asc()],
    "name": [F("name").asc(), F("id").asc()],
}


def list_customers(
    *,
    search: str = "",
    min_purchases: int | None = None,
    max_purchases: int | None = None,
    sources: Sequence[str] = (),
    sort: str = "purchases",
) -> QuerySet[Customer]:
    """Return live customers, filtered and sorted. ``sources``: bought on all of these."""
    rows = search_customers(search) if search.strip() else Customer.objects.filter(merged_into=None)
    if min_purchases is not None:
        rows = rows.filter(purchase_count__gte=min_purchases)
    if max_purchases is not None:
        rows = rows.filter(purchase_count__lte=max_purchases)
    for source in sources:
        rows = rows.filter(sources__contains=[source])
    return rows.order_by(*SORTS[sort])


def find_customer(public_id: str) -> Customer | None:
    """Return the live customer that this id stands for now, or None. Any case, hyphens or not."""
    wanted = read_public_id(public_id)
    row = Customer.objects.filter(public_id=wanted).select_related("merged_into").first() if wanted else None
    return row if row is None or row.merged_into is None else row.merged_into


@dataclass(frozen=True, slots=True)
class CountedOrder:
    """An order with whether it counts as a purchase, or why it does not."""

    order: OrderRecord
    reason: Reason


def purchase_receipt(orders: Sequence[OrderRecord]) -> list[CountedOrder]:
    """Return for each of these orders whether it counts under the shop's policy, and why not."""
    return [CountedOrder(o, Reason(o.count_reason)) for o in orders]

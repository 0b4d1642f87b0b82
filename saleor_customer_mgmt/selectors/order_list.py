"""Orders as they are listed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import F

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.models import OrderRecord
from saleor_customer_mgmt.selectors.listing import Listing
from saleor_customer_mgmt.selectors.marks import customers_in_groups, customers_watched, orders_labelled
from saleor_customer_mgmt.selectors.orders import only_orders
from saleor_customer_mgmt.selectors.search import FoundOrders, Search

NEWEST = (F("placed_at").desc(nulls_last=True), F("id").desc())
"""The order of the list: the newest first."""


def list_orders(
    *,
    search: str = "",
    sources: Collection[str] | None = None,
    statuses: Collection[str] | None = None,
    placed_from: datetime | None = None,
    placed_before: datetime | None = None,
    customer: OrderId | None = None,
    labels: Collection[str] | None = None,
    groups: Collection[str] | None = None,
    watch_levels: Collection[str] | None = None,
) -> Listing[OrderRecord]:
    """Return the orders for which all of this is so.

    Of each collection one is enough; an empty one is nobody's. ``groups`` (slugs) and ``watch_levels`` are
    those of the order's customer now. Accounts are no orders: only where ``statuses`` ask for them.
    """
    accounts = statuses is not None and OrderStatus.ACCOUNT in statuses
    rows = all_of_them = OrderRecord.objects.all() if accounts else only_orders()
    for lookup, wanted in (
        ("source__in", sources),
        ("status__in", statuses),
        ("placed_at__gte", placed_from),
        ("placed_at__lt", placed_before),
        ("customer_id", customer),
        ("id__in", None if labels is None else orders_labelled(labels)),
        ("customer_id__in", None if groups is None else customers_in_groups(groups)),
        ("customer_id__in", None if watch_levels is None else customers_watched(watch_levels)),
    ):
        if wanted is not None:
            rows = rows.filter(**{lookup: wanted})
    found = FoundOrders(Search(search), accounts=accounts) if search.strip() else None
    return Listing(rows, found, narrowed=rows is not all_of_them)

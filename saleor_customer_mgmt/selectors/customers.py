"""Reading customers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import F
from django.db.models.expressions import RawSQL
from django.utils import timezone

from saleor_customer_mgmt.core.conditions import Condition
from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.public_id import read_public_id
from saleor_customer_mgmt.models import Customer, OrderRecord
from saleor_customer_mgmt.selectors.condition_sql import customer_condition_sql
from saleor_customer_mgmt.selectors.listing import Listing
from saleor_customer_mgmt.selectors.marks import customers_in_groups, customers_labelled, customers_watched
from saleor_customer_mgmt.selectors.search import FoundCustomers, Search

SORTS = {
    "purchases": [F("purchase_count").desc(), F("id").desc()],
    "total": [F("spent").desc(), F("id").desc()],
    "last_purchase": [F("last_purchase_at").desc(nulls_last=True), F("id").desc()],
    "last_order": [F("last_order_at").desc(nulls_last=True), F("id").desc()],
    "first_order": [F("first_order_at").asc(nulls_last=True), F("id").asc()],
    "name": [F("name").asc(), F("id").asc()],
}


def list_customers(
    *,
    search: str = "",
    min_purchases: int | None = None,
    max_purchases: int | None = None,
    has_orders: bool | None = None,
    sources: Sequence[str] = (),
    labels: Collection[str] | None = None,
    groups: Collection[str] | None = None,
    watch_levels: Collection[str] | None = None,
    condition: Condition | None = None,
) -> Listing[Customer]:
    """Return live customers for whom all of this is so.

    ``has_orders``: they ordered, whatever became of it, or never did and are merely registered.
    ``sources``: bought on all of these. ``labels``, ``groups`` (slugs) and ``watch_levels``: one of these is
    enough; an empty collection is nobody's. ``condition`` is one on customers, and asked about now.
    """
    rows = everybody = Customer.objects.filter(merged_into=None)
    if min_purchases is not None:
        rows = rows.filter(purchase_count__gte=min_purchases)
    if max_purchases is not None:
        rows = rows.filter(purchase_count__lte=max_purchases)
    if has_orders is not None:
        rows = rows.filter(order_count__gt=0) if has_orders else rows.filter(order_count=0)
    for source in sources:
        rows = rows.filter(sources__contains=[source])
    for chosen, ids in (
        (labels, customers_labelled),
        (groups, customers_in_groups),
        (watch_levels, customers_watched),
    ):
        if chosen is not None:
            rows = rows.filter(id__in=ids(chosen))
    if condition is not None:
        rows = rows.filter(id__in=_meeting(condition))
    found = FoundCustomers(Search(search)) if search.strip() else None
    return Listing(rows, found, narrowed=rows is not everybody)


def _meeting(condition: Condition) -> RawSQL:
    sql, values = customer_condition_sql(condition, timezone.now())
    # Bound by psycopg in the same way as within the statements that are written as a whole.
    return RawSQL(f"SELECT c.id FROM customer_mgmt_customer c WHERE {sql}", values)  # noqa: S608, S611 - bound


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

"""What clients may sort by. Names are shown to clients; each ends in a column that is unique."""

from __future__ import annotations

import graphene

from saleor_customer_mgmt.graphql.sorting import Key, Sort


def _sort(name: str, field: str, *, descending: bool = False, nullable: bool = False) -> Sort:
    return Sort(name, (Key(field, descending, nullable), Key("id", descending)))


PLACED_DESC = _sort("PLACED_DESC", "placed_at", descending=True, nullable=True)
PLACED_ASC = _sort("PLACED_ASC", "placed_at", nullable=True)
NEWEST = Sort("NEWEST", (Key("id", descending=True),))
OLDEST = Sort("OLDEST", (Key("id"),))
NAME = _sort("NAME", "name")
PRIORITY = _sort("PRIORITY", "priority")

_CUSTOMERS = (
    _sort("PURCHASES_DESC", "purchase_count", descending=True),
    _sort("PURCHASES_ASC", "purchase_count"),
    _sort("TOTAL_DESC", "spent", descending=True),
    _sort("TOTAL_ASC", "spent"),
    _sort("LAST_PURCHASE_DESC", "last_purchase_at", descending=True, nullable=True),
    _sort("LAST_PURCHASE_ASC", "last_purchase_at", nullable=True),
    _sort("LAST_ORDER_DESC", "last_order_at", descending=True, nullable=True),
    _sort("LAST_ORDER_ASC", "last_order_at", nullable=True),
    _sort("FIRST_ORDER_DESC", "first_order_at", descending=True, nullable=True),
    _sort("FIRST_ORDER_ASC", "first_order_at", nullable=True),
    _sort("NAME_DESC", "name", descending=True),
    _sort("NAME_ASC", "name"),
)
_ORDERS = (
    PLACED_DESC,
    PLACED_ASC,
    _sort("RECORDED_DESC", "recorded_at", descending=True),
    _sort("RECORDED_ASC", "recorded_at"),
)
CUSTOMERS = {sort.name: sort for sort in _CUSTOMERS}
ORDERS = {sort.name: sort for sort in _ORDERS}

CustomerProfileSort = graphene.Enum("CustomerProfileSort", [(name, name) for name in CUSTOMERS])
CustomerMgmtHoldSort = graphene.Enum(
    "CustomerMgmtHoldSort", [(sort.name, sort.name) for sort in (NEWEST, OLDEST)]
)
OrderRecordSort = graphene.Enum("OrderRecordSort", [(name, name) for name in ORDERS])

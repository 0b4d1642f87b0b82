"""What staff decided."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.enums import CustomerDecisionKind
from saleor_customer_mgmt.graphql.fields import Guarded, connection, many
from saleor_customer_mgmt.graphql.loaders.customers import CustomerById
from saleor_customer_mgmt.graphql.loaders.decisions import (
    SHOWN,
    CustomersOfDecision,
    LinksOfDecision,
    SidesOfDecision,
)
from saleor_customer_mgmt.graphql.loaders.orders import OrderById
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.graphql.types.actor import CustomerMgmtActor, author
from saleor_customer_mgmt.graphql.types.customer import CustomerProfile
from saleor_customer_mgmt.graphql.types.order import OrderRecord
from saleor_customer_mgmt.models import StaffDecision as Row


class CustomerDecisionLink(graphene.ObjectType):
    """Two orders that a merge says are one customer's."""

    one = Guarded(OrderRecord, permissions=(MANAGE_ORDERS,))
    other = Guarded(OrderRecord, permissions=(MANAGE_ORDERS,))

    @staticmethod
    def resolve_one(pair: tuple[int, int], info: Any) -> Any:
        return OrderById.of(info.context).load(pair[0])

    @staticmethod
    def resolve_other(pair: tuple[int, int], info: Any) -> Any:
        return OrderById.of(info.context).load(pair[1])


class CustomerDecision(graphene.ObjectType):
    """A merge or a split. Can be undone, whatever came after it."""

    id = graphene.ID(required=True)
    kind = CustomerDecisionKind(required=True)
    reason = graphene.String(required=True)
    created_at = CustomerMgmtDateTime(required=True)
    author = graphene.Field(CustomerMgmtActor, required=True)
    undone = graphene.Boolean(required=True)
    undone_at = CustomerMgmtDateTime()
    undone_by = graphene.Field(CustomerMgmtActor)
    undo_reason = graphene.String(required=True)
    customers = many(CustomerProfile, description="The customers that have its orders now.")
    main_order = Guarded(
        OrderRecord,
        permissions=(MANAGE_ORDERS,),
        description="Merge: an order of the main customer. Split: the first of those taken out.",
    )
    links = many(CustomerDecisionLink, description="Merge: the orders that it links.")
    taken_count = graphene.Int(required=True, description="Split: how many orders were taken out.")
    stayed_count = graphene.Int(required=True, description="Split: how many orders stayed.")
    taken_orders = Guarded(
        graphene.List(graphene.NonNull(OrderRecord)),
        permissions=(MANAGE_ORDERS,),
        description=f"Split: the orders taken out, the first {SHOWN} of them.",
    )
    stayed_orders = Guarded(
        graphene.List(graphene.NonNull(OrderRecord)),
        permissions=(MANAGE_ORDERS,),
        description=f"Split: the orders that stayed, the first {SHOWN} of them.",
    )

    @staticmethod
    def resolve_id(row: Row, _info: Any) -> str:
        return ids.row_id("CustomerDecision", row.id)

    @staticmethod
    def resolve_author(row: Row, _info: Any) -> Any:
        return author(row)

    @staticmethod
    def resolve_undone(row: Row, _info: Any) -> bool:
        return row.undone_at is not None

    @staticmethod
    def resolve_undone_by(row: Row, _info: Any) -> Any:
        if row.undone_at is None:
            return None
        return CustomerMgmtActor(kind=row.undone_by_kind, id=row.undone_by_id, label=row.undone_by_label)

    @staticmethod
    def resolve_customers(row: Row, info: Any) -> Any:
        customers = CustomerById.of(info.context)
        return CustomersOfDecision.of(info.context).load(row.id).then(customers.load_many)

    @staticmethod
    def resolve_main_order(row: Row, info: Any) -> Any:
        return OrderById.of(info.context).load(row.main_order_id)

    @staticmethod
    def resolve_links(row: Row, info: Any) -> Any:
        return LinksOfDecision.of(info.context).load(row.id)

    @staticmethod
    def resolve_taken_count(row: Row, info: Any) -> Any:
        return _side(row, info, out=True).then(lambda side: side.count)

    @staticmethod
    def resolve_stayed_count(row: Row, info: Any) -> Any:
        return _side(row, info, out=False).then(lambda side: side.count)

    @staticmethod
    def resolve_taken_orders(row: Row, info: Any) -> Any:
        orders = OrderById.of(info.context)
        return _side(row, info, out=True).then(lambda side: orders.load_many(side.orders))

    @staticmethod
    def resolve_stayed_orders(row: Row, info: Any) -> Any:
        orders = OrderById.of(info.context)
        return _side(row, info, out=False).then(lambda side: orders.load_many(side.orders))


def _side(row: Row, info: Any, *, out: bool) -> Any:
    return SidesOfDecision.of(info.context).load((row.id, out))


CustomerDecisionConnection = connection(CustomerDecision, "CustomerDecision")

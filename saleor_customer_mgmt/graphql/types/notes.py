"""Notes on customers."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import access, ids
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_STAFF, MANAGE_USERS
from saleor_customer_mgmt.graphql.fields import Guarded
from saleor_customer_mgmt.graphql.loaders.customers import CustomerById
from saleor_customer_mgmt.graphql.loaders.orders import OrderById
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.graphql.types.actor import CustomerMgmtActor, author
from saleor_customer_mgmt.models import CustomerNote as Row
from saleor_customer_mgmt.services.note_customer import is_author


class CustomerMgmtNote(graphene.ObjectType):
    """What staff wrote about a customer: plain text, never markup. It hangs on one of the customer's orders,
    and goes with that.
    """

    id = graphene.ID(required=True)
    text = graphene.String(required=True)
    customer = Guarded(
        "saleor_customer_mgmt.graphql.types.customer.CustomerProfile",
        permissions=(MANAGE_USERS,),
        description="Whose it is now.",
    )
    order = Guarded(
        "saleor_customer_mgmt.graphql.types.order.OrderRecord",
        permissions=(MANAGE_ORDERS,),
        description="The order that it was written on.",
    )
    author = graphene.Field(CustomerMgmtActor, required=True)
    created_at = CustomerMgmtDateTime(required=True)
    changed_at = CustomerMgmtDateTime(description="When the text was changed last; null: never.")
    changed_by = graphene.Field(CustomerMgmtActor)
    can_change = graphene.Boolean(
        required=True,
        description="Whether who asks may change and delete it: who wrote it, and who has MANAGE_STAFF.",
    )

    @staticmethod
    def resolve_id(row: Row, _info: Any) -> str:
        return ids.row_id("CustomerMgmtNote", row.id)

    @staticmethod
    def resolve_customer(row: Row, info: Any) -> Any:
        customers = CustomerById.of(info.context)
        return OrderById.of(info.context).load(row.anchor_id).then(lambda o: customers.load(o.customer_id))

    @staticmethod
    def resolve_order(row: Row, info: Any) -> Any:
        return OrderById.of(info.context).load(row.anchor_id)

    @staticmethod
    def resolve_author(row: Row, _info: Any) -> Any:
        return author(row)

    @staticmethod
    def resolve_changed_by(row: Row, _info: Any) -> Any:
        if row.changed_at is None:
            return None
        return CustomerMgmtActor(kind=row.changed_by_kind, id=row.changed_by_id, label=row.changed_by_label)

    @staticmethod
    def resolve_can_change(row: Row, info: Any) -> bool:
        actor = access.actor_of(info.context)
        return (actor is not None and is_author(row, actor)) or access.may(info.context, MANAGE_STAFF)

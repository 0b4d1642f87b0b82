"""The watchlist and labels."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_USERS
from saleor_customer_mgmt.graphql.enums import CustomerMgmtWatchLevel
from saleor_customer_mgmt.graphql.fields import Guarded, connection
from saleor_customer_mgmt.graphql.loaders.customers import CustomerById
from saleor_customer_mgmt.graphql.loaders.orders import OrderById
from saleor_customer_mgmt.graphql.loaders.rules import RuleById
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.graphql.types.actor import CustomerMgmtActor, author
from saleor_customer_mgmt.graphql.types.rules import CustomerMgmtRule
from saleor_customer_mgmt.graphql.types.shipped import shipped_text
from saleor_customer_mgmt.models import WatchMark as Row


class CustomerMgmtWatchMark(graphene.ObjectType):
    """A customer is watched, blocked, or the victim of somebody who misuses name or address. It hangs on one
    of the customer's orders, and goes with that.
    """

    id = graphene.ID(required=True)
    level = CustomerMgmtWatchLevel(required=True)
    reason = graphene.String(required=True)
    customer = Guarded(
        "saleor_customer_mgmt.graphql.types.customer.CustomerProfile",
        permissions=(MANAGE_USERS,),
        description="Whose it is now.",
    )
    order = Guarded(
        "saleor_customer_mgmt.graphql.types.order.OrderRecord",
        permissions=(MANAGE_ORDERS,),
        description="The order because of which it was made.",
    )
    rule = Guarded(
        CustomerMgmtRule,
        permissions=(MANAGE_ORDERS,),
        description="The rule that made it; null: somebody did.",
    )
    author = graphene.Field(CustomerMgmtActor, required=True)
    created_at = CustomerMgmtDateTime(required=True)
    expires_at = CustomerMgmtDateTime()
    ended_at = CustomerMgmtDateTime()
    ended_by = graphene.Field(CustomerMgmtActor)
    end_reason = graphene.String(required=True)

    @staticmethod
    def resolve_id(row: Row, _info: Any) -> str:
        return ids.row_id("CustomerMgmtWatchMark", row.id)

    @staticmethod
    def resolve_customer(row: Row, info: Any) -> Any:
        customers = CustomerById.of(info.context)
        return OrderById.of(info.context).load(row.anchor_id).then(lambda o: customers.load(o.customer_id))

    @staticmethod
    def resolve_order(row: Row, info: Any) -> Any:
        return OrderById.of(info.context).load(row.anchor_id)

    @staticmethod
    def resolve_rule(row: Row, info: Any) -> Any:
        return None if row.rule_id is None else RuleById.of(info.context).load(row.rule_id)

    @staticmethod
    def resolve_author(row: Row, _info: Any) -> Any:
        return author(row)

    @staticmethod
    def resolve_ended_by(row: Row, _info: Any) -> Any:
        if row.ended_at is None:
            return None
        return CustomerMgmtActor(kind=row.ended_by_kind, id=row.ended_by_id, label=row.ended_by_label)


CustomerMgmtWatchMarkConnection = connection(CustomerMgmtWatchMark, "CustomerMgmtWatchMark")


class CustomerMgmtLabel(graphene.ObjectType):
    """A label on a customer or an order. The same text may be there by hand and by several rules."""

    text = shipped_text("text")
    rule = Guarded(
        CustomerMgmtRule,
        permissions=(MANAGE_ORDERS,),
        description="The rule that keeps it there while it matches; null: somebody put it there.",
    )
    author = graphene.Field(CustomerMgmtActor, required=True)
    created_at = CustomerMgmtDateTime(required=True)

    @staticmethod
    def resolve_rule(row: Any, info: Any) -> Any:
        return None if row.rule_id is None else RuleById.of(info.context).load(row.rule_id)

    @staticmethod
    def resolve_author(row: Any, _info: Any) -> Any:
        return author(row)

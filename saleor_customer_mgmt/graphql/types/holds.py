"""Holds, and what moved while it was held."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.enums import CustomerMgmtHoldPoint, CustomerMgmtHoldState
from saleor_customer_mgmt.graphql.fields import Guarded, connection, many
from saleor_customer_mgmt.graphql.loaders.holds import BreachesOfHold, HoldById, Lapsed
from saleor_customer_mgmt.graphql.loaders.orders import OrderById
from saleor_customer_mgmt.graphql.loaders.rules import RuleById
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.graphql.types.actor import CustomerMgmtActor, author
from saleor_customer_mgmt.graphql.types.rules import CustomerMgmtRule
from saleor_customer_mgmt.graphql.types.shipped import shipped_text
from saleor_customer_mgmt.models import Hold as Row
from saleor_customer_mgmt.models import HoldBreach as BreachRow

_ORDER = "saleor_customer_mgmt.graphql.types.order.OrderRecord"


class CustomerMgmtHoldOwner(graphene.ObjectType):
    """Who takes care of a hold."""

    id = graphene.String(required=True, description="The host's id; may be empty.")
    label = graphene.String(required=True, description="What it is called; may be empty.")


class CustomerMgmtHoldBreach(graphene.ObjectType):
    """An order moved while it was held."""

    id = graphene.ID(required=True)
    hold = graphene.Field("saleor_customer_mgmt.graphql.types.holds.CustomerMgmtHold", required=True)
    order = Guarded(_ORDER, permissions=(MANAGE_ORDERS,))
    what = graphene.String(required=True, description="`confirmed`, `captured` or `fulfilled`.")
    found_at = CustomerMgmtDateTime(required=True)
    seen_at = CustomerMgmtDateTime(description="When somebody said that they have seen it.")
    seen_by = graphene.Field(CustomerMgmtActor)

    @staticmethod
    def resolve_id(row: BreachRow, _info: Any) -> str:
        return ids.row_id("CustomerMgmtHoldBreach", row.id)

    @staticmethod
    def resolve_hold(row: BreachRow, info: Any) -> Any:
        return HoldById.of(info.context).load(row.hold_id)

    @staticmethod
    def resolve_order(row: BreachRow, info: Any) -> Any:
        return OrderById.of(info.context).load(row.order_id)

    @staticmethod
    def resolve_seen_by(row: BreachRow, _info: Any) -> Any:
        if row.seen_at is None:
            return None
        return CustomerMgmtActor(kind=row.seen_by_kind, id=row.seen_by_id, label=row.seen_by_label)


CustomerMgmtHoldBreachConnection = connection(CustomerMgmtHoldBreach, "CustomerMgmtHoldBreach")


class CustomerMgmtHold(graphene.ObjectType):
    """One reason why one order is held. While one is open, the order does not go on."""

    id = graphene.ID(required=True)
    order = Guarded(_ORDER, permissions=(MANAGE_ORDERS,))
    point = CustomerMgmtHoldPoint(required=True, description="What is stopped, with everything after it.")
    state = CustomerMgmtHoldState(required=True)
    reason = shipped_text("reason")
    note = graphene.String(required=True)
    rule = graphene.Field(CustomerMgmtRule, description="The rule that placed it; null: somebody did.")
    lapsed = graphene.Boolean(
        required=True, description="The rule that placed it does not match the order any more."
    )
    owner = graphene.Field(CustomerMgmtHoldOwner, description="Who takes care of it; null: nobody.")
    order_status = graphene.String(
        required=True, description="Where the order stood then, in its source's own word."
    )
    author = graphene.Field(CustomerMgmtActor, required=True)
    created_at = CustomerMgmtDateTime(required=True)
    closed_by = graphene.Field(CustomerMgmtActor, description="Who released or cancelled it.")
    closed_at = CustomerMgmtDateTime()
    close_note = graphene.String(required=True)
    breaches = many(CustomerMgmtHoldBreach, description="What the order did while it was held.")

    @staticmethod
    def resolve_id(row: Row, _info: Any) -> str:
        return ids.row_id("CustomerMgmtHold", row.id)

    @staticmethod
    def resolve_order(row: Row, info: Any) -> Any:
        return OrderById.of(info.context).load(row.order_id)

    @staticmethod
    def resolve_rule(row: Row, info: Any) -> Any:
        return None if row.rule_id is None else RuleById.of(info.context).load(row.rule_id)

    @staticmethod
    def resolve_lapsed(row: Row, info: Any) -> Any:
        return Lapsed.of(info.context).load(row.id)

    @staticmethod
    def resolve_owner(row: Row, _info: Any) -> Any:
        if not (row.owner_id or row.owner_label):
            return None
        return CustomerMgmtHoldOwner(id=row.owner_id, label=row.owner_label)

    @staticmethod
    def resolve_author(row: Row, _info: Any) -> Any:
        return author(row)

    @staticmethod
    def resolve_closed_by(row: Row, _info: Any) -> Any:
        if row.closed_at is None:
            return None
        return CustomerMgmtActor(kind=row.closed_by_kind, id=row.closed_by_id, label=row.closed_by_label)

    @staticmethod
    def resolve_breaches(row: Row, info: Any) -> Any:
        return BreachesOfHold.of(info.context).load(row.id)


CustomerMgmtHoldConnection = connection(CustomerMgmtHold, "CustomerMgmtHold")

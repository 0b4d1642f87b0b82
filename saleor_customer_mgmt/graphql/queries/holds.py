"""Queries about holds."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.enums import CustomerMgmtHoldPoint, CustomerMgmtHoldState
from saleor_customer_mgmt.graphql.fields import Connected
from saleor_customer_mgmt.graphql.paging import QueryPage, wanted
from saleor_customer_mgmt.graphql.types.holds import (
    CustomerMgmtHoldBreachConnection,
    CustomerMgmtHoldConnection,
)
from saleor_customer_mgmt.models import Hold
from saleor_customer_mgmt.selectors.holds import breaches, hold_queue


class CustomerMgmtHoldFilterInput(graphene.InputObjectType):
    """Holds for which all of this is so."""

    states = graphene.List(graphene.NonNull(CustomerMgmtHoldState), description="Left out: open ones.")
    sources = graphene.List(graphene.NonNull(graphene.String), description="On orders from one of these.")
    points = graphene.List(graphene.NonNull(CustomerMgmtHoldPoint))
    rules = graphene.List(graphene.NonNull(graphene.ID), description="Placed by one of these rules.")
    owner = graphene.String(description="The host's id of who takes care of it; empty: nobody does.")


class CustomerMgmtHoldBreachFilterInput(graphene.InputObjectType):
    """Breaches for which all of this is so."""

    seen = graphene.Boolean()


class HoldQueries(graphene.ObjectType):
    customer_mgmt_holds = Connected(
        CustomerMgmtHoldConnection,
        filter=CustomerMgmtHoldFilterInput(),
        permissions=(MANAGE_ORDERS,),
        description="The holds, newest first; without a filter the open ones.",
    )
    customer_mgmt_hold_breaches = Connected(
        CustomerMgmtHoldBreachConnection,
        filter=CustomerMgmtHoldBreachFilterInput(),
        permissions=(MANAGE_ORDERS,),
        description="Orders that moved while they were held, newest first.",
    )

    @staticmethod
    def resolve_customer_mgmt_holds(
        _root: Any,
        _info: Any,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002
        **page: Any,
    ) -> QueryPage:
        chosen = {name: value for name, value in (filter or {}).items() if value is not None}
        if "rules" in chosen:
            keys = (ids.read_row_id("CustomerMgmtRule", given) for given in chosen["rules"])
            chosen["rules"] = [key for key in keys if key is not None]
        chosen.setdefault("states", [Hold.State.OPEN])
        return QueryPage(hold_queue(**chosen), sorts.NEWEST, wanted(**page))

    @staticmethod
    def resolve_customer_mgmt_hold_breaches(
        _root: Any,
        _info: Any,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002
        **page: Any,
    ) -> QueryPage:
        return QueryPage(breaches(seen=(filter or {}).get("seen")), sorts.NEWEST, wanted(**page))

"""Queries about holds."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import access, ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.enums import CustomerMgmtHoldPoint, CustomerMgmtHoldState
from saleor_customer_mgmt.graphql.fields import Connected
from saleor_customer_mgmt.graphql.paging import QueryPage, wanted
from saleor_customer_mgmt.graphql.types.holds import (
    CustomerMgmtHoldBreachConnection,
    CustomerMgmtHoldConnection,
)
from saleor_customer_mgmt.models import Hold
from saleor_customer_mgmt.selectors.customers import find_customer
from saleor_customer_mgmt.selectors.holds import breaches, hold_queue


class CustomerMgmtHoldFilterInput(graphene.InputObjectType):
    """Holds for which all of this is so."""

    states = graphene.List(graphene.NonNull(CustomerMgmtHoldState), description="Left out: open ones.")
    sources = graphene.List(graphene.NonNull(graphene.String), description="On orders from one of these.")
    points = graphene.List(graphene.NonNull(CustomerMgmtHoldPoint))
    rules = graphene.List(graphene.NonNull(graphene.ID), description="Placed by one of these rules.")
    owner = graphene.String(description="The host's id of who takes care of it; empty: nobody does.")
    mine = graphene.Boolean(description="True: whoever asks takes care of it.")
    customer = graphene.ID(description="On orders of this customer: global id, or public id.")
    search = graphene.String(description="Any part of what its order says, or a customer's public id.")


class CustomerMgmtHoldBreachFilterInput(graphene.InputObjectType):
    """Breaches for which all of this is so."""

    seen = graphene.Boolean()


class HoldQueries(graphene.ObjectType):
    customer_mgmt_holds = Connected(
        CustomerMgmtHoldConnection,
        filter=CustomerMgmtHoldFilterInput(),
        sort=sorts.CustomerMgmtHoldSort(default_value="NEWEST"),
        permissions=(MANAGE_ORDERS,),
        description="The holds, newest first if nothing is said; without a filter the open ones.",
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
        info: Any,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002
        sort: str | None = None,
        **page: Any,
    ) -> QueryPage:
        chosen = {name: value for name, value in (filter or {}).items() if value is not None}
        if "rules" in chosen:
            keys = (ids.read_row_id("CustomerMgmtRule", given) for given in chosen["rules"])
            chosen["rules"] = [key for key in keys if key is not None]
        if "customer" in chosen:
            meant = find_customer(ids.read_customer_id(chosen["customer"]) or "")
            chosen["customer"] = 0 if meant is None else meant.id  # no customer has this id
        mine = access.require(info.context).actor.id if chosen.pop("mine", False) else None
        chosen.setdefault("states", [Hold.State.OPEN])
        found = hold_queue(**chosen)
        if mine is not None:
            found = found.filter(owner_id=mine)
        return QueryPage(found, sorts.OLDEST if sort == "OLDEST" else sorts.NEWEST, wanted(**page))

    @staticmethod
    def resolve_customer_mgmt_hold_breaches(
        _root: Any,
        _info: Any,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002
        **page: Any,
    ) -> QueryPage:
        return QueryPage(breaches(seen=(filter or {}).get("seen")), sorts.NEWEST, wanted(**page))

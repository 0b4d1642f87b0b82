"""Queries about the watchlist."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.enums import CustomerMgmtWatchLevel
from saleor_customer_mgmt.graphql.fields import Connected
from saleor_customer_mgmt.graphql.paging import QueryPage, wanted
from saleor_customer_mgmt.graphql.types.marks import CustomerMgmtWatchMarkConnection
from saleor_customer_mgmt.models import WatchMark
from saleor_customer_mgmt.selectors.customers import find_customer
from saleor_customer_mgmt.selectors.marks import in_force
from saleor_customer_mgmt.selectors.search import search_customers


class CustomerMgmtWatchFilterInput(graphene.InputObjectType):
    """Marks for which all of this is so."""

    levels = graphene.List(graphene.NonNull(CustomerMgmtWatchLevel))
    in_force = graphene.Boolean(description="Left out: true. False: those that ended or expired.")
    customer = graphene.ID(description="Of this customer: global id, or public id.")
    search = graphene.String(description="Of customers that this finds, as in `customerProfiles`.")


class WatchQueries(graphene.ObjectType):
    customer_mgmt_watchlist = Connected(
        CustomerMgmtWatchMarkConnection,
        filter=CustomerMgmtWatchFilterInput(),
        permissions=(MANAGE_USERS,),
        description="The marks of the watchlist, newest first; without a filter those in force.",
    )

    @staticmethod
    def resolve_customer_mgmt_watchlist(
        _root: Any,
        _info: Any,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002
        **page: Any,
    ) -> QueryPage:
        chosen = filter or {}
        rows = WatchMark.objects.filter(~in_force() if chosen.get("in_force") is False else in_force())
        if chosen.get("levels") is not None:
            rows = rows.filter(level__in=chosen["levels"])
        if chosen.get("customer") is not None:
            customer = find_customer(ids.read_customer_id(chosen["customer"]) or "")
            rows = rows.none() if customer is None else rows.filter(anchor__customer=customer)
        if text := (chosen.get("search") or "").strip():
            rows = rows.filter(anchor__customer_id__in=search_customers(text).values("id"))
        return QueryPage(rows, sorts.NEWEST, wanted(**page))

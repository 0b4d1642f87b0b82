"""Queries about order records and their imports."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import access, ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_USERS
from saleor_customer_mgmt.graphql.enums import CustomerMgmtWatchLevel, OrderImportState, OrderRecordStatus
from saleor_customer_mgmt.graphql.fields import Connected, Guarded
from saleor_customer_mgmt.graphql.paging import QueryPage, wanted
from saleor_customer_mgmt.graphql.queries.names import find_order
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.graphql.types.imports import OrderImport, OrderImportConnection
from saleor_customer_mgmt.graphql.types.order import OrderRecord, OrderRecordConnection
from saleor_customer_mgmt.models import Import
from saleor_customer_mgmt.models import OrderRecord as Row
from saleor_customer_mgmt.selectors.customers import find_customer
from saleor_customer_mgmt.selectors.listing import Listing
from saleor_customer_mgmt.selectors.order_list import list_orders


class OrderRecordFilterInput(graphene.InputObjectType):
    """Orders for which all of this is so."""

    sources = graphene.List(graphene.NonNull(graphene.String), description="From one of these.")
    statuses = graphene.List(
        graphene.NonNull(OrderRecordStatus),
        description="In one of these. Accounts are no orders: they are listed only where this names ACCOUNT.",
    )
    placed_from = CustomerMgmtDateTime(description="Placed then or later.")
    placed_before = CustomerMgmtDateTime(description="Placed earlier than that.")
    customer = graphene.ID(description="Of this customer: global id, or public id.")
    labels = graphene.List(graphene.NonNull(graphene.String), description="With one of these labels.")
    customer_groups = graphene.List(
        graphene.NonNull(graphene.String),
        description="Whose customer is in one of these groups (slugs) now. Requires MANAGE_USERS as well.",
    )
    customer_watch_levels = graphene.List(
        graphene.NonNull(CustomerMgmtWatchLevel),
        description="Whose customer is at one of these levels of the watchlist. "
        "Requires MANAGE_USERS as well.",
    )


class OrderImportFilterInput(graphene.InputObjectType):
    """Imports for which all of this is so."""

    states = graphene.List(graphene.NonNull(OrderImportState))
    dry_run = graphene.Boolean()


class OrderQueries(graphene.ObjectType):
    order_record = Guarded(
        OrderRecord,
        source=graphene.String(required=True),
        number=graphene.String(required=True),
        permissions=(MANAGE_ORDERS,),
        description="One order, by what it is called at its source.",
    )
    order_records = Connected(
        OrderRecordConnection,
        search=graphene.String(description="Any part of number, name, kana, e-mail, phone, address."),
        filter=OrderRecordFilterInput(),
        sort=sorts.OrderRecordSort(default_value="PLACED_DESC"),
        permissions=(MANAGE_ORDERS,),
        description="All orders.",
    )
    order_import = Guarded(
        OrderImport,
        id=graphene.ID(required=True),
        permissions=(MANAGE_ORDERS,),
        description="One run over order files.",
    )
    order_imports = Connected(
        OrderImportConnection,
        filter=OrderImportFilterInput(),
        permissions=(MANAGE_ORDERS,),
        description="All imports, newest first.",
    )

    @staticmethod
    def resolve_order_record(_root: Any, _info: Any, source: str, number: str) -> Row | None:
        return find_order({"source": source, "number": number})

    @staticmethod
    def resolve_order_records(
        _root: Any,
        info: Any,
        *,
        search: str | None = None,
        filter: dict[str, Any] | None = None,  # noqa: A002
        sort: str | None = None,
        **page: Any,
    ) -> QueryPage:
        chosen = _chosen(info, filter or {})
        rows = Listing(Row.objects.none()) if chosen is None else list_orders(search=search or "", **chosen)
        return QueryPage(rows, sorts.ORDERS[sort or "PLACED_DESC"], wanted(**page))

    @staticmethod
    def resolve_order_import(_root: Any, _info: Any, id: str) -> Import | None:  # noqa: A002
        key = ids.read_row_id("OrderImport", id)
        return None if key is None else Import.objects.filter(id=key).first()

    @staticmethod
    def resolve_order_imports(
        _root: Any,
        _info: Any,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002
        **page: Any,
    ) -> QueryPage:
        chosen = filter or {}
        rows = Import.objects.all()
        if chosen.get("states") is not None:
            rows = rows.filter(state__in=chosen["states"])
        if chosen.get("dry_run") is not None:
            rows = rows.filter(dry_run=chosen["dry_run"])
        return QueryPage(rows, sorts.NEWEST, wanted(**page))


def _chosen(info: Any, given: dict[str, Any]) -> dict[str, Any] | None:
    """Return what to look for; None when nothing can be found.

    Raises:
        PermissionDenied: for what only those may know who may see customers.
    """
    chosen = dict(given)
    groups, levels = chosen.pop("customer_groups", None), chosen.pop("customer_watch_levels", None)
    if groups is not None or levels is not None:
        access.require(info.context, MANAGE_USERS)
    if chosen.get("customer") is not None:
        customer = find_customer(ids.read_customer_id(chosen["customer"]) or "")
        if customer is None:
            return None
        chosen["customer"] = customer.id
    return {**chosen, "groups": groups, "watch_levels": levels}

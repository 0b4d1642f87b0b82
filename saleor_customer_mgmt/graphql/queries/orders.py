"""Queries about order records and their imports."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import QuerySet

from saleor_customer_mgmt.graphql import ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.enums import OrderImportState, OrderRecordStatus
from saleor_customer_mgmt.graphql.fields import Connected, Guarded
from saleor_customer_mgmt.graphql.paging import QueryPage, wanted
from saleor_customer_mgmt.graphql.queries.names import find_order
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.graphql.types.imports import OrderImport, OrderImportConnection
from saleor_customer_mgmt.graphql.types.order import OrderRecord, OrderRecordConnection
from saleor_customer_mgmt.models import Import
from saleor_customer_mgmt.models import OrderRecord as Row
from saleor_customer_mgmt.selectors.customers import find_customer
from saleor_customer_mgmt.selectors.search import search_orders


class OrderRecordFilterInput(graphene.InputObjectType):
    """Orders for which all of this is so."""

    sources = graphene.List(graphene.NonNull(graphene.String), description="From one of these.")
    statuses = graphene.List(graphene.NonNull(OrderRecordStatus), description="In one of these.")
    placed_from = CustomerMgmtDateTime(description="Placed then or later.")
    placed_before = CustomerMgmtDateTime(description="Placed earlier than that.")
    customer = graphene.ID(description="Of this customer: global id, or public id.")


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
        _info: Any,
        *,
        search: str | None = None,
        filter: dict[str, Any] | None = None,  # noqa: A002
        sort: str | None = None,
        **page: Any,
    ) -> QueryPage:
        rows = search_orders(search) if search and search.strip() else Row.objects.all()
        return QueryPage(_filtered(rows, filter or {}), sorts.ORDERS[sort or "PLACED_DESC"], wanted(**page))

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


def _filtered(rows: QuerySet[Row], chosen: dict[str, Any]) -> QuerySet[Row]:
    for argument, lookup in (
        ("sources", "source__in"),
        ("statuses", "status__in"),
        ("placed_from", "placed_at__gte"),
        ("placed_before", "placed_at__lt"),
    ):
        if chosen.get(argument) is not None:
            rows = rows.filter(**{lookup: chosen[argument]})
    if chosen.get("customer") is not None:
        customer = find_customer(ids.read_customer_id(chosen["customer"]) or "")
        rows = rows.none() if customer is None else rows.filter(customer=customer)
    return rows

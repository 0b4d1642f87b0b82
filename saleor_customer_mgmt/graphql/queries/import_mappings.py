"""Queries about saved mappings."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.fields import Connected, Guarded
from saleor_customer_mgmt.graphql.paging import QueryPage, wanted
from saleor_customer_mgmt.graphql.types.import_mappings import (
    OrderImportMapping,
    OrderImportMappingConnection,
)
from saleor_customer_mgmt.models import ImportMapping
from saleor_customer_mgmt.selectors.import_mappings import mappings


class ImportMappingQueries(graphene.ObjectType):
    order_import_mapping = Guarded(
        OrderImportMapping,
        id=graphene.ID(required=True),
        permissions=(MANAGE_ORDERS,),
        description="One saved mapping, also a deleted one.",
    )
    order_import_mappings = Connected(
        OrderImportMappingConnection,
        permissions=(MANAGE_ORDERS,),
        description="The saved mappings in use, by name.",
    )

    @staticmethod
    def resolve_order_import_mapping(_root: Any, _info: Any, id: str) -> ImportMapping | None:  # noqa: A002
        key = ids.read_row_id("OrderImportMapping", id)
        return None if key is None else ImportMapping.objects.filter(id=key).first()

    @staticmethod
    def resolve_order_import_mappings(_root: Any, _info: Any, **page: Any) -> QueryPage:
        return QueryPage(mappings(), sorts.NAME, wanted(**page))

"""Stop an import."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.errors import error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.mutations.base import Mutation, not_found
from saleor_customer_mgmt.graphql.types.imports import OrderImport
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.queue_import import cancel_import

OrderImportCancelError = error_type("OrderImportCancel", "NOT_FOUND", "ALREADY_DONE")


class OrderImportCancel(Mutation):
    """Stop an import: at once when it waits, else after the orders that are being recorded. What was
    recorded stays; the counts and results of the import tell what that is.
    """

    permissions = (MANAGE_ORDERS,)

    class Arguments:
        id = graphene.ID(required=True)

    order_import = graphene.Field(OrderImport)
    errors = many(OrderImportCancelError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, id: str) -> Any:  # noqa: A002
        key = ids.read_row_id("OrderImport", id)
        if key is None:
            raise not_found("import", "id")
        return cls(order_import=cancel_import(key, actor=actor))

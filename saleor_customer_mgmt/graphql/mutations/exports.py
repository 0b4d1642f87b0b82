"""Have lists written into files."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import graphene

from saleor_customer_mgmt.core.conditions import Subject
from saleor_customer_mgmt.graphql import sorts
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_USERS
from saleor_customer_mgmt.graphql.enums import CustomerMgmtLanguage
from saleor_customer_mgmt.graphql.errors import error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.mutations.base import Mutation
from saleor_customer_mgmt.graphql.mutations.merge import live
from saleor_customer_mgmt.graphql.queries.customers import CustomerProfileFilterInput
from saleor_customer_mgmt.graphql.queries.orders import OrderRecordFilterInput
from saleor_customer_mgmt.graphql.types.jobs import CustomerMgmtJob
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.export_table import KINDS
from saleor_customer_mgmt.services.queue_export import Order, queue_export
from saleor_customer_mgmt.services.read_condition import read_condition

CustomerMgmtFileKind = graphene.Enum(
    "CustomerMgmtFileKind", [(kind.upper().replace("-", "_"), kind) for kind in KINDS]
)
CustomerProfilesExportError = error_type("CustomerProfilesExport", "NOT_INSTALLED")
OrderRecordsExportError = error_type("OrderRecordsExport", "NOT_INSTALLED", "NOT_FOUND")


class _Asked:
    search = graphene.String(description="As in the list.")
    kind = CustomerMgmtFileKind(required=True)
    language = CustomerMgmtLanguage(default_value="en", description="Of the names of the columns.")


class CustomerProfilesExport(Mutation):
    """Have a list of customers written into a file, in the order of the list.

    It is done in the background; `customerMgmtJob` tells how far it is, and has the `file` for a day, for
    whoever asked for it. Who exported what is in the audit trail.
    """

    permissions = (MANAGE_USERS,)

    class Arguments(_Asked):
        filter = CustomerProfileFilterInput()
        sort = sorts.CustomerProfileSort(default_value="PURCHASES_DESC")

    job = graphene.Field(CustomerMgmtJob)
    errors = many(CustomerProfilesExportError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, **given: Any) -> Any:
        asked = dict(given.get("filter") or {})
        if asked.get("condition") is not None:
            asked["condition"] = asked["condition"].read()
            read_condition(asked["condition"], Subject.CUSTOMER)
        sort = sorts.CUSTOMERS[given.get("sort") or "PURCHASES_DESC"]
        order = [(key.field, key.descending, key.nullable) for key in sort.keys]
        return cls(job=_queued("customers", asked, given, actor, order))


class OrderRecordsExport(Mutation):
    """Have a list of orders written into a file, the newest first, one row each.

    It is done in the background; `customerMgmtJob` tells how far it is, and has the `file` for a day, for
    whoever asked for it. Who exported what is in the audit trail.
    """

    permissions = (MANAGE_ORDERS, MANAGE_USERS)

    class Arguments(_Asked):
        filter = OrderRecordFilterInput()

    job = graphene.Field(CustomerMgmtJob)
    errors = many(OrderRecordsExportError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, **given: Any) -> Any:
        asked = dict(given.get("filter") or {})
        if asked.get("customer") is not None:
            asked["customer"] = live(asked["customer"], "filter").id
        for ours, told in (("groups", "customer_groups"), ("watch_levels", "customer_watch_levels")):
            asked[ours] = asked.pop(told, None)
        return cls(job=_queued("orders", asked, given, actor))


def _queued(what: str, asked: dict[str, Any], given: dict[str, Any], actor: Actor, order: Order = ()) -> Any:
    told = {"search": given.get("search") or "", **asked}
    plain = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in told.items()
        if value is not None
    }
    return queue_export(
        what,
        kind=given["kind"],
        language=given.get("language") or "en",
        asked=plain,
        actor=actor,
        order=order,
    )

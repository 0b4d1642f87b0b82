"""Customers."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.facts import ORDER_STATUSES, OrderStatus
from saleor_customer_mgmt.graphql import ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.enums import (
    CustomerMgmtWatchLevel,
    MatchField,
    OrderRecordStatus,
    PurchaseCounting,
)
from saleor_customer_mgmt.graphql.fields import Connected, Guarded, connection, many
from saleor_customer_mgmt.graphql.loaders.customers import (
    CustomerById,
    DissolvedInto,
    ReceiptOfCustomer,
    ReviewOfCustomer,
)
from saleor_customer_mgmt.graphql.loaders.decisions import DecisionsAboutCustomer
from saleor_customer_mgmt.graphql.loaders.groups import MembershipsOfCustomer
from saleor_customer_mgmt.graphql.loaders.holds import SHOWN, OpenHoldsOfCustomer
from saleor_customer_mgmt.graphql.loaders.marks import LabelsOfCustomer, MarksOfCustomer
from saleor_customer_mgmt.graphql.loaders.notes import NotesOfCustomer
from saleor_customer_mgmt.graphql.loaders.orders import OrderById
from saleor_customer_mgmt.graphql.loaders.pages import ChildPage, Children
from saleor_customer_mgmt.graphql.loaders.retention import ExpiredOfCustomer
from saleor_customer_mgmt.graphql.paging import wanted
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime, CustomerMgmtDecimal
from saleor_customer_mgmt.graphql.types.counting import CustomerPurchaseReceiptConnection
from saleor_customer_mgmt.graphql.types.groups import CustomerMgmtGroupMember
from saleor_customer_mgmt.graphql.types.holds import CustomerMgmtHold
from saleor_customer_mgmt.graphql.types.marks import CustomerMgmtLabel, CustomerMgmtWatchMark
from saleor_customer_mgmt.graphql.types.notes import CustomerMgmtNote
from saleor_customer_mgmt.graphql.types.order import OrderRecord, OrderRecordConnection
from saleor_customer_mgmt.models import Customer as Row
from saleor_customer_mgmt.models import OrderRecord as OrderRow
from saleor_customer_mgmt.models import WatchMark

_ORDERS = Children(OrderRow, "customer_id", sorts.PLACED_DESC, (("status__in", ORDER_STATUSES),))
_ACCOUNTS = Children(OrderRow, "customer_id", sorts.PLACED_DESC, (("status", OrderStatus.ACCOUNT),))


class CustomerPurchaseTotal(graphene.ObjectType):
    """The sum of a customer's purchases in one currency."""

    currency = graphene.String(required=True)
    amount = CustomerMgmtDecimal(required=True)


class CustomerReceiptLine(graphene.ObjectType):
    """So many orders of one source and status, and whether they count as purchases."""

    source = graphene.String(required=True)
    status = OrderRecordStatus(required=True)
    order_count = graphene.Int(required=True)
    counts = graphene.Boolean(required=True)
    counting = PurchaseCounting(required=True, description="That they count, or why they do not.")

    @staticmethod
    def resolve_counts(row: Any, _info: Any) -> bool:
        return bool(row.reason is Reason.COUNTS)

    @staticmethod
    def resolve_counting(row: Any, _info: Any) -> str:
        return str(row.reason.value)


class CustomerProfile(graphene.ObjectType):
    """The person (or firm) behind a set of order records. Empty texts: not known."""

    id = graphene.ID(required=True)
    public_id = graphene.String(required=True, description="What people see and type: `7K2M-9QXD-4T1B`.")
    redirected_from = graphene.String(
        description="The public id that was asked for, when it dissolved into this customer."
    )
    dissolved_ids = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(graphene.String))),
        description="Public ids of the customers that dissolved into this one.",
    )
    name = graphene.String(required=True)
    kana = graphene.String(required=True)
    email = graphene.String(required=True)
    phone = graphene.String(required=True)
    address = graphene.String(required=True)
    order_count = graphene.Int(required=True)
    account_count = graphene.Int(
        required=True, description="How many accounts of customer files are this customer's."
    )
    purchase_count = graphene.Int(
        required=True, description="How many orders count as purchases under the shop's counting policy."
    )
    totals = many(CustomerPurchaseTotal, description="The sum of the purchases, per currency.")
    receipt = many(CustomerReceiptLine, description="How the purchase count comes about.")
    expired_order_count = graphene.Int(
        required=True, description="Of how many of its orders values are no longer kept: docs/retention.md."
    )
    expired_fields = many(MatchField, description="The fields that this is about. They are still matched by.")
    purchase_receipt = Connected(
        CustomerPurchaseReceiptConnection,
        permissions=(MANAGE_ORDERS,),
        description="Its orders, newest first, each with whether it counts as a purchase and why not.",
    )
    watch_level = CustomerMgmtWatchLevel(
        description="WATCH or BLOCK; who is both is on BLOCK. Null: not on the watchlist."
    )
    is_victim = graphene.Boolean(required=True, description="Somebody else misused its name or address.")
    watch_marks = many(CustomerMgmtWatchMark, description="Those in force.")
    labels = many(CustomerMgmtLabel)
    notes = many(CustomerMgmtNote, description="What staff wrote about it, newest first.")
    groups = many(CustomerMgmtGroupMember, description="The groups it is in, and since when.")
    open_holds = Guarded(
        graphene.List(graphene.NonNull(CustomerMgmtHold)),
        permissions=(MANAGE_ORDERS,),
        description=f"The open holds on its orders, newest first, {SHOWN} at most.",
    )
    sources = graphene.Field(graphene.NonNull(graphene.List(graphene.NonNull(graphene.String))))
    first_order_at = CustomerMgmtDateTime()
    last_order_at = CustomerMgmtDateTime()
    needs_review = graphene.Boolean(required=True, description="Whether it stands in the review list.")
    review_candidates = many(
        lambda: CustomerProfile, description="Those that might be one with it, as the review list has them."
    )
    decisions = many(
        "saleor_customer_mgmt.graphql.types.decision.CustomerDecision",
        description="What staff decided about its orders, newest first, 100 at most.",
    )
    main_order = Guarded(
        OrderRecord,
        permissions=(MANAGE_ORDERS,),
        description="The order that staff chose to show name and contact of, in the last merge.",
    )
    orders = Connected(
        OrderRecordConnection, permissions=(MANAGE_ORDERS,), description="Its orders, newest first."
    )
    accounts = Connected(
        OrderRecordConnection,
        permissions=(MANAGE_ORDERS,),
        description="Where it is registered, as customer files say: no orders, and counted nowhere.",
    )

    @staticmethod
    def resolve_id(row: Row, _info: Any) -> str:
        return ids.customer_id(row.public_id)

    @staticmethod
    def resolve_expired_order_count(row: Row, info: Any) -> Any:
        return ExpiredOfCustomer.of(info.context).load(row.id).then(lambda found: found[0])

    @staticmethod
    def resolve_expired_fields(row: Row, info: Any) -> Any:
        found = ExpiredOfCustomer.of(info.context).load(row.id)
        return found.then(lambda told: [field.value for field in told[1]])

    @staticmethod
    def resolve_dissolved_ids(row: Row, info: Any) -> Any:
        return DissolvedInto.of(info.context).load(row.id)

    @staticmethod
    def resolve_totals(row: Row, _info: Any) -> list[Any]:
        return [CustomerPurchaseTotal(currency=c, amount=a) for c, a in sorted(row.totals.items())]

    @staticmethod
    def resolve_receipt(row: Row, info: Any) -> Any:
        return ReceiptOfCustomer.of(info.context).load(row.id)

    @staticmethod
    def resolve_purchase_receipt(row: Row, info: Any, **page: Any) -> ChildPage:
        return ChildPage(info.context, _ORDERS, row.id, wanted(**page))

    @staticmethod
    def resolve_watch_level(row: Row, info: Any) -> Any:
        return MarksOfCustomer.of(info.context).load(row.id).then(_level)

    @staticmethod
    def resolve_is_victim(row: Row, info: Any) -> Any:
        loaded = MarksOfCustomer.of(info.context).load(row.id)
        return loaded.then(lambda marks: any(mark.level == WatchMark.Level.VICTIM for mark in marks))

    @staticmethod
    def resolve_watch_marks(row: Row, info: Any) -> Any:
        return MarksOfCustomer.of(info.context).load(row.id)

    @staticmethod
    def resolve_labels(row: Row, info: Any) -> Any:
        return LabelsOfCustomer.of(info.context).load(row.id)

    @staticmethod
    def resolve_notes(row: Row, info: Any) -> Any:
        return NotesOfCustomer.of(info.context).load(row.id)

    @staticmethod
    def resolve_groups(row: Row, info: Any) -> Any:
        return MembershipsOfCustomer.of(info.context).load(row.id)

    @staticmethod
    def resolve_open_holds(row: Row, info: Any) -> Any:
        return OpenHoldsOfCustomer.of(info.context).load(row.id)

    @staticmethod
    def resolve_needs_review(row: Row, info: Any) -> Any:
        return ReviewOfCustomer.of(info.context).load(row.id).then(lambda item: item is not None)

    @staticmethod
    def resolve_review_candidates(row: Row, info: Any) -> Any:
        customers = CustomerById.of(info.context)
        loaded = ReviewOfCustomer.of(info.context).load(row.id)
        return loaded.then(lambda item: customers.load_many(item.candidates) if item else [])

    @staticmethod
    def resolve_decisions(row: Row, info: Any) -> Any:
        return DecisionsAboutCustomer.of(info.context).load(row.id)

    @staticmethod
    def resolve_main_order(row: Row, info: Any) -> Any:
        return None if row.main_order_id is None else OrderById.of(info.context).load(row.main_order_id)

    @staticmethod
    def resolve_orders(row: Row, info: Any, **page: Any) -> ChildPage:
        return ChildPage(info.context, _ORDERS, row.id, wanted(**page))

    @staticmethod
    def resolve_accounts(row: Row, info: Any, **page: Any) -> ChildPage:
        return ChildPage(info.context, _ACCOUNTS, row.id, wanted(**page))


def _level(marks: list[WatchMark]) -> str | None:
    levels = {mark.level for mark in marks}
    highest = [each.value for each in (WatchMark.Level.BLOCK, WatchMark.Level.WATCH) if each in levels]
    return highest[0] if highest else None


CustomerProfileConnection = connection(CustomerProfile, "CustomerProfile")

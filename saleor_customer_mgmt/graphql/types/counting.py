"""What counts as a purchase, and the receipt of a customer."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import graphene

from saleor_customer_mgmt.core.counting import CountingPolicy, Reason
from saleor_customer_mgmt.core.counting_policy import parse_policy
from saleor_customer_mgmt.core.counting_words import reason_text
from saleor_customer_mgmt.graphql import ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_USERS
from saleor_customer_mgmt.graphql.enums import OrderRecordStatus, PurchaseCounting
from saleor_customer_mgmt.graphql.fields import Connected, Guarded, connection, many
from saleor_customer_mgmt.graphql.loaders.counting import PolicyInForce
from saleor_customer_mgmt.graphql.paging import QueryPage, wanted
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime, CustomerMgmtDecimal
from saleor_customer_mgmt.graphql.types.actor import CustomerMgmtActor, author
from saleor_customer_mgmt.graphql.types.conditions import text_in_language
from saleor_customer_mgmt.models import CountingRevision as Row
from saleor_customer_mgmt.models import OrderRecord as OrderRow


class CustomerMgmtCountingPolicy(graphene.ObjectType):
    """Which orders count as purchases: docs/counting.md."""

    statuses = many(OrderRecordStatus, description="Orders with these count.")
    sources_left_out = many(graphene.String)
    counted_from = CustomerMgmtDateTime(description="Orders placed earlier do not count.")
    test_emails = many(graphene.String, description="Addresses of the shop's own people, or `@domain`.")
    count_test_orders = graphene.Boolean(required=True)
    count_exchanges = graphene.Boolean(required=True)
    count_refunded = graphene.Boolean(required=True)
    count_partly_refunded = graphene.Boolean(required=True)
    net_of_refunds = graphene.Boolean(required=True, description="What came back is taken off the sums.")

    @staticmethod
    def resolve_statuses(policy: CountingPolicy, _info: Any) -> list[str]:
        return sorted(status.value for status in policy.statuses)

    @staticmethod
    def resolve_sources_left_out(policy: CountingPolicy, _info: Any) -> list[str]:
        return sorted(policy.sources_left_out)

    @staticmethod
    def resolve_test_emails(policy: CountingPolicy, _info: Any) -> list[str]:
        return sorted(policy.test_emails)


class CustomerMgmtCountingRevision(graphene.ObjectType):
    """One counting policy that staff set."""

    id = graphene.ID(required=True)
    policy = graphene.Field(CustomerMgmtCountingPolicy, required=True)
    reason = graphene.String(required=True)
    created_at = CustomerMgmtDateTime(required=True)
    author = graphene.Field(CustomerMgmtActor, required=True)

    @staticmethod
    def resolve_id(row: Row, _info: Any) -> str:
        return ids.row_id("CustomerMgmtCountingRevision", row.id)

    @staticmethod
    def resolve_policy(row: Row, _info: Any) -> CountingPolicy:
        return parse_policy(row.data)

    @staticmethod
    def resolve_author(row: Row, _info: Any) -> Any:
        return author(row)


CustomerMgmtCountingRevisionConnection = connection(
    CustomerMgmtCountingRevision, "CustomerMgmtCountingRevision"
)


class CustomerMgmtCounting(graphene.ObjectType):
    """The counting policy in force, and those that were."""

    policy = graphene.Field(CustomerMgmtCountingPolicy, required=True)
    revisions = Connected(
        CustomerMgmtCountingRevisionConnection,
        permissions=(MANAGE_USERS,),
        description="Newest first; the first is the one in force. Empty: the settings say it.",
    )

    @staticmethod
    def resolve_policy(policy: CountingPolicy, _info: Any) -> CountingPolicy:
        return policy

    @staticmethod
    def resolve_revisions(_policy: CountingPolicy, _info: Any, **page: Any) -> QueryPage:
        return QueryPage(Row.objects.all(), sorts.NEWEST, wanted(**page))


class CustomerPurchaseReceiptLine(graphene.ObjectType):
    """One order of a customer: whether it counts as a purchase, and why not."""

    source = graphene.String(required=True)
    number = graphene.String(required=True)
    placed_at = CustomerMgmtDateTime()
    status = OrderRecordStatus(required=True)
    counts = graphene.Boolean(required=True)
    counting = PurchaseCounting(required=True)
    text = text_in_language("The reason in words.")
    spent = CustomerMgmtDecimal(
        description="What it adds to what was spent; null when it does not count or tells no total."
    )
    currency = graphene.String()
    order = Guarded("saleor_customer_mgmt.graphql.types.order.OrderRecord", permissions=(MANAGE_ORDERS,))

    @staticmethod
    def resolve_counts(row: OrderRow, _info: Any) -> bool:
        return row.count_reason == Reason.COUNTS

    @staticmethod
    def resolve_counting(row: OrderRow, _info: Any) -> str:
        return row.count_reason

    @staticmethod
    def resolve_text(row: OrderRow, _info: Any, language: str | None = None) -> str:
        return reason_text(Reason(row.count_reason), "ja" if language == "ja" else "en")

    @staticmethod
    def resolve_spent(row: OrderRow, info: Any) -> Any:
        if row.count_reason != Reason.COUNTS or not row.currency:
            return None

        def spent(policy: CountingPolicy) -> Decimal | None:
            return policy.spent(row.total, row.refunded)

        return PolicyInForce.of(info.context).load(True).then(spent)

    @staticmethod
    def resolve_order(row: OrderRow, _info: Any) -> OrderRow:
        return row


CustomerPurchaseReceiptConnection = connection(CustomerPurchaseReceiptLine, "CustomerPurchaseReceipt")

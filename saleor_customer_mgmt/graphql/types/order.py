"""Order records."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import graphene

from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.retention import RetentionPolicy
from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.enums import (
    MatchField,
    OrderRecordAddressVerdict,
    OrderRecordPhoneVerdict,
    OrderRecordStatus,
    PurchaseCounting,
)
from saleor_customer_mgmt.graphql.fields import Guarded, connection, many
from saleor_customer_mgmt.graphql.loaders.customers import CustomerById
from saleor_customer_mgmt.graphql.loaders.holds import HoldsOfOrder
from saleor_customer_mgmt.graphql.loaders.marks import LabelsOfOrder
from saleor_customer_mgmt.graphql.loaders.orders import EvidenceOfOrder, KeysOfOrder, LinesOfOrder
from saleor_customer_mgmt.graphql.loaders.retention import RetentionInForce
from saleor_customer_mgmt.graphql.loaders.rules import MatchesOfOrder
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime, CustomerMgmtDecimal
from saleor_customer_mgmt.graphql.types.evidence import (
    EvidenceValue,
    OrderMatchKey,
    OrderRecordPerson,
    evidence_values,
    match_key,
)
from saleor_customer_mgmt.graphql.types.holds import CustomerMgmtHold
from saleor_customer_mgmt.graphql.types.marks import CustomerMgmtLabel
from saleor_customer_mgmt.graphql.types.retention import expired_fields
from saleor_customer_mgmt.graphql.types.rules import CustomerMgmtRuleMatch
from saleor_customer_mgmt.models import OrderRecord as Row
from saleor_customer_mgmt.models.codec import traits_from_json


class OrderRecordLine(graphene.ObjectType):
    """One product of an order. Fees, shipping, discounts and points are no lines."""

    line_id = graphene.String(required=True, description="The source's own id of the line; may be empty.")
    sku = graphene.String(required=True)
    product = graphene.String(required=True)
    quantity = graphene.Int(required=True)
    unit_price = CustomerMgmtDecimal(description="In the currency of the order.")


class OrderRecordTraits(graphene.ObjectType):
    """What rules may ask of an order besides its facts. Null: the source tells nothing to know it from."""

    address = OrderRecordAddressVerdict(description="What the postal data says of where it goes.")
    phone = OrderRecordPhoneVerdict()
    ships_elsewhere = graphene.Boolean(description="It goes to another person or place than the buyer's.")


class OrderRecord(graphene.ObjectType):
    """Our copy of the facts of one order, from any source. Null: the source does not tell.

    An account (`status` ACCOUNT) is no order: it is matched as one, and is in no list or count of orders.
    """

    id = graphene.ID(required=True)
    source = graphene.String(required=True, description="Where it came from: `saleor`, `rakuten`, …")
    number = graphene.String(required=True)
    placed_at = CustomerMgmtDateTime(description="Of an account: when it was registered.")
    status = OrderRecordStatus(required=True)
    status_text = graphene.String(description="The source's own word.")
    total = CustomerMgmtDecimal(description="What the buyer pays.")
    currency = graphene.String()
    payment_method = graphene.String()
    shipping_method = graphene.String()
    channel = graphene.String(description="The source's own division of its shop; Saleor's channel (slug).")
    refunded = CustomerMgmtDecimal(description="How much of the total was paid back.")
    is_exchange = graphene.Boolean(description="Sent in place of other goods, not bought anew.")
    shipped_at = CustomerMgmtDateTime(description="When the last of the goods were sent.")
    expired_fields = many(
        MatchField, description="Fields whose values are no longer kept. They are still matched by."
    )
    expired_at = CustomerMgmtDateTime(description="When values went last.")
    expires_at = CustomerMgmtDateTime(description="From when on values go that are kept now. Null: never.")
    recorded_at = CustomerMgmtDateTime(required=True, description="When it was first recorded here.")
    changed_at = CustomerMgmtDateTime(required=True, description="When what is known of it last changed.")
    lines = many(OrderRecordLine)
    buyer = graphene.Field(OrderRecordPerson, description="Fields of which values have expired are null.")
    recipients = graphene.List(
        graphene.NonNull(OrderRecordPerson),
        description="The ship-to people; never evidence of who the buyer is.",
    )
    evidence = many(EvidenceValue, description="What matching makes of the buyer.")
    keys = many(OrderMatchKey, description="The match keys under the criteria in use.")
    counts = graphene.Boolean(required=True, description="Whether it counts as a purchase.")
    counting = PurchaseCounting(required=True, description="That it counts, or why it does not.")
    traits = graphene.Field(OrderRecordTraits, required=True)
    groups = graphene.List(
        graphene.NonNull(graphene.String),
        description="The groups (slugs) its customer was in when it came. Null: it was not known then.",
    )
    labels = many(CustomerMgmtLabel)
    rule_matches = many(CustomerMgmtRuleMatch, description="The rules that match it now.")
    holds = many(CustomerMgmtHold, description="All of them, closed ones too, oldest first.")
    customer = Guarded(
        "saleor_customer_mgmt.graphql.types.customer.CustomerProfile", permissions=(MANAGE_USERS,)
    )

    @staticmethod
    def resolve_id(row: Row, _info: Any) -> str:
        return ids.order_id(row.source, row.number)

    @staticmethod
    def resolve_expired_fields(row: Row, _info: Any) -> list[str]:
        return expired_fields(row.expired)

    @staticmethod
    def resolve_expires_at(row: Row, info: Any) -> Any:
        return RetentionInForce.of(info.context).load(True).then(lambda policy: _expires_at(row, policy))

    @staticmethod
    def resolve_lines(row: Row, info: Any) -> Any:
        return LinesOfOrder.of(info.context).load(row.id)

    @staticmethod
    def resolve_buyer(row: Row, info: Any) -> Any:
        return _personal(row, info, lambda found: found.people["buyer"])

    @staticmethod
    def resolve_recipients(row: Row, info: Any) -> Any:
        return _personal(row, info, lambda found: found.people.get("recipients"))

    @staticmethod
    def resolve_evidence(row: Row, info: Any) -> Any:
        return _personal(row, info, lambda found: evidence_values(found.evidence)).then(lambda v: v or [])

    @staticmethod
    def resolve_keys(row: Row, info: Any) -> Any:
        loaded = KeysOfOrder.of(info.context).load(row.id)
        return loaded.then(lambda keys: [match_key(k.key, contested=k.contested) for k in keys])

    @staticmethod
    def resolve_counts(row: Row, _info: Any) -> bool:
        return counting(row) is Reason.COUNTS

    @staticmethod
    def resolve_counting(row: Row, _info: Any) -> str:
        return counting(row).value

    @staticmethod
    def resolve_traits(row: Row, _info: Any) -> Any:
        traits = traits_from_json(row.traits)
        return OrderRecordTraits(
            address=traits.address and traits.address.value,
            phone=traits.phone and traits.phone.value,
            ships_elsewhere=traits.ships_elsewhere,
        )

    @staticmethod
    def resolve_labels(row: Row, info: Any) -> Any:
        return LabelsOfOrder.of(info.context).load(row.id)

    @staticmethod
    def resolve_rule_matches(row: Row, info: Any) -> Any:
        return MatchesOfOrder.of(info.context).load(row.id)

    @staticmethod
    def resolve_holds(row: Row, info: Any) -> Any:
        return HoldsOfOrder.of(info.context).load(row.id)

    @staticmethod
    def resolve_customer(row: Row, info: Any) -> Any:
        return CustomerById.of(info.context).load(row.customer_id)


def counting(row: Row) -> Reason:
    """Return whether an order counts under the shop's policy, or why it does not."""
    return Reason(row.count_reason)


def _expires_at(row: Row, policy: RetentionPolicy) -> datetime | None:
    if policy.of(row.source).expiring <= {Field(name) for name in row.expired or ()}:
        return None
    return policy.expires_at(
        row.source,
        status=OrderStatus(row.status),
        shipped_at=row.shipped_at,
        placed_at=row.placed_at,
        recorded_at=row.recorded_at,
    )


def _personal(row: Row, info: Any, read: Any) -> Any:
    loaded = EvidenceOfOrder.of(info.context).load(row.id)
    return loaded.then(lambda found: None if found is None else read(found))


OrderRecordConnection = connection(OrderRecord, "OrderRecord")

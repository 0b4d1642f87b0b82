"""What other match criteria would change."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.enums import MatchField
from saleor_customer_mgmt.graphql.errors import error_type
from saleor_customer_mgmt.graphql.fields import Guarded, many
from saleor_customer_mgmt.graphql.loaders.customers import CustomerById
from saleor_customer_mgmt.graphql.loaders.orders import OrderById
from saleor_customer_mgmt.graphql.types.criteria import MatchCriterion, criteria_of
from saleor_customer_mgmt.graphql.types.customer import CustomerProfile
from saleor_customer_mgmt.graphql.types.order import OrderRecord
from saleor_customer_mgmt.services.preview_criteria import SHOWN, DoubtfulPair, Preview, Regrouping

_SHOWN_ORDERS = 20

MatchCriteriaPreviewError = error_type("MatchCriteriaPreview", "INVALID_CRITERIA")


class MatchCriteriaRegroupingPart(graphene.ObjectType):
    """Orders that are together on the side that has several parts."""

    order_count = graphene.Int(required=True)
    orders = Guarded(
        graphene.List(graphene.NonNull(OrderRecord)),
        permissions=(MANAGE_ORDERS,),
        description=f"The first {_SHOWN_ORDERS} of them.",
    )

    @staticmethod
    def resolve_order_count(orders: tuple[int, ...], _info: Any) -> int:
        return len(orders)

    @staticmethod
    def resolve_orders(orders: tuple[int, ...], info: Any) -> Any:
        return OrderById.of(info.context).load_many(orders[:_SHOWN_ORDERS])


class MatchCriteriaRegrouping(graphene.ObjectType):
    """Customers of now that would become one, or one of now that would come apart."""

    customers = many(CustomerProfile, description="The customers of now.")
    parts = many(
        MatchCriteriaRegroupingPart,
        description="Joining: the orders of each customer of now. Parting: the orders of each part.",
    )

    @staticmethod
    def resolve_customers(group: Regrouping, info: Any) -> Any:
        return CustomerById.of(info.context).load_many(group.customers_now)

    @staticmethod
    def resolve_parts(group: Regrouping, _info: Any) -> Any:
        return group.orders


class MatchCriteriaDoubtfulPair(graphene.ObjectType):
    """Two orders that would newly be one customer's although these fields differ."""

    one = Guarded(OrderRecord, permissions=(MANAGE_ORDERS,))
    other = Guarded(OrderRecord, permissions=(MANAGE_ORDERS,))
    fields = many(MatchField)

    @staticmethod
    def resolve_one(pair: DoubtfulPair, info: Any) -> Any:
        return OrderById.of(info.context).load(pair.one)

    @staticmethod
    def resolve_other(pair: DoubtfulPair, info: Any) -> Any:
        return OrderById.of(info.context).load(pair.other)

    @staticmethod
    def resolve_fields(pair: DoubtfulPair, _info: Any) -> list[str]:
        return [field.value for field in pair.fields]


class MatchCriteriaSourceGap(graphene.ObjectType):
    """Orders of one source that would have no match key at all."""

    source = graphene.String(required=True)
    without_key = graphene.Int(required=True)
    order_count = graphene.Int(required=True)


class MatchCriteriaChanges(graphene.ObjectType):
    """What would change. Numbers are of all; lists hold the largest or most doubtful."""

    order_count = graphene.Int(required=True)
    customers_now = graphene.Int(required=True)
    customers_then = graphene.Int(required=True)
    repeaters_now = graphene.Int(required=True)
    repeaters_then = graphene.Int(required=True)
    joining = graphene.Int(required=True, description="How many groups of customers would become one.")
    parting = graphene.Int(required=True, description="How many customers would come apart.")
    joins = many(MatchCriteriaRegrouping, description=f"The {SHOWN} largest.")
    parts = many(MatchCriteriaRegrouping, description=f"The {SHOWN} largest.")
    doubtful = graphene.Int(required=True)
    doubtful_pairs = many(MatchCriteriaDoubtfulPair, description=f"The {SHOWN} most doubtful.")
    without_key = many(MatchCriteriaSourceGap)

    @staticmethod
    def resolve_order_count(preview: Preview, _info: Any) -> int:
        return preview.orders

    @staticmethod
    def resolve_without_key(preview: Preview, _info: Any) -> list[Any]:
        return [
            MatchCriteriaSourceGap(source=source, without_key=without, order_count=total)
            for source, (without, total) in preview.without_key.items()
        ]


class MatchCriteriaPreview(graphene.ObjectType):
    """Criteria tried on the full history. Nothing is written."""

    errors = many(MatchCriteriaPreviewError)
    text = graphene.String(description="The criteria as they would be kept; null when there are errors.")
    criteria = many(MatchCriterion)
    changes = graphene.Field(MatchCriteriaChanges, description="Null when there are errors.")


def previewed(preview: Preview) -> Any:
    return MatchCriteriaPreview(
        errors=[],
        text=str(preview.criteria),
        criteria=criteria_of(preview.criteria),
        changes=preview,
    )

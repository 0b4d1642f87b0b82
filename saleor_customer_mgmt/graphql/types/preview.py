"""What other match criteria would change."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.enums import MatchField
from saleor_customer_mgmt.graphql.errors import error_type
from saleor_customer_mgmt.graphql.fields import Guarded, many
from saleor_customer_mgmt.graphql.loaders.customers import CustomerById
from saleor_customer_mgmt.graphql.loaders.groups import GroupById
from saleor_customer_mgmt.graphql.loaders.orders import OrderById
from saleor_customer_mgmt.graphql.loaders.rules import RuleById
from saleor_customer_mgmt.graphql.types.criteria import MatchCriterion, criteria_of
from saleor_customer_mgmt.graphql.types.customer import CustomerProfile
from saleor_customer_mgmt.graphql.types.order import OrderRecord
from saleor_customer_mgmt.graphql.types.rules import CustomerMgmtRule
from saleor_customer_mgmt.services.preview_consequences import MOST_ORDERS, GroupChange, RuleChange
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


class MatchCriteriaRuleChange(graphene.ObjectType):
    """What would change for a rule that is switched on: its labels, marks and holds with it."""

    rule = Guarded(CustomerMgmtRule, permissions=(MANAGE_ORDERS,))
    name = graphene.String(required=True)
    matched_now = graphene.Int(required=True, description="Orders.")
    matched_then = graphene.Int(required=True, description="Orders.")
    begins = graphene.Int(required=True, description="Orders that it would newly match.")
    begins_customers = graphene.Int(required=True, description="Customers with such orders.")
    ends = graphene.Int(required=True, description="Orders that it would not match any more.")
    ends_customers = graphene.Int(required=True, description="Customers with such orders.")
    holds = graphene.Int(required=True, description="Open orders that it would newly hold.")
    lapsed = graphene.Int(
        required=True, description="Open holds of it whose rule would not match any more; they stay open."
    )

    @staticmethod
    def resolve_rule(row: RuleChange, info: Any) -> Any:
        return RuleById.of(info.context).load(row.rule)

    @staticmethod
    def resolve_name(row: RuleChange, info: Any) -> Any:
        return RuleById.of(info.context).load(row.rule).then(lambda rule: rule.name)

    @staticmethod
    def resolve_matched_now(row: RuleChange, _info: Any) -> int:
        return row.now

    @staticmethod
    def resolve_matched_then(row: RuleChange, _info: Any) -> int:
        return row.then


class MatchCriteriaGroupChange(graphene.ObjectType):
    """What would change for a group."""

    group = graphene.Field("saleor_customer_mgmt.graphql.types.groups.CustomerMgmtGroup", required=True)
    members_now = graphene.Int(required=True)
    members_then = graphene.Int(required=True)
    enters = graphene.Int(
        required=True,
        description="Customers that would be in it, although none of those whose orders they have is.",
    )
    leaves = graphene.Int(
        required=True,
        description="Customers that would not be in it, although one of those whose orders they have is.",
    )

    @staticmethod
    def resolve_group(row: GroupChange, info: Any) -> Any:
        return GroupById.of(info.context).load(row.group)

    @staticmethod
    def resolve_members_now(row: GroupChange, _info: Any) -> int:
        return row.now

    @staticmethod
    def resolve_members_then(row: GroupChange, _info: Any) -> int:
        return row.then


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
    rules = many(MatchCriteriaRuleChange, description="Those switched on, in the order they are asked in.")
    groups = many(MatchCriteriaGroupChange)
    left_out = graphene.Int(
        required=True,
        description=f"Customers that would have more than {MOST_ORDERS} orders: rules and groups are not "
        "asked about them here, and count them as they are.",
    )
    left_out_orders = graphene.Int(required=True)

    @staticmethod
    def resolve_rules(preview: Preview, _info: Any) -> list[RuleChange]:
        return preview.consequences.rules

    @staticmethod
    def resolve_groups(preview: Preview, _info: Any) -> list[GroupChange]:
        return preview.consequences.groups

    @staticmethod
    def resolve_left_out(preview: Preview, _info: Any) -> int:
        return preview.consequences.left_out

    @staticmethod
    def resolve_left_out_orders(preview: Preview, _info: Any) -> int:
        return preview.consequences.left_out_orders

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

"""Rules, what they do, and what they match."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.core.actions import Action, Do, parse_actions
from saleor_customer_mgmt.core.conditions import Subject
from saleor_customer_mgmt.core.presets import PRESETS, Preset
from saleor_customer_mgmt.graphql import ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.enums import (
    CustomerMgmtHoldPoint,
    CustomerMgmtRuleActionKind,
    CustomerMgmtWatchLevel,
)
from saleor_customer_mgmt.graphql.fields import Connected, Guarded, connection, many
from saleor_customer_mgmt.graphql.loaders.orders import OrderById
from saleor_customer_mgmt.graphql.loaders.pages import ChildPage, Children
from saleor_customer_mgmt.graphql.loaders.rules import MatchCount, RuleById
from saleor_customer_mgmt.graphql.paging import wanted
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.graphql.types.actor import CustomerMgmtActor, author
from saleor_customer_mgmt.graphql.types.conditions import Asked, CustomerMgmtCondition, CustomerMgmtPreset
from saleor_customer_mgmt.graphql.types.shipped import of_shipped, shipped_text, told_in
from saleor_customer_mgmt.models import Rule as Row
from saleor_customer_mgmt.models import RuleMatch as MatchRow

_LABELS, _GROUPS = (Do.LABEL_ORDER, Do.LABEL_CUSTOMER), (Do.ADD_TO_GROUP, Do.REMOVE_FROM_GROUP)


class CustomerMgmtRuleAction(graphene.ObjectType):
    """What a rule does to an order that it matches. What does not belong to the kind is null."""

    do = CustomerMgmtRuleActionKind(required=True)
    at = CustomerMgmtHoldPoint(description="HOLD: what is stopped, with everything after it.")
    label = graphene.String(language=of_shipped())
    group = graphene.String(description="The slug of the group.")
    level = CustomerMgmtWatchLevel()
    reason = graphene.String(
        required=True, language=of_shipped(), description="HOLD and WATCH; may be empty."
    )
    to = many(graphene.String, description="NOTIFY: the e-mail addresses of staff.")

    @staticmethod
    def resolve_do(action: Action, _info: Any) -> str:
        return action.do.value

    @staticmethod
    def resolve_at(action: Action, _info: Any) -> str | None:
        return action.value if action.do is Do.HOLD else None

    @staticmethod
    def resolve_label(action: Action, _info: Any, language: str | None = None) -> str | None:
        return told_in(action.value, language) if action.do in _LABELS else None

    @staticmethod
    def resolve_reason(action: Action, _info: Any, language: str | None = None) -> str:
        return told_in(action.reason, language)

    @staticmethod
    def resolve_group(action: Action, _info: Any) -> str | None:
        return action.value if action.do in _GROUPS else None

    @staticmethod
    def resolve_level(action: Action, _info: Any) -> str | None:
        return action.value if action.do is Do.WATCH else None


class CustomerMgmtRuleMatch(graphene.ObjectType):
    """A rule matches an order."""

    rule = graphene.Field("saleor_customer_mgmt.graphql.types.rules.CustomerMgmtRule", required=True)
    order = Guarded("saleor_customer_mgmt.graphql.types.order.OrderRecord", permissions=(MANAGE_ORDERS,))
    first_at = CustomerMgmtDateTime(required=True, description="When it was first found that it does.")
    since = CustomerMgmtDateTime(required=True, description="Since when it does so without a break.")

    @staticmethod
    def resolve_rule(row: MatchRow, info: Any) -> Any:
        return RuleById.of(info.context).load(row.rule_id)

    @staticmethod
    def resolve_order(row: MatchRow, info: Any) -> Any:
        return OrderById.of(info.context).load(row.order_id)

    @staticmethod
    def resolve_since(row: MatchRow, _info: Any) -> Any:
        return row.changed_at


CustomerMgmtRuleMatchConnection = connection(CustomerMgmtRuleMatch, "CustomerMgmtRuleMatch")
_MATCHES = Children(MatchRow, "rule_id", sorts.NEWEST, (("active", True),))


class CustomerMgmtRule(graphene.ObjectType):
    """A condition on an order and its customer, with what is done when it holds."""

    id = graphene.ID(required=True)
    name = shipped_text("name")
    preset = graphene.Field(CustomerMgmtPreset, description="The shipped condition that it was made from.")
    priority = graphene.Int(required=True, description="Small ones go first.")
    active = graphene.Boolean(required=True, description="Whether it is switched on.")
    valid_from = CustomerMgmtDateTime(description="For orders placed then or later.")
    valid_to = CustomerMgmtDateTime(description="For orders placed earlier than that.")
    condition = graphene.Field(CustomerMgmtCondition, required=True)
    actions = many(CustomerMgmtRuleAction)
    match_count = graphene.Int(required=True, description="How many orders it matches now.")
    matches = Connected(
        CustomerMgmtRuleMatchConnection,
        permissions=(MANAGE_ORDERS,),
        description="The orders that it matches now, the newest match first.",
    )
    author = graphene.Field(CustomerMgmtActor, required=True, description="Who made it.")
    created_at = CustomerMgmtDateTime(required=True)
    changed_at = CustomerMgmtDateTime(required=True)
    deleted_at = CustomerMgmtDateTime(description="Holds name their rules after those are deleted.")

    @staticmethod
    def resolve_id(row: Row, _info: Any) -> str:
        return ids.row_id("CustomerMgmtRule", row.id)

    @staticmethod
    def resolve_preset(row: Row, _info: Any) -> Preset | None:
        return PRESETS.get(row.preset)

    @staticmethod
    def resolve_condition(row: Row, _info: Any) -> Asked:
        return Asked(row.condition, Subject.ORDER)

    @staticmethod
    def resolve_actions(row: Row, _info: Any) -> Any:
        return parse_actions(row.actions)

    @staticmethod
    def resolve_match_count(row: Row, info: Any) -> Any:
        return MatchCount.of(info.context).load(row.id)

    @staticmethod
    def resolve_matches(row: Row, info: Any, **page: Any) -> ChildPage:
        return ChildPage(info.context, _MATCHES, row.id, wanted(**page))

    @staticmethod
    def resolve_author(row: Row, _info: Any) -> Any:
        return author(row)


CustomerMgmtRuleConnection = connection(CustomerMgmtRule, "CustomerMgmtRule")

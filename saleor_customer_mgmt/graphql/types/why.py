"""Why two orders are one customer's, or are not."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.core.explain import CriterionComparison, FieldComparison
from saleor_customer_mgmt.graphql.enums import MatchField, MatchFieldRelation
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.loaders.decisions import DecisionById
from saleor_customer_mgmt.graphql.loaders.orders import OrderById
from saleor_customer_mgmt.graphql.types.decision import CustomerDecision
from saleor_customer_mgmt.graphql.types.evidence import OrderMatchKey, match_key
from saleor_customer_mgmt.graphql.types.order import OrderRecord
from saleor_customer_mgmt.selectors.why import Why, WhyStep


class CustomerProfileWhyStep(graphene.ObjectType):
    """Two orders that are linked: by the keys they share, or by a decision of staff."""

    one = graphene.Field(OrderRecord, required=True)
    other = graphene.Field(OrderRecord, required=True)
    keys = many(OrderMatchKey)
    decision = graphene.Field(CustomerDecision)

    @staticmethod
    def resolve_one(step: WhyStep, info: Any) -> Any:
        return OrderById.of(info.context).load(step.one)

    @staticmethod
    def resolve_other(step: WhyStep, info: Any) -> Any:
        return OrderById.of(info.context).load(step.other)

    @staticmethod
    def resolve_keys(step: WhyStep, _info: Any) -> list[Any]:
        return [match_key(key, contested=False) for key in step.keys]

    @staticmethod
    def resolve_decision(step: WhyStep, info: Any) -> Any:
        return None if step.decision is None else DecisionById.of(info.context).load(step.decision)


class MatchFieldComparison(graphene.ObjectType):
    """One field of two orders: how they relate, and what each has."""

    field = MatchField(required=True)
    relation = MatchFieldRelation(required=True)
    one = many(graphene.String, description="Normal forms; as written where there are none.")
    other = many(graphene.String, description="Normal forms; as written where there are none.")
    one_kept = graphene.Boolean(required=True, description="False: its value is no longer kept.")
    other_kept = graphene.Boolean(required=True, description="False: its value is no longer kept.")

    @staticmethod
    def resolve_field(row: FieldComparison, _info: Any) -> str:
        return row.field.value

    @staticmethod
    def resolve_relation(row: FieldComparison, _info: Any) -> str:
        return row.relation.value


class MatchCriterionComparison(graphene.ObjectType):
    """One criterion and two orders."""

    criterion = graphene.String(required=True)
    applies = graphene.Boolean(required=True, description="False: it leaves a source of theirs out.")
    met = graphene.Boolean(required=True)
    fields = many(MatchFieldComparison)

    @staticmethod
    def resolve_criterion(row: CriterionComparison, _info: Any) -> str:
        return str(row.criterion)


class CustomerProfileWhy(graphene.ObjectType):
    """Why two orders are, or are not, one customer's."""

    same_customer = graphene.Boolean(required=True)
    chain = many(CustomerProfileWhyStep, description="From one to the other, when they are one customer's.")
    comparisons = many(MatchCriterionComparison, description="Each criterion in use, field by field.")
    contested = many(OrderMatchKey, description="The keys that they share and that join nothing.")

    @staticmethod
    def resolve_contested(why: Why, _info: Any) -> list[Any]:
        return [match_key(key, contested=True) for key in why.contested]

"""Queries about rules."""

from __future__ import annotations

from typing import Any

import graphene
from django.utils import timezone

from saleor_customer_mgmt.core.conditions import InvalidCondition
from saleor_customer_mgmt.graphql import ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_USERS
from saleor_customer_mgmt.graphql.errors import Refusal, refusals
from saleor_customer_mgmt.graphql.fields import Connected, Guarded
from saleor_customer_mgmt.graphql.paging import QueryPage, wanted
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtJSON, Json
from saleor_customer_mgmt.graphql.types.backtest import CustomerMgmtRuleBacktest
from saleor_customer_mgmt.graphql.types.rules import CustomerMgmtRule, CustomerMgmtRuleConnection
from saleor_customer_mgmt.models import Rule
from saleor_customer_mgmt.services.backtest_rule import MONTHS, MOST_MONTHS, backtest_rule
from saleor_customer_mgmt.services.errors import ServiceError


class CustomerMgmtRuleFilterInput(graphene.InputObjectType):
    """Rules for which all of this is so."""

    active = graphene.Boolean(description="Switched on, or off.")
    search = graphene.String(description="A part of the name.")


class RuleQueries(graphene.ObjectType):
    customer_mgmt_rule = Guarded(
        CustomerMgmtRule,
        id=graphene.ID(required=True),
        permissions=(MANAGE_ORDERS,),
        description="One rule, also a deleted one.",
    )
    customer_mgmt_rules = Connected(
        CustomerMgmtRuleConnection,
        filter=CustomerMgmtRuleFilterInput(),
        permissions=(MANAGE_ORDERS,),
        description="All rules, in the order in which they are asked.",
    )
    customer_mgmt_rule_backtest = Guarded(
        CustomerMgmtRuleBacktest,
        condition=CustomerMgmtJSON(description="On orders: docs/conditions.md."),
        rule=graphene.ID(description="In place of a condition: that of this rule."),
        months=graphene.Int(default_value=MONTHS, description=f"1 to {MOST_MONTHS}."),
        permissions=(MANAGE_ORDERS, MANAGE_USERS),
        description="What a rule would have matched in the last months. Reads all their orders.",
    )

    @staticmethod
    def resolve_customer_mgmt_rule(_root: Any, _info: Any, id: str) -> Rule | None:  # noqa: A002
        return _rule(id)

    @staticmethod
    def resolve_customer_mgmt_rules(
        _root: Any,
        _info: Any,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002
        **page: Any,
    ) -> QueryPage:
        chosen = filter or {}
        rows = Rule.objects.filter(deleted_at=None)
        if chosen.get("active") is not None:
            rows = rows.filter(active=chosen["active"])
        if chosen.get("search"):
            rows = rows.filter(name__icontains=chosen["search"])
        return QueryPage(rows, sorts.PRIORITY, wanted(**page))

    @staticmethod
    def resolve_customer_mgmt_rule_backtest(
        _root: Any,
        _info: Any,
        *,
        condition: Json | None = None,
        rule: str | None = None,
        months: int | None = None,
    ) -> Any:
        if (condition is None) == (rule is None):
            return _refused(Refusal("Give either a condition or a rule.", field="condition"))
        found = None if rule is None else _rule(rule)
        if rule is not None and found is None:
            return _refused(Refusal("There is no such rule.", "NOT_FOUND", "rule"))
        try:
            data = found.condition if condition is None and found else condition and condition.read()
            figures = backtest_rule(data, now=timezone.now(), months=MONTHS if months is None else months)
        except (InvalidCondition, ServiceError) as error:
            return _refused(*refusals(error))
        return CustomerMgmtRuleBacktest(errors=[], figures=figures)


def _rule(given: str) -> Rule | None:
    key = ids.read_row_id("CustomerMgmtRule", given)
    return None if key is None else Rule.objects.filter(id=key).first()


def _refused(*errors: Refusal) -> Any:
    return CustomerMgmtRuleBacktest(errors=list(errors))

"""Make, change, switch and delete rules."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.core.conditions import Subject, to_json
from saleor_customer_mgmt.core.presets import PRESETS
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_USERS
from saleor_customer_mgmt.graphql.enums import (
    CustomerMgmtHoldPoint,
    CustomerMgmtRuleActionKind,
    CustomerMgmtWatchLevel,
)
from saleor_customer_mgmt.graphql.errors import PATH, Refusal, Refused, error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.mutations.base import Mutation
from saleor_customer_mgmt.graphql.mutations.named import row_named
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime, CustomerMgmtJSON
from saleor_customer_mgmt.graphql.types.jobs import CustomerMgmtJob
from saleor_customer_mgmt.graphql.types.rules import CustomerMgmtRule
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.save_rule import (
    RuleInput,
    SavedRule,
    create_rule,
    delete_rule,
    switch_rule,
    update_rule,
)

# A rule acts on orders and on customers, so that neither permission is enough.
_RULE = "CustomerMgmtRule"
BOTH = (MANAGE_ORDERS, MANAGE_USERS)

CustomerMgmtRuleCreateError = error_type("CustomerMgmtRuleCreate", path=PATH)
CustomerMgmtRuleUpdateError = error_type("CustomerMgmtRuleUpdate", "NOT_FOUND", path=PATH)
CustomerMgmtRuleSwitchError = error_type("CustomerMgmtRuleSwitch", "NOT_FOUND")
CustomerMgmtRuleDeleteError = error_type("CustomerMgmtRuleDelete", "NOT_FOUND")


class CustomerMgmtRuleActionInput(graphene.InputObjectType):
    """What a rule does, with what belongs to the kind: `at` (HOLD), `label`, `group` (its slug), `level`
    (WATCH), `reason` (HOLD, WATCH), `to` (NOTIFY).
    """

    do = CustomerMgmtRuleActionKind(required=True)
    at = CustomerMgmtHoldPoint()
    label = graphene.String()
    group = graphene.String()
    level = CustomerMgmtWatchLevel()
    reason = graphene.String()
    to = graphene.List(graphene.NonNull(graphene.String))


class CustomerMgmtRuleInput(graphene.InputObjectType):
    """A whole rule."""

    name = graphene.String(required=True)
    condition = CustomerMgmtJSON(description="On orders: docs/conditions.md. May be left out with a preset.")
    actions = graphene.List(graphene.NonNull(CustomerMgmtRuleActionInput), required=True)
    priority = graphene.Int(description="Small ones go first; 100 if left out.")
    active = graphene.Boolean(description="Whether it is switched on; off if left out.")
    valid_from = CustomerMgmtDateTime(description="For orders placed then or later.")
    valid_to = CustomerMgmtDateTime(description="For orders placed earlier than that.")
    preset = graphene.String(description="The key of the shipped condition that it is made from.")


_JOB = "The work in the background that has the orders follow; null: there is nothing to do."


class CustomerMgmtRuleCreate(Mutation):
    """Make a rule. When it is switched on, the whole history is asked in the background; nobody is written to
    about it. Try it with a back-test first.
    """

    permissions = BOTH

    class Arguments:
        input = CustomerMgmtRuleInput(required=True)

    rule = graphene.Field(CustomerMgmtRule)
    job = graphene.Field(CustomerMgmtJob, description=_JOB)
    errors = many(CustomerMgmtRuleCreateError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, input: dict[str, Any]) -> Any:  # noqa: A002
        return _answer(cls, create_rule(rule_input(input), actor=actor))


class CustomerMgmtRuleUpdate(Mutation):
    """Change a rule as a whole: what is left out is as shipped. What it did is taken back where it would not
    do it now, in the background; holds stay until they are released.
    """

    permissions = BOTH

    class Arguments:
        id = graphene.ID(required=True)
        input = CustomerMgmtRuleInput(required=True)

    rule = graphene.Field(CustomerMgmtRule)
    job = graphene.Field(CustomerMgmtJob, description=_JOB)
    errors = many(CustomerMgmtRuleUpdateError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, id: str, input: dict[str, Any]) -> Any:  # noqa: A002
        return _answer(cls, update_rule(row_named(_RULE, "rule", id), rule_input(input), actor=actor))


class CustomerMgmtRuleSwitch(Mutation):
    """Switch a rule on or off."""

    permissions = BOTH

    class Arguments:
        id = graphene.ID(required=True)
        active = graphene.Boolean(required=True)

    rule = graphene.Field(CustomerMgmtRule)
    job = graphene.Field(CustomerMgmtJob, description=_JOB)
    errors = many(CustomerMgmtRuleSwitchError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, id: str, active: bool) -> Any:  # noqa: A002
        return _answer(cls, switch_rule(row_named(_RULE, "rule", id), active=active, actor=actor))


class CustomerMgmtRuleDelete(Mutation):
    """Delete a rule. Its labels and marks go, its holds stay until they are released."""

    permissions = BOTH

    class Arguments:
        id = graphene.ID(required=True)

    rule = graphene.Field(CustomerMgmtRule)
    job = graphene.Field(CustomerMgmtJob, description=_JOB)
    errors = many(CustomerMgmtRuleDeleteError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, id: str) -> Any:  # noqa: A002
        return _answer(cls, delete_rule(row_named(_RULE, "rule", id), actor=actor))


def _answer(payload: Any, saved: SavedRule) -> Any:
    return payload(rule=saved.rule, job=saved.job)


def rule_input(told: dict[str, Any]) -> RuleInput:
    """Return what a rule is to be.

    Raises:
        Refused: when it names a preset that there is not.
        InvalidCondition: when the condition is no JSON.
    """
    given = {name: value for name, value in told.items() if value is not None}
    given["actions"] = [
        {name: value for name, value in action.items() if value is not None} for action in given["actions"]
    ]
    key = given.get("preset")
    preset = PRESETS.get(key or "")
    if key and (preset is None or preset.subject is not Subject.ORDER):
        raise Refused(Refusal("There is no such preset.", field="preset", path="preset"))
    if "condition" in given:
        given["condition"] = given["condition"].read()
    elif preset is not None:
        given["condition"] = to_json(preset.condition)
    else:
        raise Refused(Refusal("Give a condition or a preset.", field="condition", path="condition"))
    return RuleInput(**given)

"""Queries for those who write conditions."""

from __future__ import annotations

from typing import Any

import graphene
from django.utils import timezone

from saleor_customer_mgmt.core.conditions import InvalidCondition, Subject, fields, parse_condition, to_json
from saleor_customer_mgmt.core.presets import GROUPS, RULES
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.enums import CustomerMgmtConditionSubject
from saleor_customer_mgmt.graphql.errors import refusals
from saleor_customer_mgmt.graphql.fields import Guarded
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtJSON, Json
from saleor_customer_mgmt.graphql.types.conditions import (
    Asked,
    CustomerMgmtConditionCheck,
    CustomerMgmtConditionFields,
)

_SUBJECT = "CUSTOMER: a group's. ORDER: a rule's."


class ConditionQueries(graphene.ObjectType):
    customer_mgmt_condition_fields = Guarded(
        CustomerMgmtConditionFields,
        subject=CustomerMgmtConditionSubject(required=True, description=_SUBJECT),
        permissions=(MANAGE_USERS,),
        description="What conditions can ask about, and those that are shipped.",
    )
    customer_mgmt_condition_check = Guarded(
        CustomerMgmtConditionCheck,
        condition=CustomerMgmtJSON(required=True),
        subject=CustomerMgmtConditionSubject(required=True, description=_SUBJECT),
        permissions=(MANAGE_USERS,),
        description="What a condition says, or every fault of it with its place.",
    )

    @staticmethod
    def resolve_customer_mgmt_condition_fields(_root: Any, _info: Any, subject: str) -> Any:
        asked_about = Subject(subject)
        presets = RULES if asked_about is Subject.ORDER else GROUPS
        return CustomerMgmtConditionFields(subject=subject, fields=fields(asked_about), presets=presets)

    @staticmethod
    def resolve_customer_mgmt_condition_check(_root: Any, _info: Any, condition: Json, subject: str) -> Any:
        asked_about = Subject(subject)
        try:
            zone = timezone.get_default_timezone_name()
            parsed = parse_condition(condition.read(), subject=asked_about, zone=zone)
        except InvalidCondition as error:
            return CustomerMgmtConditionCheck(errors=refusals(error))
        return CustomerMgmtConditionCheck(errors=[], condition=Asked(to_json(parsed), asked_about))

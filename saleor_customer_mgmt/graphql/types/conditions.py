"""Conditions: what can be asked, and what is asked, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from saleor_customer_mgmt.core.conditions import FieldInfo, Subject, describe, parse_condition, to_json
from saleor_customer_mgmt.core.conditions.fields import Parameter
from saleor_customer_mgmt.core.presets import Preset
from saleor_customer_mgmt.graphql.enums import (
    CustomerMgmtConditionKind,
    CustomerMgmtConditionSubject,
    CustomerMgmtLanguage,
)
from saleor_customer_mgmt.graphql.errors import PATH, error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtJSON


def text_in_language(description: str = "") -> Any:
    """Return a field of text that is there in each language."""
    return graphene.String(
        required=True, language=CustomerMgmtLanguage(default_value="en"), description=description or None
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition as it is kept, and what it is asked about."""

    data: Any
    subject: Subject


class CustomerMgmtCondition(graphene.ObjectType):
    """A condition, for programs and for people."""

    json = CustomerMgmtJSON(required=True, description="As it is kept: docs/conditions.md.")
    sentence = text_in_language("As a sentence.")

    @staticmethod
    def resolve_json(asked: Asked, _info: Any) -> Any:
        return asked.data

    @staticmethod
    def resolve_sentence(asked: Asked, _info: Any, language: str | None = None) -> str:
        return describe(parse_condition(asked.data, subject=asked.subject), language or "en")


class CustomerMgmtConditionOp(graphene.ObjectType):
    """One way to compare a field."""

    op = graphene.String(required=True, description="What `op` says: `at_least`.")
    label = text_in_language()

    @staticmethod
    def resolve_op(row: Any, _info: Any) -> str:
        return str(row.op.value)

    @staticmethod
    def resolve_label(row: Any, _info: Any, language: str | None = None) -> str:
        return str(row.labels[language or "en"])


class CustomerMgmtConditionChoice(graphene.ObjectType):
    """One of the values that a field can have."""

    value = graphene.String(required=True)
    label = text_in_language()

    @staticmethod
    def resolve_label(row: Any, _info: Any, language: str | None = None) -> str:
        return str(row.labels[language or "en"])


class CustomerMgmtConditionParameter(graphene.ObjectType):
    """Something that a field needs to know besides the value."""

    name = graphene.String(required=True)
    kind = graphene.String(required=True, description="`truth`, `whole`, `currency` or `zone`.")
    required = graphene.Boolean(required=True)
    default = CustomerMgmtJSON(description="What it is when it is left out; null when it has to be given.")
    low = graphene.Int(description="Of whole numbers: the least.")
    high = graphene.Int(description="Of whole numbers: the most.")

    @staticmethod
    def resolve_required(row: Parameter, _info: Any) -> bool:
        return row.default is None

    @staticmethod
    def resolve_low(row: Parameter, _info: Any) -> int | None:
        return row.low if row.kind == "whole" else None

    @staticmethod
    def resolve_high(row: Parameter, _info: Any) -> int | None:
        return row.high if row.kind == "whole" else None


class CustomerMgmtConditionField(graphene.ObjectType):
    """One thing to ask about."""

    name = graphene.String(required=True, description="What `field` says: `customer.purchase_count`.")
    label = text_in_language()
    kind = CustomerMgmtConditionKind(required=True)
    ops = many(CustomerMgmtConditionOp)
    parameters = many(CustomerMgmtConditionParameter)
    choices = many(CustomerMgmtConditionChoice, description="Empty: any value.")

    @staticmethod
    def resolve_label(row: FieldInfo, _info: Any, language: str | None = None) -> str:
        return row.labels[language or "en"]  # type: ignore[index]  # its keys are texts

    @staticmethod
    def resolve_kind(row: FieldInfo, _info: Any) -> str:
        return row.kind.value

    @staticmethod
    def resolve_ops(row: FieldInfo, _info: Any) -> Any:
        return row.comparisons


class CustomerMgmtPreset(graphene.ObjectType):
    """A condition that is shipped, with a name."""

    key = graphene.String(required=True, description="Stays the same for ever.")
    name = text_in_language()
    condition = graphene.Field(CustomerMgmtCondition, required=True)

    @staticmethod
    def resolve_name(row: Preset, _info: Any, language: str | None = None) -> str:
        return row.names[language or "en"]  # type: ignore[index]  # its keys are texts

    @staticmethod
    def resolve_condition(row: Preset, _info: Any) -> Asked:
        return Asked(to_json(row.condition), row.subject)


class CustomerMgmtConditionFields(graphene.ObjectType):
    """What an editor of conditions needs."""

    subject = CustomerMgmtConditionSubject(required=True)
    fields = many(CustomerMgmtConditionField)
    presets = many(CustomerMgmtPreset, description="The conditions that are shipped.")


CustomerMgmtConditionCheckError = error_type("CustomerMgmtConditionCheck", path=PATH)


class CustomerMgmtConditionCheck(graphene.ObjectType):
    """What is wrong with a condition, or what it says. Nothing is written."""

    errors = many(CustomerMgmtConditionCheckError)
    condition = graphene.Field(
        CustomerMgmtCondition, description="As it would be kept; null when there are errors."
    )

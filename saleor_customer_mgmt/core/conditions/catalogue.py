"""The table of fields as an editor of conditions needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from saleor_customer_mgmt.core.conditions.fields import FIELDS, OPS, Field, Kind, Parameter
from saleor_customer_mgmt.core.conditions.tree import Op, Subject
from saleor_customer_mgmt.core.conditions.vocabulary import words
from saleor_customer_mgmt.core.conditions.words import Language


@dataclass(frozen=True, slots=True)
class OpInfo:
    """One way to compare a field."""

    op: Op
    labels: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class ChoiceInfo:
    """One of the values that a field can have."""

    value: str
    labels: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One field, with everything that can be said about it."""

    name: str
    kind: Kind
    comparisons: tuple[OpInfo, ...]
    parameters: tuple[Parameter, ...]
    choices: tuple[ChoiceInfo, ...]
    labels: Mapping[Language, str]


def fields(subject: Subject) -> tuple[FieldInfo, ...]:
    """Return the fields that a condition on ``subject`` can ask about."""
    return tuple(
        _info(field, subject)
        for field in FIELDS.values()
        if subject is Subject.ORDER or field.subject is Subject.CUSTOMER
    )


def _info(field: Field, subject: Subject) -> FieldInfo:
    # A parameter is shown beside the label, so the label itself leaves it open.
    open_ = {parameter.name: "…" for parameter in field.parameters}
    return FieldInfo(
        name=field.name,
        kind=field.kind,
        comparisons=tuple(
            OpInfo(op, {language: words(language).op_labels[op] for language in Language})
            for op in OPS[field.kind]
        ),
        parameters=field.parameters_for(subject),
        choices=tuple(
            ChoiceInfo(choice, {language: words(language).choices[choice] for language in Language})
            for choice in field.choices
        ),
        labels={language: words(language).fields[field.name].format(**open_) for language in Language},
    )

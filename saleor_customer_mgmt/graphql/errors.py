"""Typed errors: one enumeration of codes for each mutation, and what our refusals become."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import graphene

from saleor_customer_mgmt.core.checks import InvalidFacts
from saleor_customer_mgmt.core.conditions import Fault, InvalidCondition
from saleor_customer_mgmt.core.counting_policy import InvalidPolicy
from saleor_customer_mgmt.core.errors import InvalidCriteria
from saleor_customer_mgmt.graphql.inputs import BadInput, camel
from saleor_customer_mgmt.importers import FileRefused, MappingRefused
from saleor_customer_mgmt.services.errors import Invalid, ServiceError

ALWAYS = ("INVALID", "BUSY", "STALE_KEYS")
"""What may happen to every mutation: a bad input, others in the way, the secret was changed."""


PATH = graphene.String(description="The exact place in that input, such as `condition.all[1].value`.")
"""For mutations whose inputs have parts."""


def error_type(mutation: str, *codes: str, **more: Any) -> Any:
    """Return the type ``<mutation>Error``, with its ``<mutation>ErrorCode``."""
    names = tuple(dict.fromkeys((*ALWAYS, *codes)))
    code = graphene.Enum(f"{mutation}ErrorCode", [(name, name) for name in names])
    return type(
        f"{mutation}Error",
        (graphene.ObjectType,),
        {
            "field": graphene.String(description="The input that it is about; null when it is about all."),
            "message": graphene.String(required=True, description="For the person who asked."),
            "code": code(required=True),
            "CODES": names,
            **more,
        },
    )


@dataclass(frozen=True, slots=True)
class Refusal:
    """One error of a mutation's answer. ``index`` is of the order that it is about, ``path`` the place inside
    the field.
    """

    message: str
    code: str = "INVALID"
    field: str | None = None
    index: int | None = None
    path: str | None = None


class Refused(Exception):
    """Raised by a mutation that refuses by itself."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__("; ".join(r.message for r in refusals))
        self.refusals = refusals


EXPECTED = (
    Refused,
    BadInput,
    ServiceError,
    InvalidCriteria,
    InvalidCondition,
    InvalidPolicy,
    InvalidFacts,
    FileRefused,
    MappingRefused,
)


def refusals(error: Exception) -> list[Refusal]:
    """Return what an expected error is to the client: the one place where errors become codes."""
    match error:
        case Refused():
            return list(error.refusals)
        case BadInput():
            return [Refusal(f"`{error.field}` {error.message}.", field=error.field or None)]
        case Invalid() | InvalidCondition() | InvalidPolicy():
            return [_of_place(place, why) for place, why in _faults(error)]
        case ServiceError():
            return [Refusal(error.message, error.code, error.field and camel(error.field))]
        case InvalidCriteria():
            return [Refusal(fault, "INVALID_CRITERIA", "criteria") for fault in error.faults]
        case InvalidFacts():
            return [Refusal(str(error), field=camel(error.field))]
        case FileRefused():
            return [Refusal(str(error), "FILE_REFUSED", "files")]
        case MappingRefused():
            return [Refusal(problem, "MAPPING_REFUSED", "mapping") for problem in error.problems]
    raise error


def _faults(error: Invalid | InvalidCondition | InvalidPolicy) -> Iterator[tuple[str, str]]:
    """Yield the place and the text of each fault."""
    for fault in error.faults:
        if isinstance(fault, Fault):
            yield f"condition.{fault.path}" if fault.path else "condition", fault.message
        elif isinstance(fault, str):
            place, _, why = fault.partition(": ")
            yield place, why
        else:
            yield fault


def _of_place(place: str, why: str) -> Refusal:
    """Return the refusal of a part of an input: its head is the input, in the client's words."""
    head = place.split("[", maxsplit=1)[0].split(".", maxsplit=1)[0]
    path = _sendable(camel(head) + place[len(head) :])
    return Refusal(f"{path}: {_sendable(why)}", field=_sendable(camel(head)), path=path)


def _sendable(text: str) -> str:
    """Return the text without halves of surrogate pairs: faults quote what a client has escaped."""
    return text.encode(errors="replace").decode()

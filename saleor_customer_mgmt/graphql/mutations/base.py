"""What all mutations share: permission first, then the inputs, then the service, then the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import graphene

from saleor_customer_mgmt.graphql import access
from saleor_customer_mgmt.graphql.errors import EXPECTED, Refusal, Refused, refusals
from saleor_customer_mgmt.graphql.faults import shielded
from saleor_customer_mgmt.graphql.inputs import MAX_TEXT, check_texts
from saleor_customer_mgmt.graphql.loaders.base import forget


class Mutation(graphene.Mutation):
    """Base. A subclass has ``permissions``, ``Arguments``, its ``errors`` and :meth:`perform`."""

    permissions: ClassVar[tuple[str, ...]]
    longest: ClassVar[int] = MAX_TEXT
    """The longest text that it takes."""

    class Meta:
        abstract = True

    perform: ClassVar[Callable[..., Any]]
    """``(info, actor, **arguments)``: do it, and return the answer without its errors. Raises one of
    ``errors.EXPECTED`` for everything that is refused; nothing is written then."""

    @classmethod
    def mutate(cls, _root: Any, info: Any, **arguments: Any) -> Any:
        actor = access.require(info.context, *cls.permissions).actor
        forget(info.context)
        answer: Any
        with shielded(), access.writing(info.context):
            try:
                check_texts(arguments, longest=cls.longest)
                answer = cls.perform(info, actor, **arguments)
                answer.errors = []
            except EXPECTED as error:
                answer = cls(errors=[cls._typed(refusal) for refusal in refusals(error)])
        return answer

    @classmethod
    def _typed(cls, refusal: Refusal) -> dict[str, Any]:
        codes = cls._meta.fields["errors"].type.of_type.of_type.of_type.CODES
        return {
            "field": refusal.field,
            "message": refusal.message,
            "code": refusal.code if refusal.code in codes else "INVALID",
            "index": refusal.index,
            "path": refusal.path,
        }


def not_found(kind: str, field: str) -> Refused:
    return Refused(Refusal(f"There is no such {kind}.", "NOT_FOUND", field))

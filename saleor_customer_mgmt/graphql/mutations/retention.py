"""Change how long what is kept of people, and let go at once what is due."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.core.retention_policy import InvalidRetention, parse_retention
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.errors import PATH, Refusal, Refused, error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.inputs import camel
from saleor_customer_mgmt.graphql.mutations.base import Mutation
from saleor_customer_mgmt.graphql.types.jobs import CustomerMgmtJob
from saleor_customer_mgmt.graphql.types.retention import (
    CustomerMgmtRetentionRevision,
    CustomerMgmtRetentionTermsInput,
    told_terms,
)
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.change_retention import change_retention
from saleor_customer_mgmt.services.queue_retention import queue_retention

CustomerMgmtRetentionUpdateError = error_type("CustomerMgmtRetentionUpdate", "ALREADY_DONE", path=PATH)
CustomerMgmtRetentionExpireError = error_type("CustomerMgmtRetentionExpire")


class CustomerMgmtRetentionUpdate(Mutation):
    """Put another retention policy in force. Sources that are left out have the shipped terms again.

    What is due by it goes in the night to come, or with `customerMgmtRetentionExpire`. What has expired stays
    expired.
    """

    permissions = (MANAGE_USERS,)

    class Arguments:
        terms = graphene.List(graphene.NonNull(CustomerMgmtRetentionTermsInput), required=True)
        reason = graphene.String(default_value="")

    revision = graphene.Field(CustomerMgmtRetentionRevision)
    errors = many(CustomerMgmtRetentionUpdateError)

    @classmethod
    def perform(
        cls, _info: Any, actor: Actor, *, terms: list[dict[str, Any]], reason: str | None = ""
    ) -> Any:
        places: dict[str, int] = {}
        for index, each in enumerate(terms):
            source = each["source"]
            if source in places:
                path = f"terms[{index}].source"
                raise Refused(Refusal(f"{path}: is there twice.", field="terms", path=path))
            places[source] = index
        try:
            policy = parse_retention(told_terms(terms))
        except InvalidRetention as fault:
            raise Refused(*(_refusal(each, places) for each in fault.faults)) from None
        return cls(revision=change_retention(policy, actor=actor, reason=reason or ""))


def _refusal(fault: str, places: dict[str, int]) -> Refusal:
    place, _, why = fault.partition(": ")
    source = max((name for name in places if place.startswith(f"{name}.")), key=len, default="")
    path = f"terms[{places[source]}]{camel(place[len(source) :])}" if source else "terms"
    return Refusal(f"{path}: {why}", field="terms", path=path)


class CustomerMgmtRetentionExpire(Mutation):
    """Let go what is due now, in the background, without waiting for the night. It cannot be taken back.

    `customerMgmtJob` tells how far it is.
    """

    permissions = (MANAGE_USERS,)

    job = graphene.Field(CustomerMgmtJob)
    errors = many(CustomerMgmtRetentionExpireError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor) -> Any:
        return cls(job=queue_retention(actor=actor))

"""Change the match criteria, or bring earlier ones back."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.core.criteria import parse_criteria
from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.errors import error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.mutations.base import Mutation, not_found
from saleor_customer_mgmt.graphql.types.jobs import CustomerMgmtJob
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.queue_job import queue_criteria, queue_revert

MatchCriteriaUpdateError = error_type("MatchCriteriaUpdate", "INVALID_CRITERIA", "ALREADY_DONE")
MatchCriteriaRevertError = error_type("MatchCriteriaRevert", "NOT_FOUND", "ALREADY_DONE")


class MatchCriteriaUpdate(Mutation):
    """Have match criteria applied to the whole history, as one revision. Try them with a preview first.

    It is done in the background; `customerMgmtJob` tells how far it is. Until it is done, the earlier ones
    are in use.
    """

    permissions = (MANAGE_USERS,)

    class Arguments:
        criteria = graphene.String(required=True, description="As written: `name+phone OR name+email`.")
        reason = graphene.String(default_value="")

    job = graphene.Field(CustomerMgmtJob)
    errors = many(MatchCriteriaUpdateError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, criteria: str, reason: str | None = "") -> Any:
        return cls(job=queue_criteria(parse_criteria(criteria), actor=actor, reason=reason or ""))


class MatchCriteriaRevert(Mutation):
    """Have the match criteria of an earlier revision brought back, as a new revision, in the background."""

    permissions = (MANAGE_USERS,)

    class Arguments:
        revision = graphene.ID(description="Left out: the one before the newest.")
        reason = graphene.String(default_value="")

    job = graphene.Field(CustomerMgmtJob)
    errors = many(MatchCriteriaRevertError)

    @classmethod
    def perform(
        cls, _info: Any, actor: Actor, *, revision: str | None = None, reason: str | None = ""
    ) -> Any:
        key = None if revision is None else ids.read_row_id("MatchCriteriaRevision", revision)
        if key is None and revision is not None:
            raise not_found("revision", "revision")
        return cls(job=queue_revert(key, actor=actor, reason=reason or ""))

"""Have doubtful pairs looked for, and decide that two are not one."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.errors import error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.mutations.base import Mutation
from saleor_customer_mgmt.graphql.mutations.merge import live
from saleor_customer_mgmt.graphql.types.jobs import CustomerMgmtJob
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.not_same import say_not_same, take_back_not_same
from saleor_customer_mgmt.services.queue_doubtful import queue_doubtful

CustomerDoubtfulPairsFindError = error_type("CustomerDoubtfulPairsFind", "NOT_INSTALLED")
CustomerProfilesNotSameError = error_type("CustomerProfilesNotSame", "NOT_FOUND", "ALREADY_DONE")
CustomerProfilesNotSameUndoError = error_type("CustomerProfilesNotSameUndo", "NOT_FOUND")
_ID = "Global id, or public id."


class CustomerDoubtfulPairsFind(Mutation):
    """Have customers looked for that may be one though no criterion says so: for `customerReviewItems`.

    It is done in the background; `customerMgmtJob` tells how far it is. What is found takes the place of what
    the search before found. Needs the extra `splink`; without it, the error says what to install.
    """

    permissions = (MANAGE_USERS,)

    job = graphene.Field(CustomerMgmtJob)
    errors = many(CustomerDoubtfulPairsFindError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor) -> Any:
        return cls(job=queue_doubtful(actor=actor))


class CustomerProfilesNotSame(Mutation):
    """Say that two customers are two people: they are not shown for review again. Changes no customer."""

    permissions = (MANAGE_USERS,)

    class Arguments:
        one = graphene.ID(required=True, description=_ID)
        other = graphene.ID(required=True, description=_ID)
        reason = graphene.String(default_value="")

    errors = many(CustomerProfilesNotSameError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, one: str, other: str, reason: str | None = "") -> Any:
        say_not_same(live(one, "one").id, live(other, "other").id, actor=actor, reason=reason or "")
        return cls()


class CustomerProfilesNotSameUndo(Mutation):
    """Take back that two customers are two people: they may be shown for review again."""

    permissions = (MANAGE_USERS,)

    class Arguments:
        one = graphene.ID(required=True, description=_ID)
        other = graphene.ID(required=True, description=_ID)

    errors = many(CustomerProfilesNotSameUndoError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, one: str, other: str) -> Any:
        take_back_not_same(live(one, "one").id, live(other, "other").id, actor=actor)
        return cls()

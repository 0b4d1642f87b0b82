"""Undo a merge or a split."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.errors import error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.mutations.base import Mutation, not_found
from saleor_customer_mgmt.graphql.types.decision import CustomerDecision
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.undo_decision import undo_decision

CustomerDecisionUndoError = error_type("CustomerDecisionUndo", "NOT_FOUND", "ALREADY_DONE")


class CustomerDecisionUndo(Mutation):
    """Undo a merge or a split as if it had never been made, whatever came after it."""

    permissions = (MANAGE_USERS,)

    class Arguments:
        id = graphene.ID(required=True)
        reason = graphene.String(default_value="")

    decision = graphene.Field(CustomerDecision)
    errors = many(CustomerDecisionUndoError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, id: str, reason: str | None = "") -> Any:  # noqa: A002
        key = ids.read_row_id("CustomerDecision", id)
        if key is None:
            raise not_found("decision", "id")
        return cls(decision=undo_decision(key, actor=actor, reason=reason or ""))

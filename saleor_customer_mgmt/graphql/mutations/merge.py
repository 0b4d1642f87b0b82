"""Merge two customers."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.errors import error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.mutations.base import Mutation, not_found
from saleor_customer_mgmt.graphql.types.customer import CustomerProfile
from saleor_customer_mgmt.graphql.types.decision import CustomerDecision
from saleor_customer_mgmt.models import Customer
from saleor_customer_mgmt.selectors.customers import find_customer
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.merge_customers import merge_customers

CustomerProfileMergeError = error_type("CustomerProfileMerge", "NOT_FOUND", "ALREADY_DONE", "CONFLICT")


class CustomerProfileMerge(Mutation):
    """Say that two customers are one. Name and contact of `main` are shown. Can be undone."""

    permissions = (MANAGE_USERS,)

    class Arguments:
        main = graphene.ID(required=True, description="Global id, or public id.")
        other = graphene.ID(required=True, description="Global id, or public id.")
        reason = graphene.String(default_value="")

    customer_profile = graphene.Field(CustomerProfile, description="The customer that they are now.")
    decision = graphene.Field(CustomerDecision)
    errors = many(CustomerProfileMergeError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, main: str, other: str, reason: str | None = "") -> Any:
        ours, theirs = live(main, "main"), live(other, "other")
        # An earlier merge may have chosen whose name the main one shows: it is shown on.
        shown = ours.main_order_id or ours.id
        decision = merge_customers(shown, theirs.id, actor=actor, reason=reason or "")
        return cls(customer_profile=find_customer(ours.public_id), decision=decision)


def live(given: str, field: str) -> Customer:
    """Return the live customer that an id stands for."""
    found = find_customer(ids.read_customer_id(given) or "")
    if found is None:
        raise not_found("customer", field)
    return found

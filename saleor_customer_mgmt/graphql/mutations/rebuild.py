"""Judge everything anew."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.errors import error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.mutations.base import Mutation
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.rebuild import rebuild

CustomerProfilesRebuildError = error_type("CustomerProfilesRebuild")


class CustomerProfilesRebuild(Mutation):
    """Make evidence, keys, customers and counts anew. What staff decided stays in force."""

    permissions = (MANAGE_USERS,)

    order_count = graphene.Int(description="How many orders were looked at.")
    evidence_changed = graphene.Int(description="How many of them have other evidence now.")
    moved = graphene.Int(description="How many of them have another customer now.")
    customer_count = graphene.Int(description="How many customers there are now.")
    errors = many(CustomerProfilesRebuildError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor) -> Any:
        done = rebuild(actor=actor)
        return cls(
            order_count=done.orders,
            evidence_changed=done.evidence_changed,
            moved=done.moved,
            customer_count=done.customers,
        )

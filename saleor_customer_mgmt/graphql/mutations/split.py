"""Split a customer."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.errors import Refusal, Refused, error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.loaders.customers import CustomerById
from saleor_customer_mgmt.graphql.loaders.decisions import CustomersOfDecision
from saleor_customer_mgmt.graphql.mutations.base import Mutation, not_found
from saleor_customer_mgmt.graphql.types.customer import CustomerProfile
from saleor_customer_mgmt.graphql.types.decision import CustomerDecision
from saleor_customer_mgmt.selectors.orders import load_fingerprints
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.split_customer import split_customer

MAX_ORDERS = 1000
CustomerProfileSplitError = error_type(
    "CustomerProfileSplit", "REQUIRED", "NOT_FOUND", "TOO_MANY", "CONFLICT"
)


class CustomerProfileSplit(Mutation):
    """Say that some orders of a customer are somebody else's. Can be undone."""

    permissions = (MANAGE_USERS,)

    class Arguments:
        orders = graphene.List(
            graphene.NonNull(graphene.ID),
            required=True,
            description=f"The orders to take out, of one customer and not all; {MAX_ORDERS} at most.",
        )
        reason = graphene.String(default_value="")

    customer_profiles = graphene.List(
        graphene.NonNull(CustomerProfile), description="The customers that have these orders now."
    )
    decision = graphene.Field(CustomerDecision)
    errors = many(CustomerProfileSplitError)

    @classmethod
    def perform(cls, info: Any, actor: Actor, *, orders: list[str], reason: str | None = "") -> Any:
        if not orders:
            raise Refused(Refusal("A split names at least one order.", "REQUIRED", "orders"))
        if len(orders) > MAX_ORDERS:
            raise Refused(Refusal(f"More than {MAX_ORDERS} orders at once.", "TOO_MANY", "orders"))
        names = {ids.read_order_id(given) for given in orders}
        known = load_fingerprints({name for name in names if name is not None})
        if None in names or len(known) != len(names):
            raise not_found("order", "orders")
        decision = split_customer({key for key, _ in known.values()}, actor=actor, reason=reason or "")
        customers = CustomersOfDecision.of(info.context).load(decision.id)
        found = customers.then(CustomerById.of(info.context).load_many)
        return cls(customer_profiles=found, decision=decision)

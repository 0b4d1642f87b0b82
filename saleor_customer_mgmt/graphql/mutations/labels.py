"""Put labels on customers and orders, and take them off."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_USERS
from saleor_customer_mgmt.graphql.errors import error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.loaders.customers import CustomerById
from saleor_customer_mgmt.graphql.loaders.orders import OrderById
from saleor_customer_mgmt.graphql.mutations.base import Mutation
from saleor_customer_mgmt.graphql.mutations.named import customers_named, orders_named
from saleor_customer_mgmt.graphql.types.customer import CustomerProfile
from saleor_customer_mgmt.graphql.types.order import OrderRecord
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.label import (
    MOST_AT_ONCE,
    label_customers,
    label_orders,
    unlabel_customers,
    unlabel_orders,
)

_CODES = ("REQUIRED", "TOO_MANY", "NOT_FOUND")
CustomerProfilesLabelError = error_type("CustomerProfilesLabel", *_CODES)
CustomerProfilesUnlabelError = error_type("CustomerProfilesUnlabel", *_CODES)
OrderRecordsLabelError = error_type("OrderRecordsLabel", *_CODES)
OrderRecordsUnlabelError = error_type("OrderRecordsUnlabel", *_CODES)


def _ids(what: str) -> Any:
    return graphene.List(
        graphene.NonNull(graphene.ID), required=True, description=f"{what} {MOST_AT_ONCE} at most."
    )


_PROFILES = graphene.List(graphene.NonNull(CustomerProfile))
_ORDERS = graphene.List(graphene.NonNull(OrderRecord))


class CustomerProfilesLabel(Mutation):
    """Put a label on customers, all or none of them."""

    permissions = (MANAGE_USERS,)

    class Arguments:
        customers = _ids("Global ids, or public ids;")
        label = graphene.String(required=True)

    changed = graphene.Int(description="How many did not have it by hand.")
    changed_profiles = _PROFILES
    customer_profiles = _PROFILES
    errors = many(CustomerProfilesLabelError)

    @classmethod
    def perform(cls, info: Any, actor: Actor, *, customers: list[str], label: str) -> Any:
        named = customers_named(customers, "customers", at_most=MOST_AT_ONCE)
        changed = label_customers(named, label, actor=actor)
        return _told(cls, info, named, changed)


class CustomerProfilesUnlabel(Mutation):
    """Take a label that people put there from customers. One by a rule stays while the rule matches."""

    permissions = (MANAGE_USERS,)

    class Arguments:
        customers = _ids("Global ids, or public ids;")
        label = graphene.String(required=True)

    changed = graphene.Int(description="How many had it by hand.")
    changed_profiles = _PROFILES
    customer_profiles = _PROFILES
    errors = many(CustomerProfilesUnlabelError)

    @classmethod
    def perform(cls, info: Any, actor: Actor, *, customers: list[str], label: str) -> Any:
        named = customers_named(customers, "customers", at_most=MOST_AT_ONCE)
        changed = unlabel_customers(named, label, actor=actor)
        return _told(cls, info, named, changed)


class OrderRecordsLabel(Mutation):
    """Put a label on orders, all or none of them."""

    permissions = (MANAGE_ORDERS,)

    class Arguments:
        orders = _ids("The orders;")
        label = graphene.String(required=True)

    changed = graphene.Int(description="How many did not have it by hand.")
    orders = _ORDERS
    errors = many(OrderRecordsLabelError)

    @classmethod
    def perform(cls, info: Any, actor: Actor, *, orders: list[str], label: str) -> Any:
        named = orders_named(orders, "orders", at_most=MOST_AT_ONCE)
        changed = label_orders(named, label, actor=actor)
        return cls(changed=len(changed), orders=OrderById.of(info.context).load_many(named))


class OrderRecordsUnlabel(Mutation):
    """Take a label that people put there from orders. One by a rule stays while the rule matches."""

    permissions = (MANAGE_ORDERS,)

    class Arguments:
        orders = _ids("The orders;")
        label = graphene.String(required=True)

    changed = graphene.Int(description="How many had it by hand.")
    orders = _ORDERS
    errors = many(OrderRecordsUnlabelError)

    @classmethod
    def perform(cls, info: Any, actor: Actor, *, orders: list[str], label: str) -> Any:
        named = orders_named(orders, "orders", at_most=MOST_AT_ONCE)
        changed = unlabel_orders(named, label, actor=actor)
        return cls(changed=len(changed), orders=OrderById.of(info.context).load_many(named))


def _told(answer: Any, info: Any, named: list[int], changed: list[int]) -> Any:
    customers = CustomerById.of(info.context)
    return answer(
        changed=len(changed),
        changed_profiles=customers.load_many(changed),
        customer_profiles=customers.load_many(named),
    )

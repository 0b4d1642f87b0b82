"""Put customers on the watchlist, and take them off it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import graphene

from saleor_customer_mgmt.core.actions import WatchLevel
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.enums import CustomerMgmtWatchLevel
from saleor_customer_mgmt.graphql.errors import Refusal, Refused, error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.mutations.base import Mutation
from saleor_customer_mgmt.graphql.mutations.merge import live
from saleor_customer_mgmt.graphql.mutations.named import (
    customers_named,
    orders_named,
    row_named,
    rows_named,
)
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.graphql.types.customer import CustomerProfile
from saleor_customer_mgmt.graphql.types.marks import CustomerMgmtWatchMark
from saleor_customer_mgmt.models import Customer, OrderRecord
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.some_of import AT_MOST
from saleor_customer_mgmt.services.watch_customer import (
    end_watch,
    end_watches,
    watch_customer,
    watch_customers,
)

CustomerProfileWatchError = error_type("CustomerProfileWatch", "NOT_FOUND", "ALREADY_DONE")
CustomerProfileEndWatchError = error_type("CustomerProfileEndWatch", "NOT_FOUND", "ALREADY_DONE")
_SEVERAL = ("REQUIRED", "TOO_MANY", "NOT_FOUND")
CustomerProfilesWatchError = error_type("CustomerProfilesWatch", *_SEVERAL)
CustomerMgmtWatchMarksEndError = error_type("CustomerMgmtWatchMarksEnd", *_SEVERAL, "ALREADY_DONE")


def _ids(what: str) -> Any:
    return graphene.List(
        graphene.NonNull(graphene.ID), required=True, description=f"{what} {AT_MOST} at most."
    )


class CustomerProfileWatch(Mutation):
    """Put a customer on the watchlist. The mark hangs on an order and goes with it when customers are merged
    or split.
    """

    permissions = (MANAGE_USERS,)

    class Arguments:
        customer = graphene.ID(required=True, description="Global id, or public id.")
        level = CustomerMgmtWatchLevel(required=True)
        reason = graphene.String(default_value="")
        order = graphene.ID(description="The order because of which; left out: the customer's first.")
        expires_at = CustomerMgmtDateTime(description="Left out: until it is ended.")

    mark = graphene.Field(CustomerMgmtWatchMark)
    customer_profile = graphene.Field(CustomerProfile)
    errors = many(CustomerProfileWatchError)

    @classmethod
    def perform(
        cls,
        _info: Any,
        actor: Actor,
        *,
        customer: str,
        level: str,
        reason: str | None = "",
        order: str | None = None,
        expires_at: datetime | None = None,
    ) -> Any:
        row = live(customer, "customer")
        anchor = row.id if order is None else own_order(order, row)
        mark = watch_customer(
            anchor, WatchLevel(level), actor=actor, reason=reason or "", expires_at=expires_at
        )
        return cls(mark=mark, customer_profile=live(customer, "customer"))


class CustomerProfileEndWatch(Mutation):
    """End a mark of the watchlist, whoever made it. One by a rule comes back when the rule comes to match
    the order anew.
    """

    permissions = (MANAGE_USERS,)

    class Arguments:
        id = graphene.ID(required=True, description="The mark.")
        reason = graphene.String(default_value="")

    mark = graphene.Field(CustomerMgmtWatchMark)
    errors = many(CustomerProfileEndWatchError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, id: str, reason: str | None = "") -> Any:  # noqa: A002
        key = row_named("CustomerMgmtWatchMark", "mark", id)
        return cls(mark=end_watch(key, actor=actor, reason=reason or ""))


class CustomerProfilesWatch(Mutation):
    """Put customers on the watchlist, all or none of them, because of the first order of each. Who has such a
    mark by hand already gets no other.
    """

    permissions = (MANAGE_USERS,)

    class Arguments:
        customers = _ids("Global ids, or public ids;")
        level = CustomerMgmtWatchLevel(required=True)
        reason = graphene.String(default_value="")
        expires_at = CustomerMgmtDateTime(description="Left out: until it is ended.")

    marks = graphene.List(graphene.NonNull(CustomerMgmtWatchMark), description="Those that were made.")
    errors = many(CustomerProfilesWatchError)

    @classmethod
    def perform(
        cls,
        _info: Any,
        actor: Actor,
        *,
        customers: list[str],
        level: str,
        reason: str | None = "",
        expires_at: datetime | None = None,
    ) -> Any:
        named = customers_named(customers, "customers", at_most=AT_MOST)
        marks = watch_customers(
            named, WatchLevel(level), actor=actor, reason=reason or "", expires_at=expires_at
        )
        return cls(marks=marks)


class CustomerMgmtWatchMarksEnd(Mutation):
    """End marks of the watchlist, all or none of them. Else as `customerProfileEndWatch`."""

    permissions = (MANAGE_USERS,)

    class Arguments:
        marks = _ids("The marks;")
        reason = graphene.String(default_value="")

    marks = graphene.List(graphene.NonNull(CustomerMgmtWatchMark))
    errors = many(CustomerMgmtWatchMarksEndError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, marks: list[str], reason: str | None = "") -> Any:
        named = rows_named("CustomerMgmtWatchMark", "mark", marks, "marks", at_most=AT_MOST)
        return cls(marks=end_watches(named, actor=actor, reason=reason or ""))


def own_order(given: str, customer: Customer) -> int:
    """Return the database id of an order of this customer.

    Raises:
        Refused: when it is another's, or not recorded.
    """
    (order,) = orders_named([given], "order", at_most=1)
    if not OrderRecord.objects.filter(id=order, customer=customer).exists():
        raise Refused(Refusal("The order is another customer's.", field="order"))
    return order

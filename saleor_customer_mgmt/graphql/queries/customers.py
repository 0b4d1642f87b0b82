"""Queries about customers."""

from __future__ import annotations

from typing import Any

import graphene
from graphql import GraphQLError

from saleor_customer_mgmt.core.conditions import Condition, InvalidCondition, Subject
from saleor_customer_mgmt.graphql import ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_USERS
from saleor_customer_mgmt.graphql.enums import CustomerMgmtWatchLevel
from saleor_customer_mgmt.graphql.errors import refusals
from saleor_customer_mgmt.graphql.fields import Connected, Guarded
from saleor_customer_mgmt.graphql.paging import ListPage, QueryPage, wanted
from saleor_customer_mgmt.graphql.queries.names import OrderRecordName, find_order
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtJSON, Json
from saleor_customer_mgmt.graphql.types.customer import CustomerProfile, CustomerProfileConnection
from saleor_customer_mgmt.graphql.types.review import CustomerReviewItemConnection
from saleor_customer_mgmt.graphql.types.why import CustomerProfileWhy
from saleor_customer_mgmt.models import Customer
from saleor_customer_mgmt.selectors.customers import find_customer, list_customers
from saleor_customer_mgmt.selectors.review import ReviewItem, review_pairs
from saleor_customer_mgmt.selectors.why import Why, explain_orders
from saleor_customer_mgmt.services.errors import Invalid
from saleor_customer_mgmt.services.read_condition import read_condition


class CustomerProfileFilterInput(graphene.InputObjectType):
    """Customers for which all of this is so."""

    min_purchases = graphene.Int()
    max_purchases = graphene.Int()
    has_orders = graphene.Boolean(
        description="False: registered, and never ordered. True: all others. Left out: both."
    )
    sources = graphene.List(graphene.NonNull(graphene.String), description="Bought at all of these.")
    labels = graphene.List(graphene.NonNull(graphene.String), description="With one of these labels.")
    groups = graphene.List(graphene.NonNull(graphene.String), description="In one of these groups (slugs).")
    watch_levels = graphene.List(
        graphene.NonNull(CustomerMgmtWatchLevel),
        description="At one of these levels now. Who is on BLOCK is not on WATCH.",
    )
    condition = CustomerMgmtJSON(
        description="For whom this holds: a condition on customers, as a group's. One that cannot be is an "
        "error that names the place of every fault."
    )


class CustomerQueries(graphene.ObjectType):
    customer_profile = Guarded(
        CustomerProfile,
        id=graphene.ID(
            required=True, description="Global id, or public id in any spelling. Of a dissolved one too."
        ),
        permissions=(MANAGE_USERS,),
        description="One customer.",
    )
    customer_profiles = Connected(
        CustomerProfileConnection,
        search=graphene.String(description="Any part of name, kana, e-mail, phone, address, number, id."),
        filter=CustomerProfileFilterInput(),
        sort=sorts.CustomerProfileSort(default_value="PURCHASES_DESC"),
        permissions=(MANAGE_USERS,),
        description="All customers.",
    )
    customer_profile_why = Guarded(
        CustomerProfileWhy,
        one=OrderRecordName(required=True),
        other=OrderRecordName(required=True),
        permissions=(MANAGE_USERS, MANAGE_ORDERS),
        description="Why two orders are one customer's, or not. Null when one is not recorded.",
    )
    customer_review_items = Connected(
        CustomerReviewItemConnection,
        permissions=(MANAGE_USERS,),
        description="Customers that only a contested key keeps apart, the undecided first, and after them "
        "those that the last search found to be one perhaps, the likeliest first. Each pair once; none that "
        "staff have said are two.",
    )

    @staticmethod
    def resolve_customer_profile(_root: Any, _info: Any, id: str) -> Customer | None:  # noqa: A002
        asked = ids.read_customer_id(id)
        row = find_customer(asked) if asked else None
        if row is not None and row.public_id != asked:
            row.redirected_from = asked  # type: ignore[attr-defined]
        return row

    @staticmethod
    def resolve_customer_profiles(
        _root: Any,
        _info: Any,
        *,
        search: str | None = None,
        filter: dict[str, Any] | None = None,  # noqa: A002
        sort: str | None = None,
        **page: Any,
    ) -> QueryPage:
        chosen = filter or {}
        rows = list_customers(
            search=search or "",
            min_purchases=chosen.get("min_purchases"),
            max_purchases=chosen.get("max_purchases"),
            has_orders=chosen.get("has_orders"),
            sources=chosen.get("sources") or (),
            labels=chosen.get("labels"),
            groups=chosen.get("groups"),
            watch_levels=chosen.get("watch_levels"),
            condition=_condition(chosen.get("condition")),
        )
        return QueryPage(rows, sorts.CUSTOMERS[sort or "PURCHASES_DESC"], wanted(**page))

    @staticmethod
    def resolve_customer_profile_why(
        _root: Any, _info: Any, one: dict[str, str], other: dict[str, str]
    ) -> Why | None:
        ours, theirs = find_order(one), find_order(other)
        return explain_orders(ours, theirs) if ours and theirs else None

    @staticmethod
    def resolve_customer_review_items(_root: Any, _info: Any, **page: Any) -> ListPage:
        return ListPage("REVIEW", review_pairs(), _place, wanted(**page))


def _condition(given: Json | None) -> Condition | None:
    if given is None:
        return None
    try:
        return read_condition(given.read(), Subject.CUSTOMER)
    except (InvalidCondition, Invalid) as error:
        raise GraphQLError(" ".join(f"`filter.{r.message}`" for r in refusals(error))) from None


def _place(item: ReviewItem) -> tuple[int, float, int]:
    return item.place

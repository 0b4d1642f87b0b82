"""A signed-in customer's own groups, in Saleor's storefront API. Nobody else's."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql.loaders.base import Loader
from saleor_customer_mgmt.hosts.saleor.members import customers_of_users
from saleor_customer_mgmt.models import Group
from saleor_customer_mgmt.selectors.groups import groups_of


class OwnCustomerGroup(graphene.ObjectType):
    """A group that the signed-in customer is in."""

    slug = graphene.String(required=True, description="What programs call it. It never changes.")
    name = graphene.String(required=True)
    voucher_code = graphene.String(
        resolver=lambda group, _: group.voucher_code or None,
        description="The voucher that is put on the checkouts of its members by itself; of several groups' "
        "the first one in this list that can be used. Null: the group gives none.",
    )

    class Meta:
        description = "A group that the signed-in customer is in."


class GroupsOfUser(Loader):
    """Id of a user of the shop → the groups of its customer, in the order in which their benefits go."""

    def fetch(self, keys: list[int]) -> dict[int, list[Group]]:
        customers = customers_of_users(keys)
        found = groups_of(set(customers.values()))
        return {user: found.get(customer, []) for user, customer in customers.items()}

    def nothing(self) -> list[Group]:
        return []


class OwnField(graphene.Field):
    """A field of Saleor's ``User`` that only the user gets an answer from."""


def own_groups_field() -> OwnField:
    """Return the field for Saleor's ``User``."""
    return OwnField(
        graphene.List(graphene.NonNull(OwnCustomerGroup)),
        resolver=_own_groups,
        description="The customer groups that the signed-in customer is in, in the order in which their "
        "benefits go. Null for everybody but this user: nobody is told somebody else's.",
    )


def _own_groups(user: Any, info: Any) -> Any:
    asking = getattr(info.context, "user", None)
    # An app has no user of its own; a lazy user is asked for its truth.
    if getattr(info.context, "app", None) or not asking or user.pk is None or asking.pk != user.pk:
        return None
    return GroupsOfUser.of(info.context).load(user.pk)

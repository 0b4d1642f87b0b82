"""Groups of customers, who is in them, and their diaries."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.core.conditions import Subject
from saleor_customer_mgmt.core.presets import PRESETS, Preset
from saleor_customer_mgmt.graphql import ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.errors import PATH, error_type
from saleor_customer_mgmt.graphql.fields import Connected, Guarded, connection, many
from saleor_customer_mgmt.graphql.loaders.customers import CustomerById
from saleor_customer_mgmt.graphql.loaders.groups import GroupById, MemberCount
from saleor_customer_mgmt.graphql.loaders.pages import ChildPage, Children
from saleor_customer_mgmt.graphql.paging import wanted
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.graphql.types.actor import CustomerMgmtActor, author
from saleor_customer_mgmt.graphql.types.conditions import Asked, CustomerMgmtCondition, CustomerMgmtPreset
from saleor_customer_mgmt.graphql.types.shipped import shipped_text
from saleor_customer_mgmt.models import Group as Row
from saleor_customer_mgmt.models import GroupEvent, GroupMembership
from saleor_customer_mgmt.services.preview_group import SHOWN

_CUSTOMER = "saleor_customer_mgmt.graphql.types.customer.CustomerProfile"
_GROUP = "saleor_customer_mgmt.graphql.types.groups.CustomerMgmtGroup"
_MEMBERS = Children(GroupMembership, "group_id", sorts.NEWEST)
_DIARY = Children(GroupEvent, "group_id", sorts.NEWEST)


def _customer_type() -> Any:
    from saleor_customer_mgmt.graphql.types.customer import CustomerProfile  # noqa: PLC0415  # a circle

    return CustomerProfile


class CustomerMgmtGroupMember(graphene.ObjectType):
    """A customer is in a group."""

    group = graphene.Field(_GROUP, required=True)
    customer = Guarded(_CUSTOMER, permissions=(MANAGE_USERS,))
    since = CustomerMgmtDateTime(required=True)
    why = graphene.String(required=True, description="`condition`, `hand` or `rule`.")

    @staticmethod
    def resolve_group(row: GroupMembership, info: Any) -> Any:
        return GroupById.of(info.context).load(row.group_id)

    @staticmethod
    def resolve_customer(row: GroupMembership, info: Any) -> Any:
        return CustomerById.of(info.context).load(row.customer_id)


class CustomerMgmtGroupEvent(graphene.ObjectType):
    """A customer entered or left a group."""

    group = graphene.Field(_GROUP, required=True)
    customer = Guarded(_CUSTOMER, permissions=(MANAGE_USERS,), description="As it is now.")
    entered = graphene.Boolean(required=True, description="False: it left.")
    why = graphene.String(required=True, description="`condition`, `hand`, `rule`, `merge` or `split`.")
    detail = graphene.String(required=True, description="The condition, the rule, or what somebody wrote.")
    at = CustomerMgmtDateTime(required=True)

    @staticmethod
    def resolve_group(row: GroupEvent, info: Any) -> Any:
        return GroupById.of(info.context).load(row.group_id)

    @staticmethod
    def resolve_customer(row: GroupEvent, info: Any) -> Any:
        return CustomerById.of(info.context).load(row.customer_id)


CustomerMgmtGroupMemberConnection = connection(CustomerMgmtGroupMember, "CustomerMgmtGroupMember")
CustomerMgmtGroupEventConnection = connection(CustomerMgmtGroupEvent, "CustomerMgmtGroupEvent")


class CustomerMgmtGroup(graphene.ObjectType):
    """Customers by hand, by rules or by a condition, and what that brings them."""

    id = graphene.ID(required=True)
    slug = graphene.String(required=True, description="What conditions and orders call it; it never changes.")
    name = shipped_text("name")
    description = graphene.String(required=True)
    preset = graphene.Field(CustomerMgmtPreset, description="The shipped condition that it was made from.")
    condition = graphene.Field(
        CustomerMgmtCondition, description="Null: members are put in by hand or by rules only."
    )
    priority = graphene.Int(required=True, description="Whose benefit goes first; small ones.")
    voucher_code = graphene.String(required=True, description="For its members' checkouts; may be empty.")
    customer_type = graphene.String(required=True, description="The host's customer type; may be empty.")
    member_count = graphene.Int(required=True)
    members = Connected(
        CustomerMgmtGroupMemberConnection,
        permissions=(MANAGE_USERS,),
        description="Who is in it, who came last first.",
    )
    diary = Connected(
        CustomerMgmtGroupEventConnection,
        permissions=(MANAGE_USERS,),
        description="Who entered and left, and why, newest first.",
    )
    author = graphene.Field(CustomerMgmtActor, required=True, description="Who made it.")
    created_at = CustomerMgmtDateTime(required=True)
    changed_at = CustomerMgmtDateTime(required=True)
    deleted_at = CustomerMgmtDateTime()

    @staticmethod
    def resolve_id(row: Row, _info: Any) -> str:
        return ids.row_id("CustomerMgmtGroup", row.id)

    @staticmethod
    def resolve_preset(row: Row, _info: Any) -> Preset | None:
        return PRESETS.get(row.preset)

    @staticmethod
    def resolve_condition(row: Row, _info: Any) -> Asked | None:
        return None if row.condition is None else Asked(row.condition, Subject.CUSTOMER)

    @staticmethod
    def resolve_member_count(row: Row, info: Any) -> Any:
        return MemberCount.of(info.context).load(row.id)

    @staticmethod
    def resolve_members(row: Row, info: Any, **page: Any) -> ChildPage:
        return ChildPage(info.context, _MEMBERS, row.id, wanted(**page))

    @staticmethod
    def resolve_diary(row: Row, info: Any, **page: Any) -> ChildPage:
        return ChildPage(info.context, _DIARY, row.id, wanted(**page))

    @staticmethod
    def resolve_author(row: Row, _info: Any) -> Any:
        return author(row)


CustomerMgmtGroupConnection = connection(CustomerMgmtGroup, "CustomerMgmtGroup")
CustomerMgmtGroupPreviewError = error_type("CustomerMgmtGroupPreview", "NOT_FOUND", path=PATH)


class CustomerMgmtGroupPreview(graphene.ObjectType):
    """Who would be in a group with another condition. Nothing is written; numbers are null with errors."""

    errors = many(CustomerMgmtGroupPreviewError)
    condition = graphene.Field(CustomerMgmtCondition, description="As it would be kept.")
    entering = graphene.Int()
    leaving = graphene.Int()
    staying = graphene.Int()
    who_enters = Guarded(
        graphene.List(graphene.NonNull(_customer_type)),
        permissions=(MANAGE_USERS,),
        description=f"Those who bought most, {SHOWN} at most.",
    )
    who_leaves = Guarded(
        graphene.List(graphene.NonNull(_customer_type)),
        permissions=(MANAGE_USERS,),
        description=f"Those who bought most, {SHOWN} at most.",
    )

    @staticmethod
    def resolve_who_enters(found: Any, info: Any) -> Any:
        shown = found.who_enters
        return None if shown is None else CustomerById.of(info.context).load_many(shown)

    @staticmethod
    def resolve_who_leaves(found: Any, info: Any) -> Any:
        shown = found.who_leaves
        return None if shown is None else CustomerById.of(info.context).load_many(shown)

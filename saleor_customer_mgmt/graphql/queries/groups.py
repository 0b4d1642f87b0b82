"""Queries about groups."""

from __future__ import annotations

from typing import Any

import graphene
from django.utils import timezone

from saleor_customer_mgmt.core.conditions import InvalidCondition, Subject
from saleor_customer_mgmt.graphql import ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.errors import Refusal, refusals
from saleor_customer_mgmt.graphql.fields import Connected, Guarded
from saleor_customer_mgmt.graphql.paging import QueryPage, wanted
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtJSON, Json
from saleor_customer_mgmt.graphql.types.conditions import Asked
from saleor_customer_mgmt.graphql.types.groups import (
    CustomerMgmtGroup,
    CustomerMgmtGroupConnection,
    CustomerMgmtGroupPreview,
)
from saleor_customer_mgmt.models import Group
from saleor_customer_mgmt.services.errors import ServiceError
from saleor_customer_mgmt.services.preview_group import preview_group


class GroupQueries(graphene.ObjectType):
    customer_mgmt_group = Guarded(
        CustomerMgmtGroup,
        id=graphene.ID(required=True, description="Global id, or slug."),
        permissions=(MANAGE_USERS,),
        description="One group, also a deleted one.",
    )
    customer_mgmt_groups = Connected(
        CustomerMgmtGroupConnection,
        permissions=(MANAGE_USERS,),
        description="All groups, in the order in which their benefits go.",
    )
    customer_mgmt_group_preview = Guarded(
        CustomerMgmtGroupPreview,
        condition=CustomerMgmtJSON(description="On customers. Left out: nobody by condition."),
        group=graphene.ID(
            description="The group (global id, or slug) whose condition it would be; left out: a new one's."
        ),
        permissions=(MANAGE_USERS,),
        description="Who would enter and leave a group. Asks all customers.",
    )

    @staticmethod
    def resolve_customer_mgmt_group(_root: Any, _info: Any, id: str) -> Group | None:  # noqa: A002
        return find_group(id)

    @staticmethod
    def resolve_customer_mgmt_groups(_root: Any, _info: Any, **page: Any) -> QueryPage:
        return QueryPage(Group.objects.filter(deleted_at=None), sorts.PRIORITY, wanted(**page))

    @staticmethod
    def resolve_customer_mgmt_group_preview(
        _root: Any, _info: Any, *, condition: Json | None = None, group: str | None = None
    ) -> Any:
        found = None if group is None else find_group(group)
        if group is not None and found is None:
            return _refused(Refusal("There is no such group.", "NOT_FOUND", "group"))
        try:
            data = None if condition is None else condition.read()
            preview = preview_group(data, now=timezone.now(), group_id=found.id if found else None)
        except (InvalidCondition, ServiceError) as error:
            return _refused(*refusals(error))
        told = None if preview.condition is None else Asked(preview.condition, Subject.CUSTOMER)
        return CustomerMgmtGroupPreview(
            errors=[],
            condition=told,
            entering=preview.entering,
            leaving=preview.leaving,
            staying=preview.staying,
            who_enters=preview.who_enters,
            who_leaves=preview.who_leaves,
        )


def find_group(given: str) -> Group | None:
    """Return the group with this global id or slug."""
    key = ids.read_row_id("CustomerMgmtGroup", given)
    return Group.objects.filter(slug=given).first() if key is None else Group.objects.filter(id=key).first()


def _refused(*errors: Refusal) -> Any:
    return CustomerMgmtGroupPreview(errors=list(errors))

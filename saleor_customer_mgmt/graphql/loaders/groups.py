"""Loading groups and who is in them."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Count

from saleor_customer_mgmt.graphql.loaders.base import Loader
from saleor_customer_mgmt.models import Group, GroupMembership


class GroupById(Loader):
    """Id → group, also a deleted one."""

    def fetch(self, keys: list[int]) -> dict[int, Group]:
        return Group.objects.in_bulk(keys)


class MemberCount(Loader):
    """Group id → how many customers are in it."""

    def fetch(self, keys: list[int]) -> dict[int, int]:
        rows = GroupMembership.objects.filter(group_id__in=keys).order_by().values("group_id")
        return {row["group_id"]: row["number"] for row in rows.annotate(number=Count("pk"))}

    def nothing(self) -> int:
        return 0


class MembershipsOfCustomer(Loader):
    """Customer id → its memberships, in the order in which the groups' benefits go."""

    def fetch(self, keys: list[int]) -> dict[int, list[GroupMembership]]:
        found: dict[int, list[GroupMembership]] = defaultdict(list)
        rows = GroupMembership.objects.filter(customer_id__in=keys, group__deleted_at=None)
        for row in rows.order_by("customer_id", "group__priority", "group__slug"):
            found[row.customer_id].append(row)
        return found

    def nothing(self) -> list[GroupMembership]:
        return []

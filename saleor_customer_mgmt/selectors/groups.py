"""Groups as they are looked at: their members, their diary, and what they bring somebody."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, QuerySet

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.models import Group, GroupEntry, GroupEvent, GroupMembership


def groups() -> QuerySet[Group]:
    """Return the groups that there are, with ``member_count``, in the order in which their benefits go."""
    counted = Group.objects.filter(deleted_at=None).annotate(member_count=Count("memberships"))
    return counted.order_by("priority", "slug")


def groups_of(customers: Collection[OrderId]) -> dict[OrderId, list[Group]]:
    """Return the groups that each of these customers is in, in the same order."""
    rows = GroupMembership.objects.filter(customer_id__in=customers, group__deleted_at=None)
    found: dict[OrderId, list[Group]] = {}
    for row in rows.select_related("group").order_by("group__priority", "group__slug"):
        found.setdefault(row.customer_id, []).append(row.group)
    return found


def members_of(group: Group) -> QuerySet[GroupMembership]:
    """Return who is in a group, who came last first."""
    return group.memberships.select_related("customer").order_by("-since", "-id")


def diary_of(*, group: Group | None = None, customer: OrderId | None = None) -> QuerySet[GroupEvent]:
    """Return who entered and left, the newest first: of a group, of a customer, or of one in the other.

    A customer's diary is its own: what those that dissolved into it did stays theirs.
    """
    rows = GroupEvent.objects.select_related("group", "customer")
    if group is not None:
        rows = rows.filter(group=group)
    if customer is not None:
        rows = rows.filter(customer_id=customer)
    return rows.order_by("-id")


def entries_of(customer: OrderId) -> QuerySet[GroupEntry]:
    """Return the entries that hang on a customer's orders now, the newest first."""
    rows = GroupEntry.objects.filter(anchor__customer_id=customer, group__deleted_at=None)
    return rows.select_related("group", "rule", "anchor").order_by("-id")

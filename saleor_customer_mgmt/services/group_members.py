"""Put customers into groups by hand, take them out, keep them out (docs/groups.md)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.models import Group, GroupEntry, GroupMembership
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import NotFound, ServiceError
from saleor_customer_mgmt.services.refresh_groups import refresh_groups
from saleor_customer_mgmt.services.touch_customers import touched

MOST_AT_ONCE, MAX_REASON = 1000, 500


class ByHand(StrEnum):
    """What people can do with customers and a group."""

    PUT_IN = "put_in"
    """They are in, whatever the condition and the rules say."""
    TAKE_OUT = "take_out"
    """They are not in by hand any more. Who is in by the condition or a rule stays."""
    KEEP_OUT = "keep_out"
    """They are out, whatever the condition and the rules say."""
    FORGET = "forget"
    """As if nobody had ever put them in or kept them out."""


@dataclass(frozen=True, slots=True)
class Members:
    """The customers that it was about, which of them are in the group now, and who entered or left by it.

    ``were_in`` and ``were_out``: those that had been put in or kept out by hand before, to undo it.
    """

    customers: frozenset[OrderId]
    members: frozenset[OrderId]
    changed: frozenset[OrderId]
    were_in: frozenset[OrderId]
    were_out: frozenset[OrderId]


def change_members(
    group_id: int, anchors: Collection[OrderId], by_hand: ByHand, *, actor: Actor, reason: str = ""
) -> Members:
    """Do this with the customers of these orders, all of them or none.

    A customer's id is the id of its first order, so ids of customers may be given. What is written hangs on
    the orders named: it is their customer's, whoever that becomes.

    Raises:
        NotFound: when there is no such group or order.
        ServiceError: when too many are named, or the reason is too long.
        Busy: when others kept changing the same customers.
    """
    named, reason = set(anchors), reason.strip()
    if not 0 < len(named) <= MOST_AT_ONCE:
        raise ServiceError(f"Name 1 to {MOST_AT_ONCE} customers at once.", field="customers")
    if len(reason) > MAX_REASON or "\0" in reason:
        raise ServiceError(f"A reason has at most {MAX_REASON} characters.", field="reason")
    with touched(named) as customers:
        group = Group.objects.filter(id=group_id, deleted_at=None).first()
        if group is None:
            raise NotFound(f"There is no group with the id {group_id}.", field="group")
        before, were_in, were_out = _members(group, customers), *_by_hand(group, customers)
        if by_hand in (ByHand.TAKE_OUT, ByHand.FORGET):
            _forget(group, customers, put_in_only=by_hand is ByHand.TAKE_OUT)
        else:
            _enter(group, named, {"out": by_hand is ByHand.KEEP_OUT, "reason": reason, **actor.columns()})
        write_audit(
            actor,
            "group_members",
            group=group.slug,
            what=by_hand.value,
            customers=sorted(customers),
            reason=reason,
        )
        refresh_groups(customers)
        members = _members(group, customers)
        return Members(frozenset(customers), members, before ^ members, were_in, were_out)


def _members(group: Group, customers: Collection[OrderId]) -> frozenset[OrderId]:
    found = GroupMembership.objects.filter(group=group, customer_id__in=customers)
    return frozenset(found.values_list("customer_id", flat=True))


def _by_hand(group: Group, customers: Collection[OrderId]) -> tuple[frozenset[OrderId], frozenset[OrderId]]:
    """Return those whose newest entry by hand puts them in, and those whom it keeps out."""
    entries = GroupEntry.objects.filter(group=group, rule=None, anchor__customer_id__in=customers)
    newest = dict(entries.order_by("id").values_list("anchor__customer_id", "out"))
    out = frozenset(customer for customer, is_out in newest.items() if is_out)
    return frozenset(newest) - out, out


def _forget(group: Group, customers: Collection[OrderId], *, put_in_only: bool) -> None:
    entries = GroupEntry.objects.filter(group=group, rule=None, anchor__customer_id__in=customers)
    (entries.filter(out=False) if put_in_only else entries).delete()


def _enter(group: Group, named: Collection[OrderId], columns: Mapping[str, Any]) -> None:
    """Write entries anew, so that they are the newest of their customers': those stand.

    Older ones on other orders stay, and are in force again when those orders are somebody else's.
    """
    GroupEntry.objects.filter(group=group, rule=None, anchor_id__in=named).delete()
    GroupEntry.objects.bulk_create(
        GroupEntry(group=group, anchor_id=order, **columns) for order in sorted(named)
    )

"""One group, mirrored to a customer type of Saleor's: members' accounts have it, others have not.

Saleor has customer types from 3.23 on. Off until a group names one (``Group.customer_type``).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from saleor_customer_mgmt.hosts.saleor.facts import SOURCE
from saleor_customer_mgmt.hosts.saleor.links import shop_number
from saleor_customer_mgmt.hosts.saleor.members import customers_of_users
from saleor_customer_mgmt.models import Group, OrderRecord

logger = logging.getLogger(__name__)

CHUNK = 2000


def mirror() -> int:
    """Give the type to members' accounts and take it from others; return how many changed.

    Who loses it gets the shop's default type. The type is the group's own: an account that staff gave
    it to by hand loses it, too, when its customer is no member.
    """
    group = Group.objects.filter(deleted_at=None).exclude(customer_type="").first()
    type_ = None if group is None else _type_of(group.customer_type)
    if group is None or type_ is None:
        return 0
    from saleor.account.models import User  # noqa: PLC0415  # Saleor's models must be loaded

    members = set(group.memberships.values_list("customer_id", flat=True).iterator(CHUNK))
    users = _users_of_members(group)
    has = set(User.objects.filter(customer_type=type_).values_list("pk", flat=True).iterator(CHUNK))
    # An account's customer is the one of its newest order: older ones may be somebody else's by now.
    is_member = {
        user
        for chunk in _chunks(sorted(users | has))
        for user, customer in customers_of_users(chunk).items()
        if customer in members
    }
    changed = 0
    for chunk in _chunks(sorted(is_member - has)):
        changed += User.objects.filter(pk__in=chunk).update(customer_type=type_)
    for chunk in _chunks(sorted(has - is_member)):
        left = User.objects.filter(pk__in=chunk, customer_type=type_)
        changed += left.update(customer_type=_default_type())
    return changed


def _type_of(slug: str) -> Any:
    """Return the customer type; None, said once a run, when it cannot be used."""
    try:
        from saleor.account.models import CustomerType  # noqa: PLC0415  # Saleor's models must be loaded
    except ImportError:
        logger.warning("This Saleor has no customer types: the group's is not mirrored")
        return None
    found = CustomerType.objects.filter(slug=slug).first()
    if found is None:
        logger.warning("There is no customer type %r: the group's is not mirrored", slug)
    elif found.is_default:
        logger.warning("Everybody has the customer type %r: it cannot be a group's", slug)
        return None
    return found


def _default_type() -> Any:
    from saleor.account.models import CustomerType  # noqa: PLC0415  # Saleor's models must be loaded

    return CustomerType.objects.filter(is_default=True).first()


def _users_of_members(group: Group) -> set[int]:
    from saleor.order.models import Order  # noqa: PLC0415  # Saleor's models must be loaded

    recorded = OrderRecord.objects.filter(source=SOURCE, customer__memberships__group=group)
    numbers = [shop_number(text) for text in recorded.values_list("number", flat=True).iterator(CHUNK)]
    found: set[int] = set()
    for chunk in _chunks(sorted(number for number in numbers if number is not None)):
        rows = Order.objects.filter(number__in=chunk, user_id__isnull=False)
        found.update(rows.values_list("user_id", flat=True))
    return found


def _chunks(values: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]

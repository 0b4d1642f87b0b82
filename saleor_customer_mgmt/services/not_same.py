"""Staff say of two customers for review that they are two people, or take that back."""

from __future__ import annotations

from django.db import transaction

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.models import NotSame
from saleor_customer_mgmt.selectors.apart import not_same
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import AlreadyDone, NotFound, ServiceError
from saleor_customer_mgmt.services.touch_customers import lock_customers_of

MAX_REASON = 2000


def say_not_same(one: OrderId, other: OrderId, *, actor: Actor, reason: str = "") -> NotSame:
    """Remember that the customers that have these two orders are two people, and return what is remembered.

    They are not shown for review again, whatever is found or judged anew. What joins customers is not
    changed: only a split parts what keys join.

    Raises:
        NotFound: when there is no such order.
        AlreadyDone: when it was said already, or they are one customer; nothing is written.
        Busy: when others kept changing the same customers.
    """
    if len(reason) > MAX_REASON or "\0" in reason:
        raise ServiceError(f"A reason has {MAX_REASON} characters at most.", field="reason")
    one, other = sorted((one, other))
    with transaction.atomic():
        # Locked, so that it is not said twice at once, nor while somebody merges the two.
        customers = lock_customers_of([one, other])
        if len(customers) == 1:
            raise AlreadyDone("These are one customer. A split parts it.")
        if frozenset(customers) in not_same(customers):
            raise AlreadyDone("That was said already.")
        # May be there from a time when its orders were other customers'.
        said, _ = NotSame.objects.update_or_create(
            one_id=one, other_id=other, defaults={"reason": reason, **actor.columns()}
        )
        write_audit(actor, "not_same", customers=sorted(customers), reason=reason)
        return said


def take_back_not_same(one: OrderId, other: OrderId, *, actor: Actor) -> None:
    """Forget that the customers that have these two orders were said to be two.

    Raises:
        NotFound: when there is no such order, or it was not said.
        Busy: when others kept changing the same customers.
    """
    with transaction.atomic():
        customers = lock_customers_of([one, other])
        said = NotSame.objects.filter(
            one__customer_id__in=customers, other__customer_id__in=customers
        ).values_list("id", "one__customer_id", "other__customer_id")
        found = [key for key, ours, theirs in said if {ours, theirs} == customers and len(customers) > 1]
        if not found:
            raise NotFound("Nobody has said that these are two.")
        NotSame.objects.filter(id__in=found).delete()
        write_audit(actor, "not_same_taken_back", customers=sorted(customers))

"""Merge two customers: staff say that they are one."""

from __future__ import annotations

from django.db import transaction

from saleor_customer_mgmt.core.decisions import OrderId, plan_merge
from saleor_customer_mgmt.lock_objects import share_judging
from saleor_customer_mgmt.models import DecisionLink, StaffDecision
from saleor_customer_mgmt.selectors.region import load_region
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.after_judging import after_judging
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import AlreadyDone
from saleor_customer_mgmt.services.judging import judge_region, lock_region, require_together
from saleor_customer_mgmt.services.known_orders import require_orders
from saleor_customer_mgmt.services.locking import try_until_it_holds_still
from saleor_customer_mgmt.services.refresh_groups import Cause


def merge_customers(main: OrderId, other: OrderId, *, actor: Actor, reason: str = "") -> StaffDecision:
    """Merge the customers that have the orders ``main`` and ``other``, and return the decision.

    The customer of ``main`` is the main one: its name and contact are shown. (A customer's id is the
    id of its first order, so ids of customers may be given.) Undone by ``undo_decision``.

    Raises:
        NotFound: when there is no such order.
        AlreadyDone: when they are one customer already; nothing is written.
        Conflict: when earlier decisions would keep some of their orders apart; nothing is written.
    """
    with transaction.atomic():
        share_judging()
        require_orders([main, other])
        region = try_until_it_holds_still(lambda: lock_region([main, other]))
        ours, theirs = region.customer_of[main], region.customer_of[other]
        if ours == theirs:
            raise AlreadyDone("These are one customer already.")
        links = plan_merge(main, region.members(ours), other, region.members(theirs), region.decisions)
        decision = StaffDecision.objects.create(
            kind=StaffDecision.Kind.MERGE, reason=reason, main_order_id=main, **actor.columns()
        )
        DecisionLink.objects.bulk_create(
            DecisionLink(decision=decision, one_id=a, other_id=b) for a, b in links
        )
        judged = judge_region(load_region([main, other]))
        require_together(judged.result, region, [*region.members(ours), *region.members(theirs)])
        after_judging(customers=judged.customers, cause=Cause.MERGE)
        write_audit(
            actor,
            "merge",
            decision=decision.id,
            main=judged.result.customer_of[main],
            customers=[ours, theirs],
            reason=reason,
        )
        return decision

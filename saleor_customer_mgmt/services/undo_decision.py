"""Undo a merge or a split, whatever came after it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from saleor_customer_mgmt.lock_objects import share_judging
from saleor_customer_mgmt.models import DecisionLink, SplitMember, StaffDecision
from saleor_customer_mgmt.selectors.region import load_region
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.after_judging import after_judging
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import AlreadyDone, NotFound
from saleor_customer_mgmt.services.judging import judge_region, lock_region
from saleor_customer_mgmt.services.locking import try_until_it_holds_still
from saleor_customer_mgmt.services.refresh_groups import Cause


def undo_decision(decision_id: int, *, actor: Actor, reason: str = "") -> StaffDecision:
    """Undo a decision as if it had never been made, and return it.

    Raises:
        NotFound: when there is no such decision.
        AlreadyDone: when it is undone already; nothing is written.
    """
    with transaction.atomic():
        share_judging()
        orders = _orders_of(decision_id)
        region = try_until_it_holds_still(lambda: lock_region(orders))
        # Locked after the customers: whoever undoes the same decision has waited for them.
        decision = StaffDecision.objects.select_for_update(no_key=True).get(id=decision_id)
        if decision.undone_at is not None:
            raise AlreadyDone("This decision is undone already.")
        decision.undone_at = timezone.now()
        decision.undone_by_kind, decision.undone_by_id = actor.kind.value, actor.id
        decision.undone_by_label, decision.undo_reason = actor.label, reason
        decision.save()
        # Without the decision its sides may no longer be in one region: look from each of its orders.
        judged = judge_region(load_region(region.customer_of))
        cause = Cause.SPLIT if decision.kind == StaffDecision.Kind.MERGE else Cause.MERGE
        after_judging(customers=judged.customers, cause=cause)
        write_audit(actor, "undo", decision=decision.id, kind=decision.kind, reason=reason)
        return decision


def _orders_of(decision_id: int) -> set[int]:
    if not StaffDecision.objects.filter(id=decision_id).exists():
        raise NotFound(f"There is no decision with the id {decision_id}.")
    links = DecisionLink.objects.filter(decision_id=decision_id)
    members = SplitMember.objects.filter(decision_id=decision_id)
    return {
        *links.values_list("one_id", flat=True),
        *links.values_list("other_id", flat=True),
        *members.values_list("order_id", flat=True),
    }

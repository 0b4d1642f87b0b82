"""Split a customer: staff say that some of its orders are somebody else's."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from saleor_customer_mgmt.core.decisions import OrderId, plan_split
from saleor_customer_mgmt.core.errors import InvalidDecision
from saleor_customer_mgmt.lock_objects import share_judging
from saleor_customer_mgmt.models import SplitMember, StaffDecision
from saleor_customer_mgmt.selectors.region import load_region
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.after_judging import after_judging
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import ServiceError
from saleor_customer_mgmt.services.judging import judge_region, lock_region, require_together
from saleor_customer_mgmt.services.known_orders import require_orders
from saleor_customer_mgmt.services.locking import try_until_it_holds_still
from saleor_customer_mgmt.services.refresh_groups import Cause


def split_customer(out: Collection[OrderId], *, actor: Actor, reason: str = "") -> StaffDecision:
    """Take the orders ``out`` out of the customer that has them, and return the decision.

    The keys that both sides share become contested. Undone by ``undo_decision``.

    Raises:
        NotFound: when there is no such order.
        ServiceError: when the orders are not one customer's, or all that it has; nothing is written.
        Conflict: when earlier decisions would part one of the two sides; nothing is written.
    """
    with transaction.atomic():
        share_judging()
        if not out:
            raise ServiceError("A split names at least one order.", field="orders")
        require_orders(out)
        region = try_until_it_holds_still(lambda: lock_region(out))
        customers = {region.customer_of[o] for o in out}
        if len(customers) > 1:
            raise ServiceError("The orders belong to different customers.", field="orders")
        try:
            taken, stay = plan_split(out, region.members(customers.pop()))
        except InvalidDecision as error:
            raise ServiceError(f"{str(error).capitalize()}.", field="orders") from error
        decision = StaffDecision.objects.create(
            kind=StaffDecision.Kind.SPLIT, reason=reason, main_order_id=min(taken), **actor.columns()
        )
        SplitMember.objects.bulk_create(
            SplitMember(decision=decision, order_id=o, out=o in taken) for o in sorted(taken | stay)
        )
        judged = judge_region(load_region(out))
        require_together(judged.result, region, taken, stay)
        after_judging(customers=judged.customers, cause=Cause.SPLIT)
        write_audit(
            actor,
            "split",
            decision=decision.id,
            customers=sorted({judged.result.customer_of[o] for o in taken | stay}),
            orders=sorted(taken),
            reason=reason,
        )
        return decision

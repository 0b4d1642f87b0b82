"""Holds that rules place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from saleor_customer_mgmt.core.actions import Action
from saleor_customer_mgmt.core.case import OrderView
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.rules import RuleId
from saleor_customer_mgmt.lock_objects import own_moves
from saleor_customer_mgmt.models import Hold, OrderRecord, Rule
from saleor_customer_mgmt.services.actor import SYSTEM
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.hold_host import standings


def hold_matched(asked: Mapping[OrderId, OrderView], acts: Sequence[tuple[OrderId, RuleId, Action]]) -> None:
    """Hold the open orders among these, each once for each rule: not again after a release."""
    wanted = {
        (order, rule): action
        for order, rule, action in acts
        if asked[order].past.status is OrderStatus.PLACED
    }
    if not wanted:
        return
    orders = sorted({order for order, _ in wanted})
    held = set(
        Hold.objects.filter(order_id__in=orders, rule__isnull=False).values_list("order_id", "rule_id")
    )
    missing = sorted(wanted.keys() - held)
    if not missing:
        return
    named = {order: (asked[order].past.source, asked[order].past.number) for order, _ in missing}
    own_moves(named.values())
    stands = standings(named.values())
    names = dict(Rule.objects.filter(id__in={rule for _, rule in missing}).values_list("id", "name"))
    texts = dict(
        OrderRecord.objects.filter(id__in={order for order, _ in missing}).values_list("id", "status_text")
    )
    for order, rule in missing:
        action, at = wanted[order, rule], stands.get(named[order])
        if at is not None and not at.open:
            continue  # it was moved on to its end before the lock was ours
        hold = Hold.objects.create(
            order_id=order,
            rule_id=rule,
            point=action.value,
            reason=action.reason or names[rule],
            order_status=at.status if at else texts[order] or "",
            stood=at.state if at else {},
            **SYSTEM.columns(),
        )
        write_audit(SYSTEM, "hold", hold=hold.id, order=order, rule=rule)

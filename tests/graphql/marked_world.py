"""Rules, holds, marks, labels and groups on the small world, for every operation that is about them."""

from __future__ import annotations

import json
from typing import Any

from saleor_customer_mgmt.core.actions import WatchLevel
from saleor_customer_mgmt.core.counting_policy import parse_policy
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.models import Hold, HoldBreach, Job
from saleor_customer_mgmt.services.change_counting import change_counting
from saleor_customer_mgmt.services.do_job import do_job
from saleor_customer_mgmt.services.group_members import ByHand, change_members
from saleor_customer_mgmt.services.label import label_customers, label_orders
from saleor_customer_mgmt.services.note_customer import write_note
from saleor_customer_mgmt.services.place_hold import place_holds
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.save_group import GroupInput, create_group
from saleor_customer_mgmt.services.save_rule import RuleInput, create_rule
from saleor_customer_mgmt.services.watch_customer import watch_customer
from tests.builders import STAFF, order_facts, order_id

REPEATER = {"field": "customer.purchase_count", "op": "at_least", "value": 2}
HOLD = {"do": "hold", "at": "confirm", "reason": "look twice"}


def do_jobs() -> None:
    """Have the jobs that wait carried out, as a worker would."""
    for job in Job.objects.filter(state=Job.State.PENDING).order_by("id"):
        do_job(job.id)


def hold(number: str, point: str = "fulfil") -> Hold:
    """Have an order held by hand."""
    (found,) = place_holds([order_id(f"saleor:{number}")], point=point, reason="by hand", actor=STAFF)
    return found


def build_marks() -> dict[str, dict[str, Any]]:
    """Record a repeater whose last order is open, and return variables for the operations."""
    record_orders([order_facts("21", name="佐藤花子", phone="090-0000-2100")])
    actions = [HOLD, {"do": "label_order", "label": "again"}]
    rule = create_rule(RuleInput("Repeaters", REPEATER, actions, active=True), actor=STAFF).rule
    group = create_group(GroupInput("repeat", "Repeat", REPEATER), actor=STAFF).group
    spare = create_group(GroupInput("spare", "Spare", None), actor=STAFF).group
    placed = order_facts("22", name="佐藤花子", phone="090-0000-2100", status=OrderStatus.PLACED)
    record_orders([placed])
    do_jobs()
    anchor, last = order_id("saleor:21"), order_id("saleor:22")
    mark = watch_customer(anchor, WatchLevel.WATCH, actor=STAFF, reason="odd")
    label_customers([anchor], "friend", actor=STAFF)
    label_orders([last], "gift", actor=STAFF)
    note = write_note(anchor, "asked for a gift box", actor=STAFF)
    change_members(spare.id, [anchor], ByHand.PUT_IN, actor=STAFF)
    change_counting(parse_policy({"count_refunded": True}), actor=STAFF, reason="all")
    do_jobs()
    held = hold("22")
    breach = HoldBreach.objects.create(order_id=last, hold=held, what="captured")
    return _variables(
        rule=ids.row_id("CustomerMgmtRule", rule.id),
        group=ids.row_id("CustomerMgmtGroup", group.id),
        hold=ids.row_id("CustomerMgmtHold", held.id),
        breach=ids.row_id("CustomerMgmtHoldBreach", breach.id),
        note=ids.row_id("CustomerMgmtNote", note.id),
        mark=ids.row_id("CustomerMgmtWatchMark", mark.id),
        customer=ids.customer_id(mark.anchor.customer.public_id),
        order=ids.order_id("saleor", "22"),
    )


def _variables(
    *, rule: str, group: str, hold: str, breach: str, note: str, mark: str, customer: str, order: str
) -> dict[str, dict[str, Any]]:
    condition = json.dumps(REPEATER)
    rule_input = {"name": "Others", "condition": condition, "actions": [{"do": "WATCH", "level": "WATCH"}]}
    return {
        "CustomerMgmtRule": {"id": rule},
        "CustomerMgmtRules": {"filter": {"active": True, "search": "REPEAT"}, "first": 5},
        "CustomerMgmtRuleBacktest": {"condition": condition, "months": 120},
        "CustomerMgmtRuleCreate": {"input": rule_input},
        "CustomerMgmtRuleUpdate": {"id": rule, "input": rule_input},
        "CustomerMgmtRuleSwitch": {"id": rule, "active": False},
        "CustomerMgmtRuleDelete": {"id": rule},
        "CustomerMgmtHolds": {"filter": {"sources": ["saleor"], "points": ["FULFIL"]}, "first": 5},
        "CustomerMgmtHoldBreaches": {"filter": {"seen": False}, "first": 5},
        "CustomerMgmtHoldsPlace": {"orders": [order], "point": "CAPTURE", "reason": "call first"},
        "CustomerMgmtHoldsRelease": {"holds": [hold], "note": "called"},
        "CustomerMgmtHoldsCancel": {"holds": [hold]},
        "CustomerMgmtHoldsAssign": {"holds": [hold], "owner": {"id": "7", "label": "Ken"}},
        "CustomerMgmtHoldBreachesAcknowledge": {"breaches": [breach]},
        "CustomerMgmtWatchlist": {"filter": {"levels": ["WATCH"], "customer": customer}, "first": 5},
        "CustomerProfileWatch": {"customer": customer, "level": "BLOCK", "order": order},
        "CustomerProfileEndWatch": {"id": mark, "reason": "paid"},
        "CustomerProfileNoteWrite": {"customer": customer, "text": "calls often", "order": order},
        "CustomerProfileNoteChange": {"id": note, "text": "asked for two"},
        "CustomerProfileNoteDelete": {"id": note},
        "CustomerProfilesWatch": {"customers": [customer], "level": "VICTIM", "reason": "misused"},
        "CustomerMgmtWatchMarksEnd": {"marks": [mark], "reason": "paid"},
        "CustomerProfilesLabel": {"customers": [customer], "label": "vip"},
        "CustomerProfilesUnlabel": {"customers": [customer], "label": "friend"},
        "OrderRecordsLabel": {"orders": [order], "label": "fragile"},
        "OrderRecordsUnlabel": {"orders": [order], "label": "gift"},
        "CustomerMgmtCounting": {"first": 5},
        "CustomerMgmtCountingUpdate": {"policy": {"statuses": ["FULFILLED"]}, "reason": "shipped only"},
        "CustomerMgmtRetention": {"days": 7, "first": 5},
        "CustomerMgmtRetentionUpdate": {"terms": [{"source": "base", "days": 90}], "reason": "our own"},
        "CustomerMgmtRetentionExpire": {},
        "CustomerMgmtGroup": {"id": "repeat", "first": 5},
        "CustomerMgmtGroups": {"first": 5},
        "CustomerMgmtGroupPreview": {"condition": condition, "group": "spare"},
        "CustomerMgmtGroupCreate": {"input": {"slug": "new", "name": "New", "preset": "new"}},
        "CustomerMgmtGroupUpdate": {"id": group, "input": {"slug": "repeat", "name": "All"}},
        "CustomerMgmtGroupDelete": {"id": "spare"},
        "CustomerMgmtGroupMembersChange": {"group": group, "customers": [customer], "change": "KEEP_OUT"},
    }

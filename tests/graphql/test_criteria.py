"""Match criteria: tried, applied, brought back."""

from __future__ import annotations

from typing import Any

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.models import CriteriaRevision, Hold
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.save_group import GroupInput, create_group
from saleor_customer_mgmt.services.save_rule import RuleInput, create_rule
from tests.builders import STAFF, order_facts
from tests.graphql.operations import OPERATIONS
from tests.graphql.world import PHONE, customer_of


def test_criteria_previewed_applied_and_brought_back(told: Any) -> None:
    record_orders(
        [
            order_facts(n, phone=PHONE if n == "1" else None, kana="ヤマダタロウ", birthday="1980-01-01")
            for n in "12"
        ]
    )
    text = "name+birthday"

    preview = told(OPERATIONS["MatchCriteriaPreview"], criteria=" birthday + NAME ")["matchCriteriaPreview"]
    assert (preview["errors"], preview["text"]) == ([], text)
    changes = preview["changes"]
    assert (changes["customersNow"], changes["customersThen"], changes["joining"]) == (2, 1, 1)
    assert (changes["repeatersNow"], changes["repeatersThen"]) == (0, 1)
    assert [p["orderCount"] for p in changes["joins"][0]["parts"]] == [1, 1]
    assert changes["withoutKey"] == [{"source": "saleor", "withoutKey": 0, "orderCount": 2}]
    assert customer_of("saleor:1") != customer_of("saleor:2")

    done = told(OPERATIONS["MatchCriteriaUpdate"], criteria=text, reason="try")["matchCriteriaUpdate"]
    assert done["errors"] == []
    assert (done["job"]["kind"], done["job"]["state"], done["job"]["criteria"]) == (
        "MATCH_CRITERIA",
        "PENDING",
        text,
    )
    job = told(OPERATIONS["CustomerMgmtJob"], id=done["job"]["id"])["customerMgmtJob"]
    assert (job["state"], job["progress"], job["error"], job["reason"]) == ("DONE", 1.0, "", "try")
    assert job["revision"]["criteria"] == [{"text": text, "fields": ["NAME", "BIRTHDAY"], "sources": []}]
    assert (job["done"], job["total"], job["orderCount"]) == (6, 6, None)
    assert customer_of("saleor:1") == customer_of("saleor:2")

    told(OPERATIONS["MatchCriteriaRevert"], reason="no")
    found = told(OPERATIONS["MatchCriteria"])["matchCriteria"]
    assert found["text"] == "name+phone OR name+email"
    assert [edge["node"]["reason"] for edge in found["revisions"]["edges"]] == ["no", "try", ""]
    assert customer_of("saleor:1") != customer_of("saleor:2")


def test_a_preview_tells_what_follows_for_rules_and_groups(told: Any) -> None:
    told_of = {"name": "山田太郎", "birthday": "1980-01-01"}
    record_orders([order_facts(n, status=OrderStatus.PLACED, **told_of) for n in "12"])
    twice = {"field": "customer.purchase_count", "op": "at_least", "value": 2}
    hold = {"do": "hold", "at": "confirm", "reason": "look"}
    rule = create_rule(RuleInput("Twice", twice, [hold], active=True), actor=STAFF).rule
    create_rule(RuleInput("Off", twice, [hold]), actor=STAFF)
    create_group(GroupInput("repeat", "Repeat", twice), actor=STAFF)

    found = told(OPERATIONS["MatchCriteriaPreview"], criteria="name+birthday")["matchCriteriaPreview"]

    changes = found["changes"]
    assert changes["rules"] == [
        {
            "rule": {"id": ids.row_id("CustomerMgmtRule", rule.id), "active": True},
            "name": "Twice",
            "matchedNow": 0,
            "matchedThen": 1,
            "begins": 1,
            "beginsCustomers": 1,
            "ends": 0,
            "endsCustomers": 0,
            "holds": 1,
            "lapsed": 0,
        }
    ]
    (group,) = changes["groups"]
    assert (group["group"]["slug"], group["membersNow"], group["membersThen"]) == ("repeat", 0, 1)
    assert (group["enters"], group["leaves"]) == (1, 0)
    assert (changes["leftOut"], changes["leftOutOrders"]) == (0, 0)
    assert Hold.objects.count() == 0


def test_bad_criteria_name_every_fault(told: Any) -> None:
    for operation, field in (
        ("MatchCriteriaUpdate", "matchCriteriaUpdate"),
        ("MatchCriteriaPreview", "matchCriteriaPreview"),
    ):
        found = told(OPERATIONS[operation], criteria="name OR shoe+phone")[field]

        assert [(e["code"], e["field"]) for e in found["errors"]] == [("INVALID_CRITERIA", "criteria")] * 2
    assert CriteriaRevision.objects.count() == 0

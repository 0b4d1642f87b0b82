"""Rules: made, changed, switched, deleted, and tried on the past."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.models import OrderLabel, Rule
from saleor_customer_mgmt.services.install_presets import install_presets
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts
from tests.graphql.conftest import everything
from tests.graphql.marked_world import REPEATER, do_jobs
from tests.graphql.operations import OPERATIONS, root_field
from tests.graphql.world import PHONE, customer_of


def done(told: Any, name: str, **variables: Any) -> dict[str, Any]:
    return dict(told(OPERATIONS[name], **variables)[root_field(name)])


def rule(**more: Any) -> dict[str, Any]:
    label = {"do": "LABEL_ORDER", "label": "again"}
    return {"name": "Repeaters", "condition": json.dumps(REPEATER), "actions": [label], **more}


def labelled() -> list[str]:
    return list(OrderLabel.objects.order_by("order__number").values_list("order__number", flat=True))


def test_a_rule_is_made_switched_changed_and_deleted(told: Any) -> None:
    record_orders([order_facts(n, phone=PHONE) for n in "123"])

    made = done(told, "CustomerMgmtRuleCreate", input=rule())
    do_jobs()
    assert made["errors"] == []
    assert (made["rule"]["active"], made["rule"]["priority"], labelled()) == (False, 100, [])
    assert made["rule"]["condition"]["english"] == "The number of purchases is at least 2."
    assert made["rule"]["condition"]["japanese"] == "購入回数が2以上である。"
    (action,) = made["rule"]["actions"]
    assert action == {
        "do": "LABEL_ORDER",
        "at": None,
        "label": "again",
        "group": None,
        "level": None,
        "reason": "",
        "to": [],
    }

    key = made["rule"]["id"]
    assert made["job"] is None
    switched = done(told, "CustomerMgmtRuleSwitch", id=key, active=True)
    assert (switched["rule"]["active"], switched["job"]["state"]) == (True, "PENDING")
    do_jobs()
    job = done(told, "CustomerMgmtJob", id=switched["job"]["id"])
    assert (job["kind"], job["state"], job["progress"]) == ("RULES", "DONE", 1.0)
    found = done(told, "CustomerMgmtRule", id=key)
    assert (found["matchCount"], labelled()) == (2, ["2", "3"])
    assert [edge["node"]["order"]["number"] for edge in found["matches"]["edges"]] == ["3", "2"]

    more = {"field": "customer.purchase_count", "op": "at_least", "value": 3}
    other = rule(active=True, condition=json.dumps(more), priority=-5)
    changed = done(told, "CustomerMgmtRuleUpdate", id=key, input=other)
    do_jobs()
    assert (changed["errors"], changed["rule"]["priority"], labelled()) == ([], -5, ["3"])
    order = done(told, "OrderRecord", source="saleor", number="3")
    assert [match["rule"]["id"] for match in order["ruleMatches"]] == [key]
    assert [(each["text"], each["rule"]["id"]) for each in order["labels"]] == [("again", key)]

    assert done(told, "CustomerMgmtRuleDelete", id=key)["rule"]["deletedAt"] is not None
    do_jobs()
    assert labelled() == []
    assert done(told, "CustomerMgmtRules")["totalCount"] == 0
    assert done(told, "CustomerMgmtRuleDelete", id=key)["errors"][0]["code"] == "NOT_FOUND"


def test_rules_are_listed_as_they_are_asked(told: Any) -> None:
    for name, priority in (("b", 7), ("a", 100), ("c", -1)):
        done(told, "CustomerMgmtRuleCreate", input=rule(name=name, priority=priority, active=name == "c"))

    def names(**filters: Any) -> list[str]:
        found = done(told, "CustomerMgmtRules", filter=filters)
        return [edge["node"]["name"] for edge in found["edges"]]

    assert names() == ["c", "b", "a"]
    assert (names(active=True), names(active=False), names(search="B")) == (["c"], ["b", "a"], ["b"])
    first = done(told, "CustomerMgmtRules", first=1)
    rest = done(told, "CustomerMgmtRules", after=first["pageInfo"]["endCursor"])
    assert [edge["node"]["name"] for edge in rest["edges"]] == ["b", "a"]


def test_shipped_texts_of_actions_are_told_in_a_language_and_others_as_they_are(told: Any) -> None:
    install_presets()
    done(told, "CustomerMgmtRuleCreate", input=rule(priority=1))
    query = """{ customerMgmtRules(first: 3) { edges { node { actions {
      label en: label(language: EN) ja: label(language: JA) reason reasonJa: reason(language: JA)
    } } } } }"""
    translated = "名前または住所を悪用されたお客様です。ご本人の注文か確認してください。"

    found = [edge["node"]["actions"] for edge in told(query)["customerMgmtRules"]["edges"]]

    again = {"label": "again", "en": "again", "ja": "again", "reason": "", "reasonJa": ""}
    none = {"label": None, "en": None, "ja": None}
    victim = "Somebody has misused this customer's name or address: is this order really theirs?"
    assert found == [
        [again],
        [none | {"reason": "On the watchlist: block", "reasonJa": "要注意顧客リスト：取引停止"}],
        [none | {"reason": victim, "reasonJa": translated}],
    ]
    labels = told(query.replace("first: 3", "first: 5"))["customerMgmtRules"]["edges"][3]["node"]["actions"]
    assert labels == [{"label": "Watch", "en": "Watch", "ja": "要注意", "reason": "", "reasonJa": ""}]


def test_a_preset_brings_its_condition(told: Any) -> None:
    given = rule(preset="cancelled_3_of_last_5")
    del given["condition"]

    made = done(told, "CustomerMgmtRuleCreate", input=given)["rule"]

    assert json.loads(made["condition"]["json"])["field"] == "customer.cancelled_in_last"
    assert done(told, "CustomerMgmtRule", id=made["id"])["preset"]["key"] == "cancelled_3_of_last_5"


@pytest.mark.parametrize(
    ("more", "paths"),
    [
        (
            {
                "name": " ",
                "condition": '{"all": [{"field": "shoes"}, {"field": "order.total", "op": "equals"}]}',
                "validFrom": "2026-02-01T00:00:00Z",
                "validTo": "2026-01-01T00:00:00Z",
                "actions": [{"do": "HOLD", "reason": "x"}, {"do": "NOTIFY", "to": ["nobody"]}],
            },
            [
                "name",
                "validTo",
                "condition.all[0].field",
                "condition.all[1].currency",
                "condition.all[1].value",
                "actions[0].at",
                "actions[1].to[0]",
            ],
        ),
        ({"condition": "{"}, ["condition"]),
        ({"condition": None}, ["condition"]),
        ({"preset": "vip"}, ["preset"]),
        ({"actions": []}, ["actions"]),
        ({"actions": [{"do": "ADD_TO_GROUP", "group": "none"}]}, ["actions[0].group"]),
        ({"condition": '{"field": "customer.groups", "op": "has_any", "value": ["none"]}'}, ["condition"]),
        ({"name": "\ud800"}, [None]),
    ],
)
def test_every_fault_of_a_rule_is_named(told: Any, more: dict[str, Any], paths: list[str | None]) -> None:
    before = everything()

    found = done(told, "CustomerMgmtRuleCreate", input=rule(**more))

    assert found["rule"] is None
    assert sorted(map(str, (e["path"] for e in found["errors"]))) == sorted(map(str, paths))
    for error in found["errors"]:
        assert error["code"] == "INVALID"
        assert error["path"] is None or error["path"].startswith(error["field"])
    assert everything() == before
    assert Rule.objects.count() == 0


def test_the_past_is_asked_before_a_rule_is_switched_on(told: Any) -> None:
    now = timezone.now()
    days = {"1": 400, "2": 60, "3": 50, "4": 40}
    record_orders(
        [
            order_facts(
                n,
                phone=PHONE,
                placed_at=now - timedelta(days=ago),
                status=OrderStatus.CANCELLED if n == "4" else OrderStatus.FULFILLED,
            )
            for n, ago in days.items()
        ]
    )
    good: dict[str, Any] = {"name": "鈴木一郎", "phone": "090-0000-7777"}
    record_orders([order_facts(n, **good, placed_at=now - timedelta(days=9)) for n in "89"])
    before = everything()

    found = done(told, "CustomerMgmtRuleBacktest", condition=json.dumps(REPEATER))

    assert found["errors"] == []
    figures = found["figures"]
    assert {name: figures[name] for name in ("orderCount", "matched", "cancelled", "returned", "missed")} == {
        "orderCount": 5,
        "matched": 4,
        "cancelled": 1,
        "returned": 0,
        "missed": 0,
    }
    assert figures["totals"] == [{"currency": "JPY", "amount": "4000"}]
    assert sum(month["matched"] for month in figures["months"]) == 4
    assert sorted(order["number"] for order in figures["matchedOrders"]) == ["2", "3", "4", "9"]
    assert [c["publicId"] for c in figures["hurtCustomers"]] == [customer_of("saleor:8").public_id]
    assert figures["goodCustomers"] == 1
    key = done(told, "CustomerMgmtRuleCreate", input=rule())["rule"]["id"]
    assert done(told, "CustomerMgmtRuleBacktest", rule=key)["figures"]["matched"] == 4
    assert everything()["OrderRecord"] == before["OrderRecord"]


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({}, [("INVALID", "condition", None)]),
        ({"rule": "garbage"}, [("NOT_FOUND", "rule", None)]),
        ({"condition": json.dumps(REPEATER), "months": 0}, [("INVALID", "months", None)]),
        ({"condition": '{"field": "x"}'}, [("INVALID", "condition", "condition.field")]),
        ({"condition": "]"}, [("INVALID", "condition", "condition")]),
    ],
)
def test_what_cannot_be_tried(told: Any, given: dict[str, Any], errors: Any) -> None:
    found = done(told, "CustomerMgmtRuleBacktest", **given)

    assert found["figures"] is None
    assert [(e["code"], e["field"], e["path"]) for e in found["errors"]] == errors

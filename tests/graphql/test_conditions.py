"""What conditions can ask about, and what is wrong with one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from saleor_customer_mgmt.core.conditions import Subject, fields
from saleor_customer_mgmt.core.presets import GROUPS, RULES
from tests.graphql.operations import OPERATIONS

FIELDS, CHECK = OPERATIONS["CustomerMgmtConditionFields"], OPERATIONS["CustomerMgmtConditionCheck"]


def checked(told: Any, condition: Any, subject: str = "ORDER") -> dict[str, Any]:
    text = condition if isinstance(condition, str) else json.dumps(condition)
    return dict(told(CHECK, condition=text, subject=subject)["customerMgmtConditionCheck"])


@pytest.mark.parametrize(("subject", "presets"), [("ORDER", RULES), ("CUSTOMER", GROUPS)])
def test_the_catalogue_has_every_field_and_preset(told: Any, subject: str, presets: Any) -> None:
    found = told(FIELDS, subject=subject)["customerMgmtConditionFields"]

    assert [f["name"] for f in found["fields"]] == [f.name for f in fields(Subject(subject.lower()))]
    assert [p["key"] for p in found["presets"]] == [p.key for p in presets]
    for preset in found["presets"]:
        again = checked(told, preset["condition"]["json"], subject)
        assert (again["errors"], again["condition"]["json"]) == ([], preset["condition"]["json"])
        assert again["condition"]["english"] == preset["condition"]["sentence"]


def test_a_field_says_how_it_is_compared_in_each_language(told: Any) -> None:
    def asked(language: str) -> dict[str, Any]:
        found = told(FIELDS, subject="ORDER", language=language)["customerMgmtConditionFields"]
        return {field["name"]: field for field in found["fields"]}

    english, japanese = asked("EN"), asked("JA")
    last = english["customer.cancelled_in_last"]
    assert (last["kind"], [op["op"] for op in last["ops"]]) == (
        "WHOLE",
        ["equals", "at_least", "at_most", "between"],
    )
    assert last["parameters"] == [
        {"name": "last", "kind": "whole", "required": True, "default": None, "low": 1, "high": 20}
    ]
    (present,) = english["customer.purchase_count"]["parameters"]
    assert (present["required"], present["default"]) == (False, "true")
    watch = [c["label"] for c in english["customer.watch"]["choices"]]
    assert [c["value"] for c in english["customer.watch"]["choices"]] == ["watch", "block"]
    assert [c["label"] for c in japanese["customer.watch"]["choices"]] != watch
    assert japanese["customer.purchase_count"]["label"] == "購入回数"


def test_a_good_condition_is_shown_back_in_both_languages(told: Any) -> None:
    found = checked(told, '{"to": 10, "op": "between", "from": 5.0, "field": "customer.purchase_count"}')

    assert found["errors"] == []
    assert json.loads(found["condition"]["json"]) == {
        "field": "customer.purchase_count",
        "including_present": True,
        "op": "between",
        "from": 5,
        "to": 10,
    }
    assert found["condition"]["english"] == "The number of purchases is from 5 to 10."
    assert found["condition"]["japanese"] == "購入回数が5から10までである。"


@pytest.mark.parametrize(
    ("condition", "paths"),
    [
        ({"all": [{"field": "customer.shoes", "op": "is"}]}, ["condition.all[0].field"]),
        ({"field": "customer.purchase_count", "op": "between", "from": 9, "to": 5}, ["condition.from"]),
        ({"field": "order.skus", "op": "matches", "value": "(a+)+"}, ["condition.value"]),
        (
            {"any": [{"field": "order.skus", "op": "has_any", "value": []}, {"field": "x"}]},
            ["condition.any[0].value", "condition.any[1].field"],
        ),
        ('{"field": 1, "field": 2}', ["condition.field", "condition.field"]),
        ({"field": "\ud800"}, ["condition.field"]),
        ("{", ["condition"]),
        ("[]", ["condition"]),
        ("[" * 100_001, ["condition"]),
        ("[" * 99_999, ["condition"]),
        ("\0", ["condition"]),
    ],
)
def test_every_fault_has_its_place(told: Any, condition: Any, paths: list[str]) -> None:
    found = checked(told, condition)

    assert found["condition"] is None
    assert [error["path"] for error in found["errors"]] == paths
    assert {(error["field"], error["code"]) for error in found["errors"]} == {("condition", "INVALID")}


def test_a_group_cannot_ask_about_an_order(told: Any) -> None:
    condition = {"field": "order.source", "op": "is_any_of", "value": ["saleor"]}

    assert checked(told, condition, "ORDER")["errors"] == []
    (error,) = checked(told, condition, "CUSTOMER")["errors"]
    assert error["path"] == "condition.field"


def test_a_day_without_a_zone_is_one_of_the_shop_s_zone(told: Any, settings: Any) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    day = {"field": "customer.last_purchase_at", "op": "after", "value": "2026-01-31"}
    group = {"slug": "a", "name": "A", "condition": json.dumps(day)}
    rule = {"name": "A", "condition": json.dumps(day), "actions": [{"do": "LABEL_ORDER", "label": "a"}]}

    seen = [
        checked(told, day)["condition"],
        told(OPERATIONS["CustomerMgmtGroupCreate"], input=group)["customerMgmtGroupCreate"]["group"][
            "condition"
        ],
        told(OPERATIONS["CustomerMgmtRuleCreate"], input=rule)["customerMgmtRuleCreate"]["rule"]["condition"],
    ]

    assert [json.loads(condition["json"])["zone"] for condition in seen] == ["Asia/Tokyo"] * 3

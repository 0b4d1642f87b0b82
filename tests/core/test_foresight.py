"""Which rules bear upon holds."""

from __future__ import annotations

from typing import Any

import pytest

from saleor_customer_mgmt.core.actions import Action, Do
from saleor_customer_mgmt.core.conditions import Subject, fields, parse_condition
from saleor_customer_mgmt.core.foresight import Bearing, bearing_on_holds
from saleor_customer_mgmt.core.rules import Rule

HOLD = Action(Do.HOLD, "confirm", "look")
BLOCK = Action(Do.WATCH, "block", "why")
GOOD = Action(Do.LABEL_CUSTOMER, "good")
ORDER_LABEL = Action(Do.LABEL_ORDER, "seen")

TOTAL = {"field": "order.total", "op": "at_least", "value": "100", "currency": "JPY"}
WATCHED = {"field": "customer.watch", "op": "at_least", "value": "block"}
OFTEN = {"field": "customer.purchase_count", "op": "at_least", "value": 2}
LABELLED = {"field": "customer.labels", "op": "has_any", "value": ["good"]}
MEMBER = {"field": "customer.groups", "op": "has_any", "value": ["vip"]}
FIRST = {"field": "order.is_first", "op": "is", "value": True}
ADDRESS = {"field": "order.address", "op": "is_any_of", "value": ["unknown_postal_code"]}


def rule(number: int, condition: Any, *actions: Action) -> Rule:
    return Rule(number, parse_condition(condition, subject=Subject.ORDER), actions)


def chosen(*rules: Rule) -> list[int]:
    return [each.id for each in bearing_on_holds(rules).rules]


def test_only_rules_that_hold() -> None:
    assert chosen(rule(1, TOTAL, HOLD), rule(2, OFTEN, ORDER_LABEL), rule(3, OFTEN, GOOD)) == [1]


def test_and_those_before_them_that_put_on_the_customer_what_they_ask_about() -> None:
    assert chosen(rule(1, OFTEN, BLOCK), rule(2, WATCHED, HOLD), rule(3, TOTAL, BLOCK)) == [1, 2]
    assert chosen(rule(1, OFTEN, BLOCK), rule(2, OFTEN, HOLD)) == [2]


def test_through_several_rules() -> None:
    rules = rule(1, OFTEN, GOOD), rule(2, LABELLED, BLOCK, ORDER_LABEL), rule(3, WATCHED, HOLD)
    assert chosen(*rules) == [1, 2, 3]
    assert bearing_on_holds(rules).fields == {
        "customer.purchase_count",
        "customer.labels",
        "customer.watch",
    }


@pytest.mark.parametrize(
    ("condition", "needs"),
    [
        (TOTAL, []),
        (WATCHED, ["marks", "customer"]),
        (LABELLED, ["marks", "customer"]),
        (MEMBER, ["groups", "customer"]),
        (OFTEN, ["history", "customer"]),
        (FIRST, ["history", "customer"]),
        (ADDRESS, ["traits"]),
        ({"all": [ADDRESS, WATCHED]}, ["traits", "marks", "customer"]),
    ],
    ids=str,
)
def test_what_has_to_be_known(condition: Any, needs: list[str]) -> None:
    bearing = bearing_on_holds([rule(1, condition, HOLD)])
    asked = ("marks", "groups", "traits", "history", "customer")
    assert {name for name in asked if getattr(bearing, f"needs_{name}")} == set(needs)


def test_every_field_is_a_question_of_something() -> None:
    """A field that comes anew is a question of the whole history, until somebody says that it is none."""
    plain = {
        "order.source",
        "order.channel",
        "order.payment_method",
        "order.shipping_method",
        "order.total",
        "order.quantity",
        "order.skus",
        "order.products",
    }
    of_itself = plain | {"order.address", "order.email_domain", "order.phone", "order.ships_elsewhere"}
    for info in fields(Subject.ORDER):
        assert Bearing([], frozenset({info.name})).needs_customer == (info.name not in of_itself)

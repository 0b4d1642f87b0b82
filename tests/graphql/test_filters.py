"""Lists by what was put on customers and orders, and who may ask for that."""

from __future__ import annotations

import json
from typing import Any

import pytest

from saleor_customer_mgmt.core.actions import WatchLevel
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_USERS
from saleor_customer_mgmt.services.group_members import ByHand, change_members
from saleor_customer_mgmt.services.label import label_customers, label_orders
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.save_group import GroupInput, create_group
from saleor_customer_mgmt.services.watch_customer import watch_customer
from tests.builders import STAFF, order_facts, order_id
from tests.graphql.conftest import ask_with, client_of, person
from tests.graphql.operations import OPERATIONS

pytestmark = pytest.mark.django_db
TWICE = {"field": "customer.purchase_count", "op": "at_least", "value": 2}


@pytest.fixture(autouse=True)
def shop() -> None:
    record_orders([order_facts(n, phone="090-0000-1111") for n in "12"])
    record_orders([order_facts("3", name="鈴木一郎", phone="090-0000-2222")])
    label_customers([order_id("saleor:1")], "friend", actor=STAFF)
    label_orders([order_id("saleor:2")], "gift", actor=STAFF)
    vip = create_group(GroupInput("vip", "VIP"), actor=STAFF).group
    change_members(vip.id, [order_id("saleor:3")], ByHand.PUT_IN, actor=STAFF)
    watch_customer(order_id("saleor:3"), WatchLevel.BLOCK, actor=STAFF)


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ({"labels": ["friend"]}, ["山田太郎"]),
        ({"groups": ["vip"]}, ["鈴木一郎"]),
        ({"watchLevels": ["BLOCK"]}, ["鈴木一郎"]),
        ({"watchLevels": ["WATCH", "VICTIM"]}, []),
        ({"condition": json.dumps(TWICE)}, ["山田太郎"]),
        ({"condition": json.dumps({"none": [TWICE]}), "labels": ["friend"]}, []),
        ({"labels": None, "groups": None, "watchLevels": None, "condition": None}, ["山田太郎", "鈴木一郎"]),
    ],
)
def test_customers(told: Any, chosen: dict[str, Any], names: list[str]) -> None:
    found = told(OPERATIONS["CustomerProfiles"], filter=chosen, first=5)["customerProfiles"]

    assert [edge["node"]["name"] for edge in found["edges"]] == names
    assert found["totalCount"] == len(names)


@pytest.mark.parametrize(
    ("chosen", "numbers"),
    [
        ({"labels": ["gift"]}, {"2"}),
        ({"customerGroups": ["vip"]}, {"3"}),
        ({"customerWatchLevels": ["BLOCK"], "sources": ["saleor"]}, {"3"}),
        ({"customerWatchLevels": ["BLOCK"], "labels": ["gift"]}, set()),
        ({"customer": "garbage"}, set()),
        ({"customerGroups": None, "customerWatchLevels": None}, {"1", "2", "3"}),
    ],
)
def test_orders(told: Any, chosen: dict[str, Any], numbers: set[str]) -> None:
    found = told(OPERATIONS["OrderRecords"], filter=chosen, first=5)["orderRecords"]

    assert {edge["node"]["number"] for edge in found["edges"]} == numbers
    assert found["totalCount"] == len(numbers)


def test_a_condition_that_cannot_be_is_an_error_with_every_place(ask: Any) -> None:
    condition = {"all": [{"field": "customer.shoes"}, TWICE | {"op": "is"}, {"field": "order.total"}]}

    answer = ask(OPERATIONS["CustomerProfiles"], filter={"condition": json.dumps(condition)}, first=5)

    (error,) = answer["errors"]
    assert answer["data"] == {"customerProfiles": None}
    for place in ("all[0].field", "all[1].op", "all[2].field"):
        assert f"`filter.condition.{place}: " in error["message"]
    (error,) = ask(OPERATIONS["CustomerProfiles"], filter={"condition": "{"}, first=5)["errors"]
    assert error["message"].startswith("`filter.condition: ")


@pytest.mark.parametrize("chosen", [{"customerGroups": ["vip"]}, {"customerWatchLevels": ["BLOCK"]}])
def test_what_is_on_customers_is_told_to_those_only_who_may_see_customers(chosen: dict[str, Any]) -> None:
    query = "query ($f: OrderRecordFilterInput) { orderRecords(filter: $f, first: 5) { totalCount } }"
    orders = ask_with(client_of(person("orders", MANAGE_ORDERS)))
    both = ask_with(client_of(person("both", MANAGE_ORDERS, MANAGE_USERS)))

    refused = orders(query, f=chosen)

    assert refused["data"] == {"orderRecords": None}
    assert refused["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"
    assert both(query, f=chosen) == {"data": {"orderRecords": {"totalCount": 1}}}
    assert orders(query, f={"labels": ["gift"]}) == {"data": {"orderRecords": {"totalCount": 1}}}

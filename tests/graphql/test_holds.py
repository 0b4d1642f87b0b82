"""Holds: the queue, and everything that staff do with it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.models import Hold, HoldBreach
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.save_rule import RuleInput, create_rule
from tests.builders import STAFF, order_facts, order_id
from tests.graphql.conftest import everything
from tests.graphql.marked_world import HOLD, REPEATER, hold
from tests.graphql.test_rules import done
from tests.graphql.world import PHONE, customer_of

RAKUTEN = ids.order_id("rakuten", "3")


@pytest.fixture
def orders(db: None) -> None:
    """Order 1, and 2 which a rule holds; 3 of another source."""
    rule = RuleInput("Repeaters", REPEATER, [HOLD], active=True)
    create_rule(rule, actor=STAFF)
    for number in "12":
        record_orders([order_facts(number, phone=PHONE, status=OrderStatus.PLACED)])
    record_orders([order_facts("3", source="rakuten", name="鈴木一郎", status=OrderStatus.PLACED)])


def queue(told: Any, **filters: Any) -> list[str]:
    found = done(told, "CustomerMgmtHolds", filter=filters)
    return [f"{e['node']['order']['source']}:{e['node']['order']['number']}" for e in found["edges"]]


def test_an_order_is_held_and_released(told: Any, orders: None) -> None:
    order = ids.order_id("saleor", "1")
    owner = {"id": "7", "label": "Ken"}

    placed = done(
        told, "CustomerMgmtHoldsPlace", orders=[order], point="CAPTURE", reason="odd", note="n", owner=owner
    )

    assert placed["errors"] == []
    (found,) = placed["holds"]
    assert (found["state"], found["point"], found["reason"], found["note"]) == ("OPEN", "CAPTURE", "odd", "n")
    assert (found["owner"], found["rule"], found["lapsed"]) == (owner, None, False)
    assert found["order"] == {"id": order, "source": "saleor", "number": "1", "status": "PLACED"}
    assert found["author"]["label"] == "staff"

    released = done(told, "CustomerMgmtHoldsRelease", holds=[found["id"]], note="called")
    (closed,) = released["holds"]
    assert (closed["state"], closed["closeNote"]) == ("RELEASED", "called")
    assert closed["closedBy"]["label"] == "staff"
    before = everything()
    (error,) = done(told, "CustomerMgmtHoldsRelease", holds=[found["id"]])["errors"]
    assert (error["code"], error["field"]) == ("ALREADY_DONE", "holds")
    assert everything() == before


def test_the_queue_is_filtered(told: Any, orders: None) -> None:
    hold("1", "capture")
    done(
        told,
        "CustomerMgmtHoldsPlace",
        orders=[ids.order_id("rakuten", "3")],
        point="FULFIL",
        reason="odd",
        owner={"id": "7"},
    )
    rule = Hold.objects.get(rule__isnull=False).rule_id
    assert rule is not None

    assert queue(told) == ["rakuten:3", "saleor:1", "saleor:2"]
    assert queue(told, sources=["saleor"]) == ["saleor:1", "saleor:2"]
    assert queue(told, points=["CAPTURE", "FULFIL"]) == ["rakuten:3", "saleor:1"]
    assert queue(told, rules=[ids.row_id("CustomerMgmtRule", rule)]) == ["saleor:2"]
    assert queue(told, rules=["garbage"]) == []
    assert (queue(told, owner="7"), queue(told, owner="")) == (["rakuten:3"], ["saleor:1", "saleor:2"])
    assert queue(told, states=["RELEASED", "CANCELLED"]) == []


def test_the_queue_is_searched_and_sorted(told: Any, orders: None) -> None:
    hold("1", "capture")
    done(told, "CustomerMgmtHoldsPlace", orders=[RAKUTEN], point="FULFIL", reason="odd")
    customer = customer_of("saleor:1").public_id

    oldest = done(told, "CustomerMgmtHolds", sort="OLDEST")["edges"]
    assert [edge["node"]["order"]["number"] for edge in oldest] == ["2", "1", "3"]
    assert queue(told, search="鈴木") == ["rakuten:3"]
    assert queue(told, search="nobody") == []
    assert queue(told, search=customer.lower()) == ["saleor:1", "saleor:2"]
    assert queue(told, customer=customer) == ["saleor:1", "saleor:2"]
    assert queue(told, customer="garbage") == []


def test_whoever_asks_takes_holds_and_finds_them(told: Any, orders: None) -> None:
    (placed,) = done(
        told, "CustomerMgmtHoldsPlace", orders=[RAKUTEN], point="FULFIL", reason="odd", owner={"id": "0"}
    )["holds"]
    assert queue(told, mine=True) == []

    taken = done(told, "CustomerMgmtHoldsAssign", holds=[placed["id"]], owner={"id": "0"}, toMe=True)

    assert taken["errors"] == []
    assert taken["holds"][0]["owner"] == {"id": str(User.objects.get().pk), "label": "staff"}
    assert (queue(told, mine=True), queue(told, mine=False)) == (["rakuten:3"], ["rakuten:3", "saleor:2"])


def test_an_order_and_its_customer_tell_their_holds(told: Any, orders: None) -> None:
    by_hand = hold("2")
    done(told, "CustomerMgmtHoldsCancel", holds=[ids.row_id("CustomerMgmtHold", by_hand.id)], note="no")

    order = done(told, "OrderRecord", source="saleor", number="2")
    customer = done(told, "CustomerProfile", id=customer_of("saleor:1").public_id)

    assert [(h["state"], h["rule"] and h["rule"]["name"], h["lapsed"]) for h in order["holds"]] == [
        ("OPEN", "Repeaters", False),
        ("CANCELLED", None, False),
    ]
    assert [(h["reason"], h["order"]["number"]) for h in customer["openHolds"]] == [("look twice", "2")]


def test_a_hold_whose_rule_does_not_match_any_more_says_so(told: Any, orders: None) -> None:
    record_orders([order_facts("1", phone=PHONE, status=OrderStatus.CANCELLED)])

    (found,) = done(told, "OrderRecord", source="saleor", number="2")["holds"]

    assert (found["state"], found["lapsed"]) == ("OPEN", True)


def test_somebody_takes_care_of_a_hold_and_gives_it_back(told: Any, orders: None) -> None:
    key = ids.row_id("CustomerMgmtHold", Hold.objects.get().id)

    taken = done(told, "CustomerMgmtHoldsAssign", holds=[key], owner={"id": " 7 "})
    again = done(told, "CustomerMgmtHoldsAssign", holds=[key], owner={"id": "7"})
    given_back = done(told, "CustomerMgmtHoldsAssign", holds=[key])

    assert taken["holds"][0]["owner"] == {"id": "7", "label": ""}
    assert again["errors"][0]["code"] == "ALREADY_DONE"
    assert given_back["holds"][0]["owner"] is None


def test_a_breach_is_seen_once(told: Any, orders: None) -> None:
    row = HoldBreach.objects.create(order_id=order_id("saleor:2"), hold=Hold.objects.get(), what="captured")
    key = ids.row_id("CustomerMgmtHoldBreach", row.id)

    (edge,) = done(told, "CustomerMgmtHoldBreaches", filter={"seen": False})["edges"]
    assert (edge["node"]["what"], edge["node"]["order"]["number"], edge["node"]["seenBy"]) == (
        "captured",
        "2",
        None,
    )
    seen = done(told, "CustomerMgmtHoldBreachesAcknowledge", breaches=[key])
    assert (seen["errors"], seen["breaches"][0]["seenBy"]["label"]) == ([], "staff")
    assert done(told, "CustomerMgmtHoldBreaches", filter={"seen": False})["edges"] == []
    assert len(done(told, "CustomerMgmtHoldBreaches")["edges"]) == 1
    (error,) = done(told, "CustomerMgmtHoldBreachesAcknowledge", breaches=[key])["errors"]
    assert error["code"] == "ALREADY_DONE"

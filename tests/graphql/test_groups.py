"""Groups: made, changed, previewed, and changed by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from saleor_customer_mgmt.models import Group
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts
from tests.graphql.conftest import everything
from tests.graphql.marked_world import REPEATER, do_jobs
from tests.graphql.test_rules import done
from tests.graphql.world import OTHER_PHONE, PHONE, customer_of

CONDITION = json.dumps(REPEATER)


@pytest.fixture
def people(db: None) -> tuple[str, str]:
    """Return the ids of somebody who bought twice and of somebody who bought once."""
    record_orders([order_facts("1", phone=PHONE), order_facts("2", phone=PHONE)])
    record_orders([order_facts("3", phone=OTHER_PHONE)])
    return customer_of("saleor:1").public_id, customer_of("saleor:3").public_id


def members(told: Any, slug: str) -> list[tuple[str, str]]:
    found = done(told, "CustomerMgmtGroup", id=slug)
    assert found["memberCount"] == found["members"]["totalCount"]
    return [(e["node"]["customer"]["publicId"], e["node"]["why"]) for e in found["members"]["edges"]]


def test_a_group_is_made_changed_and_deleted(told: Any, people: tuple[str, str]) -> None:
    twice, _ = people
    given = {"slug": "repeat", "name": "Repeaters", "condition": CONDITION, "voucherCode": "TEN"}

    made = done(told, "CustomerMgmtGroupCreate", input=given)
    do_jobs()
    assert (made["errors"], made["group"]["voucherCode"]) == ([], "TEN")
    assert done(told, "CustomerMgmtJob", id=made["job"]["id"])["kind"] == "GROUPS"
    assert made["group"]["condition"]["japanese"] == "購入回数が2以上である。"
    assert members(told, "repeat") == [(twice, "condition")]
    customer = done(told, "CustomerProfile", id=twice)
    assert [(g["group"]["slug"], g["why"]) for g in customer["groups"]] == [("repeat", "condition")]

    changed = done(told, "CustomerMgmtGroupUpdate", id="repeat", input={"slug": "repeat", "name": "None"})
    do_jobs()
    assert (changed["errors"], changed["group"]["condition"]) == ([], None)
    assert members(told, "repeat") == []
    diary = done(told, "CustomerMgmtGroup", id="repeat")["diary"]["edges"]
    assert [(e["node"]["entered"], e["node"]["customer"]["publicId"]) for e in diary] == [
        (False, twice),
        (True, twice),
    ]

    assert done(told, "CustomerMgmtGroupDelete", id=made["group"]["id"])["group"]["deletedAt"] is not None
    assert done(told, "CustomerMgmtGroups")["edges"] == []
    assert done(told, "CustomerMgmtGroupDelete", id="repeat")["errors"][0]["code"] == "NOT_FOUND"


def test_customers_are_put_in_taken_out_and_kept_out(told: Any, people: tuple[str, str]) -> None:
    twice, once = people
    done(told, "CustomerMgmtGroupCreate", input={"slug": "repeat", "name": "R", "preset": "repeat"})
    do_jobs()

    def change(change: str, *customers: str) -> list[str]:
        found = done(
            told, "CustomerMgmtGroupMembersChange", group="repeat", customers=list(customers), change=change
        )
        assert found["errors"] == []
        return [c["publicId"] for c in found["members"]]

    assert change("PUT_IN", once) == [once]
    assert sorted(members(told, "repeat")) == sorted([(twice, "condition"), (once, "hand")])
    assert change("KEEP_OUT", twice, once) == []
    assert members(told, "repeat") == []
    assert change("FORGET", twice, once) == [twice]
    assert change("TAKE_OUT", twice) == [twice]


@pytest.mark.parametrize(
    ("given", "paths"),
    [
        ({"slug": "Not A Slug", "name": " "}, ["name", "slug"]),
        ({"slug": "there", "name": "a"}, ["slug"]),
        ({"slug": "a", "name": "a", "preset": "victim"}, ["preset"]),
        ({"slug": "a", "name": "a", "condition": "{"}, ["condition"]),
        (
            {
                "slug": "a",
                "name": "a",
                "condition": '{"field": "order.source", "op": "is_any_of", "value": ["a"]}',
            },
            ["condition.field"],
        ),
        (
            {
                "slug": "a",
                "name": "a",
                "condition": '{"none": [{"field": "customer.groups", "op": "has_any", "value": ["a"]}]}',
            },
            ["condition.none[0].value"],
        ),
    ],
)
def test_every_fault_of_a_group_is_named(told: Any, given: dict[str, Any], paths: list[str]) -> None:
    done(told, "CustomerMgmtGroupCreate", input={"slug": "there", "name": "a"})
    before = everything()

    found = done(told, "CustomerMgmtGroupCreate", input=given)

    assert sorted(error["path"] for error in found["errors"]) == paths
    assert found["group"] is None
    assert everything() == before


def test_a_group_that_is_named_is_not_deleted(told: Any) -> None:
    condition = json.dumps({"field": "customer.groups", "op": "has_any", "value": ["one"]})
    done(told, "CustomerMgmtGroupCreate", input={"slug": "one", "name": "a"})
    done(told, "CustomerMgmtGroupCreate", input={"slug": "two", "name": "b", "condition": condition})

    found = done(told, "CustomerMgmtGroupDelete", id="one")

    assert [(e["code"], e["message"]) for e in found["errors"]] == [
        ("CONFLICT", "It is named by the group 'two'. Change that first.")
    ]
    assert Group.objects.get(slug="one").deleted_at is None


def test_a_preview_tells_who_would_enter_and_leave(told: Any, people: tuple[str, str]) -> None:
    twice, once = people
    done(told, "CustomerMgmtGroupCreate", input={"slug": "new", "name": "New", "preset": "new"})
    do_jobs()
    before = everything()

    found = done(told, "CustomerMgmtGroupPreview", condition=CONDITION, group="new")

    assert (found["errors"], found["entering"], found["leaving"], found["staying"]) == ([], 1, 1, 0)
    assert [c["publicId"] for c in found["whoEnters"]] == [twice]
    assert [c["publicId"] for c in found["whoLeaves"]] == [once]
    assert found["condition"]["english"] == "The number of purchases is at least 2."
    assert everything() == before


def test_what_cannot_be_previewed(told: Any) -> None:
    for given, code, path in (
        ({"group": "none"}, "NOT_FOUND", None),
        ({"condition": "{"}, "INVALID", "condition"),
        ({"condition": '{"field": "order.total"}'}, "INVALID", "condition.field"),
    ):
        found = done(told, "CustomerMgmtGroupPreview", **given)
        assert (found["entering"], found["whoEnters"], found["condition"]) == (None, None, None)
        assert [(e["code"], e["path"]) for e in found["errors"]] == [(code, path)]

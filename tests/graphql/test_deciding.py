"""Merging, splitting, undoing, and asking why."""

from __future__ import annotations

from typing import Any

from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.models import StaffDecision
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts
from tests.graphql.conftest import everything
from tests.graphql.operations import OPERATIONS
from tests.graphql.world import OTHER_PHONE, PHONE, customer_of

MERGE, SPLIT, UNDO = "CustomerProfileMerge", "CustomerProfileSplit", "CustomerDecisionUndo"


def test_merge_and_undo(told: Any) -> None:
    record_orders([order_facts("1", phone=PHONE), order_facts("2", name="山田花子", phone=OTHER_PHONE)])
    before = everything()
    first, second = customer_of("saleor:1"), customer_of("saleor:2")

    done = told(
        OPERATIONS["CustomerProfileMerge"], main=second.public_id, other=first.public_id, reason="married"
    )["customerProfileMerge"]

    assert done["errors"] == []
    assert done["customerProfile"] == {
        "id": ids.customer_id(first.public_id),
        "publicId": first.public_id,
        "name": "山田花子",
        "orderCount": 2,
        "purchaseCount": 2,
        "dissolvedIds": [second.public_id],
    }
    old = told(OPERATIONS["CustomerProfile"], id=second.public_id.lower().replace("-", ""))["customerProfile"]
    assert (old["publicId"], old["redirectedFrom"]) == (first.public_id, second.public_id)
    assert [d["reason"] for d in old["decisions"]] == ["married"]
    assert old["mainOrder"] == {"id": ids.order_id("saleor", "2"), "source": "saleor", "number": "2"}

    undone = told(OPERATIONS["CustomerDecisionUndo"], id=done["decision"]["id"], reason="typo")
    found = undone["customerDecisionUndo"]["decision"]
    assert (found["undone"], found["undoReason"]) == (True, "typo")
    assert [c["publicId"] for c in found["customers"]] == [first.public_id, second.public_id]
    after = everything()
    for table in ("Customer", "OrderRecord", "OrderKey", "ContestedKey"):
        assert after[table] == before[table]


def test_merging_again_goes_on_showing_whom_staff_chose(told: Any) -> None:
    record_orders(
        [
            order_facts("1", name="山田太郎", phone=PHONE),
            order_facts("2", name="山田花子", phone=OTHER_PHONE),
            order_facts("3", name="鈴木一郎", phone="090-0000-9999"),
        ]
    )
    one, two, three = (customer_of(f"saleor:{n}").public_id for n in "123")
    told(OPERATIONS["CustomerProfileMerge"], main=two, other=one)

    done = told(OPERATIONS["CustomerProfileMerge"], main=one, other=three)["customerProfileMerge"]

    assert done["customerProfile"]["name"] == "山田花子"


def test_split_puts_doubtful_orders_on_the_review_list(told: Any) -> None:
    record_orders([order_facts(n, phone=PHONE) for n in "123"])
    customer = customer_of("saleor:1").public_id

    done = told(OPERATIONS["CustomerProfileSplit"], orders=[ids.order_id("saleor", "2")], reason="a son")[
        "customerProfileSplit"
    ]

    assert done["errors"] == []
    assert [(c["publicId"] == customer, c["orderCount"]) for c in done["customerProfiles"]] == [
        (True, 2),
        (False, 1),
    ]
    assert (done["decision"]["takenCount"], done["decision"]["stayedCount"]) == (1, 2)

    record_orders([order_facts("4", phone=PHONE)])
    items = told(OPERATIONS["CustomerReviewItems"])["customerReviewItems"]["edges"]
    assert items[0]["node"]["lonely"] is True
    assert items[0]["node"]["customer"]["publicId"] == customer_of("saleor:4").public_id
    assert {c["publicId"] for c in items[0]["node"]["candidates"]} == {
        customer,
        customer_of("saleor:2").public_id,
    }
    # The two sides of the split stand there once, at one of them.
    assert [(i["node"]["customer"]["publicId"], len(i["node"]["candidates"])) for i in items[1:]] == [
        (customer, 1)
    ]
    why = told(
        OPERATIONS["CustomerProfileWhy"],
        one={"source": "saleor", "number": "1"},
        other={"source": "saleor", "number": "4"},
    )["customerProfileWhy"]
    assert (why["sameCustomer"], why["chain"]) == (False, [])
    assert [k["criterion"] for k in why["contested"]] == ["name+phone"]
    assert why["comparisons"][0]["met"] is True


def test_why_two_orders_are_one_customers(told: Any) -> None:
    record_orders(
        [
            order_facts("1", phone=PHONE),
            order_facts("2", phone=PHONE, email="taro@example.com"),
            order_facts("3", email="taro@example.com"),
        ]
    )
    one, three = ({"source": "saleor", "number": n} for n in "13")

    why = told(OPERATIONS["CustomerProfileWhy"], one=one, other=three)["customerProfileWhy"]

    assert why["sameCustomer"] is True
    assert [
        (s["one"]["number"], s["other"]["number"], [k["criterion"] for k in s["keys"]], s["decision"])
        for s in why["chain"]
    ] == [("1", "2", ["name+phone"], None), ("2", "3", ["name+email"], None)]
    assert why["comparisons"][0]["fields"][1] == {
        "field": "PHONE",
        "relation": "MISSING",
        "one": ["+819000001234"],
        "other": [],
    }
    nobody = {"source": "saleor", "number": "99"}
    assert told(OPERATIONS["CustomerProfileWhy"], one=one, other=nobody)["customerProfileWhy"] is None


def test_undoing_twice(told: Any) -> None:
    record_orders([order_facts(n, phone=PHONE) for n in "12"])
    told(OPERATIONS[SPLIT], orders=[ids.order_id("saleor", "2")])
    decision = ids.row_id("CustomerDecision", StaffDecision.objects.get().id)
    told(OPERATIONS[UNDO], id=decision)

    found = told(OPERATIONS[UNDO], id=decision)["customerDecisionUndo"]

    assert [e["code"] for e in found["errors"]] == ["ALREADY_DONE"]


def test_two_mutations_in_one_request_both_see_the_truth(told: Any) -> None:
    record_orders([order_facts("1", phone=PHONE), order_facts("2", phone=OTHER_PHONE)])
    one, two = (customer_of(f"saleor:{n}").public_id for n in "12")
    fields = "customerProfile { orders(first: 5) { totalCount edges { node { number } } } }"
    split = "customerProfiles { orders(first: 5) { totalCount } }"

    found = told(
        f"""mutation($one: ID!, $two: ID!, $orders: [ID!]!) {{
            a: customerProfileMerge(main: $one, other: $two) {{ {fields} }}
            b: customerProfileSplit(orders: $orders) {{ {split} }}
        }}""",
        one=one,
        two=two,
        orders=[ids.order_id("saleor", "2")],
    )

    assert found["a"]["customerProfile"]["orders"]["totalCount"] == 2
    assert [c["orders"]["totalCount"] for c in found["b"]["customerProfiles"]] == [1, 1]


def test_the_audit_trail_names_who_and_what(told: Any) -> None:
    record_orders([order_facts("1", phone=PHONE), order_facts("2", phone=OTHER_PHONE)])
    one, two = (customer_of(f"saleor:{n}").public_id for n in "12")
    told(OPERATIONS[MERGE], main=one, other=two, reason="same voice")

    entry = told(OPERATIONS["CustomerAuditEntries"])["customerAuditEntries"]["edges"][0]["node"]

    assert (entry["action"], entry["reason"]) == ("merge", "same voice")
    assert entry["author"]["label"] == "staff"
    assert entry["decision"]["kind"] == "MERGE"
    assert [c["publicId"] for c in entry["customers"]] == [one]
    assert entry["details"] == []

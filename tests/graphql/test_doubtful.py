"""Doubtful pairs: looked for, told field by field, and decided."""

from __future__ import annotations

from typing import Any

from saleor_customer_mgmt.engines import extras
from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.models import Job, NotSame
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts
from tests.graphql.conftest import everything
from tests.graphql.marked_world import do_jobs
from tests.graphql.operations import OPERATIONS
from tests.graphql.world import PHONE, customer_of

FIND, NOT_SAME, UNDO = "CustomerDoubtfulPairsFind", "CustomerProfilesNotSame", "CustomerProfilesNotSameUndo"


def married() -> tuple[str, str]:
    """Record two orders of a woman who married in between; return the ids of the two customers."""
    record_orders(
        [order_facts("1", name="佐藤 花子", phone=PHONE), order_facts("2", name="鈴木 花子", phone=PHONE)]
    )
    return customer_of("saleor:1").public_id, customer_of("saleor:2").public_id


def review(told: Any) -> list[Any]:
    edges = told(OPERATIONS["CustomerReviewItems"], first=5)["customerReviewItems"]["edges"]
    return [edge["node"] for edge in edges]


def test_found_and_told_field_by_field(told: Any) -> None:
    one, other = married()

    done = told(OPERATIONS[FIND])["customerDoubtfulPairsFind"]
    assert (done["errors"], done["job"]["kind"]) == ([], "DOUBTFUL_PAIRS")
    do_jobs()

    (item,) = review(told)
    assert (item["customer"]["publicId"], [c["publicId"] for c in item["candidates"]]) == (one, [other])
    assert item["lonely"] is False
    (doubt,) = item["doubts"]
    assert doubt["customer"] == {"id": ids.customer_id(other)}
    assert doubt["fields"][:3] == [
        {"field": "name", "level": "given_equal", "weight": 4.91},
        {"field": "phone", "level": "equal", "weight": 14.61},
        {"field": "email", "level": "absent", "weight": 0.0},
    ]
    assert (doubt["weight"], doubt["probability"]) == (13.9, 0.999935)
    job = told(
        "query ($id: ID!) { customerMgmtJob(id: $id) { state progress pairCount customerCount } }",
        id=done["job"]["id"],
    )
    assert job["customerMgmtJob"] == {"state": "DONE", "progress": 1.0, "pairCount": 1, "customerCount": 2}
    whole = told(OPERATIONS["CustomerProfile"], id=other)["customerProfile"]
    assert whole["publicId"] == other


def test_said_to_be_two_and_taken_back(told: Any) -> None:
    one, other = married()
    told(OPERATIONS[FIND])
    do_jobs()

    said = told(OPERATIONS[NOT_SAME], one=other, other=one, reason="sisters")["customerProfilesNotSame"]
    assert said == {"errors": []}
    assert review(told) == []

    again = told(OPERATIONS[NOT_SAME], one=one, other=other)["customerProfilesNotSame"]
    assert again["errors"] == [{"field": None, "message": "That was said already.", "code": "ALREADY_DONE"}]
    assert NotSame.objects.get().reason == "sisters"

    assert told(OPERATIONS[UNDO], one=one, other=other)["customerProfilesNotSameUndo"] == {"errors": []}
    assert len(review(told)) == 1
    back = told(OPERATIONS[UNDO], one=one, other=other)["customerProfilesNotSameUndo"]
    assert [error["code"] for error in back["errors"]] == ["NOT_FOUND"]


def test_refusals_change_nothing(told: Any) -> None:
    one, _ = married()
    before = everything()

    missing = told(OPERATIONS[NOT_SAME], one=one, other="0000-0000-0000")["customerProfilesNotSame"]
    assert [(error["field"], error["code"]) for error in missing["errors"]] == [("other", "NOT_FOUND")]
    itself = told(OPERATIONS[NOT_SAME], one=one, other=one)["customerProfilesNotSame"]
    assert [error["code"] for error in itself["errors"]] == ["ALREADY_DONE"]

    assert everything() == before


def test_without_the_extra_it_says_what_to_install(told: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _: None)

    done = told(OPERATIONS[FIND])["customerDoubtfulPairsFind"]

    assert done == {
        "job": None,
        "errors": [
            {
                "field": None,
                "message": "This needs software that is not installed: "
                "pip install 'saleor-customer-mgmt[splink]'.",
                "code": "NOT_INSTALLED",
            }
        ],
    }
    assert not Job.objects.exists()

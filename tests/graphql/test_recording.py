"""Recording orders: what comes in is shown, what cannot be is refused."""

from __future__ import annotations

from typing import Any

from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.models import OrderRecord
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts
from tests.graphql.operations import OPERATIONS
from tests.graphql.orders import order
from tests.graphql.world import PHONE, customer_of


def test_recorded_orders_become_customers(told: Any) -> None:
    orders = [
        order("1", phones=[PHONE]),
        order("2", source="rakuten", phones=[PHONE], emails=["x@pc.fw.rakuten.ne.jp"]),
    ]
    done = told(OPERATIONS["OrderRecordsRecord"], orders=orders)["orderRecordsRecord"]
    again = told(OPERATIONS["OrderRecordsRecord"], orders=orders)["orderRecordsRecord"]

    customer = customer_of("saleor:1")
    assert done == {
        "results": [
            {
                "outcome": "NEW",
                "order": {
                    "id": ids.order_id(source, number),
                    "source": source,
                    "number": number,
                    "customer": {
                        "id": ids.customer_id(customer.public_id),
                        "publicId": customer.public_id,
                        "purchaseCount": 2,
                    },
                },
            }
            for source, number in (("saleor", "1"), ("rakuten", "2"))
        ],
        "errors": [],
    }
    assert [result["outcome"] for result in again["results"]] == ["UNCHANGED", "UNCHANGED"]


def test_an_order_shows_all_that_is_known_of_it(told: Any) -> None:
    recipients = [{"name": "見本 次郎", "postalCode": "100-0001"}]
    facts = order("1", source="rakuten", phones=[PHONE, "000-0000-0000"], emails=["x@pc.fw.rakuten.ne.jp"])
    told(
        OPERATIONS["OrderRecordsRecord"], orders=[{**facts, "recipients": recipients, "statusText": "発送済"}]
    )

    found = told(OPERATIONS["OrderRecord"], source="rakuten", number="1")["orderRecord"]

    evidence = {(e["field"], e["trust"]): e["value"] for e in found.pop("evidence")}
    assert evidence["PHONE", "USABLE"] == "+819000001234"
    assert evidence["PHONE", "PLACEHOLDER"] == ""
    assert ("EMAIL", "RELAYED") in evidence
    assert evidence["BIRTHDAY", "MISSING"] == ""
    assert found["keys"] == [
        {
            "criterion": "name+phone",
            "parts": [
                {"field": "NAME", "value": "山田太郎"},
                {"field": "PHONE", "value": "+819000001234"},
            ],
            "contested": False,
        }
    ]
    assert found["lines"] == [
        {"lineId": "", "sku": "TEA-1", "product": "お茶", "quantity": 2, "unitPrice": "600.25"}
    ]
    assert found["buyer"]["phones"] == [PHONE, "000-0000-0000"]
    assert found["buyer"]["company"] is None
    assert found["recipients"][0]["name"] == "見本 次郎"
    assert (found["total"], found["placedAt"]) == ("1200.5", "2026-01-31T00:30:00+00:00")
    assert (found["status"], found["statusText"], found["counts"]) == ("FULFILLED", "発送済", True)


def test_what_was_not_told_stays(told: Any) -> None:
    told(OPERATIONS["OrderRecordsRecord"], orders=[order("1", phones=[PHONE])])
    told(
        OPERATIONS["OrderRecordsRecord"],
        orders=[
            {"source": "saleor", "number": "1", "status": "CANCELLED", "buyer": {"kana": "ヤマダタロウ"}}
        ],
    )

    found = told(OPERATIONS["OrderRecord"], source="saleor", number="1")["orderRecord"]

    assert (found["status"], found["counts"], found["counting"]) == ("CANCELLED", False, "CANCELLED")
    assert (found["buyer"]["name"], found["buyer"]["kana"]) == ("山田 太郎", "ヤマダタロウ")


def test_bad_facts_are_refused_with_their_place_and_nothing_is_recorded(told: Any) -> None:
    bad = [order("1"), {**order("2"), "currency": "YEN!"}, {**order("3"), "number": " "}]

    done = told(OPERATIONS["OrderRecordsRecord"], orders=bad)["orderRecordsRecord"]

    assert done["results"] is None
    assert [(e["code"], e["field"], e["index"]) for e in done["errors"]] == [
        ("INVALID", "currency", 1),
        ("INVALID", "number", 2),
    ]
    assert OrderRecord.objects.count() == 0
    assert told(OPERATIONS["OrderRecordsRecord"], orders=[])["orderRecordsRecord"]["errors"][0]["code"] == (
        "REQUIRED"
    )


def test_the_secret_was_changed(told: Any, settings: Any) -> None:
    record_orders([order_facts("1", phone=PHONE)])
    settings.CUSTOMER_MGMT = {"SECRET": "another"}

    found = told(OPERATIONS["OrderRecordsRecord"], orders=[order("2", phones=[PHONE])])
    assert [e["code"] for e in found["orderRecordsRecord"]["errors"]] == ["STALE_KEYS"]

    done = told(OPERATIONS["CustomerProfilesRebuild"])["customerProfilesRebuild"]
    assert (done["errors"], done["job"]["state"]) == ([], "PENDING")
    job = told(OPERATIONS["CustomerMgmtJob"], id=done["job"]["id"])["customerMgmtJob"]
    assert (job["state"], job["error"]) == ("DONE", "")
    came_out = [job[name] for name in ("orderCount", "evidenceChanged", "moved", "customerCount")]
    assert came_out == [1, 0, 0, 1]

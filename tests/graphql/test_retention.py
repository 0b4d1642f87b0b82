"""Retention: shown with its rules, changed, and what has expired told plainly."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from saleor_customer_mgmt.core.facts import Person
from saleor_customer_mgmt.core.retention import PERSONAL
from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.models import Job, RetentionRevision
from saleor_customer_mgmt.services.do_job import expire_now
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import STAFF, order_facts
from tests.graphql.conftest import everything
from tests.graphql.marked_world import do_jobs
from tests.graphql.operations import OPERATIONS
from tests.graphql.world import PHONE, customer_of

SHOW, UPDATE, EXPIRE = "CustomerMgmtRetention", "CustomerMgmtRetentionUpdate", "CustomerMgmtRetentionExpire"
NAMES = [field.name for field in PERSONAL]
TOLD = """
  query ($number: String!) { orderRecord(source: "amazon", number: $number) {
    shippedAt expiredFields expiredAt expiresAt
    buyer { name phones country } recipients { name }
    evidence { field raw value trust note }
    keys { criterion parts { field value kept } }
  } }
"""
WHY = """
  query ($one: OrderRecordName!, $other: OrderRecordName!) { customerProfileWhy(one: $one, other: $other) {
    sameCustomer
    chain { keys { parts { field value kept } } }
    comparisons { met fields { field relation one other oneKept otherKept } }
  } }
"""


def amazon(number: str, **more: Any) -> None:
    told = {"name": "朝比奈 若葉", "phone": PHONE, "country": "JP", "recipients": (Person(name="橘"),)}
    record_orders([order_facts(number, source="amazon", **(told | more))])


def shown(told: Any) -> dict[str, Any]:
    return dict(told(OPERATIONS[SHOW])["customerMgmtRetention"])


def test_the_shipped_policy_names_where_each_rule_stands(told: Any) -> None:
    amazon("A-1")
    amazon("A-2", shipped_at=timezone.now() - timedelta(days=28, hours=1))

    found = shown(told)

    terms = {each["source"]: each for each in found["terms"]}
    assert list(terms) == ["amazon", "ebay", "rakuten", "yahoo"]
    assert {k: v for k, v in terms["amazon"].items() if k != "rules"} == {
        "source": "amazon",
        "days": 30,
        "reserveDays": 30,
        "fields": NAMES,
        "mayWrite": "NO",
        "mayBuild": True,
        "asShipped": True,
    }
    assert [rule["about"] for rule in terms["amazon"]["rules"]] == [
        "days",
        "days",
        "reserve_days",
        "may_write",
    ]
    assert terms["amazon"]["rules"][0]["lookedUp"] == "2026-11-22"
    assert terms["rakuten"]["days"] is None
    today = timezone.localdate()
    then = (timezone.localtime() + timedelta(days=1, hours=23)).date()
    assert found["upcoming"] == [
        {"source": "amazon", "day": day.isoformat(), "due": day == today, "orderCount": 1, "fields": NAMES}
        for day in (today, then)
    ]
    assert (found["lastRun"], found["revisions"]["totalCount"]) == (None, 0)


def test_the_rules_are_told_in_japanese_too(told: Any) -> None:
    terms = told(OPERATIONS[SHOW], language="JA")["customerMgmtRetention"]["terms"]

    (amazon_terms,) = (each for each in terms if each["source"] == "amazon")
    assert amazon_terms["rules"][0]["says"] == (
        "個人情報を保存できるのは注文処理に必要な間、発送後30日以内に限られます（データ保護ポリシーの引用）。"
    )


def test_what_would_expire_by_other_terms_is_told_before_they_are_in_force(told: Any) -> None:
    record_orders([order_facts("R-1", source="rakuten"), order_facts("R-2", source="rakuten")])
    amazon("A-1")
    before = everything()
    terms = [{"source": "rakuten", "days": 90, "fields": ["PHONE"]}, {"source": "amazon", "days": None}]

    found = told(OPERATIONS[SHOW], terms=terms)["customerMgmtRetention"]

    today = timezone.localdate().isoformat()
    assert found["upcoming"] == [
        {"source": "rakuten", "day": today, "due": True, "orderCount": 2, "fields": ["PHONE"]},
    ]
    # Amazon's are due by the policy in force, which is still the shipped one.
    assert [(each["source"], each["orderCount"]) for each in shown(told)["upcoming"]] == [("amazon", 1)]
    assert everything() == before


def test_terms_that_cannot_be_expire_nothing(ask: Any) -> None:
    answer = ask(OPERATIONS[SHOW], terms=[{"source": "rakuten", "days": -1}])

    assert answer["errors"][0]["message"] == "rakuten.days: must be a whole number from 0 to 36500"


def test_changed_with_a_revision_and_let_go_at_once(told: Any) -> None:
    amazon("A-1")
    terms = [{"source": "amazon", "days": None}, {"source": "base", "days": 90, "fields": ["PHONE"]}]

    done = told(OPERATIONS[UPDATE], terms=terms, reason="a contract")["customerMgmtRetentionUpdate"]

    assert done["errors"] == []
    assert done["revision"]["reason"] == "a contract"
    now = {each["source"]: each for each in shown(told)["terms"]}
    assert (now["amazon"]["days"], now["amazon"]["asShipped"]) == (None, False)
    assert (now["base"]["days"], now["base"]["fields"], now["base"]["rules"]) == (90, ["PHONE"], [])
    assert now["rakuten"]["asShipped"] is True
    again = told(OPERATIONS[UPDATE], terms=terms)["customerMgmtRetentionUpdate"]
    assert [(e["code"], e["field"]) for e in again["errors"]] == [("ALREADY_DONE", None)]
    back = told(OPERATIONS[UPDATE], terms=[])["customerMgmtRetentionUpdate"]
    assert back["errors"] == []
    job = told(OPERATIONS[EXPIRE])["customerMgmtRetentionExpire"]["job"]
    assert (job["kind"], job["state"], job["expiredCount"]) == ("RETENTION", "PENDING", 0)
    do_jobs()
    last = shown(told)["lastRun"]
    assert (last["id"], last["state"], last["expiredCount"]) == (job["id"], "DONE", 1)
    assert shown(told)["upcoming"] == []
    assert [edge["node"]["reason"] for edge in shown(told)["revisions"]["edges"]] == ["", "a contract"]


def test_what_cannot_be_is_refused_with_its_place(told: Any) -> None:
    wrong = [
        {"source": "amazon", "days": -1},
        {"source": "a.b", "reserveDays": 99999, "fields": []},
        {"source": "saleor", "mayBuild": False},
    ]

    done = told(OPERATIONS[UPDATE], terms=wrong)["customerMgmtRetentionUpdate"]
    twice = told(OPERATIONS[UPDATE], terms=[{"source": "a"}, {"source": "a"}])["customerMgmtRetentionUpdate"]

    assert done["revision"] is None
    assert [(e["code"], e["field"], e["path"]) for e in done["errors"]] == [
        ("INVALID", "terms", "terms[0].days"),
        ("INVALID", "terms", "terms[1].reserveDays"),
        ("INVALID", "terms", "terms[1].fields"),
        ("INVALID", "terms", "terms[2].mayBuild"),
    ]
    assert [(e["path"], e["message"]) for e in twice["errors"]] == [
        ("terms[1].source", "terms[1].source: is there twice.")
    ]
    assert not RetentionRevision.objects.exists()


def test_an_expired_order_tells_plainly_what_is_no_longer_kept(told: Any) -> None:
    amazon("A-1")
    amazon("A-2", shipped_at=timezone.now() - timedelta(days=3))
    expire_now(actor=STAFF)
    one, other = ({"source": "amazon", "number": number} for number in ("A-1", "A-2"))

    gone = told(TOLD, number="A-1")["orderRecord"]
    kept = told(TOLD, number="A-2")["orderRecord"]
    why = told(WHY, one=one, other=other)["customerProfileWhy"]
    customer = told(
        "query ($id: ID!) { customerProfile(id: $id) { name orderCount expiredOrderCount expiredFields } }",
        id=ids.customer_id(customer_of("amazon:A-1").public_id),
    )["customerProfile"]

    assert gone["expiredFields"] == NAMES
    assert gone["expiredAt"] is not None
    assert gone["expiresAt"] is None
    assert gone["buyer"] == {"name": None, "phones": None, "country": "JP"}
    assert gone["recipients"] == [{"name": None}]
    assert [each for each in gone["evidence"] if each["field"] in ("NAME", "EMAIL")] == [
        {"field": "NAME", "raw": "", "value": "", "trust": "EXPIRED", "note": ""},
        {"field": "EMAIL", "raw": "", "value": "", "trust": "MISSING", "note": ""},
    ]
    assert gone["keys"] == [
        {
            "criterion": "name+phone",
            "parts": [
                {"field": "NAME", "value": "", "kept": False},
                {"field": "PHONE", "value": "", "kept": False},
            ],
        }
    ]
    assert (kept["expiredFields"], kept["expiredAt"], kept["buyer"]["name"]) == ([], None, "朝比奈 若葉")
    assert kept["expiresAt"] > kept["shippedAt"]
    assert why["sameCustomer"] is True
    # What the other order still tells is told.
    assert {part["kept"] for part in why["chain"][0]["keys"][0]["parts"]} == {True}
    first = why["comparisons"][0]["fields"]
    assert [(f["field"], f["relation"], f["one"], f["oneKept"], f["otherKept"]) for f in first] == [
        ("NAME", "EQUAL", [], False, True),
        ("PHONE", "EQUAL", [], False, True),
    ]
    assert customer == {
        "name": "朝比奈 若葉",
        "orderCount": 2,
        "expiredOrderCount": 1,
        "expiredFields": NAMES,
    }
    assert Job.objects.get().result["expired"]["amazon"]["orders"] == 1

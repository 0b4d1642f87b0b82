"""The watchlist, labels, counting, and the new facts of orders."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from saleor_customer_mgmt.core.conditions import Language
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.presets import PRESETS
from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.models import CountingRevision, CustomerLabel, OrderRecord, WatchMark
from saleor_customer_mgmt.models import Rule as RuleRow
from saleor_customer_mgmt.services.install_presets import install_presets
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import STAFF, order_facts, order_id
from tests.graphql.conftest import everything
from tests.graphql.operations import OPERATIONS
from tests.graphql.orders import order
from tests.graphql.test_rules import done
from tests.graphql.world import OTHER_PHONE, PHONE, customer_of


def test_a_customer_is_watched_blocked_and_left_alone(told: Any) -> None:
    record_orders([order_facts(n, phone=PHONE) for n in "12"])
    customer = customer_of("saleor:1").public_id
    soon = (timezone.now() + timedelta(hours=1)).isoformat()

    watched = done(told, "CustomerProfileWatch", customer=customer, level="WATCH", expiresAt=soon)
    blocked = done(
        told,
        "CustomerProfileWatch",
        customer=customer,
        level="BLOCK",
        reason="never pays",
        order=ids.order_id("saleor", "2"),
    )

    assert (watched["errors"], watched["customerProfile"]["watchLevel"]) == ([], "WATCH")
    assert (blocked["mark"]["order"]["number"], blocked["mark"]["reason"]) == ("2", "never pays")
    found = done(told, "CustomerProfile", id=customer)
    assert (found["watchLevel"], found["isVictim"]) == ("BLOCK", False)
    assert [mark["level"] for mark in found["watchMarks"]] == ["WATCH", "BLOCK"]
    again = done(told, "CustomerProfileWatch", customer=customer, level="WATCH")
    assert again["errors"][0]["code"] == "ALREADY_DONE"

    ended = done(told, "CustomerProfileEndWatch", id=blocked["mark"]["id"], reason="paid")
    assert (ended["mark"]["endReason"], ended["mark"]["endedBy"]["label"]) == ("paid", "staff")
    WatchMark.objects.filter(level="watch").update(expires_at=timezone.now() - timedelta(seconds=1))
    found = done(told, "CustomerProfile", id=customer)
    assert (found["watchLevel"], found["watchMarks"]) == (None, [])

    def listed(**filters: Any) -> list[str]:
        return [e["node"]["level"] for e in done(told, "CustomerMgmtWatchlist", filter=filters)["edges"]]

    assert (listed(), listed(inForce=False)) == ([], ["BLOCK", "WATCH"])
    assert listed(inForce=False, levels=["WATCH"]) == ["WATCH"]
    assert listed(inForce=False, customer="garbage") == []


def test_several_customers_are_watched_at_once_found_and_let_go(told: Any) -> None:
    record_orders([order_facts("1", phone=PHONE), order_facts("2", name="鈴木花子", phone=OTHER_PHONE)])
    both = [customer_of(f"saleor:{n}").public_id for n in "12"]
    done(told, "CustomerProfileWatch", customer=both[0], level="WATCH")

    watched = done(told, "CustomerProfilesWatch", customers=both, level="WATCH", reason="cancels")

    assert watched["errors"] == []
    assert [(m["customer"]["publicId"], m["reason"]) for m in watched["marks"]] == [(both[1], "cancels")]
    found = done(told, "CustomerMgmtWatchlist", filter={"search": "鈴木"})["edges"]
    assert [edge["node"]["customer"]["publicId"] for edge in found] == [both[1]]
    marks = [edge["node"]["id"] for edge in done(told, "CustomerMgmtWatchlist")["edges"]]
    ended = done(told, "CustomerMgmtWatchMarksEnd", marks=marks, reason="paid")
    assert [(m["endReason"], m["endedBy"]["label"]) for m in ended["marks"]] == [("paid", "staff")] * 2
    before = everything()
    for marks_given, code in ((marks, "ALREADY_DONE"), (["no"], "NOT_FOUND"), ([], "REQUIRED")):
        (error,) = done(told, "CustomerMgmtWatchMarksEnd", marks=marks_given)["errors"]
        assert (error["code"], error["field"]) == (code, "marks")
    (error,) = done(told, "CustomerProfilesWatch", customers=[*both, "0000-0000-0000"], level="BLOCK")[
        "errors"
    ]
    assert (error["code"], error["field"], everything()) == ("NOT_FOUND", "customers", before)


def test_shipped_texts_are_told_in_each_language_and_others_as_they_are(told: Any) -> None:
    install_presets()
    RuleRow.objects.filter(preset="victim").update(name="Our own name")
    record_orders([order_facts(n, phone=PHONE, status=OrderStatus.PLACED) for n in "12"])
    customer = customer_of("saleor:1").public_id
    done(told, "CustomerProfilesWatch", customers=[customer], level="BLOCK")
    done(told, "CustomerProfilesWatch", customers=[customer], level="VICTIM")
    query = """query($id: ID!, $language: CustomerMgmtLanguage) {
      customerProfile(id: $id) { openHolds {
        order { number labels { text(language: $language) } }
        reason(language: $language) rule { name(language: $language) }
      } }
      customerMgmtGroups(first: 9) { edges { node { slug name(language: $language) } } }
    }"""

    def holds(**variables: Any) -> list[tuple[str, str]]:
        found = told(query, id=customer, **variables)["customerProfile"]["openHolds"]
        return [(h["rule"]["name"], h["reason"]) for h in found if h["order"]["number"] == "1"]

    english = [
        (
            "Our own name",
            "Somebody has misused this customer's name or address: is this order really theirs?",
        ),
        ("On the watchlist: block", "On the watchlist: block"),
    ]
    assert (holds(), holds(language="EN")) == (english, english)
    assert holds(language="JA") == [
        ("Our own name", "名前または住所を悪用されたお客様です。ご本人の注文か確認してください。"),
        ("要注意顧客リスト：取引停止", "要注意顧客リスト：取引停止"),
    ]
    answer = told(query, id=customer, language="JA")
    assert {
        label["text"] for h in answer["customerProfile"]["openHolds"] for label in h["order"]["labels"]
    } == {"2回以上購入"}
    names = {e["node"]["slug"]: e["node"]["name"] for e in answer["customerMgmtGroups"]["edges"]}
    assert names["repeat"] == PRESETS["repeat"].names[Language.JA]


def test_a_victim_is_no_suspect_and_a_mark_follows_a_merge(told: Any) -> None:
    record_orders([order_facts("1", phone=PHONE), order_facts("2", phone=OTHER_PHONE)])
    marked, main = customer_of("saleor:1").public_id, customer_of("saleor:2").public_id
    done(told, "CustomerProfileWatch", customer=marked, level="VICTIM")

    found = done(told, "CustomerProfile", id=marked)
    assert (found["watchLevel"], found["isVictim"]) == (None, True)
    merge_customers(order_id("saleor:2"), order_id("saleor:1"), actor=STAFF)

    (edge,) = done(told, "CustomerMgmtWatchlist", filter={"customer": main})["edges"]
    assert edge["node"]["customer"]["publicId"] == customer_of("saleor:1").public_id


def test_labels_are_put_on_and_taken_off_many_at_once(told: Any) -> None:
    record_orders([order_facts("1", phone=PHONE), order_facts("2", phone=OTHER_PHONE)])
    customers = [customer_of(f"saleor:{n}").public_id for n in "12"]
    orders = [ids.order_id("saleor", n) for n in "12"]

    assert done(told, "CustomerProfilesLabel", customers=customers[:1], label=" friend ")["changed"] == 1
    put = done(told, "CustomerProfilesLabel", customers=[*customers, customers[0].lower()], label="friend")
    assert (put["errors"], put["changed"]) == ([], 1)
    assert [[each["text"] for each in c["labels"]] for c in put["customerProfiles"]] == [["friend"]] * 2
    assert done(told, "OrderRecordsLabel", orders=orders, label="gift")["changed"] == 2
    off = done(told, "OrderRecordsUnlabel", orders=orders[:1], label="gift")
    assert (off["changed"], off["orders"][0]["labels"]) == (1, [])
    assert done(told, "OrderRecord", source="saleor", number="2")["labels"][0]["text"] == "gift"
    assert done(told, "CustomerProfilesUnlabel", customers=customers, label="friend")["changed"] == 2
    assert CustomerLabel.objects.count() == 0


def test_labels_are_for_all_that_are_named_or_for_none(told: Any) -> None:
    record_orders([order_facts("1", phone=PHONE)])
    before = everything()

    found = done(
        told,
        "CustomerProfilesLabel",
        customers=[customer_of("saleor:1").public_id, "0000-0000-0000"],
        label="a",
    )

    assert (found["changed"], found["errors"][0]["code"]) == (None, "NOT_FOUND")
    assert everything() == before


def test_the_counting_policy_is_changed_and_the_receipt_says_so(told: Any) -> None:
    record_orders(
        [
            order_facts("1", phone=PHONE, refunded=Decimal(300)),
            order_facts("2", phone=PHONE, email="taro@shop.example"),
        ]
    )
    customer = customer_of("saleor:1").public_id
    start = done(told, "CustomerMgmtCounting")
    assert (start["policy"]["testEmails"], start["revisions"]["totalCount"]) == ([], 0)

    changed = done(
        told, "CustomerMgmtCountingUpdate", policy={"testEmails": ["@SHOP.example"]}, reason="our own"
    )

    assert changed["errors"] == []
    assert changed["revision"]["policy"]["testEmails"] == ["@shop.example"]
    assert changed["revision"]["policy"]["statuses"] == ["FULFILLED", "PLACED"]
    found = done(told, "CustomerProfile", id=customer)
    receipt = {e["node"]["number"]: e["node"] for e in found["purchaseReceipt"]["edges"]}
    assert (found["purchaseCount"], found["totals"]) == (1, [{"currency": "JPY", "amount": "700"}])
    assert (receipt["1"]["counts"], receipt["1"]["spent"]) == (True, "700")
    assert (receipt["2"]["counting"], receipt["2"]["spent"]) == ("TEST_ORDER", None)
    assert receipt["2"]["english"] == "Does not count: a test by the shop's own staff"
    assert receipt["2"]["japanese"] == "数えません:自社スタッフのテスト注文"
    (edge,) = done(told, "CustomerMgmtCounting", first=5)["revisions"]["edges"]
    assert edge["node"]["reason"] == "our own"


def test_every_fault_of_a_policy_is_named(told: Any) -> None:
    given = {"statuses": [], "testEmails": ["@shop.example", "nobody"], "sourcesLeftOut": [" "]}

    found = done(told, "CustomerMgmtCountingUpdate", policy=given)

    assert [(e["code"], e["field"], e["path"]) for e in found["errors"]] == [
        ("INVALID", "sourcesLeftOut", "sourcesLeftOut[0]"),
        ("INVALID", "testEmails", "testEmails[1]"),
    ]
    assert (found["revision"], CountingRevision.objects.count()) == (None, 0)


def test_an_order_tells_channel_refund_and_traits(told: Any) -> None:
    given = order("1", postalCode="100-0001", address="大阪府大阪市北区梅田1-1", phones=["090-0000-1234"])
    given |= {"channel": "web-jp", "refunded": "200.50", "isExchange": True}

    result = told(OPERATIONS["OrderRecordsRecord"], orders=[given])["orderRecordsRecord"]

    assert result["errors"] == []
    found = done(told, "OrderRecord", source="saleor", number="1")
    assert (found["channel"], found["refunded"], found["isExchange"]) == ("web-jp", "200.5", True)
    assert found["counting"] == "EXCHANGE"
    assert found["traits"] == {"address": "MISMATCH", "phone": "INVALID", "shipsElsewhere": None}
    assert found["groups"] is None  # there was no group to be in
    OrderRecord.objects.update(groups=["vip"])
    assert done(told, "OrderRecord", source="saleor", number="1")["groups"] == ["vip"]

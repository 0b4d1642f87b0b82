"""Values that may be kept no longer go, everywhere; customers, counts and explanations stay."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.core.criteria import parse_criteria
from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.core.explain import Relation
from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.core.retention import PERSONAL, SHIPPED
from saleor_customer_mgmt.core.retention_policy import parse_retention
from saleor_customer_mgmt.models import (
    AuditEntry,
    Customer,
    CustomerLabel,
    CustomerSearch,
    Hold,
    Import,
    ImportChunk,
    ImportResult,
    ImportShare,
    Job,
    OrderDigests,
    OrderEvidence,
    OrderKey,
    OrderLabel,
    OrderRecord,
    Rule,
    StaffDecision,
)
from saleor_customer_mgmt.selectors.retention import upcoming
from saleor_customer_mgmt.selectors.search import search_customers, search_orders
from saleor_customer_mgmt.selectors.why import explain_orders
from saleor_customer_mgmt.services import expire_orders as module
from saleor_customer_mgmt.services import run_work
from saleor_customer_mgmt.services.actor import SYSTEM
from saleor_customer_mgmt.services.change_counting import change_counting
from saleor_customer_mgmt.services.change_criteria import change_criteria
from saleor_customer_mgmt.services.change_retention import change_retention
from saleor_customer_mgmt.services.do_job import do_job, expire_now
from saleor_customer_mgmt.services.errors import AlreadyDone, Stale
from saleor_customer_mgmt.services.import_orders import import_orders
from saleor_customer_mgmt.services.label import label_customers, label_orders, unlabel_orders
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.note_customer import write_note
from saleor_customer_mgmt.services.place_hold import place_holds
from saleor_customer_mgmt.services.preview_criteria import preview_criteria
from saleor_customer_mgmt.services.queue_import import queue_import
from saleor_customer_mgmt.services.queue_retention import queue_retention, queue_retention_of_the_day
from saleor_customer_mgmt.services.rebuild import rebuild
from saleor_customer_mgmt.services.record_orders import Outcome, record_orders
from saleor_customer_mgmt.services.split_customer import split_customer
from saleor_customer_mgmt.services.undo_decision import undo_decision
from saleor_customer_mgmt.services.work_off_search import work_off_search
from tests.builders import STAFF, groups, order_facts, order_id
from tests.services.dump import places_of

pytestmark = pytest.mark.django_db

ALL = [field.value for field in PERSONAL]
NAME, KANA, EMAIL, PHONE = "朝比奈　若葉", "アサヒナ　ワカバ", "Wakaba.Asahina@Example.com", "090-0000-7531"
POSTAL, ADDRESS, BIRTHDAY = "150-0001", "東京都渋谷区神宮前九丁目８−７ 若葉荘203", "1987-06-05"
COMPANY, MEMBER = "朝比奈商店", "W-778899-X"
RECIPIENT, RECIPIENT_PHONE = "橘　ほのか", "080-0000-8642"
VALUES = [NAME, KANA, EMAIL, PHONE, ADDRESS, BIRTHDAY, COMPANY, MEMBER, RECIPIENT, RECIPIENT_PHONE]
VALUES += ["+819000007531", "wakaba.asahina@example.com", "朝比奈若葉", "1500001", "若葉荘"]


def wakaba(number: str, source: str = "amazon", **more: Any) -> OrderFacts:
    told: dict[str, Any] = {
        "name": NAME,
        "kana": KANA,
        "email": EMAIL,
        "phone": PHONE,
        "postal_code": POSTAL,
        "address": ADDRESS,
        "birthday": BIRTHDAY,
        "company": COMPANY,
        "member_id": MEMBER,
        "recipients": (Person(name=RECIPIENT, phones=(RECIPIENT_PHONE,), address=ADDRESS),),
    }
    return order_facts(number, source=source, **(told | more))


def expire() -> dict[str, Any]:
    return dict(expire_now(actor=STAFF)["expired"])


def order(number: str) -> OrderRecord:
    return OrderRecord.objects.get(number=number)


def the_customer() -> Customer:
    return Customer.objects.get(merged_into=None)


def test_what_amazon_orders_tell_of_people_goes_and_the_repeater_stays() -> None:
    record_orders([wakaba("A-1"), wakaba("A-2", placed_at=datetime(2026, 2, 1, tzinfo=UTC))])
    before = the_customer()
    digests = dict(OrderDigests.objects.values_list("order_id", "digests"))
    keys = set(OrderKey.objects.values_list("key_id", "order_id"))
    assert before.purchase_count == 2
    assert places_of(VALUES)

    assert expire() == {"amazon": {"orders": 2, "fields": ALL}}

    assert places_of(VALUES) == set()
    after = the_customer()
    assert (after.name, after.kana, after.email, after.phone, after.address) == ("", "", "", "", "")
    counted = ("id", "public_id", "order_count", "purchase_count", "totals", "last_order_at", "sources")
    assert [getattr(after, name) for name in counted] == [getattr(before, name) for name in counted]
    assert dict(OrderDigests.objects.values_list("order_id", "digests")) == digests
    assert set(OrderKey.objects.values_list("key_id", "order_id")) == keys
    row = order("A-1")
    assert row.expired == ALL
    assert row.expired_at is not None
    assert row.evidence.people == {"buyer": {}, "recipients": [{}]}
    assert row.evidence.evidence == {
        "source": [["amazon", "amazon", "usable", ""]],
        **{name: [["", "", "expired", ""]] for name in ALL},
    }
    assert row.evidence.search_text == "a1"
    assert CustomerSearch.objects.get().text == ""
    assert list(search_orders("A-1")) == [row]
    assert list(search_customers("A-1")) == [after]
    for value in VALUES:
        assert not search_customers(value).exists()


def test_it_is_still_explained_without_the_values() -> None:
    record_orders([wakaba("A-1"), wakaba("A-2"), wakaba("R-1", "rakuten", email="other@example.com")])
    expire()

    both = explain_orders(order("A-1"), order("A-2"))
    one = explain_orders(order("A-1"), order("R-1"))

    assert both.same_customer
    (step,) = both.chain
    told = {(str(key.criterion), key.values) for key in step.keys}
    assert told == {("name+phone", (None, None)), ("name+email", (None, None))}
    assert [
        (c.met, [(f.relation, f.one, f.other, f.one_kept) for f in c.fields]) for c in both.comparisons
    ] == [(True, [(Relation.EQUAL, (), (), False)] * 2)] * 2
    # What the other order may still tell is told.
    assert [(str(k.criterion), k.values) for s in one.chain for k in s.keys] == [
        ("name+phone", ("朝比奈若葉", "+819000007531"))
    ]
    assert [[f.relation for f in c.fields] for c in one.comparisons] == [
        [Relation.EQUAL, Relation.EQUAL],
        [Relation.EQUAL, Relation.DIFFERENT],
    ]


def test_what_other_sources_tell_stays_and_is_shown() -> None:
    record_orders([wakaba("R-1", "rakuten", email=None), wakaba("A-1", phone="080-0000-1357")])
    assert expire() == {"amazon": {"orders": 1, "fields": ALL}}

    customers = {row.order_count: row for row in Customer.objects.filter(merged_into=None)}

    assert sorted(customers) == [1]  # no key in common: name and nothing else
    assert places_of([EMAIL, "080-0000-1357"]) == set()
    named = Customer.objects.exclude(name="").get()
    assert (named.name, named.phone, named.sources) == (NAME, PHONE, ["rakuten"])
    assert list(search_customers("朝比奈")) == [named]


def test_a_customer_of_both_shows_what_the_other_source_tells() -> None:
    record_orders([wakaba("R-1", "rakuten", name="朝比奈 若葉"), wakaba("A-1", name=NAME)])
    expire()

    assert (the_customer().name, the_customer().order_count) == ("朝比奈 若葉", 2)
    assert list(search_customers("朝比奈")) == [the_customer()]
    assert [row.number for row in search_orders("朝比奈")] == ["R-1"]


def test_new_orders_are_matched_with_expired_ones() -> None:
    record_orders([wakaba("A-1")])
    expire()

    record_orders([wakaba("A-2", phone=None), wakaba("R-1", "rakuten", email=None)])

    assert groups() == {frozenset({"amazon:A-1", "amazon:A-2", "rakuten:R-1"})}
    assert the_customer().purchase_count == 3
    assert expire() == {"amazon": {"orders": 1, "fields": ALL}}
    assert the_customer().purchase_count == 3


def test_nothing_goes_before_its_time() -> None:
    now = timezone.now()
    day = timedelta(days=1)
    record_orders(
        [
            wakaba("sent long ago", placed_at=now - 60 * day, shipped_at=now - 31 * day),
            wakaba("sent lately", placed_at=now - 60 * day, shipped_at=now - 29 * day),
            wakaba("sent, nobody knows when", placed_at=now - 31 * day),
            wakaba("sent, placed lately", placed_at=now - 29 * day),
            wakaba("open", placed_at=now - 59 * day, status=OrderStatus.PLACED),
            wakaba("open for long", placed_at=now - 61 * day, status=OrderStatus.PLACED),
            wakaba("no time", placed_at=None),
            wakaba("rakuten", "rakuten", placed_at=now - 900 * day),
            wakaba("shop", "saleor", placed_at=now - 900 * day),
        ]
    )
    foreseen = {
        row.number: SHIPPED.expires_at(
            row.source,
            status=OrderStatus(row.status),
            shipped_at=row.shipped_at,
            placed_at=row.placed_at,
            recorded_at=row.recorded_at,
        )
        for row in OrderRecord.objects.all()
    }

    expire()

    gone = set(OrderRecord.objects.exclude(expired=None).values_list("number", flat=True))
    assert gone == {"sent long ago", "sent, nobody knows when", "open for long"}
    assert gone == {number for number, moment in foreseen.items() if moment and moment <= now}
    assert {number for number, moment in foreseen.items() if moment is None} == {"rakuten", "shop"}


def test_what_will_expire_is_told_before() -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    day = timedelta(days=1)
    record_orders(
        [
            wakaba("1", shipped_at=now - 100 * day),
            wakaba("2", shipped_at=now - 30 * day),
            wakaba("3", shipped_at=now - 28 * day),
            wakaba("4", placed_at=now - 58 * day, status=OrderStatus.PLACED),
            wakaba("5", shipped_at=now),
            wakaba("6", "rakuten", shipped_at=now - 100 * day),
        ]
    )

    told = [(each.source, each.day.isoformat(), each.orders, each.fields) for each in upcoming(7, now)]

    assert told == [("amazon", "2026-03-01", 2, PERSONAL), ("amazon", "2026-03-03", 2, PERSONAL)]
    assert sum(each.orders for each in upcoming(31, now)) == 5


def test_it_is_done_once_and_resumed_where_it_was_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH", 2)
    record_orders(
        [wakaba(f"A-{n}", name=f"{NAME}{n}", phone=None, email=f"a{n}@example.com") for n in range(5)]
    )
    original, calls = module.let_go, []

    def killed(*args: Any) -> None:
        calls.append(len(args[0]))
        original(*args)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(module, "let_go", killed)
    job = queue_retention(actor=SYSTEM)
    assert queue_retention(actor=SYSTEM) == job
    with pytest.raises(KeyboardInterrupt):
        do_job(job.id)
    job.refresh_from_db()

    # The batch in which it was killed left nothing.
    assert OrderRecord.objects.exclude(expired=None).count() == 2
    assert job.result["expired"] == {"amazon": {"orders": 2, "fields": ALL}}
    Job.objects.filter(id=job.id).update(state=Job.State.PENDING, claim=None)
    run_work.do("job", job.id)
    run_work.do("job", job.id)  # told twice
    job.refresh_from_db()
    assert calls == [2, 2, 2, 1]
    assert job.state == Job.State.DONE
    assert job.result == {"expired": {"amazon": {"orders": 5, "fields": ALL}}, "results": 0}
    assert expire() == {}
    audit = AuditEntry.objects.filter(action="retention").order_by("id")
    assert [entry.data["expired"] for entry in audit] == [{"amazon": {"orders": 5, "fields": ALL}}, {}]


def test_once_a_night_when_anything_is_due() -> None:
    at = timezone.localtime().replace(hour=4, minute=0)
    assert queue_retention_of_the_day(at) is None
    record_orders([wakaba("A-1")])
    assert queue_retention_of_the_day(at.replace(hour=2)) is None

    job = queue_retention_of_the_day(at)

    assert job is not None
    Job.objects.filter(id=job.id).update(created_at=at)
    assert queue_retention_of_the_day(at) is None
    tomorrow = at + timedelta(days=1)
    assert queue_retention_of_the_day(tomorrow) == job  # it waits still, so there is no second one
    do_job(job.id)
    assert queue_retention_of_the_day(tomorrow) is None
    change_retention(parse_retention({"amazon": {"fields": ["name"]}}), actor=STAFF)
    assert queue_retention_of_the_day(tomorrow) is not None


def test_an_old_file_brings_nothing_back() -> None:
    first = wakaba("A-1")
    record_orders([first])
    expire()
    before = order("A-1"), OrderEvidence.objects.get().evidence, bytes(OrderDigests.objects.get().digests)

    (again,) = record_orders([first])
    (other_words,) = record_orders([wakaba("A-1", name="朝比奈若葉", phone="０９０−００００−７５３１")])

    assert (again.outcome, other_words.outcome) == (Outcome.UNCHANGED, Outcome.UNCHANGED)
    assert (
        order("A-1"),
        OrderEvidence.objects.get().evidence,
        bytes(OrderDigests.objects.get().digests),
    ) == before
    assert places_of(VALUES) == set()


def test_what_is_told_anew_of_an_expired_order_is_matched_and_not_kept() -> None:
    record_orders([wakaba("A-1"), wakaba("R-2", "rakuten", phone="080-0000-1357", email=None)])
    expire()
    assert len(groups()) == 2

    changed = wakaba("A-1", phone="080-0000-1357", status=OrderStatus.RETURNED, address=None)
    assert [each.outcome for each in record_orders([changed, changed])] == ["changed", "unchanged"]
    assert [each.outcome for each in record_orders([changed])] == ["unchanged"]

    assert groups() == {frozenset({"amazon:A-1", "rakuten:R-2"})}
    row = order("A-1")
    assert (row.status, row.count_reason, row.expired) == ("returned", "returned", ALL)
    assert row.evidence.people == {"buyer": {}, "recipients": [{}]}
    assert row.evidence.search_text == "a1"
    # It may be told back again, and is then what it was.
    assert [each.outcome for each in record_orders([wakaba("A-1")])] == ["changed"]
    assert len(groups()) == 2
    # In one call there and back: nothing is written, whatever was told last.
    assert [e.outcome for e in record_orders([changed, wakaba("A-1")])] == ["changed", "changed"]
    assert order("A-1").status == "fulfilled"
    assert len(groups()) == 2


def test_only_some_fields_may_go() -> None:
    change_retention(
        parse_retention({"rakuten": {"days": 10, "fields": ["phone", "address", "email"]}}), actor=STAFF
    )
    record_orders([wakaba("R-1", "rakuten"), wakaba("R-2", "rakuten")])

    assert expire() == {"rakuten": {"orders": 2, "fields": ["email", "phone", "address"]}}

    assert places_of([EMAIL, PHONE, ADDRESS, RECIPIENT_PHONE, "若葉荘", "+819000007531"]) == set()
    customer = the_customer()
    assert (customer.name, customer.kana, customer.phone, customer.email) == (NAME, KANA, "", "")
    assert order("R-1").evidence.people == {
        "buyer": {
            "name": NAME,
            "kana": KANA,
            "postal_code": POSTAL,
            "birthday": BIRTHDAY,
            "company": COMPANY,
            "member_id": MEMBER,
        },
        "recipients": [{"name": RECIPIENT}],
    }
    assert len(search_customers("若葉")) == 1
    # What is kept may change; what is not is told once more, and goes at once.
    record_orders([wakaba("R-1", "rakuten", name="朝比奈　青葉", phone="080-0000-1357")])
    assert {"rakuten:R-1"} in groups()
    assert places_of(["080-0000-1357"]) == set()
    # More of them go once the policy says so.
    change_retention(parse_retention({"rakuten": {"days": 10}}), actor=STAFF)
    assert expire() == {"rakuten": {"orders": 2, "fields": ALL}}
    assert places_of([*VALUES, "朝比奈　青葉"]) == set()


def test_rebuilds_and_other_criteria_take_what_is_left_from_the_digests() -> None:
    change_counting(CountingPolicy(test_emails=frozenset({"staff@shop.example.org"})), actor=STAFF)
    record_orders(
        [
            wakaba("A-1"),
            wakaba("A-2", phone="080-0000-1357"),
            wakaba("A-3", name="別人", phone=None, email="staff@shop.example.org", member_id="M-2"),
            wakaba("S-1", "saleor", email=None, phone=None),
        ]
    )
    whole = parse_criteria("kana+birthday OR name+address")
    foreseen = preview_criteria(whole).customers_then
    expire()
    rows = ("id", "fingerprint", "count_reason", "traits", "customer_id")
    before = list(OrderRecord.objects.order_by("id").values_list(*rows))
    digests = list(OrderDigests.objects.order_by("order_id").values_list("order_id", "digests", "recipe"))
    keys = set(OrderKey.objects.values_list("key_id", "order_id"))

    for from_facts in (False, True):
        OrderDigests.objects.update(recipe=1)  # an earlier version of the program
        rebuild(actor=STAFF, from_facts=from_facts)
        work_off_search()
        assert list(OrderRecord.objects.order_by("id").values_list(*rows)) == before
        assert (
            list(OrderDigests.objects.order_by("order_id").values_list("order_id", "digests", "recipe"))
            == digests
        )
        assert set(OrderKey.objects.values_list("key_id", "order_id")) == keys
    assert order("A-3").count_reason == "test_order"
    change_counting(
        CountingPolicy(test_emails=frozenset({"staff@shop.example.org"}), count_exchanges=True), actor=STAFF
    )
    assert order("A-3").count_reason == "test_order"
    assert preview_criteria(whole).customers_then == foreseen == 1
    change_criteria(whole, actor=STAFF)
    assert groups() == {frozenset({"amazon:A-1", "amazon:A-2", "amazon:A-3", "saleor:S-1"})}
    assert places_of([EMAIL, PHONE, "080-0000-1357", "別人"]) == set()


def test_a_rebuild_with_another_secret_is_refused_once_values_are_gone(settings: Any) -> None:
    record_orders([wakaba("A-1"), wakaba("A-2")])
    expire()
    before = list(OrderDigests.objects.order_by("order_id").values_list("order_id", "digests"))
    keys = set(OrderKey.objects.values_list("key_id", "order_id"))
    settings.CUSTOMER_MGMT = {**getattr(settings, "CUSTOMER_MGMT", {}), "SECRET": "another"}

    with pytest.raises(Stale, match="Bring the old one back"):
        rebuild(actor=STAFF)

    assert list(OrderDigests.objects.order_by("order_id").values_list("order_id", "digests")) == before
    assert set(OrderKey.objects.values_list("key_id", "order_id")) == keys


def test_splits_merges_and_undoing_work_over_expired_orders() -> None:
    record_orders(
        [wakaba("A-1"), wakaba("A-2"), wakaba("A-3"), wakaba("A-4", name="別人", phone=None, email=None)]
    )
    expire()
    together = {frozenset({"amazon:A-1", "amazon:A-2", "amazon:A-3"}), frozenset({"amazon:A-4"})}

    split = split_customer([order_id("amazon:A-2")], actor=STAFF)
    assert {"amazon:A-2"} in groups()
    assert explain_orders(order("A-1"), order("A-2")).contested[0].values == (None, None)
    merge = merge_customers(order_id("amazon:A-4"), order_id("amazon:A-1"), actor=STAFF)
    assert groups() == {frozenset({"amazon:A-1", "amazon:A-3", "amazon:A-4"}), frozenset({"amazon:A-2"})}
    undo_decision(split.id, actor=STAFF)
    undo_decision(merge.id, actor=STAFF)
    assert groups() == together


def test_what_staff_wrote_goes_on_without_the_values() -> None:
    record_orders(
        [
            wakaba("A-1", status=OrderStatus.PLACED),
            wakaba("A-2"),
            wakaba("A-9", name="別人", phone=None, email="z@example.com"),
        ]
    )
    one, other = order_id("amazon:A-1"), order_id("amazon:A-9")
    write_note(one, "ｱｻﾋﾅ ﾜｶﾊﾞさん (090 0000 7531) は配達は夜に", actor=STAFF)
    place_holds([one], point="fulfil", reason="朝比奈若葉 asks to wait", note="call 09000007531", actor=STAFF)
    merge = merge_customers(one, other, actor=STAFF, reason="wakaba.asahina@EXAMPLE.com told us so")
    undo_decision(merge.id, actor=STAFF, reason="not 朝比奈　若葉")
    write_note(other, "Nothing of anybody", actor=STAFF)

    expire()

    assert places_of(VALUES) == set()
    assert sorted(n.text for row in OrderRecord.objects.all() for n in row.customer_notes.all()) == [
        "Nothing of anybody",
        "[…]さん ([…]) は配達は夜に",
    ]
    hold = Hold.objects.get()
    assert (hold.reason, hold.note) == ("[…] asks to wait", "call […]")
    decision = StaffDecision.objects.get()
    assert (decision.reason, decision.undo_reason) == ("[…] told us so", "not […]")
    told = {entry.action: entry.data.get("reason") for entry in AuditEntry.objects.all()}
    assert (told["merge"], told["undo"], told["hold"]) == (
        "[…] told us so",
        "not […]",
        "[…] asks to wait",
    )


def test_what_staff_wrote_of_a_value_that_is_still_known_stays() -> None:
    record_orders([wakaba("A-1"), wakaba("R-1", "rakuten", email=None)])
    write_note(order_id("amazon:A-1"), f"{NAME} {EMAIL}", actor=STAFF)

    expire()

    assert [note.text for note in order("A-1").customer_notes.all()] == [f"{NAME} […]"]


def test_labels_that_staff_put_there_go_on_without_the_values() -> None:
    record_orders(
        [wakaba("A-1"), wakaba("A-2"), wakaba("A-9", name="別人", phone=None, email="z@example.com")]
    )
    one, two, other = (order_id(f"amazon:A-{n}") for n in (1, 2, 9))
    for text in (f"{NAME}さま", "ｱｻﾋﾅ ﾜｶﾊﾞさま", f"{NAME}さま" + "、" * 30 + NAME, "VIP"):
        label_customers([one], text, actor=STAFF)
    label_customers([other], "VIP", actor=STAFF)
    label_orders([two], "電話 090 0000 7531", actor=STAFF)
    unlabel_orders([two], f"{NAME}", actor=STAFF)

    expire()

    assert places_of(VALUES) == set()
    assert sorted(CustomerLabel.objects.values_list("anchor_id", "text")) == sorted(
        [(one, "[…]さま"), (one, "[…]さま" + "、" * 30 + "[…]"), (one, "VIP"), (other, "VIP")]
    )
    assert OrderLabel.objects.get().text == "電話 […]"
    told = AuditEntry.objects.filter(action__contains="labelled").order_by("id")
    assert [entry.data["label"] for entry in told] == [
        *("[…]さま", "[…]さま", "[…]さま" + "、" * 30 + "[…]", "VIP", "VIP", "電話 […]"),
    ]


def test_what_rules_label_is_the_shops_and_stays() -> None:
    record_orders([wakaba("A-1")])
    one = order_id("amazon:A-1")
    rule = Rule.objects.create(name="r", condition={}, actions=[])
    CustomerLabel.objects.create(anchor_id=one, rule=rule, text=NAME, by_kind="system")

    expire()

    assert CustomerLabel.objects.get().text == NAME


def test_imports_leave_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    head = "order_number,placed_at,name,kana,email,phone,address,total,currency"
    rows = [
        f"B-1,2026-01-01,{NAME},{KANA},{EMAIL},{PHONE},{ADDRESS},1000,JPY",
        f"B-2,2026-01-02,{NAME},{KANA},{EMAIL},{PHONE},{ADDRESS},much,JPY",
        f"{NAME},2026-01-02,{NAME},{KANA},{EMAIL},{PHONE},{ADDRESS},-5,JPY",
    ]
    path = tmp_path / "orders.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    run = import_orders([path], actor=STAFF, source="amazon")
    waits = queue_import([path], actor=STAFF, source="amazon")
    # As a worker leaves it that was stopped: what was read waits for others.
    ImportShare.objects.create(run=waits, number=1, items=path.read_bytes(), bytes_read=9)
    assert (run.new, run.refused) == (1, 2)
    assert ImportChunk.objects.exists()
    expire()
    assert places_of(VALUES) != set()  # the import itself is of today
    Import.objects.update(created_at=timezone.now() - timedelta(days=31))

    assert expire_now(actor=STAFF)["results"] == 1

    assert places_of(VALUES) == set()
    assert not ImportChunk.objects.exists()
    assert not ImportShare.objects.exclude(items=b"").exists()
    waits.refresh_from_db()
    assert (waits.state, waits.error) == (
        "failed",
        "given up: it waited for longer than what it says of people may be kept",
    )
    assert [
        (r.line, r.order_number, r.column)
        for r in ImportResult.objects.filter(outcome="refused").order_by("line")
    ] == [
        (3, "", "total"),
        (4, "", "order_number"),
    ]
    import_orders([path], actor=STAFF, source="amazon")
    Import.objects.update(created_at=timezone.now() - timedelta(days=31))
    expire()
    assert places_of(VALUES) == set()
    assert not [value for value in VALUES if value in caplog.text]


def test_the_policy_is_the_merchants_to_change() -> None:
    record_orders([wakaba("A-1")])
    revision = change_retention(
        parse_retention({"amazon": {"days": None}}), actor=STAFF, reason="a contract of our own"
    )
    assert expire() == {}
    assert order("A-1").expired is None
    with pytest.raises(AlreadyDone):
        change_retention(parse_retention({"amazon": {"days": None}}), actor=STAFF)
    audit = AuditEntry.objects.get(action="retention_policy")
    assert audit.data == {"revision": revision.id, "changed": ["amazon"], "reason": "a contract of our own"}

    change_retention(parse_retention({}), actor=STAFF)

    assert expire() == {"amazon": {"orders": 1, "fields": ALL}}
    change_retention(parse_retention({"amazon": {"days": None}}), actor=STAFF)
    assert order("A-1").expired == ALL  # nothing brings it back


def test_of_sources_that_no_customer_may_be_made_of_nothing_is_kept() -> None:
    record_orders([wakaba("Y-0", "yahoo")])
    change_retention(parse_retention({"yahoo": {"may_build": False}}), actor=STAFF)

    facts = [
        wakaba("Y-1", "yahoo", name="別人"),
        wakaba("Y-2", "yahoo", name="別人"),
        wakaba("S-1", "saleor"),
    ]
    assert [each.outcome for each in record_orders(facts)] == ["new"] * 3
    assert [each.outcome for each in record_orders(facts)] == ["unchanged"] * 3

    assert groups() == {
        frozenset({"yahoo:Y-0", "saleor:S-1"}),
        frozenset({"yahoo:Y-1"}),
        frozenset({"yahoo:Y-2"}),
    }
    assert places_of(["別人"]) == set()
    assert OrderEvidence.objects.get(order__number="Y-1").people == {"buyer": {}}
    assert bytes(OrderDigests.objects.get(order__number="Y-1").digests)[0:1] == b"\x01"  # the source only


def test_orders_from_before_there_were_digests_get_them_first() -> None:
    record_orders([wakaba("A-1"), wakaba("A-2")])
    digests = dict(OrderDigests.objects.values_list("order_id", "digests"))
    OrderDigests.objects.all().delete()

    expire()

    assert dict(OrderDigests.objects.values_list("order_id", "digests")) == digests
    rebuild(actor=STAFF, from_facts=True)
    assert the_customer().order_count == 2
    assert json.dumps(order("A-1").evidence.evidence).count('"expired"') == len(ALL)
    assert Field.SOURCE not in (order("A-1").expired or [])

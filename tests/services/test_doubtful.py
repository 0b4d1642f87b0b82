"""Doubtful pairs: found as a job, shown for review, decided, and what staff said remembered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from saleor_customer_mgmt.core.criteria import parse_criteria
from saleor_customer_mgmt.engines import extras
from saleor_customer_mgmt.models import AuditEntry, DoubtfulPair, Job, NotSame, OrderRecord, StaffDecision
from saleor_customer_mgmt.selectors.review import review_list, review_pairs
from saleor_customer_mgmt.services import find_doubtful as finding
from saleor_customer_mgmt.services import runs
from saleor_customer_mgmt.services import work_off_doubtful as module
from saleor_customer_mgmt.services.actor import SYSTEM
from saleor_customer_mgmt.services.change_criteria import change_criteria
from saleor_customer_mgmt.services.do_job import do_job, find_doubtful_now
from saleor_customer_mgmt.services.errors import AlreadyDone, NotFound, ServiceError
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.not_same import say_not_same, take_back_not_same
from saleor_customer_mgmt.services.queue_doubtful import queue_doubtful, queue_doubtful_of_the_night
from saleor_customer_mgmt.services.rebuild import rebuild
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.require_extra import NotInstalled
from saleor_customer_mgmt.services.split_customer import split_customer
from saleor_customer_mgmt.services.tend_runs import tend_runs
from saleor_customer_mgmt.services.undo_decision import undo_decision
from tests.builders import STAFF, order_facts, order_id

pytestmark = pytest.mark.django_db

HOME: dict[str, Any] = {"postal_code": "100-0013", "address": "東京都千代田区霞が関1-2-3"}
AWAY: dict[str, Any] = {"postal_code": "530-0001", "address": "大阪府大阪市北区梅田4-5-6"}
AT_NIGHT = datetime.fromisoformat("2026-11-22T04:00:00+09:00")


@pytest.fixture(autouse=True)
def shop() -> None:
    """Orders 1 and 2: she married. 3 and 4: one telephone digit. 5: the son of 1. 6: nobody's double."""
    record_orders(
        [
            order_facts("1", name="佐藤 花子", phone="090-0000-1111", email="hanako@example.com", **HOME),
            order_facts("2", name="鈴木 花子", phone="090-0000-1111", **AWAY),
            order_facts("3", name="高橋 次郎", phone="090-0000-3333", **HOME),
            order_facts("4", name="高橋 次郎", phone="090-0000-3334", **HOME),
            order_facts("5", name="佐藤 一", phone="090-0000-1111", **HOME),
            order_facts("6", name="田中 恵", phone="090-0000-6666", **AWAY),
        ]
    )


def find() -> dict[str, object]:
    return find_doubtful_now(actor=STAFF)


def pairs() -> list[tuple[str, str]]:
    """Return what stands for review, by the numbers of the orders that the customers are named by."""
    names = dict(OrderRecord.objects.values_list("id", "number"))
    return [(names[item.customer], names[other]) for item in review_pairs() for other in item.candidates]


def ids(*numbers: str) -> tuple[int, ...]:
    return tuple(order_id(f"saleor:{n}") for n in numbers)


def test_a_search_finds_what_no_criterion_sees() -> None:
    assert find() == {"customers": 6, "pairs": 2, "learnt": False}

    assert pairs() == [("3", "4"), ("1", "2")]


def test_what_each_field_weighs_is_told_without_any_value() -> None:
    find()

    phone, married = DoubtfulPair.objects.order_by("-weight")
    assert [tuple(field[:2]) for field in married.fields] == [
        ("name", "given_equal"),
        ("phone", "equal"),
        ("email", "absent"),
        ("address", "differs"),
        ("birthday", "absent"),
        ("company", "absent"),
    ]
    assert married.fields[0][2] == 4.91
    assert [field[:2] for field in phone.fields[:4]] == [
        ["name", "equal"],
        ["phone", "one_digit"],
        ["email", "absent"],
        ["address", "equal"],
    ]
    # The sum of the fields, and of how rare doubles are among so few: 1 of 250.
    assert married.weight == pytest.approx(sum(field[2] for field in married.fields) - 7.96, abs=0.02)
    assert (phone.probability, married.probability) == (0.999999, 0.999107)


def test_staff_see_who_it_is_and_why() -> None:
    find()

    item = review_list(ids("2"))[0]
    assert (item.customer, item.candidates, item.lonely) == (ids("2")[0], ids("1"), False)
    assert item.doubts[ids("1")[0]].fields[0] == ("name", "given_equal", 4.91)


def test_merged_ones_vanish_and_come_back_with_the_undo() -> None:
    find()

    merge = merge_customers(*ids("1", "2"), actor=STAFF)
    assert pairs() == [("3", "4")]

    undo_decision(merge.id, actor=STAFF)
    assert pairs() == [("3", "4"), ("1", "2")]


def test_not_the_same_is_remembered_and_never_proposed_again() -> None:
    find()

    say_not_same(*ids("2", "1"), actor=STAFF, reason="sisters")

    assert pairs() == [("3", "4")]
    assert review_list(ids("1")) == []
    said = NotSame.objects.get()
    assert ((said.one_id, said.other_id), said.reason, said.by_label) == (
        ids("1", "2"),
        "sisters",
        STAFF.label,
    )
    rebuild(actor=STAFF)
    assert find()["pairs"] == 1
    assert pairs() == [("3", "4")]
    change_criteria(parse_criteria("name+phone OR name+email OR name+address"), actor=STAFF)
    assert find()["pairs"] == 0
    assert pairs() == []


def test_what_was_said_goes_with_the_orders() -> None:
    find()
    say_not_same(*ids("1", "2"), actor=STAFF)

    # The customer of order 2 dissolves into that of 6, and is shown for review no more than before.
    merge = merge_customers(*ids("6", "2"), actor=STAFF)
    assert find()["pairs"] == 1
    assert pairs() == [("3", "4")]

    undo_decision(merge.id, actor=STAFF)
    assert pairs() == [("3", "4")]


def test_it_is_said_once_and_can_be_taken_back() -> None:
    find()
    say_not_same(*ids("1", "2"), actor=STAFF)

    with pytest.raises(AlreadyDone, match="said already"):
        say_not_same(*ids("2", "1"), actor=STAFF, reason="again")
    assert list(NotSame.objects.values_list("reason", flat=True)) == [""]

    take_back_not_same(*ids("2", "1"), actor=STAFF)
    assert pairs() == [("3", "4"), ("1", "2")]
    with pytest.raises(NotFound, match="Nobody has said"):
        take_back_not_same(*ids("2", "1"), actor=STAFF)
    assert list(
        AuditEntry.objects.filter(action__startswith="not_same").order_by("id").values_list("action", "data")
    ) == [
        ("not_same", {"customers": list(ids("1", "2")), "reason": ""}),
        ("not_same_taken_back", {"customers": list(ids("1", "2"))}),
    ]


@pytest.mark.parametrize("reason", ["x" * 2001, "\0"])
def test_reasons_that_are_refused(reason) -> None:
    with pytest.raises(ServiceError, match="2000 characters"):
        say_not_same(*ids("1", "2"), actor=STAFF, reason=reason)

    assert not NotSame.objects.exists()


def test_one_customer_cannot_be_two_without_a_split() -> None:
    merge_customers(*ids("1", "2"), actor=STAFF)

    with pytest.raises(AlreadyDone, match="A split parts it"):
        say_not_same(*ids("1", "2"), actor=STAFF)
    with pytest.raises(NotFound):
        say_not_same(ids("1")[0], 999_999_999, actor=STAFF)

    assert not NotSame.objects.exists()


def test_a_contested_pair_can_be_said_to_be_two() -> None:
    record_orders([order_facts("7", name="山本 誠", phone="090-0000-7777") for _ in range(1)])
    record_orders([order_facts("8", name="山本 誠", phone="090-0000-7777")])
    split_customer(ids("8"), actor=STAFF)
    assert pairs() == [("7", "8")]

    say_not_same(*ids("7", "8"), actor=STAFF)

    assert pairs() == []
    assert review_list() == []


def test_the_two_sides_of_a_split_are_not_proposed() -> None:
    merge = merge_customers(*ids("1", "2"), actor=STAFF)
    split_customer(ids("2"), actor=STAFF)
    assert merge.id < StaffDecision.objects.latest("id").id

    assert find()["pairs"] == 1
    assert pairs() == [("3", "4")]


def test_a_split_after_the_search_counts_too() -> None:
    find()
    merge_customers(*ids("1", "2"), actor=STAFF)
    split_customer(ids("2"), actor=STAFF)

    assert pairs() == [("3", "4")]


def test_the_likeliest_come_first_and_no_more_than_wanted(settings) -> None:
    settings.CUSTOMER_MGMT = {"DOUBTFUL_PAIRS": 1}

    assert find()["pairs"] == 1
    assert pairs() == [("3", "4")]


def test_how_likely_is_a_setting(settings) -> None:
    settings.CUSTOMER_MGMT = {"DOUBTFUL_PROBABILITY": 0.9995}

    assert find()["pairs"] == 1


def test_what_the_limit_holds_is_not_used_up_by_what_staff_said(settings) -> None:
    settings.CUSTOMER_MGMT = {"DOUBTFUL_PAIRS": 1}
    say_not_same(*ids("3", "4"), actor=STAFF)

    assert find()["pairs"] == 1
    assert pairs() == [("1", "2")]


def test_the_same_search_twice_gives_the_same() -> None:
    find()
    before = list(
        DoubtfulPair.objects.order_by("id").values_list("one", "other", "weight", "probability", "fields")
    )

    find()

    again = DoubtfulPair.objects.order_by("id").values_list("one", "other", "weight", "probability", "fields")
    assert list(again) == before


def test_in_the_background_told_twice() -> None:
    job = queue_doubtful(actor=STAFF)
    assert queue_doubtful(actor=STAFF) == job

    do_job(job.id)
    do_job(job.id)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 1)
    assert job.result == {"customers": 6, "pairs": 2, "learnt": False}
    assert (job.done, job.total) == (12, 12)
    assert DoubtfulPair.objects.filter(found_by=job).count() == 2
    assert AuditEntry.objects.filter(action="doubtful_pairs").count() == 1


def test_taken_over_in_the_middle_it_writes_nothing(monkeypatch) -> None:
    find()
    before = set(DoubtfulPair.objects.values_list("id", flat=True))
    job = queue_doubtful(actor=STAFF)

    def taken_over(tell):
        found = finding.find_doubtful(tell)
        Job.objects.filter(id=job.id).update(claim="00000000-0000-0000-0000-000000000001")
        return found

    monkeypatch.setattr(module, "find_doubtful", taken_over)
    do_job(job.id)

    assert set(DoubtfulPair.objects.values_list("id", flat=True)) == before
    job.refresh_from_db()
    assert job.state == Job.State.RUNNING


def test_killed_in_the_middle_another_worker_begins_anew(monkeypatch) -> None:
    job = queue_doubtful(actor=STAFF)
    assert runs.claim(Job, job.id) is not None  # and that worker is killed while it computes
    do_job(job.id)
    assert not DoubtfulPair.objects.exists()

    Job.objects.filter(id=job.id).update(updated_at="2026-01-01T00:00Z")
    do_job(job.id)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 2)
    assert pairs() == [("3", "4"), ("1", "2")]


def test_without_the_extra_all_say_what_to_install(monkeypatch) -> None:
    job = queue_doubtful(actor=STAFF)
    monkeypatch.setattr(extras, "find_spec", lambda _: None)

    for ask in (find, lambda: queue_doubtful(actor=STAFF)):
        with pytest.raises(NotInstalled) as refused:
            ask()
        assert refused.value.message.endswith("pip install 'saleor-customer-mgmt[splink]'.")
    do_job(job.id)

    # Also when it is missing only where the worker is.
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, refused.value.message)
    assert not DoubtfulPair.objects.exists()
    assert Job.objects.count() == 1


def test_every_night_where_the_merchant_wants_it(settings) -> None:
    at = timezone.localtime().replace(hour=4, minute=0)
    assert queue_doubtful_of_the_night(at) is None
    assert not Job.objects.exists()
    settings.CUSTOMER_MGMT = {"DOUBTFUL_EVERY_NIGHT": True}
    assert queue_doubtful_of_the_night(at.replace(hour=2, minute=59)) is None

    job = queue_doubtful_of_the_night(at)

    assert job is not None
    assert (job.kind, job.state, runs.author_of(job)) == ("doubtful_pairs", "pending", SYSTEM)
    Job.objects.filter(id=job.id).update(created_at=at)
    assert queue_doubtful_of_the_night(at) is None
    tomorrow = at + timedelta(days=1)
    assert queue_doubtful_of_the_night(tomorrow) == job  # it waits still, so there is no second one
    do_job(job.id)
    assert pairs() == [("3", "4"), ("1", "2")]
    assert queue_doubtful_of_the_night(at) is None
    another = queue_doubtful_of_the_night(tomorrow)
    assert another is not None
    assert another != job


def test_a_night_in_which_staff_began_one_has_that_one(settings) -> None:
    settings.CUSTOMER_MGMT = {"DOUBTFUL_EVERY_NIGHT": True}
    at = timezone.localtime().replace(hour=4, minute=0)
    find()
    Job.objects.update(created_at=at)

    assert queue_doubtful_of_the_night(at) is None
    assert Job.objects.count() == 1


def test_no_night_begins_one_without_the_extra(settings, monkeypatch) -> None:
    settings.CUSTOMER_MGMT = {"DOUBTFUL_EVERY_NIGHT": True}
    monkeypatch.setattr(extras, "find_spec", lambda _: None)

    assert queue_doubtful_of_the_night(timezone.localtime().replace(hour=4)) is None
    assert not Job.objects.exists()


def test_whoever_tends_the_runs_begins_the_search_of_the_night(settings, monkeypatch) -> None:
    settings.CUSTOMER_MGMT = {"DOUBTFUL_EVERY_NIGHT": True}
    monkeypatch.setattr(timezone, "localtime", lambda _=None: AT_NIGHT)

    tend_runs()

    assert list(Job.objects.values_list("kind", flat=True)) == ["doubtful_pairs"]


def test_a_customer_whose_people_are_gone_stands_in_no_way() -> None:
    from saleor_customer_mgmt.models import OrderEvidence

    OrderEvidence.objects.filter(order_id__in=ids("2")).delete()

    assert find() == {"customers": 6, "pairs": 1, "learnt": False}


def test_it_says_how_far_it_is(monkeypatch) -> None:
    monkeypatch.setattr(finding, "CHUNK", 2)
    told: list[tuple[int, int]] = []

    find_doubtful_now(actor=STAFF, on_progress=lambda done, total: told.append((done, total)))

    assert told == [(2, 12), (4, 12), (6, 12), (9, 12)]

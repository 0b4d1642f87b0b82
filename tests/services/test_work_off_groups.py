from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from saleor_customer_mgmt.models import Job, JobShare, WatchMark
from saleor_customer_mgmt.services import background, run_work, runs
from saleor_customer_mgmt.services import do_job as do_job_module
from saleor_customer_mgmt.services import refresh_groups as refreshing
from saleor_customer_mgmt.services import work_off_groups as module
from saleor_customer_mgmt.services.do_job import do_job
from saleor_customer_mgmt.services.queue_groups import queue_groups, queue_groups_of_the_day
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.tend_runs import tend_runs
from tests.background import Told
from tests.builders import STAFF, order_facts, order_id
from tests.services.group_worlds import NEW, diary, done, group, members
from tests.services.rules import order

pytestmark = pytest.mark.django_db

RECENT = {"field": "customer.days_since_last_purchase", "op": "at_most", "value": 30}
WATCHED = {"field": "customer.watch", "op": "at_least", "value": "watch"}


def tomorrow(hour: int) -> datetime:
    """Return an hour of tomorrow in the zone of the settings: no job was made since its night."""
    day = timezone.localtime() + timedelta(days=1)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def ten_customers() -> None:
    record_orders([order_facts(str(n), name=f"客{n}", phone=f"090-0000-{n:04}") for n in range(10)])


def test_days_go_by_without_any_order(monkeypatch) -> None:
    group("recent", RECENT)
    order(1, placed_at=timezone.now() - timedelta(days=1))
    me = order_id("saleor:1")
    assert members() == {"recent": {(me, "condition")}}
    late = timezone.now() + timedelta(days=40)
    monkeypatch.setattr(refreshing, "timezone", SimpleNamespace(now=lambda: late))

    queue_groups_of_the_day(tomorrow(4))
    done()

    assert members() == {}
    assert diary() == [("recent", me, "+", "condition"), ("recent", me, "-", "condition")]


def test_marks_expire_without_any_order(monkeypatch) -> None:
    group("watched", WATCHED)
    order(1)
    me = order_id("saleor:1")
    until = timezone.now() + timedelta(hours=1)
    WatchMark.objects.create(anchor_id=me, level="watch", expires_at=until, **STAFF.columns())
    queue_groups(actor=STAFF)
    done()
    assert members() == {"watched": {(me, "condition")}}
    monkeypatch.setattr(refreshing, "timezone", SimpleNamespace(now=lambda: until))
    queue_groups_of_the_day(tomorrow(4))
    done()
    assert members() == {}


def test_one_job_a_night_however_often_it_is_asked_for() -> None:
    group("recent", RECENT)
    first = queue_groups_of_the_day(tomorrow(4))
    assert first is not None
    Job.objects.update(created_at=tomorrow(4))
    assert queue_groups_of_the_day(tomorrow(5)) is None
    done()
    assert queue_groups_of_the_day(tomorrow(23)) is None
    assert queue_groups_of_the_day(tomorrow(2) + timedelta(days=1)) is None
    assert Job.objects.count() == 1
    assert queue_groups_of_the_day(tomorrow(3) + timedelta(days=1)) is not None


def test_no_job_when_time_changes_nothing() -> None:
    group("new", NEW)
    group("gone", RECENT, deleted_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert queue_groups_of_the_day(tomorrow(4)) is None
    assert not Job.objects.exists()


def test_tending_queues_it(monkeypatch) -> None:
    from saleor_customer_mgmt.services import queue_groups as queueing

    group("recent", RECENT)
    monkeypatch.setattr(queueing, "NIGHT", datetime.min.time())
    tend_runs()
    tend_runs()
    assert list(Job.objects.values_list("kind", "by_kind")) == [("groups", "system")]


def test_a_job_goes_on_where_a_worker_left_it(monkeypatch) -> None:
    ten_customers()
    group("new", NEW)
    monkeypatch.setattr(module, "STEP", 3)
    job = queue_groups(actor=STAFF)
    stops = iter([False, False, True])
    with monkeypatch.context() as patched:
        patched.setattr(background.Nobody, "stopping", lambda _self: next(stops))
        do_job(job.id)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (Job.State.PENDING, 6, 10)
    assert len(members()["new"]) == 6

    do_job(job.id)

    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result["changes"]) == (Job.State.DONE, 10, 10, 10)
    assert len(diary()) == 10
    do_job(job.id)  # delivered once more
    assert len(diary()) == 10


def test_others_help(monkeypatch) -> None:
    ten_customers()
    group("new", NEW)
    monkeypatch.setattr(module, "STEP", 3)
    asked: list[tuple[str, int]] = []

    class Helped(Told):
        def start(self, kind: str, run: int, *, within: float | None) -> None:
            asked.append((kind, run))
            run_work.do(kind, run)

        def helpers(self) -> int:
            return 1

    monkeypatch.setattr(background, "_registered", [Helped()])
    by_helper: list[int] = []
    original = module.refresh_share

    def noted(share: JobShare) -> dict[str, int]:
        by_helper.append(share.number)
        return original(share)

    monkeypatch.setattr(do_job_module, "refresh_share", noted)
    job = queue_groups(actor=STAFF)

    do_job(job.id)

    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result) == (Job.State.DONE, 10, 10, {"changes": 10})
    assert asked == [("job-help", job.id)]
    assert by_helper == [0, 1, 2, 3]
    assert len(members()["new"]) == len(diary()) == 10
    assert not JobShare.objects.exists()


def test_nobody_to_go_through(monkeypatch) -> None:
    job = queue_groups(actor=STAFF)
    do_job(job.id)
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result) == (Job.State.DONE, 0, 0, {"changes": 0})


def test_a_worker_that_was_taken_for_dead_writes_nothing_more(monkeypatch) -> None:
    ten_customers()
    group("new", NEW)
    job = queue_groups(actor=STAFF)
    mine = runs.claim(Job, job.id)
    assert mine is not None
    runs.hand_back(mine)
    with pytest.raises(runs.Superseded):
        module.work_off_groups(mine)
    assert members() == {}

"""Work whose workers are killed, told twice, or only taken for dead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import transaction

from saleor_customer_mgmt.models import AuditEntry, CriteriaRevision, Import, ImportChunk, ImportResult, Job
from saleor_customer_mgmt.services import import_batches, job_progress, run_work, runs
from saleor_customer_mgmt.services import import_orders as import_module
from saleor_customer_mgmt.services import rebuild as rebuild_module
from saleor_customer_mgmt.services.import_orders import import_orders
from saleor_customer_mgmt.services.queue_import import cancel_import, queue_import
from saleor_customer_mgmt.services.queue_job import queue_rebuild
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import STAFF, order_facts
from tests.concurrency import jobs
from tests.concurrency.stage import Actor, Mark
from tests.concurrency.test_broken_imports import BATCH, ORDERS, assert_accounted, empty, end_state, file
from tests.services.truth import assert_true

pytestmark = [pytest.mark.concurrency, pytest.mark.slow, pytest.mark.timeout(600)]

__all__ = ["file"]  # the fixture


def queued(path: Path) -> int:
    return queue_import([path], actor=STAFF, source="shop").id


def assert_as_if_it_had_run_once(run_id: int) -> None:
    run = Import.objects.get(id=run_id)
    assert (run.state, run.error, run.claim) == ("done", "", None)
    assert (run.new, run.changed, run.unchanged, run.refused) == (ORDERS, 0, 0, 1)
    assert run.items == ORDERS + 1
    assert_accounted(run)
    lines = [line for result in ImportResult.objects.filter(run=run) for line in result.lines]
    assert sorted(lines) == list(range(2, ORDERS + 3))
    assert not ImportChunk.objects.exists()
    assert AuditEntry.objects.filter(action="import", data__run=run_id).count() == 1
    assert_true()


@pytest.fixture
def soon_forsaken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have whoever does not hold its run's lock be taken for dead."""
    monkeypatch.setattr(runs, "FORSAKEN_AFTER", timedelta(0))


def test_an_import_whose_workers_are_killed_ends_as_if_it_had_run_once(crowd, file) -> None:
    first = queued(file)
    (chances,) = crowd.run((jobs.count_chances_of_work, ("import", first, BATCH)))
    assert_as_if_it_had_run_once(first)
    expected = end_state()

    random = Random(4)
    went_on = 0
    for point in sorted(random.sample(range(chances), 16)):
        empty()
        run = queued(file)
        for chance in (point, random.randrange(chances)):  # killed, and the next one killed, too
            (signal,) = crowd.run((jobs.work_and_be_killed, ("import", run, BATCH, chance)))
            half = Import.objects.get(id=run)
            assert signal == 9 or half.state == "done"
            assert_accounted(half)
            assert_true()
            went_on += 0 < half.rows < ORDERS
            assert ImportChunk.objects.exists() == (half.state != "done")

        (_,) = crowd.run((_go_on, ("import", run)))

        assert_as_if_it_had_run_once(run)
        assert end_state() == expected
    assert went_on >= 5


def _go_on(kind: str, run: int) -> None:
    jobs.work_off(kind, run, BATCH, forsaken_at_once=True)


def test_sixteen_workers_are_told_of_one_import(crowd, file) -> None:
    run = queued(file)

    crowd.run(*[(jobs.work_off, ("import", run, BATCH))] * crowd.size)

    assert_as_if_it_had_run_once(run)
    assert Import.objects.get(id=run).attempts == 0


@contextmanager
def unguarded_step(run: Any) -> Iterator[Any]:
    """Do what ``step`` does without looking whose run it is."""
    with transaction.atomic():
        yield type(run).objects.get(id=run.id)


@pytest.mark.parametrize("guard", [False, True])
def test_a_worker_that_was_only_taken_for_dead_records_nothing_twice(
    monkeypatch, soon_forsaken, file, guard
) -> None:
    monkeypatch.setattr(import_batches, "BATCH", BATCH)
    monkeypatch.setattr(import_module, "check_stopping", lambda _run: None)
    if not guard:
        monkeypatch.setattr(runs, "step", unguarded_step)
    between_batches = Mark(monkeypatch, import_module, "_take")
    run = queued(file)

    slow = Actor(lambda: run_work.do("import", run), mark=between_batches).start()
    assert slow.at_mark
    run_work.do("import", run)
    assert_as_if_it_had_run_once(run)
    slow.go_on().answer()

    if guard:
        assert_as_if_it_had_run_once(run)
    else:
        assert ImportResult.objects.filter(run=run).count() > ORDERS + 1


def test_a_worker_in_the_middle_of_a_batch_is_never_taken_for_dead(monkeypatch, soon_forsaken, file) -> None:
    recording = Mark(monkeypatch, import_module, "record_batch")
    run = queued(file)

    slow = Actor(lambda: run_work.do("import", run), mark=recording).start()
    assert slow.at_mark
    claim = Import.objects.get(id=run).claim
    run_work.do("import", run)
    run_work.tend()

    assert Import.objects.get(id=run).claim == claim
    slow.go_on().answer()
    assert_as_if_it_had_run_once(run)


def test_an_import_is_cancelled_while_a_batch_is_recorded(monkeypatch, file) -> None:
    monkeypatch.setattr(import_batches, "BATCH", BATCH)
    recording = Mark(monkeypatch, import_module, "record_batch")
    run = queued(file)

    working = Actor(lambda: run_work.do("import", run), mark=recording).start()
    asked = Actor(lambda: cancel_import(run, actor=STAFF)).start()
    assert (working.at_mark, asked.blocked) == (True, False)
    assert asked.answer().state == "running"
    working.go_on().answer()

    ended = Import.objects.get(id=run)
    assert (ended.state, ended.rows, ended.refused) == ("cancelled", BATCH, 0)
    assert_accounted(ended)
    assert not ImportChunk.objects.exists()
    run_work.do("import", run)
    assert Import.objects.get(id=run).rows == BATCH


def test_a_command_that_was_killed_is_shown_as_interrupted_and_a_living_one_is_not(
    crowd, monkeypatch, soon_forsaken, file
) -> None:
    (chances,) = crowd.run((jobs.count_chances, (str(file), BATCH)))
    empty()
    crowd.run((jobs.import_and_be_killed, (str(file), BATCH, chances // 2)))
    killed = Import.objects.get()
    assert killed.state == "running"
    recording = Mark(monkeypatch, import_module, "record_batch")
    living = Actor(lambda: import_orders([file], actor=STAFF, source="shop"), mark=recording).start()
    assert living.at_mark

    run_work.tend()

    killed.refresh_from_db()
    assert (killed.state, killed.error) == ("interrupted", "the command was stopped before it was done")
    assert_accounted(killed)
    assert AuditEntry.objects.get(action="import", data__run=killed.id).data["new"] == killed.new
    done = living.go_on().answer()
    assert (done.state, done.new) == ("done", ORDERS - killed.new)


def told_people() -> None:
    record_orders([order_facts(str(n), phone=f"090-0003-{n % 5 + 1:04}") for n in range(30)])


def test_a_rebuild_whose_worker_is_killed_is_done_once(crowd) -> None:
    told_people()
    first = queue_rebuild(actor=STAFF).id
    (chances,) = crowd.run((jobs.count_chances_of_work, ("job", first, BATCH)))
    assert Job.objects.get(id=first).state == "done"

    begun_anew = 0
    for n, point in enumerate(sorted(Random(5).sample(range(chances), 10)), start=2):
        job = queue_rebuild(actor=STAFF).id
        crowd.run((jobs.work_and_be_killed, ("job", job, BATCH, point)))
        begun_anew += Job.objects.get(id=job).state == "running"
        crowd.run((_go_on, ("job", job)))
        done = Job.objects.get(id=job)
        assert (done.state, done.error, done.done) == ("done", "", done.total)
        assert done.result == {"orders": 30, "evidence_changed": 0, "moved": 0, "customers": 5}
        assert AuditEntry.objects.filter(action="rebuild").count() == n
        assert_true()
    assert begun_anew >= 5


def test_a_rebuild_says_how_far_it_is_and_nobody_else_begins_with_it(monkeypatch, soon_forsaken) -> None:
    told_people()
    monkeypatch.setattr(job_progress, "EVERY", 0.0)
    half_way = Mark(monkeypatch, rebuild_module, "judge_stored")
    job = queue_rebuild(actor=STAFF).id

    working = Actor(lambda: run_work.do("job", job), mark=half_way).start()
    assert working.at_mark
    run_work.do("job", job)
    run_work.tend()
    seen = Job.objects.get(id=job)
    assert (seen.state, seen.done, seen.total, seen.attempts) == ("running", 30, 90, 1)
    assert not AuditEntry.objects.filter(action="rebuild").exists()
    working.go_on().answer()

    assert (Job.objects.get(id=job).state, Job.objects.get(id=job).done) == ("done", 90)
    assert AuditEntry.objects.filter(action="rebuild").count() == 1
    assert not CriteriaRevision.objects.filter(id__gt=0).exists()

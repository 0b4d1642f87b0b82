"""Work that several workers share at the same moment, some of whom are killed."""

from __future__ import annotations

from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from saleor_customer_mgmt.models import (
    Customer,
    GroupEvent,
    Import,
    ImportResult,
    ImportShare,
    JobShare,
    OrderDigests,
    OrderEvidence,
    OrderRecord,
)
from saleor_customer_mgmt.services import background, import_batches, import_together, run_work
from saleor_customer_mgmt.services.queue_groups import queue_groups
from saleor_customer_mgmt.services.queue_import import cancel_import
from saleor_customer_mgmt.services.queue_job import queue_rebuild
from tests.builders import STAFF, order_facts
from tests.concurrency import jobs
from tests.concurrency.stage import Actor, Mark
from tests.concurrency.test_background_work import assert_as_if_it_had_run_once, queued
from tests.concurrency.test_broken_imports import BATCH, ORDERS, assert_accounted, empty, file
from tests.services.group_worlds import NEW, group, members
from tests.services.truth import assert_true, everything

pytestmark = [pytest.mark.concurrency, pytest.mark.slow, pytest.mark.timeout(600)]

__all__ = ["file"]  # the fixture


def customers() -> dict[frozenset[str], tuple[Any, ...]]:
    """Return who is who, without ids: whose those are is left to chance when several record."""
    shown = (
        *("name", "phone", "email", "order_count", "purchase_count", "totals"),
        *("first_order_at", "last_order_at"),
    )
    return {
        frozenset(customer.orders.values_list("number", flat=True)): tuple(
            getattr(customer, column) for column in shown
        )
        for customer in Customer.objects.filter(merged_into=None)
    }


def test_several_workers_record_what_one_reads(crowd, file) -> None:
    helped = 0
    for _ in range(4):
        empty()
        run = queued(file)

        taken = crowd.run(
            (jobs.work_off_shared, ("import", run, 3)), *[(jobs.help_until_it_ends, (run, 3))] * 3
        )

        assert_as_if_it_had_run_once(run)
        assert not ImportShare.objects.exists()
        helped += sum(taken[1:])
    assert helped > 0


def test_workers_are_killed_and_it_ends_as_if_it_had_run_once(crowd, file) -> None:
    first = queued(file)
    (chances,) = crowd.run((jobs.count_chances_of_shared_work, ("import", first, BATCH)))
    assert_as_if_it_had_run_once(first)
    expected = customers()

    random = Random(5)
    for _ in range(12):
        empty()
        run = queued(file)
        for chance in (random.randrange(chances), random.randrange(chances)):
            crowd.run(
                (jobs.share_and_be_killed, ("import", run, BATCH, chance)),
                *(
                    (jobs.share_and_be_killed, ("import-help", run, BATCH, random.randrange(chances // 4)))
                    for _ in range(3)
                ),
            )
            assert_true()

        crowd.run((jobs.work_off_shared, ("import", run, BATCH, True)))

        assert_as_if_it_had_run_once(run)
        assert customers() == expected


class Three(background.Nobody):
    def helpers(self) -> int:
        return 3


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_batches, "LARGE", 0)
    monkeypatch.setattr(import_batches, "BATCH", BATCH)
    monkeypatch.setattr(background, "_registered", [Three()])


def test_no_more_help_than_there_may_be(monkeypatch, shared, file) -> None:
    run = queued(file)
    reading = Mark(monkeypatch, import_together, "_settle")
    recording = Mark(monkeypatch, import_together, "record_batch")
    reader = Actor(lambda: run_work.do("import", run), mark=reading).start()
    assert reader.at_mark
    # Six batches for forty-one rows: one is done, five wait.
    helpers = [Actor(lambda: run_work.do("import-help", run), mark=recording).start() for _ in range(5)]

    assert [helper.at_mark for helper in helpers] == [True, True, True, False, False]

    for helper in helpers[:3]:
        helper.go_on()
    for actor in helpers:
        actor.answer()
    reader.go_on().answer()
    assert_as_if_it_had_run_once(run)


def test_whoever_ends_a_run_waits_for_those_who_help(monkeypatch, shared, file) -> None:
    run = queued(file)
    reading = Mark(monkeypatch, import_together, "_settle")
    recording = Mark(monkeypatch, import_together, "record_batch", after=True)
    reader = Actor(lambda: run_work.do("import", run), mark=reading).start()
    helper = Actor(lambda: run_work.do("import-help", run), mark=recording).start()
    assert (reader.at_mark, helper.at_mark) == (True, True)
    cancel_import(run, actor=STAFF)

    reader.go_on()

    assert reader.blocked
    helper.go_on()
    helper.answer()
    reader.answer()
    ended = Import.objects.get(id=run)
    assert (ended.state, ended.error) == ("cancelled", "")
    recorded = [line for lines in ImportResult.objects.values_list("lines", flat=True) for line in lines]
    assert ended.rows == len(recorded) > BATCH
    assert_accounted(ended)
    assert not ImportShare.objects.exists()


def test_several_workers_bring_groups_up_to_date(crowd, file) -> None:
    crowd.run((jobs.import_file, (str(file), BATCH)))
    group("one", NEW)
    new = set(Customer.objects.filter(merged_into=None, purchase_count=1).values_list("id", flat=True))
    before = GroupEvent.objects.count()
    job = queue_groups(actor=STAFF)

    taken = crowd.run((jobs.work_off_groups_shared, (job.id, 2)), *[(jobs.help_groups, (job.id,))] * 3)

    assert members()["one"] == {(customer, "condition") for customer in new}
    assert GroupEvent.objects.count() == before + len(new) > before
    job.refresh_from_db()
    everybody = Customer.objects.count()
    assert (job.state, job.done, job.total, job.result) == (
        *("done", everybody, everybody),
        {"changes": len(new)},
    )
    assert sum(taken) == -(-everybody // 2)
    assert not JobShare.objects.exists()


def test_all_is_derived_anew_by_several_workers_while_orders_keep_arriving(crowd, file) -> None:
    crowd.run((jobs.import_file, (str(file), BATCH)))
    random = Random(6)
    arriving = [
        order_facts(f"A{n}", name=f"試験{random.randrange(3)}号", phone=f"090-0003-{random.randrange(8):04}")
        for n in range(30)
    ]
    OrderDigests.objects.update(recipe=1)
    OrderEvidence.objects.update(evidence={}, search_text="")
    OrderRecord.objects.update(count_reason="status", traits={})
    job = queue_rebuild(actor=STAFF)

    derived = crowd.run(
        (jobs.rebuild_shared, (job.id,)),
        *[(jobs.help_deriving, (job.id,))] * 2,
        (jobs.record_in_batches, (arriving, 1)),
    )

    job.refresh_from_db()
    assert (job.state, job.error, job.result["evidence_changed"]) == ("done", "", ORDERS)
    assert sum(derived[:3]) == ORDERS
    assert OrderRecord.objects.count() == ORDERS + 30
    assert not OrderEvidence.objects.filter(evidence={}).exists()
    assert OrderDigests.objects.filter(recipe=1).count() == 0
    assert not JobShare.objects.exists()
    assert_true()


def test_whoever_derives_anew_is_killed_and_another_goes_on(crowd, file) -> None:
    crowd.run((jobs.import_file, (str(file), BATCH)))
    expected = derived()
    random = Random(8)
    killed = 0
    for _ in range(8):
        OrderDigests.objects.update(recipe=1)
        OrderEvidence.objects.update(evidence={}, search_text="")
        job = queue_rebuild(actor=STAFF)
        (signal,) = crowd.run((jobs.rebuild_and_be_killed, (job.id, random.randrange(20, 400))))
        killed += signal == 9

        crowd.run((jobs.rebuild_shared, (job.id, True)))

        job.refresh_from_db()
        assert (job.state, job.result["evidence_changed"]) == ("done", ORDERS)
        assert derived() == expected
    assert killed >= 5


def derived() -> dict[str, Any]:
    tables = everything()
    return {
        name: tables[name]
        for name in ("Customer", "OrderDigests", "OrderEvidence", "OrderKey", "OrderRecord", "MatchKey")
    }


def test_whoever_is_free_takes_a_lane_in_which_nobody_is(monkeypatch, shared) -> None:
    run = Import.objects.create(files=[{"name": "a.csv"}], state="running", **STAFF.columns())
    ImportShare.objects.bulk_create(
        ImportShare(run=run, number=number, lane=lane, items=b"", bytes_read=0)
        for number, lane in enumerate([0, 0, 1, 0, 1])
    )
    taken: list[int] = []
    afterwards = SimpleNamespace(stop=lambda: None)
    recording = Mark(monkeypatch, afterwards, "stop")

    def record(_run: Import, share: ImportShare) -> dict[str, int]:
        taken.append(share.number)
        afterwards.stop()
        return {}

    monkeypatch.setattr(import_together, "_record", record)
    helpers = []
    for _ in range(3):
        helpers.append(Actor(lambda: run_work.do("import-help", run.id), mark=recording).start())
        assert helpers[-1].at_mark

    # The third finds no lane free: what waits first is still better done than left.
    assert taken == [0, 2, 1]
    for helper in helpers:
        helper.go_on()
    for helper in helpers:
        helper.answer()
    assert sorted(taken) == [0, 1, 2, 3, 4]

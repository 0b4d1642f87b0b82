"""Imports that several workers share. At the same moment: tests/concurrency/test_shared_work.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from saleor_customer_mgmt.importers import FileRefused, OrderRead, Reading
from saleor_customer_mgmt.models import Import, ImportChunk, ImportResult, ImportShare, OrderRecord
from saleor_customer_mgmt.services import (
    background,
    import_batches,
    import_rows,
    import_together,
    run_work,
    shares,
)
from saleor_customer_mgmt.services.errors import Conflict
from saleor_customer_mgmt.services.import_items import items_from_bytes
from saleor_customer_mgmt.services.queue_import import cancel_import, queue_import
from tests.background import Told
from tests.builders import STAFF

pytestmark = pytest.mark.django_db

COLUMNS = "order_number,placed_at,status,total,name,phone"
ROWS = [f"N{n},2026-01-01,placed,1000,山田太郎,090-0000-{n % 7:04}" for n in range(1, 12)]
ROWS.insert(5, "N99,never,placed,1,山田太郎,")


class Workers(Told):
    """Two more workers. ``when_asked`` is what one of them does as soon as it is told to help."""

    when_asked: Callable[[int], None] | None = None

    def start(self, kind: str, run: int, *, within: float | None) -> None:
        super().start(kind, run, within=within)
        if self.when_asked is not None:
            self.when_asked(run)

    def helpers(self) -> int:
        return 2


@pytest.fixture(autouse=True)
def workers(monkeypatch: pytest.MonkeyPatch) -> Workers:
    monkeypatch.setattr(import_batches, "BATCH", 1)
    monkeypatch.setattr(import_batches, "LARGE", 0)
    found = Workers()
    monkeypatch.setattr(background, "_registered", [found])
    return found


@pytest.fixture
def recorded_by(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Who recorded each batch: the name of the function that took its share."""
    import inspect

    who: list[str] = []
    original = import_rows.record_batch

    def noted(*args: Any) -> Any:
        callers = {frame.function for frame in inspect.stack(0)}
        who.append("helper" if "help_import" in callers else "reader")
        return original(*args)

    monkeypatch.setattr(import_together, "record_batch", noted)
    return who


@pytest.fixture
def queued(tmp_path: Path) -> Callable[..., int]:
    def queue(**more: Any) -> int:
        path = tmp_path / "orders.csv"
        path.write_text("\n".join((COLUMNS, *ROWS, "")), encoding="utf-8")
        return queue_import([path], actor=STAFF, source="shop", **more).id

    return queue


def assert_as_if_one_had_done_it() -> None:
    done = Import.objects.get()
    assert (done.state, done.error, done.claim, done.attempts) == ("done", "", None, 0)
    assert (done.new, done.refused, done.rows, done.refused_rows) == (11, 1, 12, 1)
    assert (done.items, done.bytes_read) == (12, done.total_bytes)
    told = ImportResult.objects.values_list("outcome", "lines")
    assert sorted((lines, outcome) for outcome, lines in told) == [
        ([line], "refused" if line == 7 else "new") for line in range(2, 14)
    ]
    assert not ImportShare.objects.exists()
    assert not ImportChunk.objects.exists()


def test_alone_it_does_everything_itself(queued, workers, recorded_by) -> None:
    run = queued()
    run_work.do("import", run)

    assert_as_if_one_had_done_it()
    assert workers.runs == [("import-help", run)] * 2
    assert recorded_by == ["reader"] * 12
    assert OrderRecord.objects.count() == 11


def test_a_helper_takes_what_waits(queued, workers, recorded_by) -> None:
    run = queued()
    workers.when_asked = lambda run: run_work.do("import-help", run)

    run_work.do("import", run)

    assert_as_if_one_had_done_it()
    # All six that were ahead when help was asked for; the next call is not due yet.
    assert recorded_by == ["helper"] * 6 + ["reader"] * 6


def test_a_dry_run_is_shared_too(queued, workers, recorded_by) -> None:
    run = queued(dry_run=True)
    workers.when_asked = lambda run: run_work.do("import-help", run)

    run_work.do("import", run)

    assert_as_if_one_had_done_it()
    assert recorded_by.count("helper") == 6
    assert not OrderRecord.objects.exists()


def test_what_a_helper_cannot_do_is_left_to_the_one_who_reads(queued, workers, monkeypatch) -> None:
    run = queued()
    workers.when_asked = lambda run: run_work.do("import-help", run)
    original = import_rows.record_batch

    def fails(run: Import, batch: Any) -> Any:
        tally = original(run, batch)
        if batch.items[0].rows[0][1] == 4:
            raise Conflict("No, not this one.")
        return tally

    monkeypatch.setattr(import_together, "record_batch", fails)

    run_work.do("import", run)

    ended = Import.objects.get()
    assert (ended.state, ended.error, ended.new, ended.rows) == ("failed", "No, not this one.", 2, 2)
    assert ImportResult.objects.count() == OrderRecord.objects.count() == 2
    assert not ImportShare.objects.exists()


def test_a_file_that_ends_in_the_middle_is_recorded_as_far_as_it_goes(queued, monkeypatch) -> None:
    run = queued()
    original = Reading.__iter__

    def breaks_off(self: Reading) -> Iterator[Any]:
        for number, item in enumerate(original(self)):
            if number == 9:
                raise FileRefused("orders.csv", "it ends here", line=11)
            yield item

    monkeypatch.setattr(Reading, "__iter__", breaks_off)

    run_work.do("import", run)

    ended = Import.objects.get()
    assert (ended.state, ended.error) == ("failed", "orders.csv, line 11: it ends here")
    assert (ended.new, ended.refused, ended.rows) == (8, 1, 9)
    assert not ImportShare.objects.exists()


@pytest.fixture
def stop_after(monkeypatch: pytest.MonkeyPatch):
    """Have something happen after so many batches."""

    def stop(batches: int, happens: Callable[[], None]) -> None:
        original = import_rows.record_batch
        left = [batches]

        def counted(*args: Any) -> Any:
            tally = original(*args)
            left[0] -= 1
            if left[0] == 0:
                happens()
            return tally

        monkeypatch.setattr(import_together, "record_batch", counted)

    return stop


def test_it_is_cancelled_with_what_is_recorded_by_then(queued, stop_after) -> None:
    run = queued()
    stop_after(3, lambda: cancel_import(run, actor=STAFF))

    run_work.do("import", run)

    ended = Import.objects.get()
    assert (ended.state, ended.new, ended.rows) == ("cancelled", 3, 3)
    assert OrderRecord.objects.count() == ImportResult.objects.count() == 3
    assert not ImportShare.objects.exists()


@pytest.mark.parametrize("helpers", [2, 0])
def test_another_worker_goes_on_with_what_was_handed_out(
    queued, workers, stop_after, monkeypatch, helpers
) -> None:
    run = queued()
    stop_after(3, lambda: setattr(workers, "ends", True))
    run_work.do("import", run)
    half = Import.objects.get()
    # All were handed out, six at a time, three of them are done.
    assert (half.state, half.items, half.rows) == ("pending", 12, 3)
    assert shares.waiting(ImportShare.objects.all()).count() == 9

    run_work.do("import-help", run)  # not of a run that waits
    assert Import.objects.get().rows == 3

    workers.ends = False
    monkeypatch.setattr(Workers, "helpers", lambda _self: helpers)
    run_work.do("import", run)

    assert_as_if_one_had_done_it()


def test_what_a_helper_did_after_the_reader_was_killed_counts(
    queued, workers, stop_after, monkeypatch
) -> None:
    run = queued()
    stop_after(3, lambda: setattr(workers, "ends", True))
    run_work.do("import", run)
    Import.objects.update(state="running")
    workers.ends = False

    run_work.do("import-help", run)

    assert (Import.objects.get().rows, OrderRecord.objects.count()) == (3, 11)
    Import.objects.update(state="pending")
    cancel_import(run, actor=STAFF)
    ended = Import.objects.get()
    assert (ended.state, ended.new, ended.refused, ended.rows) == ("cancelled", 11, 1, 12)


def test_a_run_that_has_ended_is_not_helped(queued, workers) -> None:
    run = queued()
    run_work.do("import", run)
    before = ImportResult.objects.count()

    run_work.do("import-help", run)
    run_work.do("import-help", run + 1)

    assert ImportResult.objects.count() == before


def test_a_small_file_is_not_cut_up(queued, workers, monkeypatch, recorded_by) -> None:
    monkeypatch.setattr(import_batches, "LARGE", 10_000_000)
    run = queued()

    run_work.do("import", run)

    assert_as_if_one_had_done_it()
    assert recorded_by == []
    assert workers.runs == []


def test_orders_of_one_customer_are_handed_out_in_one_lane(queued, monkeypatch) -> None:
    lanes: dict[Any, set[int]] = defaultdict(set)

    def noted(_run: Import, share: ImportShare) -> dict[str, int]:
        for item in items_from_bytes(bytes(share.items)):
            if isinstance(item, OrderRead):
                lanes[item.facts.buyer.phones].add(share.lane)
        return {}

    monkeypatch.setattr(import_together, "_record", noted)

    run_work.do("import", queued())

    # Of the six lanes one began with the row that cannot be read.
    assert len(lanes) == 7
    assert all(len(found) == 1 for found in lanes.values())
    assert set().union(*lanes.values()) == set(range(5))

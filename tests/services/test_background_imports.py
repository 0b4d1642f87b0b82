"""Imports of uploaded files: kept, read by a worker, gone on with, and not left about."""

from __future__ import annotations

import os
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from saleor_customer_mgmt.importers import FileRefused, MappingRefused
from saleor_customer_mgmt.models import AuditEntry, Import, ImportChunk, ImportResult, OrderRecord
from saleor_customer_mgmt.services import (
    background,
    import_batches,
    import_orders,
    import_progress,
    run_work,
    runs,
    uploaded_files,
)
from saleor_customer_mgmt.services.queue_import import queue_import
from tests.background import Told
from tests.builders import STAFF

pytestmark = pytest.mark.django_db

COLUMNS = "order_number,placed_at,status,total,name,phone"
ROWS = [f"N{n},2026-01-01,placed,1000,山田太郎,090-0000-{n:04}" for n in range(1, 6)]
MAPPING = '[file]\nsource = "mine"\n[columns]\norder_number = "No"\nname = "Buyer"\n'


@pytest.fixture
def write(tmp_path: Path):
    def written(*rows: str, name: str = "orders.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join((COLUMNS, *rows, "")), encoding="utf-8")
        return path

    return written


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@pytest.fixture
def stops_after(monkeypatch: pytest.MonkeyPatch):
    """Have the worker be told to stop after so many batches of one order."""
    monkeypatch.setattr(import_batches, "BATCH", 1)
    who = Told()
    monkeypatch.setattr(background, "_registered", [who])
    take = import_orders._take
    taken: list[int] = []

    def stop(batches: int) -> None:
        taken.clear()
        who.ends = False

        def counted(*args: Any) -> None:
            take(*args)
            taken.append(1)
            who.ends = len(taken) == batches

        monkeypatch.setattr(import_orders, "_take", counted)

    return stop


def queued(*paths: Path, **more: Any) -> Import:
    return queue_import(paths, actor=STAFF, **({"source": "shop"} | more))


def test_files_larger_than_a_piece_come_back_byte_for_byte(write, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(uploaded_files, "CHUNK", 100)
    one, other = write(*ROWS), write(*ROWS[:2], name="other.csv")
    run = Import.objects.create(files=[{"name": "orders.csv"}, {"name": "注文.csv"}], **STAFF.columns())

    uploaded_files.keep_files(run, [one, other])
    (tmp_path / "out").mkdir()
    places = uploaded_files.lay_out(run, tmp_path / "out")

    assert [place.name for place in places] == ["orders.csv", "注文.csv"]
    assert [place.read_bytes() for place in places] == [one.read_bytes(), other.read_bytes()]
    assert ImportChunk.objects.count() == sum(-(-path.stat().st_size // 100) for path in (one, other)) > 3


def test_it_waits_with_its_files_and_is_imported(write, temporary) -> None:
    run = queued(write(*ROWS))
    assert (run.state, run.file_format, run.source) == ("pending", "neutral", "shop")
    assert not OrderRecord.objects.exists()

    run_work.do("import", run.id)

    done = Import.objects.get()
    assert (done.state, done.new, done.rows, done.bytes_read) == ("done", 5, 5, done.total_bytes)
    assert not ImportChunk.objects.exists()
    assert list(temporary.iterdir()) == []
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.by_kind, entry.by_id) == ("import", STAFF.kind, STAFF.id)


def test_it_is_gone_on_with_where_it_stopped(write, stops_after, temporary) -> None:
    run = queued(write(*ROWS[:3], "N9,never,placed,1,山田太郎,", *ROWS[3:], name="注文.csv"))
    stops_after(2)
    run_work.do("import", run.id)
    half = Import.objects.get()
    assert (half.state, half.items, half.new) == ("pending", 2, 2)
    assert ImportChunk.objects.exists()
    assert list(temporary.iterdir()) == []

    stops_after(3)
    run_work.do("import", run.id)
    assert (Import.objects.get().items, Import.objects.get().refused) == (5, 1)
    stops_after(100)
    run_work.do("import", run.id)

    done = Import.objects.get()
    assert (done.state, done.new, done.unchanged, done.refused, done.rows) == ("done", 5, 0, 1, 6)
    told = ImportResult.objects.order_by("id").values_list("outcome", "lines")
    assert sorted(lines for _, lines in told) == [[n] for n in range(2, 8)]
    assert sum(outcome == "refused" for outcome, _ in told) == 1
    assert not ImportChunk.objects.exists()
    assert AuditEntry.objects.count() == 1


def test_a_dry_run_is_gone_on_with_too(write, stops_after) -> None:
    run = queued(write(*ROWS), dry_run=True)
    for _ in range(2):
        stops_after(3)
        run_work.do("import", run.id)

    done = Import.objects.get()
    assert (done.state, done.new, ImportResult.objects.count()) == ("done", 5, 5)
    assert not OrderRecord.objects.exists()


def test_a_program_that_reads_the_file_otherwise_does_not_go_on_with_it(write, stops_after) -> None:
    run = queued(write(*ROWS))
    stops_after(2)
    run_work.do("import", run.id)
    Import.objects.update(mark="0" * 64)
    stops_after(100)

    run_work.do("import", run.id)

    ended = Import.objects.get()
    assert (ended.state, ended.new, ended.rows) == ("failed", 2, 2)
    assert "the program was updated meanwhile" in ended.error
    assert not ImportChunk.objects.exists()


def test_what_can_be_seen_at_once_is_refused_at_once(write, tmp_path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all,\n", encoding="utf-8")

    with pytest.raises(MappingRefused):
        queued(write(*ROWS), mapping="= =")
    with pytest.raises(ValueError, match="no format 'nothing'"):
        queued(write(*ROWS), file_format="nothing")
    with pytest.raises(ValueError, match="a source is a short name"):
        queued(write(*ROWS), source="No Source")
    assert not Import.objects.exists()

    with pytest.raises(FileRefused):
        queued(letter)
    assert (Import.objects.get().state, ImportChunk.objects.exists()) == ("failed", False)


def test_a_mapping_is_kept_with_its_files(tmp_path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("No,Buyer\n77,見本 花子\n", encoding="utf-8")

    run = queued(path, source=None, mapping=MAPPING)
    run_work.do("import", run.id)

    assert Import.objects.get().state == "done"
    assert OrderRecord.objects.get().source == "mine"


def test_who_only_sorts_rows_gives_signs_of_life(write, monkeypatch) -> None:
    monkeypatch.setattr(import_progress, "_SIGN_EVERY", 0.0)
    signs: list[int] = []
    monkeypatch.setattr(runs, "sign_of_life", lambda run: signs.append(run.items))
    run = queued(write(*ROWS))

    run_work.do("import", run.id)

    assert signs == [0] * len(ROWS)
    assert Import.objects.get().state == "done"


def test_an_import_is_cancelled_while_rows_are_sorted(write, monkeypatch) -> None:
    monkeypatch.setattr(import_progress, "_SIGN_EVERY", 0.0)
    run = queued(write(*ROWS))
    original = runs.sign_of_life

    def cancel(mine: Import) -> None:
        original(mine)
        Import.objects.update(cancel_asked=True)

    monkeypatch.setattr(runs, "sign_of_life", cancel)

    run_work.do("import", run.id)

    assert (Import.objects.get().state, Import.objects.get().rows) == ("cancelled", 0)
    assert not OrderRecord.objects.exists()


def test_folders_of_processes_that_were_killed_are_removed_and_others_are_not(temporary) -> None:
    def left(name: str, age: float) -> Path:
        folder: Path = temporary / name
        folder.mkdir()
        (folder / "orders.csv").write_text("山田太郎", encoding="utf-8")
        (folder / "in-use").touch()
        moment = (folder / "in-use").stat().st_mtime - age
        os.utime(folder / "in-use", (moment, moment))
        return folder

    killed, new, foreign = (
        left("customer-mgmt-import-a", 3600),
        left("customer-mgmt-import-b", 1),
        left("of-somebody-else", 3600),
    )
    with uploaded_files.temporary_folder() as mine:
        assert not killed.exists()
        hour_ago = (mine / "in-use").stat().st_mtime - timedelta(hours=1).total_seconds()
        os.utime(mine / "in-use", (hour_ago, hour_ago))

        uploaded_files.remove_left_folders()

        assert [folder.exists() for folder in (mine, new, foreign)] == [True, True, True]
        assert mine.stat().st_mode & 0o777 == 0o700
    assert not mine.exists()

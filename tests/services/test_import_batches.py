"""What other processes prepare of an import is what one process alone would make of it."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest

from saleor_customer_mgmt.core.criteria import parse_criteria
from saleor_customer_mgmt.importers import FileRefused, open_orders
from saleor_customer_mgmt.models import Import, OrderRecord
from saleor_customer_mgmt.services import import_batches, import_orders
from saleor_customer_mgmt.services.change_criteria import change_criteria
from saleor_customer_mgmt.services.rebuild import rebuild
from tests.builders import STAFF, groups
from tests.services.truth import assert_true, everything

pytestmark = pytest.mark.django_db

COLUMNS = "order_number,placed_at,status,total,name,phone,email,sku,quantity"
ROWS = [
    *(f"N{n},2026-01-01,placed,1000,山田太郎,090-0000-111{n % 3},{n}@example.com,S,1" for n in range(10)),
    "N10,2026-13-45,placed,1,山田太郎,,,S,1",
    *(f"N{n},2026-01-03,placed,1000,山田花子,090-0000-2222,{n}@example.com,S,1" for n in range(20, 27)),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text("\n".join((COLUMNS, *ROWS, "")), encoding="utf-8")
    return path


@pytest.fixture
def worked_here(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Have even a small file prepared by two processes; return the sizes of batches prepared in this one."""
    sizes: list[int] = []
    work_here = import_batches._work_here

    def counted(batch: Any) -> Any:
        sizes.append(len(batch))
        return work_here(batch)

    monkeypatch.setattr(import_batches, "LARGE", 0)
    monkeypatch.setattr(import_batches, "BATCH", 4)
    monkeypatch.setattr(import_batches, "_cores", lambda: 2)
    monkeypatch.setattr(import_batches, "_work_here", counted)
    return sizes


def take_in(file: Path, **more: Any) -> Import:
    return import_orders.import_orders([file], actor=STAFF, source="shop", **more)


def counts(run: Import) -> tuple[int, int, int, int, int]:
    return run.new, run.changed, run.unchanged, run.refused, run.items


def test_they_make_of_it_what_one_process_makes(file, worked_here) -> None:
    run = take_in(file)

    assert worked_here == []
    assert counts(run) == (17, 0, 0, 1, 18)
    assert (run.bytes_read, run.total_bytes) == (file.stat().st_size, file.stat().st_size)
    assert_true()
    before = everything()
    # Whatever was derived in another process is what is derived here of the same facts.
    rebuild(actor=STAFF, from_facts=True)
    assert everything() == before
    assert counts(take_in(file)) == (0, 0, 17, 1, 18)


def test_a_dry_run_derives_nothing(file, worked_here) -> None:
    run = take_in(file, dry_run=True)

    assert worked_here == []
    assert counts(run) == (17, 0, 0, 1, 18)
    assert not OrderRecord.objects.exists()


def test_what_was_prepared_for_criteria_that_are_no_longer_in_use_is_prepared_anew(
    file, worked_here, monkeypatch
) -> None:
    take, taken = import_orders._take, []

    def criteria_change_after_the_first(run: Import, batch: import_batches.Batch) -> None:
        take(run, batch)
        taken.append(batch)
        if len(taken) == 1:
            change_criteria(parse_criteria("name+email"), actor=STAFF)

    monkeypatch.setattr(import_orders, "_take", criteria_change_after_the_first)

    take_in(file)

    assert len(taken) == 5
    assert len(groups()) == 17
    assert_true()


def test_it_goes_on_alone_when_they_are_killed(file, worked_here, monkeypatch) -> None:
    children: list[int] = []
    begin = import_batches._begin

    def with_a_victim(pool: Any, batch: Any, by: Any) -> Any:
        future = begin(pool, batch, by)
        if pool is not None and not children:
            children.extend(pool._processes)
            for child in children:
                os.kill(child, signal.SIGKILL)
        return future

    monkeypatch.setattr(import_batches, "_begin", with_a_victim)

    run = take_in(file)

    assert children
    assert sum(worked_here) >= 14
    assert counts(run) == (17, 0, 0, 1, 18)
    assert_true()


def test_what_was_read_before_a_fault_of_the_file_comes_before_it(file, worked_here) -> None:
    items = list(open_orders([file], format=None, source="shop", mapping=None))

    class Broken:
        total_bytes = bytes_read = 1

    def broken() -> Any:
        yield from items[:9]
        raise FileRefused("orders.csv", "it ends in the middle")

    prepared: Any = import_batches.batches(cast("Any", Broken()), broken(), lambda: None)
    with closing(prepared):
        assert [len(next(prepared).items), len(next(prepared).items)] == [4, 4]
        with pytest.raises(FileRefused, match="in the middle"):
            next(prepared)


def test_where_it_may_not_have_processes_it_does_all_by_itself(file, worked_here, monkeypatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)

    run = take_in(file)

    assert worked_here == [4, 4, 4, 4, 2]
    assert counts(run) == (17, 0, 0, 1, 18)
    assert_true()

"""Imports that are killed and started again, and imports that are started twice."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import call_command

from saleor_customer_mgmt.models import Customer, Import, ImportResult, OrderRecord
from tests.concurrency import jobs
from tests.services.truth import assert_true

pytestmark = [pytest.mark.concurrency, pytest.mark.slow, pytest.mark.timeout(600)]

ORDERS, BATCH = 40, 8
REFUSED = "X1,not a date,placed,100,名無し,,\n"


@pytest.fixture
def file() -> Iterator[Path]:
    """Forty orders by twelve people, so that customers join and dissolve from batch to batch."""
    rows = ["order_number,placed_at,status,total,name,phone,email\n"]
    random = Random(7)
    for n in range(ORDERS):
        name, phone, email = (random.randrange(k) for k in (3, 8, 8))
        told = random.choice((f"090-0003-{phone:04},", f",r{email}@example.com"))
        if n > 20:
            told = f"090-0003-{phone:04},r{email}@example.com"
        rows.append(f"N{n},2026-01-{n % 28 + 1:02},placed,{100 + n},試験{name}号,{told}\n")
    rows.insert(15, REFUSED)
    folder = Path(tempfile.mkdtemp(prefix="customer-mgmt-test-"))
    path = folder / "orders.csv"
    path.write_text("".join(rows), encoding="utf-8")
    yield path
    shutil.rmtree(folder)


@pytest.fixture
def job(file: Path) -> tuple[str, int]:
    return str(file), BATCH


def end_state() -> dict[str, Any]:
    """Return what people see, by names that do not depend on how many ids were reserved on the way."""
    shown = [
        *("public_id", "merged_into__public_id", "name", "phone", "email"),
        *("order_count", "purchase_count", "totals", "first_order_at", "last_order_at"),
    ]
    return {
        "orders": set(OrderRecord.objects.values_list("source", "number", "customer__public_id", "total")),
        "customers": sorted(Customer.objects.values_list(*shown), key=lambda row: row[0]),
    }


def assert_accounted(run: Import) -> None:
    """Check that the counts and results of a run are of the same rows, whole batches only."""
    results = list(ImportResult.objects.filter(run=run))
    by_outcome = {
        outcome: sum(r.outcome == outcome for r in results) for outcome, _ in ImportResult.Outcome.choices
    }
    counted = {"new": run.new, "changed": run.changed, "unchanged": run.unchanged, "refused": run.refused}
    assert by_outcome == counted
    assert sum(len(r.lines) for r in results) == run.rows
    assert all((r.order_id is None) == (r.outcome == "refused") for r in results)
    if run.state == Import.State.DONE:
        assert (run.rows, run.refused, run.refused_rows) == (ORDERS + 1, 1, 1)
        assert run.bytes_read == run.total_bytes


def empty() -> None:
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)


def test_an_import_that_is_killed_at_any_point_and_started_again_ends_in_the_same_state(crowd, job) -> None:
    (chances,) = crowd.run((jobs.count_chances, job))
    expected = end_state()
    assert len(expected["orders"]) == ORDERS
    assert any(row[1] for row in expected["customers"])  # somebody dissolved on the way

    random = Random(3)
    points = sorted(random.sample(range(chances), 20))
    killers: list[Any] = [(jobs.import_and_be_killed, (*job, point)) for point in points]
    killers += [(jobs.import_and_be_killed_from_outside, (*job, random.random() / 4)) for _ in range(4)]
    half_way = 0
    for killer in killers:
        empty()
        (signal,) = crowd.run(killer)
        if killer[0] is jobs.import_and_be_killed:
            assert signal == 9
        assert_true()  # nothing is half written
        for run in Import.objects.all():
            assert_accounted(run)
        recorded = OrderRecord.objects.count()
        half_way += 0 < recorded < ORDERS

        (run_id,) = crowd.run((jobs.import_file, job))

        again = Import.objects.get(id=run_id)
        assert_accounted(again)
        assert (again.new, again.changed, again.unchanged) == (ORDERS - recorded, 0, recorded)
        assert end_state() == expected
        assert_true()
    assert half_way >= 5


def test_the_same_file_twice_at_the_same_time(crowd, job) -> None:
    crowd.run((jobs.import_file, job))
    expected = end_state()
    empty()

    ids = crowd.run((jobs.import_file, job), (jobs.import_file, job))

    one, other = (Import.objects.get(id=i) for i in ids)
    for run in (one, other):
        assert run.state == Import.State.DONE
        assert_accounted(run)
        assert run.new + run.unchanged == ORDERS
    assert one.new + other.new == ORDERS
    assert end_state() == expected
    assert_true()


def test_sixteen_of_them(crowd, job) -> None:
    ids = crowd.run(*[(jobs.import_file, job)] * crowd.size)

    runs = list(Import.objects.filter(id__in=ids))
    for run in runs:
        assert_accounted(run)
    assert sum(run.new for run in runs) == ORDERS
    assert sum(run.changed for run in runs) == 0
    assert_true()

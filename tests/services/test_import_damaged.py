"""Damaged files through the whole import: orders and refused rows come to all rows, or nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import transaction

from saleor_customer_mgmt.importers import FileRefused
from saleor_customer_mgmt.models import Customer, Import, ImportResult, OrderRecord
from saleor_customer_mgmt.services.import_orders import import_orders
from saleor_customer_mgmt.services.import_rows import writable
from tests.builders import STAFF
from tests.importers.answers import rows_of
from tests.importers.damage import FILES, write
from tests.services.truth import assert_true

pytestmark = pytest.mark.django_db

_AT_ONCE = 50
_IMPORTS = 600


@pytest.mark.parametrize("begin", range(0, _IMPORTS, _AT_ONCE))
def test_rows_recorded_and_rows_refused_are_all_rows(begin: int, tmp_path: Path):
    recorded = 0
    for at in range(begin, begin + _AT_ONCE):
        number = at * (FILES // _IMPORTS)
        folder = tmp_path / str(number)
        folder.mkdir()
        paths = write(folder, number)
        with transaction.atomic():
            recorded += imported(paths)
            if at % 5 == 0:
                assert_true()
            transaction.set_rollback(True)
    assert recorded > 0


def imported(paths: list[Path]) -> int:
    """Import files into empty tables; return how many orders were recorded."""
    try:
        run = import_orders(paths, actor=STAFF)
    except FileRefused as refused:
        why = str(refused)
    else:
        return everything_accounted_for(run, paths)
    run = Import.objects.get()
    assert (run.state, run.error) == (Import.State.FAILED, writable(why))
    assert not OrderRecord.objects.exists()
    assert not Customer.objects.exists()
    assert not ImportResult.objects.exists()
    return 0


def everything_accounted_for(run: Import, paths: list[Path]) -> int:
    run.refresh_from_db()
    results = list(run.results.all())
    told = [(result.file, line) for result in results for line in result.lines]
    rows, last_lines = rows_of(paths)
    assert len(told) == len(set(told)) == run.rows
    assert rows - last_lines <= set(told) <= rows
    refused_rows = [result for result in results if result.outcome == ImportResult.Outcome.REFUSED]
    assert sum(len(result.lines) for result in refused_rows) == run.refused_rows
    assert all(result.reason for result in refused_rows)
    assert OrderRecord.objects.count() == run.new
    assert (run.state, run.changed, run.unchanged) == (Import.State.DONE, 0, 0)
    return run.new

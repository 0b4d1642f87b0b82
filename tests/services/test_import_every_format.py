"""Files of every format come to the same, however often, in which parts and in which order they come."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from saleor_customer_mgmt.models import Customer, Import, OrderRecord
from saleor_customer_mgmt.services.import_orders import import_orders
from tests.builders import STAFF, groups
from tests.samples import Sample
from tests.samples.every import SAMPLES
from tests.services.truth import assert_true, everything

pytestmark = pytest.mark.django_db

every_sample = pytest.mark.parametrize("sample", [pytest.param(each, id=each.id) for each in SAMPLES])

# What depends on the order in which orders came: the numbers of rows, times, and what a customer is called.
_ORDER = {"id", "customer_id", "recorded_at", "changed_at"}
_CUSTOMER = {"id", "public_id", "merged_into_id", "main_order_id"}
_OF_THE_IMPORT = {"Import", "ImportResult"}


@every_sample
def test_twice(sample: Sample, tmp_path: Path):
    first = take_in(sample, tmp_path / "first")
    assert counts(first) == (len(sample.expected), 0, 0, 0)
    before = derived()

    again = take_in(sample, tmp_path / "again")

    assert counts(again) == (0, 0, len(sample.expected), 0)
    assert derived() == before
    assert OrderRecord.objects.count() == len(sample.expected)
    assert_true()


@every_sample
def test_in_overlapping_parts_and_in_another_order(sample: Sample, tmp_path: Path):
    numbers = sample.numbers
    begin, end = len(numbers) // 3, -(-2 * len(numbers) // 3)
    head, tail = numbers[:end], numbers[begin:]
    whole = end_state(tmp_path / "whole", [sample])
    assert len(whole["orders"]) == len(sample.expected)

    assert end_state(tmp_path / "parts", [sample.part(head), sample.part(tail)]) == whole
    assert end_state(tmp_path / "later part first", [sample.part(tail), sample.part(head)]) == whole
    assert end_state(tmp_path / "last order first", [sample.part(numbers[::-1])]) == whole
    singly = [sample.part([number]) for number in numbers]
    assert end_state(tmp_path / "one by one", [*singly, sample, *singly[::-1]]) == whole


def test_all_formats_together_in_either_order(tmp_path: Path):
    """Those with orders of their own: where two reports tell of one order, the later has the last word."""
    seen: set[tuple[str, str]] = set()
    own = []
    for sample in SAMPLES:
        orders = {(each.source, each.number) for each in sample.expected}
        if not orders & seen:
            own.append(sample)
            seen |= orders

    one_way = end_state(tmp_path / "one way", own)

    assert end_state(tmp_path / "other way", own[::-1]) == one_way
    assert one_way["orders"].keys() == {f"{source}:{number}" for source, number in seen}
    assert len(own) > len(SAMPLES) // 2


def take_in(sample: Sample, folder: Path) -> Import:
    folder.mkdir(parents=True)
    return import_orders(sample.write(folder), actor=STAFF)


def counts(run: Import) -> tuple[int, int, int, int]:
    run.refresh_from_db()
    return run.new, run.changed, run.unchanged, run.refused


def derived() -> dict[str, list[dict[str, Any]]]:
    return {name: rows for name, rows in everything().items() if name not in _OF_THE_IMPORT}


def end_state(folder: Path, files: Sequence[Sample]) -> dict[str, Any]:
    """Return what is in the tables after these files were imported one after the other into none."""
    with transaction.atomic():
        for at, sample in enumerate(files):
            assert counts(take_in(sample, folder / str(at)))[3] == 0
        assert_true()
        state = {"orders": _orders(), "customers": _customers(), "groups": groups()}
        transaction.set_rollback(True)
    assert OrderRecord.objects.count() == 0
    return state


def _orders() -> dict[str, Any]:
    return {
        f"{order.source}:{order.number}": (
            _without(order, _ORDER),
            [_without(line, {"id", "order_id"}) for line in order.lines.all()],
            _without(order.evidence, {"order_id"}),
        )
        for order in OrderRecord.objects.select_related("evidence").prefetch_related("lines")
    }


def _customers() -> dict[frozenset[str], dict[str, Any]]:
    found = {}
    for customer in Customer.objects.filter(merged_into=None).prefetch_related("orders"):
        members = frozenset(f"{order.source}:{order.number}" for order in customer.orders.all())
        told = _without(customer, _CUSTOMER)
        found[members] = {name: sorted(v) if isinstance(v, list) else v for name, v in told.items()}
    return found


def _without(row: Any, columns: set[str]) -> dict[str, Any]:
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname not in columns}

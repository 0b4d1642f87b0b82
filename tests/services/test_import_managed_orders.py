"""A mall's own file and that of an order-management system tell of one order, and it is counted once."""

from __future__ import annotations

from pathlib import Path

import pytest

from saleor_customer_mgmt.models import Customer, OrderRecord
from saleor_customer_mgmt.services.import_orders import import_orders
from tests.builders import STAFF
from tests.samples import Sample, amazon, nextengine, rakuten, sukeneko, yahoo
from tests.services.truth import assert_true

pytestmark = pytest.mark.django_db

OWN = (rakuten.SAMPLE, amazon.ORDERS, yahoo.SAMPLE)
MANAGED = (nextengine.LIST, nextengine.SLIPS, nextengine.GENERIC, sukeneko.SAMPLE)


@pytest.mark.parametrize("samples", [(*OWN, *MANAGED), (*MANAGED, *OWN)], ids=["malls first", "malls last"])
def test_no_order_is_there_twice(tmp_path: Path, samples: tuple[Sample, ...]) -> None:
    for at, sample in enumerate(samples):
        folder = tmp_path / str(at)
        folder.mkdir()
        assert import_orders(sample.write(folder), actor=STAFF).refused == 0

    expected = {(order.source, order.number) for sample in samples for order in sample.expected}
    assert set(OrderRecord.objects.values_list("source", "number")) == expected
    assert OrderRecord.objects.count() == len(expected)
    for source, number in (("rakuten", "299999-20240108-0000000001"), ("yahoo", "10000001")):
        assert OrderRecord.objects.filter(source=source, number=number).count() == 1
        assert Customer.objects.filter(orders__source=source, orders__number=number).get().order_count == 1
    assert_true()

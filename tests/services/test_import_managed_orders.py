"""A mall's own file and that of an order-management system tell of one order, and it is counted once."""

from __future__ import annotations

from pathlib import Path

import pytest

from saleor_customer_mgmt.models import Customer, Import, OrderRecord
from saleor_customer_mgmt.services.import_orders import do_import, import_orders
from saleor_customer_mgmt.services.queue_import import queue_import
from tests.builders import STAFF
from tests.samples import Sample, Table, amazon, nextengine, rakuten, sukeneko, yahoo
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


def test_the_sources_of_shops_are_a_setting(tmp_path: Path, settings) -> None:
    settings.CUSTOMER_MGMT = {"SHOPS": {"サンプル本店": "eccube"}}
    row = {"伝票番号": "5001", "受注番号": "1001", "店舗名": "サンプル本店", "購入者名": "山田太郎"}
    path = tmp_path / "nextengine.csv"
    path.write_bytes(Table("nextengine.csv", [row]).text().encode("cp932"))

    import_orders([path], actor=STAFF)
    do_import(queue_import([path], actor=STAFF).pk)

    assert list(OrderRecord.objects.values_list("source", "number")) == [("eccube", "1001")]
    assert [run.state for run in Import.objects.all()] == [Import.State.DONE, Import.State.DONE]

"""What single carts and malls of Japan do that the samples do not show."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import OrderRead, RefusedRows, open_orders
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Cells, Sample, Table, eccube, nextengine, qoo10


def read(folder: Path, file: str, *rows: Cells) -> OrderFacts:
    path = folder / file
    path.write_bytes(Table(file, list(rows)).text().encode("cp932"))
    (item,) = open_orders([path])
    assert isinstance(item, OrderRead)
    return item.facts


@pytest.mark.parametrize(
    ("sample", "file"),
    [
        (eccube.SAMPLE, "eccube-40.csv"),
        (nextengine.GENERIC, "nextengine-generic-invoice.csv"),
        (qoo10.SAMPLE, "qoo10-gift.csv"),
    ],
)
def test_the_other_header_of_a_format_is_read_alike(tmp_path: Path, sample: Sample, file: str):
    (table,) = sample.tables
    path = tmp_path / file
    path.write_bytes(dataclasses.replace(table, header_file=file).text().encode("cp932"))
    reading = open_orders([path])
    assert reading.format == sample.format
    assert [item.facts for item in reading if isinstance(item, OrderRead)] == sample.expected


def test_half_and_full_width_names_of_one_generic_file(tmp_path: Path):
    (table,) = nextengine.GENERIC.tables
    rows = [
        {name.replace("受注住所１", "受注住所1"): cell for name, cell in row.items()} for row in table.rows
    ]
    rows = [{name.replace("受注住所２", "受注住所2"): cell for name, cell in row.items()} for row in rows]
    path = tmp_path / "generic.csv"
    path.write_bytes(Table("nextengine-generic-37.csv", rows).text().encode("cp932"))
    facts = [item.facts for item in open_orders([path]) if isinstance(item, OrderRead)]
    assert facts == nextengine.GENERIC.expected


def test_qoo10s_shipping_file_tells_no_buyer(tmp_path: Path):
    order = read(
        tmp_path,
        "qoo10-shipping.csv",
        {"配送状態": "配送中", "注文番号": "9000000001", "カート番号": "300000001", "受取人名": "山田太郎"}
        | {"商品名": "煎茶", "数量": "2", "販売者商品コード": "TEA-01"},
    )
    assert (order.number, order.status, order.placed_at, order.total) == (
        "300000001",
        OrderStatus.FULFILLED,
        None,
        None,
    )
    assert (order.buyer.name, order.buyer.phones, order.buyer.emails) == (None, None, None)
    assert [person.name for person in order.recipients or ()] == ["山田太郎"]
    assert order.lines == (LineFacts("TEA-01", "煎茶", 2, None, "9000000001"),)


def test_an_item_of_qoo10_that_is_twice_in_the_file_counts_once(tmp_path: Path):
    row: Cells = {"カート番号": "1", "注文番号": "2", "商品名": "煎茶", "購入者決済金額": "500"}
    order = read(tmp_path, "qoo10.csv", row, row)
    assert (order.total, len(order.lines or ())) == (Decimal(500), 1)


def test_the_second_shipping_fee_of_eccube_is_not_taken_for_a_product(tmp_path: Path):
    row: Cells = {"注文番号": "1011", "お名前(姓)": "山田"}
    names = ["注文番号", "お名前(姓)", "注文詳細ID", "商品名", "商品コード", "価格", "個数"]
    rows = [
        row | {"注文詳細ID": "1", "商品名": "煎茶", "商品コード": "", "価格": "1000", "個数": "1"},
        row | {"注文詳細ID": "2", "商品名": "送料", "価格": "600", "個数": "1"},
        row | {"注文詳細ID": "3", "商品名": "ポイント", "価格": "-100", "個数": "1"},
        row | {"注文詳細ID": "4", "商品名": "手数料", "商品コード": "FEE-01", "価格": "50", "個数": "1"},
    ]
    path = tmp_path / "orders.csv"
    path.write_text(Table("eccube.csv", rows).text(names), encoding="cp932")
    (item,) = open_orders([path])
    assert isinstance(item, OrderRead)
    # Without 明細区分 a product is what has a code, or a name that is no fee's.
    assert [line.product for line in item.facts.lines or ()] == ["煎茶", "手数料"]


BASE: Cells = {"注文ID": "A1B2", "氏(請求先)": "山田", "送料": "600", "代引き手数料": "300"}


@pytest.mark.parametrize(
    ("prices", "total"),
    [
        # price, quantity, 合計金額 of each row
        ([("1000", "2", "2000"), ("500", "1", "500")], 3400),
        ([("1000", "2", "3500"), ("500", "1", "3500")], 3500),
        ([("1000", "2", "3500")], 3500),
        ([("1000", "2", "3500"), ("500", "1", "500")], None),
        ([("1000", "2", "")], None),
        ([("0", "1", "0")], 900),
    ],
)
def test_amounts_of_base_are_of_the_row_or_of_the_order(
    tmp_path: Path, prices: list[tuple[str, str, str]], total: int | None
):
    rows = [
        BASE | {"商品名": "煎茶", "価格": price, "数量": quantity, "合計金額": amount}
        for price, quantity, amount in prices
    ]
    assert read(tmp_path, "base.csv", *rows).total == (None if total is None else Decimal(total))


def test_what_is_taken_off_at_base_does_not_go_below_nothing(tmp_path: Path):
    row = BASE | {"商品名": "煎茶", "価格": "100", "数量": "1", "合計金額": "100", "調整金額": "-5000"}
    assert read(tmp_path, "base.csv", row).total == 0


def test_an_option_of_base_without_a_product_above_it_is_not_lost(tmp_path: Path):
    option = BASE | {"商品名": "商品オプション『箱』", "バリエーション": "桐", "価格": "300", "数量": "1"}
    product = BASE | {"商品名": "急須", "価格": "2000", "数量": "1"}
    assert read(tmp_path, "base.csv", option, product).lines == (
        LineFacts("", "商品オプション『箱』 桐", 1, Decimal(300)),
        LineFacts("", "急須", 1, Decimal(2000)),
    )


@pytest.mark.parametrize(
    ("clock", "moment"),
    [
        ("103309", datetime(2022, 8, 10, 10, 33, 9, tzinfo=JAPAN)),
        ("93309", datetime(2022, 8, 10, 9, 33, 9, tzinfo=JAPAN)),
        ("9", datetime(2022, 8, 10, 0, 0, 9, tzinfo=JAPAN)),
        ("10:33:09", datetime(2022, 8, 10, 10, 33, 9, tzinfo=JAPAN)),
        ("", datetime(2022, 8, 10, tzinfo=JAPAN)),
    ],
)
def test_times_of_makeshop(tmp_path: Path, clock: str, moment: datetime):
    row = {"注文番号": "P171323551145213731", "日付": "2022/8/10", "注文時間": clock}
    assert read(tmp_path, "makeshop.csv", row).placed_at == moment


def test_a_time_of_makeshop_that_there_is_not(tmp_path: Path):
    row = {"注文番号": "P171323551145213731", "日付": "2022/8/10", "注文時間": "250000"}
    path = tmp_path / "makeshop.csv"
    path.write_bytes(Table("makeshop.csv", [row]).text().encode("cp932"))
    (refused,) = open_orders([path])
    assert isinstance(refused, RefusedRows)
    assert (refused.column, refused.reason) == ("注文時間", "there is no such day or time")


def test_goods_of_sukeneko_whose_kind_is_not_told(tmp_path: Path):
    row: Cells = {"受注ルート": "自社", "受注番号": "1001", "商品種別": ""}
    rows = row | {"商品名": "煎茶", "個数": "1"}, row | {"商品名": "値引", "個数": "-1"}
    assert [line.product for line in read(tmp_path, "sukeneko.csv", *rows).lines or ()] == ["煎茶"]


def test_the_flag_of_au_pay_that_shops_really_get(tmp_path: Path):
    row: Cells = {"orderId": "500000001", "orderStatus": "発送待ち", "cancelStatus": "C"}
    assert read(tmp_path, "aupay.csv", row).status is OrderStatus.CANCELLED
    assert read(tmp_path, "aupay.csv", row | {"cancelStatus": "N"}).status is OrderStatus.PLACED

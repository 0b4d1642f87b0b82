"""Files of one import: which belong together, whose orders they are, how far reading has come."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from saleor_customer_mgmt.importers import FileRefused, OrderRead, RefusedRows, open_orders, plan_files
from tests.samples import Table, aupay, rakuten, yahoo


def test_yahoo_files_in_any_order(tmp_path: Path):
    orders, items = yahoo.SAMPLE.write(tmp_path)
    assert list(open_orders([items, orders])) == list(open_orders([orders, items]))


def test_yahoo_orders_without_items_have_lines_that_are_not_told(tmp_path: Path):
    orders, _ = yahoo.SAMPLE.write(tmp_path)
    assert [item.facts.lines for item in open_orders([orders]) if isinstance(item, OrderRead)] == [None, None]


def test_yahoo_items_alone_are_refused(tmp_path: Path):
    _, items = yahoo.SAMPLE.write(tmp_path)
    with pytest.raises(
        FileRefused, match=r"yahoo-items\.csv: this is only the item file of Yahoo!ショッピング"
    ):
        open_orders([items])


def test_yahoo_items_of_orders_that_the_order_file_lacks(tmp_path: Path):
    orders, items = yahoo.SAMPLE.write(tmp_path)
    stray = Table(
        "yahoo-items.csv", [*yahoo.ITEMS.rows, {"OrderId": "10000009", "LineId": "1", "Title": "茶"}]
    )
    items.write_bytes(stray.text().encode("cp932"))
    read = list(open_orders([orders, items]))
    assert [item.facts for item in read if isinstance(item, OrderRead)] == yahoo.SAMPLE.expected
    (refused,) = [item for item in read if isinstance(item, RefusedRows)]
    assert refused == RefusedRows(
        rows=(("yahoo-items.csv", 4),),
        file="yahoo-items.csv",
        line=4,
        column="OrderId",
        reason="the order file has no order of this number",
        order_number="10000009",
    )


def test_files_are_planned_into_imports(tmp_path: Path):
    orders, items = yahoo.SAMPLE.write(tmp_path)
    (rakuten_file,) = rakuten.SAMPLE.write(tmp_path)
    (aupay_file,) = aupay.SAMPLE.write(tmp_path)
    unknown = tmp_path / "unknown.csv"
    unknown.write_text("a,b\n")
    plan = plan_files([items, rakuten_file, unknown, orders, aupay_file])
    assert plan == [[items, orders], [rakuten_file], [unknown], [aupay_file]]


def test_files_that_do_not_belong_together(tmp_path: Path):
    paths = [*rakuten.SAMPLE.write(tmp_path), *aupay.SAMPLE.write(tmp_path)]
    with pytest.raises(FileRefused, match="is not read together with"):
        open_orders(paths)


def test_a_second_store_has_a_source_of_its_own(tmp_path: Path):
    reading = open_orders(rakuten.SAMPLE.write(tmp_path), source="rakuten-2")
    assert reading.source == "rakuten-2"
    assert {item.facts.source for item in reading if isinstance(item, OrderRead)} == {"rakuten-2"}


def test_a_chosen_format_needs_only_the_order_number(tmp_path: Path):
    path = tmp_path / "picking.csv"
    path.write_bytes("注文番号,商品名\r\n299999-20240108-0000000001,煎茶\r\n".encode("cp932"))
    with pytest.raises(FileRefused):
        open_orders([path])
    reading = open_orders([path], format="rakuten")
    assert (reading.format, len(list(reading))) == ("rakuten", 1)


def test_a_market_name_covers_its_variants(tmp_path: Path):
    assert open_orders(aupay.DENA.write(tmp_path), format="aupay").format == "aupay-dena"


def test_another_market_than_the_chosen_one_is_refused(tmp_path: Path):
    with pytest.raises(FileRefused, match="Nearest: for Rakuten RMS"):
        open_orders(
            rakuten.SAMPLE.write(tmp_path, text=lambda t: t.text().replace("注文番号", "x")), format="rakuten"
        )
    with pytest.raises(FileRefused):
        open_orders(rakuten.SAMPLE.write(tmp_path), format="amazon")


def test_progress_goes_from_nothing_to_all(tmp_path: Path):
    reading = open_orders(rakuten.SAMPLE.write(tmp_path))
    assert reading.bytes_read == 0
    seen = [reading.bytes_read for _ in reading]
    assert seen == sorted(seen)
    assert reading.bytes_read == reading.total_bytes > 0


def test_an_encoding_may_be_said_where_the_bytes_do_not_tell(tmp_path: Path):
    path = tmp_path / "orders.csv"
    path.write_bytes("source,order_number,name\nsaleor,1,ｻﾄｳﾊﾅｺ\n".encode("cp932"))
    with pytest.raises(FileRefused, match="too little text to tell; say which"):
        open_orders([path])
    (order,) = open_orders([path], encoding="Shift_JIS")
    assert isinstance(order, OrderRead)
    assert order.facts.buyer.name == "ｻﾄｳﾊﾅｺ"
    with pytest.raises(ValueError, match="no encoding 'ebcdic'"):
        open_orders([path], encoding="ebcdic")


def test_our_own_format_tells_channel_and_refund(tmp_path: Path):
    file = tmp_path / "orders.csv"
    file.write_text(
        "source,order_number,name,total,currency,refunded,channel\n"
        "shop,1,見本花子,1000,JPY,300.5,web-jp\n"
        "shop,2,見本花子,1000,JPY,,\n"
        "shop,3,見本花子,1000,JPY,-1,web-jp\n",
        encoding="utf-8",
    )

    one, two, three = open_orders([file])

    assert isinstance(one, OrderRead)
    assert (one.facts.channel, one.facts.refunded) == ("web-jp", Decimal("300.5"))
    assert isinstance(two, OrderRead)
    assert (two.facts.channel, two.facts.refunded) == ("", None)
    assert isinstance(three, RefusedRows)
    assert (three.line, three.column) == (4, "refunded")

"""Files of systems for several shops: the order is that of the mall, whoever tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from saleor_customer_mgmt.core.facts import OrderFacts, Person
from saleor_customer_mgmt.importers import OrderRead, RefusedRows, open_orders
from tests.samples import Cells, Table, nextengine, rakuten

RAKUTEN = "299999-20240108-0000000001"
ROW: Cells = {"伝票番号": "5001", "店舗名": "本店", "受注番号": "1001", "購入者名": "山田太郎"}


def read(
    folder: Path,
    file: str,
    *rows: Cells,
    source: str | None = None,
    shops: Mapping[str, str] | None = None,
) -> list[OrderFacts | RefusedRows]:
    path = folder / file
    path.write_bytes(Table(file, list(rows)).text().encode("cp932"))
    items = open_orders([path], source=source, shops=shops)
    return [item.facts if isinstance(item, OrderRead) else item for item in items]


def keys(items: list[OrderFacts | RefusedRows]) -> list[tuple[str, str]]:
    assert all(isinstance(item, OrderFacts) for item in items)
    return [(item.source, item.number) for item in items if isinstance(item, OrderFacts)]


def test_an_order_of_rakuten_is_the_same_order_in_every_file(tmp_path: Path):
    samples = (rakuten.SAMPLE, nextengine.LIST, nextengine.SLIPS, nextengine.GENERIC)
    of_rakuten = [
        item.facts
        for sample in samples
        for item in open_orders(sample.write(tmp_path))
        if isinstance(item, OrderRead) and item.facts.number == RAKUTEN
    ]
    assert [each.source for each in of_rakuten] == ["rakuten"] * len(samples)
    assert of_rakuten[0].updated_by(of_rakuten[1]).number == RAKUTEN


def test_shops_that_are_no_mall_do_not_share_their_numbers(tmp_path: Path):
    other = ROW | {"伝票番号": "5002", "店舗名": "支店", "購入者名": "鈴木花子"}
    by_phone = ROW | {"伝票番号": "5003", "受注番号": ""}
    read_now = read(tmp_path, "nextengine.csv", ROW, other, by_phone)
    assert keys(read_now) == [
        ("nextengine", "本店:1001"),
        ("nextengine", "支店:1001"),
        ("nextengine", "5003"),
    ]
    assert keys(read(tmp_path, "nextengine-slips.csv", ROW)) == [("nextengine", "本店:1001")]


def test_the_caller_may_say_whose_orders_they_are(tmp_path: Path):
    assert keys(read(tmp_path, "nextengine.csv", ROW, source="eccube")) == [("eccube", "1001")]
    assert keys(read(tmp_path, "nextengine-slips.csv", ROW, source="eccube")) == [("eccube", "1001")]
    slip = {"受注ルート": "自社", "受注番号": "1001"}
    assert keys(read(tmp_path, "sukeneko.csv", slip)) == [("sukeneko", "自社:1001")]
    assert keys(read(tmp_path, "sukeneko.csv", slip, source="eccube")) == [("eccube", "1001")]


def test_a_shop_has_the_source_that_the_merchant_gave_it(tmp_path: Path):
    shops = {"本店": "eccube", "自社": "eccube"}
    assert keys(read(tmp_path, "nextengine.csv", ROW, shops=shops)) == [("eccube", "1001")]
    assert keys(read(tmp_path, "nextengine-slips.csv", ROW, shops=shops)) == [("eccube", "1001")]
    slip = {"受注ルート": "自社", "受注番号": "1001"}
    assert keys(read(tmp_path, "sukeneko.csv", slip, shops=shops)) == [("eccube", "1001")]
    with pytest.raises(ValueError, match="'Two Words' is not"):
        read(tmp_path, "nextengine.csv", ROW, shops={"本店": "Two Words"})


def test_two_stores_of_yahoo_are_not_mixed_up(tmp_path: Path):
    first = ROW | {"店舗名": "Yahoo!店", "受注番号": "10000001"}
    second = first | {"伝票番号": "5002", "店舗名": "Yahoo!2号店", "購入者名": "鈴木花子"}
    path = tmp_path / "nextengine.csv"
    path.write_bytes(Table("nextengine.csv", [first, second]).text().encode("cp932"))
    reading = open_orders([path])
    for _ in range(2):
        order, refused = reading
        assert isinstance(order, OrderRead)
        assert isinstance(refused, RefusedRows)
        assert (order.facts.source, order.facts.number, order.facts.buyer.name) == (
            "yahoo",
            "10000001",
            "山田太郎",
        )
        assert (refused.line, refused.column, refused.order_number) == (3, "店舗名", "")
    shops = {"Yahoo!2号店": "yahoo-2"}
    assert keys(read(tmp_path, "nextengine.csv", first, second, shops=shops)) == [
        ("yahoo", "10000001"),
        ("yahoo-2", "10000001"),
    ]


def test_a_generic_file_tells_no_shop(tmp_path: Path):
    rows = {"店舗伝票番号": "1001", "受注名": "山田太郎"}, {"店舗伝票番号": RAKUTEN, "受注名": "佐藤花子"}
    refused, order = read(tmp_path, "nextengine-generic.csv", *rows)
    assert isinstance(refused, RefusedRows)
    assert (refused.line, refused.column, refused.order_number) == (2, "店舗伝票番号", "")
    assert "Give a source" in refused.reason
    assert keys([order]) == [("rakuten", RAKUTEN)]
    assert keys(read(tmp_path, "nextengine-generic.csv", *rows, source="honten")) == [
        ("honten", "1001"),
        ("honten", RAKUTEN),
    ]


def test_what_was_bought_together_at_qoo10_is_one_order(tmp_path: Path):
    slips = [
        ROW
        | {"伝票番号": slip, "店舗名": "Qoo10店", "受注番号": number, "備考": "[カート番号:300000001]"}
        | {"商品コード（伝票）": code, "受注数": "1", "総合計": "500"}
        for slip, number, code in (("5001", "9000000001", "TEA-01"), ("5002", "9000000002", "POT-01"))
    ]
    (order,) = read(tmp_path, "nextengine.csv", *slips)
    assert isinstance(order, OrderFacts)
    assert (order.source, order.number, order.total) == ("qoo10", "300000001", Decimal(1000))
    assert [line.sku for line in order.lines or ()] == ["TEA-01", "POT-01"]


def test_an_order_number_that_a_spreadsheet_ruined_is_refused(tmp_path: Path):
    (refused,) = read(tmp_path, "nextengine.csv", ROW | {"受注番号": "5.80E+13"})
    assert isinstance(refused, RefusedRows)
    assert (refused.line, refused.column) == (2, "受注番号")
    assert "rounded by Excel" in refused.reason


def test_a_slip_twice_in_the_file_counts_once(tmp_path: Path):
    line = {"明細行": "1", "商品コード（伝票）": "TEA-01", "受注数": "2", "総合計": "500"}
    (order,) = read(tmp_path, "nextengine.csv", ROW | line, ROW | line)
    assert isinstance(order, OrderFacts)
    assert (order.total, [each.quantity for each in order.lines or ()]) == (Decimal(500), [2])


@pytest.mark.parametrize(
    ("day", "told"),
    [("2020/01/14 23:59:59", True), ("2020/01/15 00:00:00", False), ("2024/01/09", False), ("", False)],
)
def test_the_ship_to_of_amazon_is_not_taken_for_the_buyer(tmp_path: Path, day: str, told: bool):
    number = "503-0000001-0000001"
    address: Cells = {"購入者住所1": "東京都", "購入者郵便番号": "1000005", "購入者電話番号": "0300000001"}
    (order,) = read(tmp_path, "nextengine.csv", ROW | address | {"受注番号": number, "受注日": day})
    assert isinstance(order, OrderFacts)
    person = Person(name="山田太郎", kana="", emails=())
    if told:
        person = Person("山田太郎", "", (), ("0300000001",), "1000005", "東京都")
    assert order.buyer == person

"""Which mall an order-management system's order belongs to, and under which number."""

from __future__ import annotations

import pytest

from saleor_customer_mgmt.importers.format import NoKey
from saleor_customer_mgmt.importers.malls import mall_order, managed_order

RAKUTEN = "299999-20240108-0000000001"
AMAZON = "503-0000001-0000001"


@pytest.mark.parametrize(
    ("shop", "number", "remarks", "expected"),
    [
        ("サンプル楽天市場店", RAKUTEN, "", ("rakuten", RAKUTEN)),
        ("", RAKUTEN, "", ("rakuten", RAKUTEN)),
        ("サンプル楽天市場店", "1001", "", None),
        ("Amazon", AMAZON, "", ("amazon", AMAZON)),
        ("本店", AMAZON, "", ("amazon", AMAZON)),
        ("Amazon", "S01-1234567-1234567", "", None),
        ("サンプルYahoo!店", "10000001", "", ("yahoo", "10000001")),
        ("サンプルＹＡＨＯＯ店", "sample-store-10000001", "", ("yahoo", "10000001")),
        ("ヤフーショッピング", "10000001", "", ("yahoo", "10000001")),
        ("ヤフーショッピング", "1001", "", None),
        ("Yahoo!オークション", "10000001", "", None),
        ("ヤフオク", "10000001", "", None),
        ("au PAYマーケット店", "500000001", "", ("aupay", "500000001")),
        ("サンプルWowma店", "500000001", "", ("aupay", "500000001")),
        ("サンプルWowma店", "A-1", "", None),
        ("Qoo10店", "9000000001", "[カート番号:300000001]", ("qoo10", "300000001")),
        ("Qoo10店", "9000000001", "至急\nカート番号：３００００００１", ("qoo10", "30000001")),
        ("Qoo10店", "9000000001", "[カート番号:9000000001]", None),
        ("Qoo10店", "9000000001", "", None),
        ("本店", "10000001", "[カート番号:300000001]", None),
        ("", "10000001", "", None),
    ],
)
def test_what_is_certain_is_an_order_of_the_mall(
    shop: str, number: str, remarks: str, expected: tuple[str, str] | None
):
    assert mall_order(shop, number, remarks) == expected


def test_other_shops_have_their_name_before_their_numbers():
    def of(shop: str, number: str, own: str = "5001", source: str | None = None) -> tuple[str, str]:
        return managed_order("nextengine", shop, number, source=source, own=own)

    assert of("本店", "1001") == ("nextengine", "本店:1001")
    assert of("支店", "1001") == ("nextengine", "支店:1001")
    assert of("本店", "") == ("nextengine", "5001")
    assert of("", "1001") == ("nextengine", "5001")
    assert of("", "1001", own="") == ("nextengine", "1001")


def test_the_caller_knows_the_source_best_and_the_number_stays_the_malls():
    def of(shop: str, number: str) -> tuple[str, str]:
        return managed_order("nextengine", shop, number, source="second", own="5001")

    assert of("サンプル楽天市場店", RAKUTEN) == ("second", RAKUTEN)
    assert of("Yahoo!2号店", "store2-10000001") == ("second", "10000001")
    assert of("本店", "1001") == ("second", "1001")
    assert of("本店", "") == ("second", "5001")


@pytest.mark.parametrize("number", ["5.80293E+13", "合計"])
def test_a_number_that_cannot_be_one(number: str):
    with pytest.raises(NoKey) as refused:
        managed_order("nextengine", "", number, source="shop")
    assert refused.value.column == "受注番号"
    assert number not in refused.value.reason or number == "合計"

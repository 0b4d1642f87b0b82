"""Which mall an order-management system's order belongs to, and under which number."""

from __future__ import annotations

import pytest

from saleor_customer_mgmt.importers.malls import mall_order, managed_order
from saleor_customer_mgmt.importers.sold import NoKey, Shops, SoldRow

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
        ("サンプルDeNA店", "500000001", "", ("aupay", "500000001")),
        ("MODENA本店", "500000001", "", None),
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


def sold(
    shop: str, number: str, own: str = "5001", source: str | None = None, shops: Shops | None = None
) -> tuple[str, str]:
    row = SoldRow(own, lambda _: "", source, Shops({}) if shops is None else shops)
    return managed_order(row, "nextengine", ("店舗名", shop), number, own=own)


def test_other_shops_have_their_name_before_their_numbers():
    assert sold("本店", "1001") == ("nextengine", "本店:1001")
    assert sold("支店", "1001") == ("nextengine", "支店:1001")
    assert sold("本店", "") == ("nextengine", "5001")
    assert sold("", "1001") == ("nextengine", "5001")
    assert sold("", "1001", own="") == ("nextengine", "1001")


def test_the_caller_knows_the_source_best_and_the_number_stays_the_malls():
    assert sold("サンプル楽天市場店", RAKUTEN, source="second") == ("second", RAKUTEN)
    assert sold("Yahoo!2号店", "store2-10000001", source="second") == ("second", "10000001")
    assert sold("本店", "1001", source="second") == ("second", "1001")
    assert sold("本店", "", source="second") == ("second", "5001")


def test_a_shop_has_the_source_that_the_merchant_gave_it():
    shops = Shops({"本店": "eccube", "Yahoo!2号店": "yahoo-2", "楽天2号店": "rakuten-2", "旧本店": "eccube"})
    assert sold("本店", "1001", shops=shops) == ("eccube", "1001")
    assert sold("本店", "1001", shops=shops, source="other") == ("eccube", "1001")
    assert sold("ＹＡＨＯＯ！2号店", "10000001", shops=shops) == ("yahoo-2", "10000001")
    assert sold("Yahoo!店", "10000001", shops=shops) == ("yahoo", "10000001")
    assert sold("楽天2号店", RAKUTEN, shops=shops) == ("rakuten-2", RAKUTEN)
    # The merchant says that these are one shop.
    assert sold("旧本店", "1002", shops=shops) == ("eccube", "1002")
    assert sold("支店", "1001", shops=shops) == ("nextengine", "支店:1001")


@pytest.mark.parametrize(
    ("shops", "number", "source"),
    [
        (("Yahoo!店", "Yahoo!2号店"), "10000001", None),
        (("Yahoo!店", "Yahoo!2号店"), "10000001", "yahoo"),
        (("本店", "支店"), "1001", "eccube"),
        (("本店", "Yahoo!店"), "10000001", "eccube"),
        (("", "Yahoo!店"), "10000001", "eccube"),
    ],
)
def test_two_shops_whose_numbers_may_be_the_same_do_not_get_one_source(
    shops: tuple[str, str], number: str, source: str | None
):
    seen = Shops({})
    first = sold(shops[0], number, source=source, shops=seen)
    with pytest.raises(NoKey, match="SHOPS of CUSTOMER_MGMT") as refused:
        sold(shops[1], number, source=source, shops=seen)
    assert refused.value.column == "店舗名"
    assert sold(shops[0], number, source=source, shops=seen) == first
    seen.begin()
    assert sold(shops[1], number, source=source, shops=seen)[0] == first[0]


def test_two_shops_of_a_mall_that_numbers_all_its_orders_are_one_source():
    seen = Shops({})
    for shop in ("楽天1号店", "楽天2号店"):
        assert sold(shop, RAKUTEN, shops=seen) == ("rakuten", RAKUTEN)
    for shop in ("au PAY店", "Wowma店"):
        assert sold(shop, "500000001", shops=seen) == ("aupay", "500000001")


@pytest.mark.parametrize("number", ["5.80293E+13", "合計"])
def test_a_number_that_cannot_be_one(number: str):
    with pytest.raises(NoKey) as refused:
        sold("", number, source="shop")
    assert refused.value.column == "受注番号"
    assert refused.value.reason in {
        "the order number was rounded by Excel (as 5.8E+13) and is lost",
        "a row of totals, not an order",
    }

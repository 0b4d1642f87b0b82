"""Column names: compared in one form, and some never read."""

from __future__ import annotations

import pytest

from saleor_customer_mgmt.importers.headers import denied, looks_like_data, plain, positions


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("注文者郵便番号１", "注文者郵便番号1"),
        ("注文者住所：都道府県", "注文者住所:都道府県"),
        ("メール差込文 (お客様へのメッセージ)", "メール差込文(お客様へのメッセージ)"),
        ("ギフトチェック（0:なし/1:あり）", "ギフトチェック(0:なし/1:あり)"),
        ("\ufefforder-id ", "Order-ID"),
    ],
)
def test_names_that_are_the_same(one: str, other: str):
    assert plain(one) == plain(other)


CARDS = """
    クレジットカード番号 クレジットカード名義人 クレジットカード有効期限 カード番号 カード名義人
    有効期限・年 有効期限・月 名義人生年月日 名義人 Card_Number CardHolder CVV2 パスワード 口座番号
"""


@pytest.mark.parametrize("name", CARDS.split())
def test_columns_that_are_never_read(name: str):
    assert denied(name)
    assert positions([name, "x"]) == {"x": 1}


@pytest.mark.parametrize(
    "name", ["クレジットカード種類", "支払方法名", "カード決済ステータス", "cardJadgement", "name"]
)
def test_columns_that_are_not_meant(name: str):
    assert not denied(name)


def test_the_first_of_equal_names_counts():
    assert positions(["送料", "合計", "送料", "", " "]) == {"送料": 0, "合計": 1}


def test_rows_of_data_are_not_taken_for_column_names():
    assert looks_like_data(["山田太郎", "taro@example.com"])
    assert looks_like_data(["山田太郎", "０３-0000-0001"])
    assert not looks_like_data(["注文番号", "住所1", "TEL"])

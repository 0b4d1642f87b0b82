"""What names of columns mean, and whose they are."""

from __future__ import annotations

import pytest

from saleor_customer_mgmt.importers.guess.header import Whose, meanings, says_other
from saleor_customer_mgmt.importers.guess.reasons import Reason
from saleor_customer_mgmt.importers.guess.score import LOOKS
from saleor_customer_mgmt.importers.guess.words import ORDER, PERSON, REASONS

BUYER, PAYER, ACCOUNT = Whose.BUYER, Whose.PAYER, Whose.ACCOUNT
RECIPIENT, NOBODY, OF_ORDER = Whose.RECIPIENT, Whose.NOBODY, Whose.ORDER


@pytest.mark.parametrize(
    ("name", "item", "whose"),
    [
        ("注文番号", "order_number", OF_ORDER),
        ("ご注文番号", "order_number", OF_ORDER),
        ("受注番号", "order_number", OF_ORDER),
        ("オーダーＩＤ", "order_number", OF_ORDER),
        ("Order ID", "order_number", OF_ORDER),
        ("order-id", "order_number", OF_ORDER),
        ("Order #", "order_number", OF_ORDER),
        ("注文日時", "placed_at", OF_ORDER),
        ("請求金額(-99999=無効値)", "total", OF_ORDER),
        ("支払方法(名称)", "payment_method", OF_ORDER),
        ("氏名", "name", NOBODY),
        ("お名前(姓)", "family", NOBODY),
        ("お名前（メイ）", "given_kana", NOBODY),
        ("セイ", "family_kana", NOBODY),
        ("TEL1", "phone_1", NOBODY),
        ("〒1", "postal_1", NOBODY),
        ("〒2", "postal_2", NOBODY),
        ("都道府県", "prefecture", NOBODY),
        ("市区町村", "city", NOBODY),
        ("番地", "town", NOBODY),
        ("注文者氏名", "name", BUYER),
        ("注文者の電話番号", "phone", BUYER),
        ("ご注文者様氏名", "name", BUYER),
        ("ordererName", "name", BUYER),
        ("購入者 携帯番号", "phone_other", BUYER),
        ("氏(購入者)", "family", BUYER),
        ("メールアドレス(請求先)", "email", PAYER),
        ("First Name (Billing)", "given", PAYER),
        ("billing_postcode", "postal_code", PAYER),
        ("BillLastNameKana", "family_kana", PAYER),
        ("お客様名", "name", ACCOUNT),
        ("会員番号", "member_id", ACCOUNT),
        ("customer_id", "member_id", ACCOUNT),
        ("送付先住所：都道府県", "prefecture", RECIPIENT),
        ("お届け先電話番号", "phone", RECIPIENT),
        ("配送先_お名前(姓)", "family", RECIPIENT),
        ("発送電話番号", "phone", RECIPIENT),
        ("ship-address-1", "address_1", RECIPIENT),
        ("Ship To Name", "name", RECIPIENT),
        ("recipient-name", "name", RECIPIENT),
        ("受取人", "name", RECIPIENT),
        ("【取引ナビ】落札者カナ", "kana", BUYER),
    ],
)
def test_the_likeliest_meaning_of_a_name(name: str, item: str, whose: Whose):
    best = min(meanings(name), key=lambda each: (each.strength, each.place))
    assert (best.item, best.whose, best.strength <= 2) == (item, whose, True)


@pytest.mark.parametrize(
    "name",
    [
        *("FAX1", "発送日", "配達希望日", "ShipPrefectureKana", "メールフラグ", "メールキャリアコード"),
        *("メール差込文 (お客様へのメッセージ)", "注文者性別", "送料", "10%請求金額", "ポイント利用額"),
        *("都道府県(ID)", "order-item-id", "customer_note", "Billing Country", "配送先_都道府県(ID)"),
    ],
)
def test_what_only_looks_like_it_is_not_understood(name: str):
    assert meanings(name) == []


@pytest.mark.parametrize("name", ["送り主氏名", "senderName", "担当者名", "店舗電話番号", "プレゼント贈り主"])
def test_the_shop_and_senders_are_nobody_that_counts(name: str):
    assert says_other(name)
    assert all(each.whose is Whose.OTHER for each in meanings(name))


def test_a_word_somewhere_in_a_name_says_less_and_nothing_when_two_people_are_named():
    (weak,) = meanings("ご入力いただいたメールアドレス(確認済み)")
    assert (weak.item, weak.whose, weak.strength) == ("email", NOBODY, 4)
    assert meanings("注文者または送付先の電話番号（入力値）") == []
    assert meanings("店舗の電話番号（代表）") == []


def test_everything_that_has_a_name_has_values_to_be_compared_with():
    items = {item for names in (ORDER, PERSON) for found in names.values() for item, _, _ in found}
    assert items <= LOOKS.keys() | {"product_option"}
    assert LOOKS.keys() <= items


def test_every_reason_is_there_in_both_languages_and_puts_in_what_it_is_given():
    for code, texts in REASONS.items():
        assert texts.keys() == {"en", "ja"}, code
        assert ("{0}" in texts["en"]) == ("{0}" in texts["ja"]), code
    assert Reason("name", "注文番号").text("ja") == "列名が「注文番号」"
    assert Reason("name", "x" * 100).text() == f"the column is called “{'x' * 60}…”"

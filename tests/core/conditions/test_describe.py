"""Sentences in both languages, and the table for an editor."""

from __future__ import annotations

import random
import string
from typing import Any

import pytest

from saleor_customer_mgmt.core.conditions import (
    Comparison,
    Language,
    Mode,
    Op,
    Subject,
    describe,
    fields,
    parse_condition,
)
from saleor_customer_mgmt.core.conditions.fields import FIELDS, OPS, Kind
from saleor_customer_mgmt.core.conditions.vocabulary import words
from tests.core.conditions.invented import random_comparison, random_condition

TWO_MOMENTS = {"from": "2026-01-01T00:00Z", "to": "2026-01-02T00:00Z"}


def said(data: dict[str, Any], language: str = "en") -> str:
    return describe(parse_condition(data, subject=Subject.ORDER, zone="Asia/Tokyo"), language)


@pytest.mark.parametrize(
    ("data", "english", "japanese"),
    [
        (
            {"field": "customer.purchase_count", "op": "between", "from": 5, "to": 10},
            "The number of purchases is from 5 to 10.",
            "購入回数が5から10までである。",
        ),
        (
            {"field": "customer.purchase_count", "including_present": False, "op": "equals", "value": 0},
            "The number of purchases before this order is exactly 0.",
            "この注文より前の購入回数が0ちょうどである。",
        ),
        (
            {"field": "customer.cancelled_in_last", "last": 5, "op": "at_least", "value": 3},
            "The number of cancelled orders among the last 5 is at least 3.",
            "直近5件のうちキャンセルの件数が3以上である。",
        ),
        (
            {"field": "customer.total_spent", "currency": "JPY", "op": "at_most", "value": "1234567.5"},
            "The total spent in JPY is at most 1,234,567.5.",
            "購入金額の合計（JPY）が1,234,567.5以下である。",
        ),
        (
            {"field": "customer.returned_share", "op": "at_least", "value": 50},
            "The share of returned orders is at least 50%.",
            "返品率が50%以上である。",
        ),
        (
            {"field": "customer.last_purchase_at", "op": "before", "value": "2026-01-01"},
            "The last purchase was before 2026-01-01 (Asia/Tokyo).",
            "最終購入日時が2026-01-01（Asia/Tokyo）より前である。",
        ),
        (
            {"field": "customer.last_purchase_at", "op": "after", "value": "2026-01-01T09:00+09:00"},
            "The last purchase was after 2026-01-01 09:00:00+09:00.",
            "最終購入日時が2026-01-01 09:00:00+09:00より後である。",
        ),
        (
            {"field": "customer.first_purchase_at", "op": "between"} | TWO_MOMENTS,
            "The first purchase is from 2026-01-01 00:00:00 UTC to 2026-01-02 00:00:00 UTC.",
            "初回購入日時が2026-01-01 00:00:00 UTCから2026-01-02 00:00:00 UTCまでである。",
        ),
        (
            {"field": "customer.watch", "op": "at_least", "value": "watch"},
            "The level on the watchlist is at least “watch”.",
            "要注意顧客リストのレベルが「注意」以上である。",
        ),
        (
            {"field": "customer.victim", "op": "is", "value": False},
            "The customer is not a victim of anybody's misuse.",
            "顧客は名前や住所を悪用された被害者ではない。",
        ),
        (
            {"field": "order.payment_method", "op": "is_any_of", "value": ["代引", "card"]},
            "The payment method is one of “代引”, “card”.",
            "支払方法が「代引」「card」のいずれかである。",
        ),
        (
            {"field": "order.payment_method", "op": "is_none_of", "value": ["card"]},
            "The payment method is not “card”.",
            "支払方法が「card」ではない。",
        ),
        (
            {"field": "order.address", "op": "is_any_of", "value": ["unknown_postal_code", "mismatch"]},
            ("The check of the delivery address is one of “no such postal code”,"
            " “postal code of another place”."),
            "お届け先住所の確認結果が「存在しない郵便番号」「郵便番号と住所の不一致」のいずれかである。",
        ),
        (
            {"field": "order.skus", "op": "has_all", "value": ["{a}", "b"]},
            "The list of SKUs ordered has all of “{a}”, “b”.",
            "注文した商品のSKUに「{a}」「b」のすべてがある。",
        ),
        (
            {"field": "order.products", "op": "matches", "value": r"^\d{2}"},
            "The list of products ordered matches the regular expression “^\\d{2}”.",
            "注文した商品が正規表現「^\\d{2}」に当てはまる。",
        ),
        (
            {"field": "order.skus", "op": "has_none", "value": [f"S{n}" for n in range(12)]},
            ("The list of SKUs ordered has none of “S0”, “S1”, “S2”, “S3”, “S4”, “S5”, “S6”,"
            " “S7”, “S8”, “S9” and 2 more."),
            "注文した商品のSKUに「S0」「S1」「S2」「S3」「S4」「S5」「S6」「S7」「S8」「S9」ほか2件のいずれもない。",
        ),
    ],
)  # fmt: skip
def test_comparisons(data, english, japanese) -> None:
    assert said(data) == english
    assert said(data, "ja") == japanese


def test_several_make_one_sentence() -> None:
    first = {"field": "order.is_first", "op": "is", "value": True}
    away = {"field": "order.ships_elsewhere", "op": "is", "value": True}
    many = {"field": "order.quantity", "op": "at_least", "value": 10}

    assert said({"all": [first, {"any": [away, many]}, {"none": [away]}]}) == (
        "The order is the customer's first purchase, and (the order ships to another person or place than the"
        " buyer's, or the number of pieces ordered is at least 10), and (it is not so that the order ships to"
        " another person or place than the buyer's)."
    )
    assert said({"none": [away, {"all": [first, many]}]}, "ja") == (
        "「お届け先が購入者と異なる、または（この注文が初回の購入である、かつ注文数量が10以上である）」"
        "ということはない。"
    )
    assert said({"all": [{"any": [many]}]}) == "The number of pieces ordered is at least 10."


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        said({"field": "order.is_first", "op": "is", "value": True}, "fr")


@pytest.mark.parametrize("language", Language)
def test_each_field_and_comparison_has_its_words(language) -> None:
    table = words(language)
    assert set(table.fields) == set(FIELDS)
    assert set(table.truths) == {field.name for field in FIELDS.values() if field.kind is Kind.TRUTH}
    assert set(table.ops) == set(Op) - {Op.IS}
    assert set(table.op_labels) == set(Op)
    assert set(table.joined) == set(Mode)
    assert set(table.choices) == {choice for field in FIELDS.values() for choice in field.choices}
    assert len(set(table.fields.values())) == len(FIELDS)
    for name, label in table.fields.items():
        named = {part for _, part, _, _ in string.Formatter().parse(label) if part}
        assert named <= {parameter.name for parameter in FIELDS[name].parameters}


@pytest.mark.parametrize("language", Language)
def test_different_comparisons_have_different_sentences(language) -> None:
    """Nothing that makes a condition what it is goes unsaid."""
    rng = random.Random(8)
    told: dict[str, object] = {}
    for field in FIELDS.values():
        for op in OPS[field.kind]:
            for _ in range(40):
                condition = parse_condition(
                    random_comparison(rng, field, op, Subject.ORDER), subject=Subject.ORDER
                )
                assert isinstance(condition, Comparison)
                if isinstance(condition.value, tuple) and len(condition.value) == 1:
                    continue  # "has all of" one value is "has" it, as "has any" is
                assert told.setdefault(describe(condition, language), condition) == condition
    assert len(told) > 400


@pytest.mark.parametrize("subject", Subject)
def test_every_random_condition_has_a_sentence_in_both_languages(subject) -> None:
    rng = random.Random(9)
    for _ in range(500):
        condition = parse_condition(random_condition(rng, subject), subject=subject)
        assert describe(condition).endswith(".")
        assert describe(condition, Language.JA).endswith("。")


def test_the_table_for_an_editor() -> None:
    orders = {info.name: info for info in fields(Subject.ORDER)}
    customers = {info.name: info for info in fields(Subject.CUSTOMER)}

    assert list(orders) == list(FIELDS)
    assert list(customers) == [name for name in FIELDS if name.startswith("customer.")]
    count = orders["customer.purchase_count"]
    assert count.kind is Kind.WHOLE
    assert [info.op for info in count.comparisons] == [Op.EQUALS, Op.AT_LEAST, Op.AT_MOST, Op.BETWEEN]
    assert count.comparisons[1].labels == {Language.EN: "is at least", Language.JA: "以上"}
    assert [parameter.name for parameter in count.parameters] == ["including_present"]
    assert customers["customer.purchase_count"].parameters == ()
    assert count.labels == {Language.EN: "number of purchases", Language.JA: "購入回数"}
    assert orders["customer.cancelled_in_last"].labels[Language.EN] == (
        "number of cancelled orders among the last …"
    )
    assert [(choice.value, choice.labels[Language.JA]) for choice in customers["customer.watch"].choices] == [
        ("watch", "注意"),
        ("block", "取引停止"),
    ]

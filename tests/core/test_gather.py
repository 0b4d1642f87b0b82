"""From an order's facts to its evidence."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_customer_mgmt.core.evidence import Field, Trust, Value, usable_values
from saleor_customer_mgmt.core.facts import OrderFacts, Person
from saleor_customer_mgmt.core.gather import Profile, gather

TARO = Person(
    name="山田　太郎",
    kana="ﾔﾏﾀﾞ ﾀﾛｳ",
    emails=("Taro@example.com",),
    phones=("090-0000-0001",),
    postal_code="100-0001",
    address="東京都千代田区千代田1丁目1番",
    birthday="1980/1/2",
    company="株式会社サンプル",
    member_id="M-1",
)


def order(source: str = "rakuten", **buyer: Any) -> OrderFacts:
    return OrderFacts(source, "1", buyer=Person(**buyer))


def values(facts: OrderFacts, field: Field, profile: Profile | None = None) -> tuple[str, ...]:
    return usable_values(gather(facts, profile or Profile()), field)


def test_every_field_of_a_full_order():
    evidence = gather(OrderFacts("rakuten", "1", buyer=TARO))

    assert {field: usable_values(evidence, field) for field in evidence} == {
        Field.SOURCE: ("rakuten",),
        Field.NAME: ("山田太郎",),
        Field.KANA: ("ヤマダタロウ",),
        Field.EMAIL: ("taro@example.com",),
        Field.PHONE: ("+819000000001",),
        Field.POSTAL_CODE: ("1000001",),
        Field.ADDRESS: ("千代田区千代田1-1",),
        Field.BIRTHDAY: ("1980-01-02",),
        Field.COMPANY: ("サンプル",),
        Field.MEMBER_ID: ("M-1",),
    }
    assert evidence[Field.NAME][0].raw == "山田　太郎"


def test_an_empty_order_has_every_field_missing_but_the_source():
    evidence = gather(OrderFacts("rakuten", "1"))

    assert set(evidence) == set(Field)
    assert {field for field, found in evidence.items() if found != (Value("", "", Trust.MISSING),)} == {
        Field.SOURCE
    }


def test_the_recipient_is_no_evidence():
    with_gift = OrderFacts("rakuten", "1", buyer=Person(name="山田花子"), recipients=(TARO,))

    assert gather(with_gift) == gather(OrderFacts("rakuten", "1", buyer=Person(name="山田花子")))


def test_alternatives_stay_and_each_value_is_there_once():
    facts = order(
        phones=("090-0000-0001", "", "+81 90 0000 0001", "03-0000-0001", "000-0000-0000"),
        emails=("taro@example.com", "TARO@example.com"),
    )
    evidence = gather(facts)

    assert [(value.raw, value.trust) for value in evidence[Field.PHONE]] == [
        ("090-0000-0001", Trust.USABLE),
        ("03-0000-0001", Trust.USABLE),
        ("000-0000-0000", Trust.PLACEHOLDER),
    ]
    assert [value.raw for value in evidence[Field.EMAIL]] == ["taro@example.com"]


@pytest.mark.parametrize(
    ("source", "profile", "expected"),
    [
        ("shopify", Profile(), ("太郎山田", "山田太郎")),
        ("saleor", Profile(), ("太郎山田", "山田太郎")),
        ("rakuten", Profile(), ("太郎山田",)),
        ("unheard-of", Profile(), ("太郎山田",)),
        ("unheard-of", Profile(given_first=frozenset({"unheard-of"})), ("太郎山田", "山田太郎")),
    ],
)
def test_both_orders_of_a_name_where_the_source_is_western(
    source: str, profile: Profile, expected: tuple[str, ...]
):
    assert values(order(source, name="太郎 山田"), Field.NAME, profile) == expected


def test_a_name_in_one_part_has_one_value():
    assert len(gather(order("shopify", name="山田太郎"))[Field.NAME]) == 1


@pytest.mark.parametrize(
    ("source", "country", "region", "expected"),
    [
        ("saleor", "us", "JP", ("+16505550100",)),
        ("saleor", None, "US", ("+16505550100",)),
        ("saleor", "", "US", ("+16505550100",)),
        ("rakuten", None, "US", ()),
        ("saleor", None, "JP", ()),
    ],
    ids=["the order says", "the profile says", "an empty country is none", "the source says", "Japan"],
)
def test_where_a_number_is_at_home(source: str, country: str | None, region: str, expected: tuple[str, ...]):
    facts = order(source, phones=("650-555-0100",), country=country)

    assert values(facts, Field.PHONE, Profile(default_region=region)) == expected


@pytest.mark.parametrize(
    ("field", "filler", "raw"),
    [
        (Field.NAME, "店頭 太郎", {"name": "店頭　太郎 様"}),
        (Field.KANA, "テントウ タロウ", {"kana": "てんとう たろう"}),
        (Field.EMAIL, "store@example.com", {"emails": ("Store@Example.com",)}),
        (Field.PHONE, "03-0000-0009", {"phones": ("+81 3 0000 0009",)}),
        (Field.POSTAL_CODE, "100-0009", {"postal_code": "〒100-0009"}),
        (Field.ADDRESS, "東京都千代田区千代田9-9", {"address": "千代田区千代田9丁目9"}),
        (Field.BIRTHDAY, "1980-01-01", {"birthday": "昭和55年1月1日"}),
        (Field.COMPANY, "サンプル店", {"company": "株式会社サンプル店"}),
        (Field.MEMBER_ID, "WALKIN", {"member_id": " WALKIN"}),
    ],
)
def test_a_shops_own_fillers_in_any_spelling(field: Field, filler: str, raw: dict[str, Any]):
    assert values(order(**raw), field)
    evidence = gather(order(**raw), Profile(placeholders=frozenset({(field, filler)})))

    assert {value.trust for value in evidence[field]} == {Trust.PLACEHOLDER}
    assert {value.value for value in evidence[field]} == {""}


def test_a_filler_of_one_field_is_none_of_another():
    profile = Profile(placeholders=frozenset({(Field.COMPANY, "山田太郎")}))

    assert values(order(name="山田太郎"), Field.NAME, profile) == ("山田太郎",)


ANYTHING = st.none() | st.text(st.characters(exclude_categories=()), max_size=12)
MANY = st.none() | st.lists(st.text(st.characters(exclude_categories=()), max_size=12), max_size=3).map(tuple)


@given(
    st.builds(
        Person, **{f.name: MANY if f.name in {"emails", "phones"} else ANYTHING for f in fields(Person)}
    ),
    st.sampled_from(["saleor", "rakuten", "x", ""]),
)
def test_any_buyer_gives_all_fields(buyer: Person, source: str):
    evidence = gather(OrderFacts(source, "1", buyer=buyer))

    assert list(evidence) == list(Field)
    for found in evidence.values():
        assert found
        assert len(set(found)) == len(found)
        assert not any(value.trust is Trust.MISSING for value in found) or len(found) == 1

"""Traits of an order: what rules ask of its people. All of them are invented, the places are public."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_customer_mgmt.core.facts import OrderFacts, Person
from saleor_customer_mgmt.core.gather import gather
from saleor_customer_mgmt.core.sources import Profile
from saleor_customer_mgmt.core.traits import AddressVerdict, PhoneVerdict, Traits, traits

PROFILE = Profile(own_domains=frozenset({"shop.example"}))
AKIRA = Person(
    name="見本 明",
    kana="ミホン アキラ",
    postal_code="100-0001",
    address="東京都千代田区千代田1-1-1",
)
TEXTS = st.none() | st.text(max_size=20)
PEOPLE = st.builds(
    Person,
    name=TEXTS,
    kana=TEXTS,
    emails=st.none() | st.tuples(st.text(max_size=20)),
    phones=st.none() | st.tuples(st.text(max_size=20)),
    postal_code=TEXTS,
    address=TEXTS,
    country=st.none() | st.sampled_from(["JP", "US", "", "日本"]) | st.text(max_size=3),
)


def of(buyer: Person, *recipients: Person, source: str = "shop") -> Traits:
    facts = OrderFacts(source, "1", buyer=buyer, recipients=recipients)
    return traits(facts, gather(facts, PROFILE), PROFILE)


def test_an_order_that_tells_nothing() -> None:
    facts = OrderFacts("shop", "1")

    assert traits(facts, gather(facts), Profile()) == Traits(None, (), None, None)


@pytest.mark.parametrize(
    ("change", "elsewhere"),
    [
        ({}, False),
        ({"name": "見本明"}, False),
        ({"name": "見本　明 様"}, False),
        ({"address": "千代田区千代田１丁目１番１号"}, False),
        ({"address": "東京都千代田区千代田一丁目１－１"}, False),
        ({"postal_code": "１０００００１"}, False),
        # A slip in the code; the address says the same.
        ({"postal_code": "100-0002"}, False),
        ({"postal_code": None, "address": None}, False),
        # What cannot be compared says nothing.
        ({"name": "Akira Mihon"}, False),
        ({"address": "Tokyo, Chiyoda-ku, Chiyoda 1-1-1"}, False),
        ({"name": "手本 明"}, True),
        ({"name": "Akira Mihon", "kana": "テホン アキラ"}, True),
        ({"address": "東京都千代田区千代田1-1-2"}, True),
        ({"address": "東京都千代田区千代田1-1-1-501"}, True),
        ({"address": "大阪府大阪市北区梅田1-1-1"}, True),
        ({"address": None, "postal_code": "530-0001"}, True),
        ({"address": "Chiyoda", "postal_code": "530-0001"}, True),
    ],
)
def test_another_spelling_is_not_elsewhere(change: dict[str, Any], elsewhere: bool) -> None:
    assert of(AKIRA, replace(AKIRA, **change)).ships_elsewhere is elsewhere


def test_a_town_whose_prefecture_only_one_side_names() -> None:
    nagasu = Person(address="熊本県玉名郡長洲町長洲1-2-3")

    for same in ("長洲町長洲1-2-3", "玉名郡長洲町長洲1-2-3", "熊本県長洲町長洲1-2-3"):
        assert of(nagasu, Person(address=same)).ships_elsewhere is False
        assert of(Person(address=same), nagasu).ships_elsewhere is False
    assert of(nagasu, Person(address="福岡県長洲町長洲1-2-3")).ships_elsewhere is True


def test_abroad_the_code_tells_one_main_street_from_another() -> None:
    one = Person(postal_code="10001", address="12 Main Street Springfield", country="US")

    assert of(one, replace(one, address="12  MAIN street, Springfield")).ships_elsewhere is False
    assert of(one, replace(one, postal_code="62701")).ships_elsewhere is True


def test_nobody_to_send_to_is_not_elsewhere_and_nothing_told_is_not_known() -> None:
    untold = OrderFacts("shop", "1", buyer=AKIRA)

    assert of(AKIRA).ships_elsewhere is False
    assert traits(untold, gather(untold, PROFILE), PROFILE).ships_elsewhere is None
    assert of(AKIRA, Person()).ships_elsewhere is None
    assert of(AKIRA, AKIRA, Person()).ships_elsewhere is None
    assert of(AKIRA, Person(), Person(name="手本 明")).ships_elsewhere is True


@pytest.mark.parametrize(
    ("emails", "domains"),
    [
        (None, ()),
        ((), ()),
        (("Akira@MAIL.Example.org",), ("mail.example.org",)),
        (("a@b.example.org", "c@a.example.org", "d@b.example.org"), ("a.example.org", "b.example.org")),
        (("akira@bücher.example.org",), ("xn--bcher-kva.example.org",)),
        # A mall's relay address tells the mall; fillers, the shop's own and what is no address tell nothing.
        (("abc123@marketplace.amazon.co.jp",), ("marketplace.amazon.co.jp",)),
        (("noreply@mail.example.org",), ()),
        (("akira@shop.example",), ()),
        (("akira at home",), ()),
    ],
)
def test_email_domains(emails: tuple[str, ...] | None, domains: tuple[str, ...]) -> None:
    assert of(Person(emails=emails)).email_domains == domains


@pytest.mark.parametrize(
    ("phones", "country", "verdict"),
    [
        (None, None, None),
        ((), None, PhoneVerdict.MISSING),
        (("",), None, PhoneVerdict.MISSING),
        (("入力待ち",), None, PhoneVerdict.MISSING),
        (("9.01E+09",), None, PhoneVerdict.MISSING),
        (("03-3213-1111",), None, PhoneVerdict.VALID),
        (("０９０－１２３４－５６７８",), None, PhoneVerdict.VALID),
        (("060-1234-5678",), None, PhoneVerdict.VALID),
        (("03-0000-0001",), None, PhoneVerdict.INVALID),
        (("000-0000-0000",), None, PhoneVerdict.INVALID),
        (("03-3213",), None, PhoneVerdict.INVALID),
        (("03-3213", "090-1234-5678"), None, PhoneVerdict.VALID),
        (("", "03-3213"), None, PhoneVerdict.INVALID),
        (("212-736-3100",), "US", PhoneVerdict.VALID),
        (("+1 212-736-3100",), None, PhoneVerdict.VALID),
        (("123-456-7890",), "US", PhoneVerdict.INVALID),
    ],
)
def test_phones(phones: tuple[str, ...] | None, country: str | None, verdict: PhoneVerdict | None) -> None:
    assert of(Person(phones=phones, country=country)).phone is verdict


def test_a_recipients_number_is_enough() -> None:
    assert of(Person(), Person(phones=("03-3213-1111",))).phone is PhoneVerdict.VALID
    assert of(Person(phones=()), Person(phones=("03-3213",))).phone is PhoneVerdict.INVALID


def test_the_goods_may_go_to_a_place_that_is_not_there() -> None:
    nowhere = replace(AKIRA, postal_code="999-9999")

    assert of(AKIRA, AKIRA).address is AddressVerdict.PLAUSIBLE
    assert of(AKIRA, nowhere).address is AddressVerdict.UNKNOWN_POSTAL_CODE
    assert of(nowhere, AKIRA).address is AddressVerdict.UNKNOWN_POSTAL_CODE
    assert of(AKIRA, replace(AKIRA, address="大阪府大阪市")).address is AddressVerdict.MISMATCH


@given(PEOPLE, st.none() | st.lists(PEOPLE, max_size=2), st.sampled_from(["shop", "rakuten", "amazon"]))
def test_nothing_that_people_write_breaks_it(buyer: Person, to: list[Person] | None, source: str) -> None:
    facts = OrderFacts(source, "1", buyer=buyer, recipients=None if to is None else tuple(to))

    found = traits(facts, gather(facts, PROFILE), PROFILE)

    assert (found.ships_elsewhere is None) or to is not None

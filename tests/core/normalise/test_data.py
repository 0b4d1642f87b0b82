"""The tables of characters, fillers and sources are consistent and say where they come from."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from saleor_customer_mgmt.core import data
from saleor_customer_mgmt.core.evidence import Trust, Value
from saleor_customer_mgmt.core.normalise import (
    address,
    birthday,
    company,
    email,
    kana,
    member_id,
    name,
    phone,
    postal_code,
)
from saleor_customer_mgmt.core.sources import FILLERS, RELAYS, SOURCES

FILLED: dict[str, Callable[[str], Value]] = {
    "name": name.normalise,
    "kana": kana.normalise,
    "email": email.normalise,
    "phone": phone.normalise,
    "postal_code": postal_code.normalise,
    "address": address.normalise,
    "birthday": birthday.normalise,
    "company": company.normalise,
    "member_id": member_id.normalise,
}


@pytest.mark.parametrize("table", data.load("kanji").values(), ids=data.load("kanji"))
def test_variants_fold_in_one_step(table: dict[str, str]):
    every = {usual for one in data.load("kanji").values() for usual in one}
    variants = [variant for olds in table.values() for variant in olds]

    assert len(variants) == len(set(variants))
    assert not every & set(variants)
    assert all(len(usual) == 1 for usual in table)
    # What NFKC folds already would never be looked up.
    assert [variant for variant in variants if unicodedata.normalize("NFKC", variant) != variant] == []


@pytest.mark.parametrize("field", FILLED)
def test_every_filler_is_found(field: str):
    assert [
        raw for raw in FILLERS[field]["values"] if FILLED[field](raw).trust is not Trust.PLACEHOLDER
    ] == []


def test_there_is_a_list_for_each_field():
    assert set(FILLERS) == set(FILLED)


def test_every_fact_says_where_it_comes_from():
    facts = [*data.load("sources").values(), *data.load("relays")["relay"]]

    assert len(facts) == len(SOURCES) + len(RELAYS)
    assert [fact for fact in facts if len(fact["because"]) < 10] == []


def test_a_relay_address_is_usable_or_relayed():
    assert {relay.trust for relay in RELAYS} == {Trust.USABLE, Trust.RELAYED}

"""Match criteria: what may be written, what every fault is called, and that it reads back the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_customer_mgmt.core.criteria import (
    MAX_CRITERIA,
    PRESET,
    CriteriaSet,
    Criterion,
    criteria_set,
    criterion,
    parse_criteria,
)
from saleor_customer_mgmt.core.errors import CoreError, InvalidCriteria
from saleor_customer_mgmt.core.evidence import Field

FIELDS = "source, name, kana, email, phone, postal_code, address, birthday, company, member_id"
TELLING = {Field.NAME, Field.KANA, Field.EMAIL, Field.PHONE, Field.BIRTHDAY, Field.MEMBER_ID}


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("name+phone", "name+phone"),
        ("phone+name", "name+phone"),
        ("name+phone+name", "name+phone"),
        ("name+phone OR name+email", "name+phone OR name+email"),
        ("name+email OR name+phone", "name+email OR name+phone"),
        ("name+phone or phone+name", "name+phone"),
        ("name+phone | name+email|kana+birthday", "name+phone OR name+email OR kana+birthday"),
        ("name+phone\nname+email\r\n\r\nkana+birthday", "name+phone OR name+email OR kana+birthday"),
        ("name+phone\nOR name+email", "name+phone OR name+email"),
        ("  NAME + Phone [ Yahoo , amazon,yahoo ] ", "name+phone[amazon,yahoo]"),
        ("name+phone[a] OR name+phone", "name+phone[a] OR name+phone"),
        ("source+member_id", "source+member_id"),
        ("postal_code+address+name", "name+postal_code+address"),
        ("name+phone[shop-1.example_b]", "name+phone[shop-1.example_b]"),
        ("name+phone[or]", "name+phone[or]"),
    ],
)
def test_reading(text: str, canonical: str) -> None:
    assert str(parse_criteria(text)) == canonical
    assert str(parse_criteria(canonical)) == canonical


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [f"'': there is no field '' (fields: {FIELDS})"]),
        ("name", ["'name': a criterion needs two different fields at least"]),
        ("name+name", ["'name+name': a criterion needs two different fields at least"]),
        (
            "source+company",
            [f"'source+company': needs a field that tells a person ({', '.join(sorted(TELLING))})"],
        ),
        ("name+fone", [f"'name+fone': there is no field 'fone' (fields: {FIELDS})"]),
        ("name++phone", [f"'name++phone': there is no field '' (fields: {FIELDS})"]),
        ("name+phone OR", [f"'name+phone OR': there is no field 'phone OR' (fields: {FIELDS})"]),
        ("name+phone[]", ["'name+phone[]': [ ] names no source"]),
        ("name+phone[a,]", ["'name+phone': '' cannot be the name of a source"]),
        ("name+phone[a b]", ["'name+phone': 'a b' cannot be the name of a source"]),
        ("name+phone[楽天]", ["'name+phone': '楽天' cannot be the name of a source"]),
        (f"name+phone[{'a' * 51}]", [f"'name+phone': '{'a' * 51}' cannot be the name of a source"]),
        ("[a]name+phone", ["'[a]name+phone' is not a criterion (write fields with +, sources in [ ])"]),
        ("name+phone[a", ["'name+phone[a' is not a criterion (write fields with +, sources in [ ])"]),
    ],
)
def test_one_fault(text: str, faults: list[str]) -> None:
    with pytest.raises(InvalidCriteria) as caught:
        parse_criteria(text)

    assert caught.value.faults == faults


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(InvalidCriteria) as caught:
        parse_criteria("nmae+fone[] OR name+phone OR name OR a[b]c OR name+email[?,!,ok]")

    assert caught.value.faults == [
        "'nmae+fone[]': [ ] names no source",
        f"'nmae+fone': there is no field 'nmae' (fields: {FIELDS})",
        f"'nmae+fone': there is no field 'fone' (fields: {FIELDS})",
        "'name': a criterion needs two different fields at least",
        "'a[b]c' is not a criterion (write fields with +, sources in [ ])",
        "'name+email': '!' cannot be the name of a source",
        "'name+email': '?' cannot be the name of a source",
    ]
    assert str(caught.value) == "; ".join(caught.value.faults)
    assert isinstance(caught.value, CoreError)


def test_a_set_has_at_least_one_criterion() -> None:
    with pytest.raises(InvalidCriteria) as caught:
        criteria_set([])

    assert caught.value.faults == ["there must be at least one criterion"]


def test_a_set_has_a_limit_that_doubles_do_not_count_to() -> None:
    many = [criterion(["name", "phone"], [f"shop{number}"]) for number in range(MAX_CRITERIA + 1)]
    assert criteria_set(many[:-1] * 2).criteria == tuple(many[:-1])

    with pytest.raises(InvalidCriteria) as caught:
        criteria_set(many)

    assert caught.value.faults == ["21 criteria are too many (20 at most)"]


def test_a_criterion_is_the_same_however_it_is_put() -> None:
    assert criterion(("phone", "name"), ("b", "a", "b")) == Criterion((Field.NAME, Field.PHONE), ("a", "b"))


@pytest.mark.parametrize(
    ("text", "source", "applies"),
    [
        ("name+phone", "amazon", True),
        ("name+phone[amazon,yahoo]", "amazon", True),
        ("name+phone[amazon,yahoo]", "yahoo", True),
        ("name+phone[amazon,yahoo]", "rakuten", False),
        ("name+phone[amazon]", "amazon2", False),
    ],
)
def test_sources_limit_a_criterion(text: str, source: str, *, applies: bool) -> None:
    assert parse_criteria(text).criteria[0].applies_to(source) is applies


def test_the_shipped_preset() -> None:
    assert str(PRESET) == "name+phone OR name+email"


valid_criteria = st.builds(
    criterion,
    st.lists(st.sampled_from(list(Field)), min_size=2, max_size=6, unique=True).filter(TELLING.intersection),
    st.lists(st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,49}", fullmatch=True), max_size=3),
)


@given(st.lists(valid_criteria, min_size=1, max_size=MAX_CRITERIA).map(criteria_set))
def test_what_is_written_reads_back_the_same(criteria: CriteriaSet) -> None:
    assert parse_criteria(str(criteria)) == criteria
    assert parse_criteria("\n".join(map(str, criteria.criteria)).upper()) == criteria


@given(st.text(alphabet="name+phoeil[], OR|\nx", max_size=40) | st.text(max_size=20))
def test_any_text_is_read_or_its_faults_are_told(text: str) -> None:
    try:
        criteria = parse_criteria(text)
    except InvalidCriteria as error:
        faults, again = error.faults, None
    else:
        faults, again = [], parse_criteria(str(criteria))
        assert again == criteria
    assert (again is None) == bool(faults)
    assert all(faults)

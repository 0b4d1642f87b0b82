"""Keys made in arrays: the same orders share a key as when each order's keys are made by themselves."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from saleor_customer_mgmt.core.bulk.codes import codes_of, codes_of_pairs, digests_in, in_order
from saleor_customer_mgmt.core.bulk.keys import ValueTable, keys_of_all
from saleor_customer_mgmt.core.criteria import CriteriaSet, parse_criteria
from saleor_customer_mgmt.core.evidence import Field, Trust, Value
from saleor_customer_mgmt.core.keys import key_digests, match_keys
from saleor_customer_mgmt.core.value_digests import pack, unpack, value_digests

SECRET = b"a secret of the shop"
SOURCES = ("saleor", "rakuten")
CRITERIA = st.sampled_from(
    [
        parse_criteria(text)
        for text in (
            "name+phone",
            "name+phone OR name+email",
            "name+phone+email OR source+phone",
            "name+email[rakuten] OR phone+email[saleor,rakuten,amazon]",
            "name+email+phone+kana+birthday",
        )
    ]
)
FIELDS = (Field.NAME, Field.EMAIL, Field.PHONE, Field.KANA, Field.BIRTHDAY)
values = st.lists(st.sampled_from("abc"), max_size=3, unique=True)
orders = st.lists(st.tuples(st.sampled_from(SOURCES), st.lists(values, min_size=5, max_size=5)), max_size=12)


def evidence_of(source: str, told: list[list[str]]) -> dict[Field, tuple[Value, ...]]:
    found: dict[Field, tuple[Value, ...]] = {field: (Value("", "", Trust.MISSING),) for field in Field}
    found[Field.SOURCE] = (Value(source, source, Trust.USABLE),)
    for field, some in zip(FIELDS, told, strict=True):
        if some:
            found[field] = tuple(Value(v, v, Trust.USABLE) for v in some)
    return found


def table_of(packed: list[bytes]) -> ValueTable:
    counts = np.array([len(each) // 16 for each in packed], dtype=np.int64)
    return ValueTable(len(packed), np.repeat(np.arange(len(packed)), counts), digests_in(b"".join(packed)))


@given(orders, CRITERIA)
def test_orders_share_the_keys_that_they_share(
    told: list[tuple[str, list[list[str]]]], criteria: CriteriaSet
) -> None:
    evidence = [evidence_of(source, some) for source, some in told]
    table = table_of([pack(value_digests(each, SECRET)) for each in evidence])

    holders, keys = keys_of_all(table, criteria, SECRET)

    in_arrays: dict[int, set[int]] = defaultdict(set)
    for holder, key in zip(holders.tolist(), keys.tolist(), strict=True):
        assert holder not in in_arrays[key]
        in_arrays[key].add(holder)
    one_by_one = defaultdict(set)
    for at, ((source, _), each) in enumerate(zip(told, evidence, strict=True)):
        for key in match_keys(source, each, criteria):
            one_by_one[key].add(at)
    assert sorted(map(sorted, in_arrays.values())) == sorted(map(sorted, one_by_one.values()))


@given(orders, CRITERIA)
def test_keys_of_value_digests_are_those_of_the_values(
    told: list[tuple[str, list[list[str]]]], criteria: CriteriaSet
) -> None:
    for source, some in told:
        evidence = evidence_of(source, some)
        digests = unpack(pack(value_digests(evidence, SECRET)))

        found = key_digests(source, digests, criteria, SECRET)

        assert found == {key.digest(SECRET) for key in match_keys(source, evidence, criteria)}


def test_digests_that_share_a_half_are_told_apart() -> None:
    same_high = [b"A" * 8 + b"1" * 8, b"A" * 8 + b"2" * 8, b"A" * 8 + b"1" * 8, b"B" * 8 + b"1" * 8]

    order, begins = in_order(digests_in(b"".join(same_high)))

    assert [same_high[i] for i in order] == [same_high[0], same_high[0], same_high[1], same_high[3]]
    assert begins.tolist() == [True, False, True, True]
    assert codes_of(digests_in(b"".join(same_high))).tolist() == [0, 1, 0, 2]


def test_pairs_have_one_number_only_when_both_are_the_same() -> None:
    ones, others = np.array([0, 1, 0, 1, 0]), np.array([1, 0, 1, 1, 0])

    assert codes_of_pairs(ones, others).tolist() == [1, 2, 1, 3, 0]

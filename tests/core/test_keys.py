"""Match keys: which an order gets, and that their digests tell apart what differs and nothing else."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_customer_mgmt.core.criteria import parse_criteria
from saleor_customer_mgmt.core.evidence import Evidence, Field, Trust, Value
from saleor_customer_mgmt.core.keys import MAX_KEYS_PER_CRITERION, MatchKey, match_keys, secret_fingerprint

SECRET = b"a secret of the shop"
UNUSABLE = [trust for trust in Trust if trust is not Trust.USABLE]


def evidence(**fields: str | list[Value]) -> Evidence:
    """Return evidence with these usable values, alternatives separated by ``|``, and nothing else."""
    found: dict[Field, tuple[Value, ...]] = {f: (Value("", "", Trust.MISSING),) for f in Field}
    for name, values in fields.items():
        found[Field(name)] = (
            tuple(Value(v.upper(), v, Trust.USABLE) for v in values.split("|"))
            if isinstance(values, str)
            else tuple(values)
        )
    return found


def keys(source: str, found: Evidence, criteria: str) -> list[tuple[str, ...]]:
    return [(str(k.criterion), *k.values) for k in match_keys(source, found, parse_criteria(criteria))]


def test_a_key_is_the_criterion_with_the_normal_forms_in_order() -> None:
    found = evidence(name="taro", phone="+819000001234", email="t@example.com")

    assert keys("shop", found, "phone+name OR email+name OR name+address") == [
        ("name+phone", "taro", "+819000001234"),
        ("name+email", "taro", "t@example.com"),
    ]


@pytest.mark.parametrize("trust", UNUSABLE)
def test_a_field_without_a_usable_value_gives_no_key(trust: Trust) -> None:
    found = evidence(name="taro", email="t@example.com", phone=[Value("000", "000", trust)])

    assert keys("shop", found, "name+phone OR name+email") == [("name+email", "taro", "t@example.com")]


@pytest.mark.parametrize("trust", UNUSABLE)
def test_of_alternatives_only_the_usable_give_a_key(trust: Trust) -> None:
    found = evidence(name="taro", phone=[Value("0", "0", trust), Value("1", "1", Trust.USABLE)])

    assert keys("shop", found, "name+phone") == [("name+phone", "taro", "1")]


def test_alternatives_give_a_key_for_each_combination() -> None:
    found = evidence(name="taro|jiro", phone="2|1|2")

    assert keys("shop", found, "name+phone") == [
        ("name+phone", "jiro", "1"),
        ("name+phone", "jiro", "2"),
        ("name+phone", "taro", "1"),
        ("name+phone", "taro", "2"),
    ]


def test_a_criterion_limited_to_sources() -> None:
    found = evidence(name="taro", phone="1", email="t@example.com")
    criteria = "name+phone OR name+email[amazon,yahoo]"

    assert keys("rakuten", found, criteria) == [("name+phone", "taro", "1")]
    assert keys("yahoo", found, criteria) == [
        ("name+phone", "taro", "1"),
        ("name+email[amazon,yahoo]", "taro", "t@example.com"),
    ]


def test_the_source_is_a_field_like_any_other() -> None:
    found = evidence(source="rakuten", member_id="42")

    assert keys("rakuten", found, "source+member_id") == [("source+member_id", "rakuten", "42")]


def test_no_usable_value_no_key() -> None:
    assert keys("shop", evidence(), "name+phone OR source+member_id") == []


def test_combinations_are_bounded_for_each_criterion_and_always_the_same() -> None:
    names = [f"n{number:02}" for number in range(9)]
    found = evidence(name="|".join(names), phone="|".join("3210"), email="|".join(reversed(names)))
    turned = evidence(name="|".join(reversed(names)), phone="|".join("0123"), email="|".join(names))

    got = keys("shop", found, "name+phone OR name+email")

    assert MAX_KEYS_PER_CRITERION == 16
    assert got == [
        *(("name+phone", name, phone) for name in names[:4] for phone in "0123"),
        *(("name+email", "n00", mail) for mail in names),
        *(("name+email", "n01", mail) for mail in names[:7]),
    ]
    assert keys("shop", turned, "name+phone OR name+email") == got


def test_very_many_alternatives_take_no_time() -> None:
    many = "|".join(map(str, range(1000)))
    found = evidence(name=many, phone=many, email=many, kana=many, birthday=many)

    assert len(keys("shop", found, "name+phone+email+kana+birthday")) == 16


# Digests


def key(criteria: str, *values: str) -> MatchKey:
    return MatchKey(parse_criteria(criteria).criteria[0], values)


def test_a_digest_never_changes() -> None:
    """Stored keys would match no more; a change here needs a rebuild of every shop's keys."""
    digest = key("name+phone", "山田太郎", "+819000001234").digest(SECRET)

    assert digest == UUID("7f79bc17-3f90-dfd2-15e5-1eb462ed125a")


def test_equal_keys_have_equal_digests() -> None:
    assert key("name+phone", "a", "b").digest(SECRET) == key("phone+name", "a", "b").digest(SECRET)


def test_a_digest_depends_on_secret_criterion_sources_and_each_value() -> None:
    digests = [
        key("name+phone", "a", "b").digest(SECRET),
        key("name+phone", "a", "b").digest(SECRET + b"."),
        key("name+email", "a", "b").digest(SECRET),
        key("name+phone[x]", "a", "b").digest(SECRET),
        key("name+phone[x,y]", "a", "b").digest(SECRET),
        key("name+phone", "A", "b").digest(SECRET),
        key("name+phone", "a", "c").digest(SECRET),
        key("name+phone", "b", "a").digest(SECRET),
    ]

    assert len(set(digests)) == len(digests)


@pytest.mark.parametrize("between", ["", "\x00", "\x1e", "\x1f", "\x1f\x1f", " ", "+", "\n"])
def test_a_value_does_not_run_over_into_the_next_field(between: str) -> None:
    one = key("name+phone", f"a{between}b", "c").digest(SECRET)
    other = key("name+phone", "a", f"b{between}c").digest(SECRET)

    assert one != other


tricky = st.text(alphabet="ab\x00\x01\x1f", max_size=4)


@given(st.tuples(tricky, tricky, tricky), st.tuples(tricky, tricky, tricky))
def test_digests_are_equal_only_for_equal_values(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    criterion = "name+email+phone"

    assert (key(criterion, *one).digest(SECRET) == key(criterion, *other).digest(SECRET)) == (one == other)


def test_any_text_has_a_digest() -> None:
    values = ["", "\ud800", "𠮷", "\u304c", "\u304b\u3099"]

    digests = {key("name+phone", value, "1").digest(SECRET) for value in values}

    assert len(digests) == len(values)


def test_secrets_of_any_length_count_in_full() -> None:
    secrets = [b"s" * length for length in (1, 63, 64, 65, 66, 200)] + [b"s" * 199 + b"t"]

    assert len({key("name+phone", "a", "b").digest(secret) for secret in secrets}) == len(secrets)
    assert len({secret_fingerprint(secret) for secret in secrets}) == len(secrets)


def test_a_fingerprint_tells_that_a_secret_is_the_same_and_nothing_of_it() -> None:
    assert secret_fingerprint(SECRET) == secret_fingerprint(bytes(bytearray(SECRET)))
    assert len(secret_fingerprint(SECRET)) == 16
    assert SECRET.hex() not in secret_fingerprint(SECRET)

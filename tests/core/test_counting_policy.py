"""The counting policy as JSON: read, written, refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.core.counting_policy import InvalidPolicy, parse_policy, policy_to_json
from saleor_customer_mgmt.core.facts import ORDER_STATUSES

POLICIES = st.builds(
    CountingPolicy,
    statuses=st.frozensets(st.sampled_from(ORDER_STATUSES), min_size=1),
    sources_left_out=st.frozensets(st.sampled_from(["rakuten", "old shop", "楽天"])),
    counted_from=st.none()
    | st.datetimes(
        datetime.fromisoformat("1901-01-01"),
        datetime.fromisoformat("9000-01-01"),
        timezones=st.sampled_from([UTC, timezone(timedelta(hours=9))]),
    ),
    test_emails=st.frozensets(
        st.sampled_from(["a@mail.example.org", "@shop.example", "b.c@mail.example.org"])
    ),
    count_test_orders=st.booleans(),
    count_exchanges=st.booleans(),
    count_refunded=st.booleans(),
    count_partly_refunded=st.booleans(),
    net_of_refunds=st.booleans(),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)


@given(POLICIES)
def test_what_is_written_is_read_as_the_same(policy: CountingPolicy) -> None:
    data = json.loads(json.dumps(policy_to_json(policy)))

    assert parse_policy(data) == policy
    assert policy_to_json(parse_policy(data)) == data


def test_what_is_left_out_has_its_default() -> None:
    assert parse_policy({}) == CountingPolicy()
    assert parse_policy({"count_exchanges": True}) == CountingPolicy(count_exchanges=True)


def test_addresses_are_read_in_any_spelling() -> None:
    policy = parse_policy({"test_emails": [" KENJI@Mail.Example.org", "＠SHOP.example", "@bücher.example"]})

    assert policy.test_emails == {"kenji@mail.example.org", "@shop.example", "@xn--bcher-kva.example"}


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (None, ["the policy: must be an object"]),
        ([], ["the policy: must be an object"]),
        ({"statuses": "placed"}, ["statuses: must be a list of at most 200"]),
        ({"statuses": []}, ["statuses: must name one at least, or nothing would ever count"]),
        (
            {"statuses": ["placed", "account", 3]},
            [
                f"statuses[{n}]: must be one of placed, fulfilled, cancelled, returned, unfinished"
                for n in (1, 2)
            ],
        ),
        ({"sources_left_out": ["shop", " "]}, ["sources_left_out[1]: must be the name of a source"]),
        ({"sources_left_out": ["s" * 51]}, ["sources_left_out[0]: must be the name of a source"]),
        (
            {"test_emails": ["@", "a", "a b@c.example", "@localhost", "ok@c.example"]},
            [f"test_emails[{n}]: must be an e-mail address or @domain" for n in range(4)],
        ),
        ({"test_emails": ["a@b.example"] * 201}, ["test_emails: must be a list of at most 200"]),
        *(
            (
                {"counted_from": wrong},
                [
                    "counted_from: must be a moment with its zone (2026-01-31T00:00:00+09:00), or null",
                ],
            )
            for wrong in ("soon", "2026-01-31T00:00:00", "0001-01-01T00:00:00+09:00", 5, "")
        ),
        (
            {"count_exchanges": 1, "net_of_refunds": "yes"},
            ["count_exchanges: must be true or false", "net_of_refunds: must be true or false"],
        ),
    ],
)
def test_every_fault_is_named_with_its_place(data: Any, faults: list[str]) -> None:
    with pytest.raises(InvalidPolicy) as refused:
        parse_policy(data)

    assert refused.value.faults == faults


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(InvalidPolicy, match=r"^'count_gifts': there is no such part \(parts: statuses, "):
        parse_policy({"count_gifts": True})


@given(ANYTHING | st.dictionaries(st.sampled_from(list(policy_to_json(CountingPolicy()))), ANYTHING))
def test_anything_else_is_refused_and_never_breaks(data: Any) -> None:
    try:
        policy = parse_policy(data)
    except InvalidPolicy:
        return

    assert parse_policy(policy_to_json(policy)) == policy

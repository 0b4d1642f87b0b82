"""What a condition depends on, and groups that depend on themselves."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_customer_mgmt.core.conditions import (
    References,
    Subject,
    find_cycle,
    parse_condition,
    references,
)

PURCHASES = {"field": "customer.purchase_count", "op": "at_least", "value": 2}


def of(*parts: dict[str, object]) -> References:
    return references(parse_condition({"all": [*parts]}, subject=Subject.ORDER))


def test_fields_groups_and_labels_wherever_they_stand() -> None:
    found = of(
        PURCHASES,
        {"none": [{"field": "customer.groups", "op": "has_none", "value": ["vip", "new"]}]},
        {"any": [{"field": "customer.labels", "op": "has_all", "value": ["gift"]}]},
        {"field": "customer.groups", "op": "has_any", "value": ["new"]},
        {"field": "customer.bought_on", "op": "has_any", "value": ["saleor"]},
    )

    assert found == References(
        fields=frozenset(
            {"customer.purchase_count", "customer.groups", "customer.labels", "customer.bought_on"}
        ),
        groups=frozenset({"vip", "new"}),
        labels=frozenset({"gift"}),
        of_time=False,
    )


@pytest.mark.parametrize(
    ("part", "of_time"),
    [
        (PURCHASES, False),
        ({"field": "customer.last_purchase_at", "op": "before", "value": "2026-01-01"}, False),
        ({"field": "customer.days_since_last_purchase", "op": "at_least", "value": 1}, True),
        ({"field": "customer.days_since_first_purchase", "op": "at_most", "value": 1}, True),
        ({"field": "customer.watch", "op": "at_least", "value": "watch"}, True),
        ({"field": "customer.victim", "op": "is", "value": False}, True),
    ],
)
def test_whether_time_alone_changes_the_answer(part, of_time) -> None:
    assert of(PURCHASES, {"none": [part]}).of_time is of_time


@pytest.mark.parametrize(
    ("dependencies", "cycle"),
    [
        ({}, None),
        ({"a": "b", "b": "c", "c": ""}, None),
        ({"a": "bc", "b": "d", "c": "d"}, None),
        ({"a": "xyz"}, None),
        ({"a": "a"}, ("a", "a")),
        ({"a": "b", "b": "a"}, ("a", "b", "a")),
        ({"a": "b", "b": "c", "c": "b"}, ("b", "c", "b")),
        ({"a": "bc", "b": "", "c": "d", "d": "ea", "e": ""}, ("a", "c", "d", "a")),
    ],
)
def test_cycles(dependencies, cycle) -> None:
    assert find_cycle({name: frozenset(named) for name, named in dependencies.items()}) == cycle


def test_a_long_way_is_no_deep_recursion() -> None:
    chain = {f"{n:05}": frozenset({f"{n + 1:05}"}) for n in range(20_000)}

    assert find_cycle(chain) is None
    found = find_cycle(chain | {"20000": frozenset({"00000"})})
    assert found is not None
    assert (len(found), found[0], found[-1]) == (20_002, "00000", "00000")


@given(st.dictionaries(st.sampled_from("abcdef"), st.frozensets(st.sampled_from("abcdef"), max_size=3)))
def test_a_cycle_is_found_where_there_is_one(dependencies) -> None:
    found = find_cycle(dependencies)

    graph = nx.DiGraph([(a, b) for a, named in dependencies.items() for b in named])
    assert (found is None) is nx.is_directed_acyclic_graph(graph)
    if found is not None:
        assert found[0] == found[-1]
        assert len(set(found[1:])) == len(found) - 1
        assert all(b in dependencies[a] for a, b in pairwise(found))

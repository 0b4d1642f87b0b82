"""Why two orders are one customer's, and why two are not."""

from __future__ import annotations

from collections.abc import Hashable
from random import Random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saleor_customer_mgmt.core.criteria import parse_criteria
from saleor_customer_mgmt.core.decisions import Link
from saleor_customer_mgmt.core.evidence import Evidence, Field, Trust, Value
from saleor_customer_mgmt.core.expire import expired_evidence
from saleor_customer_mgmt.core.explain import Relation, Step, compare, shortest_chain
from saleor_customer_mgmt.core.keys import match_keys
from saleor_customer_mgmt.core.told import Told, merged_keys, told_keys
from saleor_customer_mgmt.core.value_digests import value_digests
from tests.core.histories import KEYS, Shop, few_keys

# Chains


def orders(text: str) -> dict[int, str]:
    return {int(number): keys for number, keys in (order.split(":") for order in text.split())}


@pytest.mark.parametrize(
    ("what", "keys_of", "links", "ends", "chain"),
    [
        ("the same order", "1:a 2:a", [], (1, 1), ()),
        ("an order that is not there, to itself", "1:a", [], (9, 9), ()),
        ("nothing joins them", "1:a 2:b", [], (1, 2), None),
        ("an order that is not there", "1:a 2:a", [], (1, 9), None),
        ("one shared key", "1:a 2:a", [], (1, 2), (Step(1, 2, ("a",)),)),
        ("all shared keys of a step, and only these", "1:abc 2:cbd", [], (1, 2), (Step(1, 2, ("b", "c")),)),
        ("a staff link", "1:a 2:b", [(2, 1)], (1, 2), (Step(1, 2, ()),)),
        ("a key and a staff link: the key tells more", "1:a 2:a", [(1, 2)], (1, 2), (Step(1, 2, ("a",)),)),
        (
            "two steps, both ways",
            "1:a 2:ab 3:b",
            [],
            (3, 1),
            (Step(3, 2, ("b",)), Step(2, 1, ("a",))),
        ),
        (
            "keys and links mixed",
            "1:a 2:a 3:b 4:b",
            [(3, 2)],
            (1, 4),
            (Step(1, 2, ("a",)), Step(2, 3, ()), Step(3, 4, ("b",))),
        ),
        (
            "the shorter of two",
            "1:ax 2:ab 3:bc 4:cx",
            [],
            (1, 4),
            (Step(1, 4, ("x",)),),
        ),
        (
            "of equally short ones, over the smallest order",
            "1:ac 5:cd 3:ab 4:ab 2:bd",
            [],
            (1, 2),
            (Step(1, 3, ("a",)), Step(3, 2, ("b",))),
        ),
    ],
)
def test_shortest_chain(
    what: str, keys_of: str, links: list[Link], ends: tuple[int, int], chain: tuple[Step[str], ...] | None
) -> None:
    assert shortest_chain(*ends, orders(keys_of), links) == chain, what


def graph_of(keys_of: dict[int, list[str]], links: list[Link]) -> nx.Graph[Hashable]:
    """Return the orders with an edge for each pair that shares a key or has a link."""
    graph: nx.Graph[Hashable] = nx.Graph(links)
    graph.add_nodes_from(keys_of)
    graph.add_edges_from(
        (a, b) for a in keys_of for b in keys_of if a < b and set(keys_of[a]) & set(keys_of[b])
    )
    return graph


links_between = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=4)
keyed = st.lists(few_keys, min_size=9, max_size=9).map(
    lambda all_keys: {order: sorted(keys) for order, keys in enumerate(all_keys, 1)}
)


@settings(max_examples=500)
@given(keyed, links_between, st.integers(1, 9), st.integers(1, 9))
def test_a_chain_is_sound_and_as_short_as_can_be(
    keys_of: dict[int, list[str]], links: list[Link], start: int, end: int
) -> None:
    graph = graph_of(keys_of, links)

    chain = shortest_chain(start, end, keys_of, links)

    if chain is None:
        assert not nx.has_path(graph, start, end)
        return
    assert len(chain) == nx.shortest_path_length(graph, start, end)
    stops = [start, *(step.other for step in chain)]
    assert stops[-1] == end
    assert [step.one for step in chain] == stops[:-1]
    for step in chain:
        shared = [key for key in keys_of[step.one] if key in keys_of[step.other]]
        assert step.keys == tuple(shared)
        assert shared or (step.one, step.other) in links or (step.other, step.one) in links


@settings(max_examples=500)
@given(keyed, links_between, st.integers(1, 9), st.integers(1, 9), st.randoms())
def test_of_the_shortest_chains_it_is_always_the_same(
    keys_of: dict[int, list[str]], links: list[Link], start: int, end: int, random: Random
) -> None:
    """The one that, read from its end, goes over the smaller orders."""
    graph = graph_of(keys_of, links)
    shuffled = {order: keys_of[order] for order in random.sample(sorted(keys_of), len(keys_of))}
    turned = [(b, a) for a, b in random.sample(links, len(links))]

    chain = shortest_chain(start, end, keys_of, links)

    assert shortest_chain(start, end, shuffled, turned) == chain
    if chain:
        shortest = min(path[::-1] for path in nx.all_shortest_paths(graph, start, end))
        assert [chain[-1].other, *(step.one for step in reversed(chain))] == shortest


@settings(max_examples=300)
@given(keyed, st.integers(0, 63), st.integers(0, 63))
def test_there_is_a_chain_just_between_orders_of_one_customer(
    keys_of: dict[int, list[str]], which: int, out: int
) -> None:
    shop = Shop({order: frozenset(keys) for order, keys in keys_of.items()})
    big = [c for c in shop.customers() if len(c) > 1]
    if big:
        members = big[which % len(big)]
        mask = out % (2 ** len(members) - 2) + 1
        shop.split([o for bit, o in enumerate(members) if mask >> bit & 1], members)
    found = shop.partition()
    good = {order: sorted(keys - found.contested) for order, keys in shop.keys_of.items()}

    for one in good:
        for other in good:
            chain = shortest_chain(one, other, good, found.links)
            assert (chain is not None) == (found.customer_of[one] == found.customer_of[other])


# Comparisons

KNOWN = {trust.value[0]: trust for trust in Trust if trust is not Trust.EXPIRED}
SECRET = b"a secret"


def values(text: str) -> tuple[Value, ...]:
    """Read ``u:abc m: p:000``: values with the first letter of their trust; normal form in capitals."""
    found = []
    for item in text.split():
        trust, raw = item.split(":")
        usable = KNOWN[trust] in {Trust.USABLE, Trust.RELAYED}
        found.append(Value(raw, raw.upper() if usable else "", KNOWN[trust]))
    return tuple(found)


def evidence(**fields: str) -> Evidence:
    return {f: values(fields.get(f.value, "m:")) for f in Field}


def told(found: Evidence, source: str = "s", *, expired: bool = False) -> Told:
    digests = value_digests(found, SECRET)
    return Told(source, expired_evidence(found, Field) if expired else found, digests)


@pytest.mark.parametrize(
    ("one", "other", "relation", "shown"),
    [
        ("u:a", "u:a", Relation.EQUAL, (("A",), ("A",))),
        ("u:a", "u:b", Relation.DIFFERENT, (("A",), ("B",))),
        ("u:b u:a", "u:c u:b", Relation.EQUAL, (("A", "B"), ("B", "C"))),
        ("u:a u:b", "u:c", Relation.DIFFERENT, (("A", "B"), ("C",))),
        ("u:a p:0", "u:a i:0", Relation.EQUAL, (("A",), ("A",))),
        ("u:a p:0", "u:b i:0", Relation.DIFFERENT, (("A",), ("B",))),
        ("u:a", "m:", Relation.MISSING, (("A",), ())),
        ("u:a", "p:000", Relation.PLACEHOLDER, (("A",), ("000",))),
        ("u:a", "i:a@", Relation.INVALID, (("A",), ("a@",))),
        ("u:a", "r:a", Relation.RELAYED, (("A",), ("a",))),
        ("m:", "m:", Relation.MISSING, ((), ())),
        ("p:0", "p:0", Relation.PLACEHOLDER, (("0",), ("0",))),
        ("r:a", "r:a", Relation.RELAYED, (("a",), ("a",))),
        ("m:", "p:0", Relation.PLACEHOLDER, ((), ("0",))),
        ("m:", "i:x", Relation.INVALID, ((), ("x",))),
        ("i:x", "p:0", Relation.PLACEHOLDER, (("x",), ("0",))),
        ("r:a", "p:0", Relation.RELAYED, (("a",), ("0",))),
        ("i:x p:0", "m:", Relation.PLACEHOLDER, (("x", "0"), ())),
        # What the order with a usable value has besides is no reason.
        ("u:a r:b", "m:", Relation.MISSING, (("A",), ())),
    ],
)
def test_how_a_field_of_two_orders_compares(
    one: str, other: str, relation: Relation, shown: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    criteria = parse_criteria("name+phone")

    for turned in (False, True):
        first, second = (other, one) if turned else (one, other)
        (found,) = compare(
            told(evidence(name="u:x", phone=first)), told(evidence(name="u:x", phone=second)), criteria
        )
        name, phone = found.fields
        assert (name.field, name.relation) == (Field.NAME, Relation.EQUAL)
        assert (phone.field, phone.relation) == (Field.PHONE, relation)
        assert (phone.one, phone.other) == (shown[::-1] if turned else shown)
        assert found.met is (relation is Relation.EQUAL)


@pytest.mark.parametrize(
    ("one", "other", "relation", "shown", "kept"),
    [
        ("u:a", "u:a", Relation.EQUAL, ((), ("A",)), (False, True)),
        ("u:b u:a", "u:c u:b", Relation.EQUAL, ((), ("B", "C")), (False, True)),
        ("u:a", "u:b", Relation.DIFFERENT, ((), ("B",)), (False, True)),
        ("u:a", "m:", Relation.MISSING, ((), ()), (False, True)),
        ("u:a", "p:000", Relation.PLACEHOLDER, ((), ("000",)), (False, True)),
        ("p:000", "u:a", Relation.PLACEHOLDER, ((), ("A",)), (True, True)),
        ("r:a", "u:a", Relation.RELAYED, ((), ("A",)), (True, True)),
        ("m:", "m:", Relation.MISSING, ((), ()), (True, True)),
    ],
)
def test_how_a_field_compares_whose_value_is_no_longer_kept(
    one: str,
    other: str,
    relation: Relation,
    shown: tuple[tuple[str, ...], tuple[str, ...]],
    kept: tuple[bool, bool],
) -> None:
    criteria = parse_criteria("name+phone")
    first, second = evidence(name="u:x", phone=one), evidence(name="u:x", phone=other)

    (found,) = compare(told(first, expired=True), told(second), criteria)
    (turned,) = compare(told(second), told(first, expired=True), criteria)
    (both,) = compare(told(first, expired=True), told(second, expired=True), criteria)

    phone = found.fields[1]
    assert (phone.relation, (phone.one, phone.other), (phone.one_kept, phone.other_kept)) == (
        relation,
        shown,
        kept,
    )
    assert (turned.fields[1].other, turned.fields[1].one) == shown
    assert (turned.fields[1].other_kept, turned.fields[1].one_kept) == kept
    assert [field.relation for field in both.fields] == [Relation.EQUAL, relation]
    assert [(field.one, field.other) for field in both.fields] == [((), ())] * 2
    assert found.met is turned.met is both.met is (relation is Relation.EQUAL)


def test_the_keys_of_an_order_are_the_same_when_its_values_are_gone() -> None:
    criteria = parse_criteria("name+phone OR name+email OR kana+birthday")
    whole = evidence(name="u:x u:y", phone="u:1", email="u:e r:f", kana="p:0", birthday="u:b")

    keys = told_keys(told(whole), criteria, SECRET)
    left = told_keys(told(whole, expired=True), criteria, SECRET)

    assert set(keys) == {key.digest(SECRET) for key in match_keys("s", whole, criteria)}
    assert len(keys) == 4
    assert left.keys() == keys.keys()
    assert {digest: key.criterion for digest, key in left.items()} == {
        digest: key.criterion for digest, key in keys.items()
    }
    assert {key.values for key in left.values()} == {(None, None)}
    digest, key = next(iter(keys.items()))
    assert merged_keys(left[digest], key) == merged_keys(key, left[digest]) == key


@pytest.mark.parametrize(
    ("criteria", "one_source", "other_source", "applies"),
    [
        ("name+phone", "amazon", "rakuten", True),
        ("name+phone[amazon]", "amazon", "amazon", True),
        ("name+phone[amazon]", "amazon", "rakuten", False),
        ("name+phone[amazon]", "rakuten", "amazon", False),
        ("name+phone[amazon,rakuten]", "rakuten", "amazon", True),
    ],
)
def test_a_criterion_must_apply_to_both_sources(
    criteria: str, one_source: str, other_source: str, *, applies: bool
) -> None:
    same = evidence(name="u:x", phone="u:1")

    (found,) = compare(told(same, one_source), told(same, other_source), parse_criteria(criteria))

    assert found.applies is applies
    assert found.met is applies
    assert [f.relation for f in found.fields] == [Relation.EQUAL, Relation.EQUAL]


def test_every_criterion_is_compared_in_the_order_as_written() -> None:
    criteria = parse_criteria("name+phone OR name+email OR kana+birthday")
    one = evidence(name="u:x", phone="u:1", email="r:e", birthday="u:b")
    other = evidence(name="u:x", phone="u:2", email="u:e", birthday="u:b")

    found = compare(told(one), told(other), criteria)

    assert [c.criterion for c in found] == list(criteria.criteria)
    assert [[f.relation.value for f in c.fields] for c in found] == [
        ["equal", "different"],
        ["equal", "relayed"],
        ["missing", "equal"],
    ]
    assert [c.met for c in found] == [False, False, False]


some_values = st.lists(
    st.builds(lambda trust, raw: f"{trust}:{raw}", st.sampled_from(sorted(KNOWN)), st.sampled_from("ab")),
    min_size=1,
    max_size=2,
).map(" ".join)
some_evidence = st.builds(evidence, name=some_values, phone=some_values, email=some_values)


@given(some_evidence, some_evidence, st.sampled_from("st"), st.sampled_from("st"))
def test_a_criterion_is_met_just_where_the_two_orders_share_its_key(
    one: Evidence, other: Evidence, one_source: str, other_source: str
) -> None:
    criteria = parse_criteria("name+phone OR name+email[s] OR email+phone[t]")
    shared = set(match_keys(one_source, one, criteria)) & set(match_keys(other_source, other, criteria))

    found = compare(told(one, one_source), told(other, other_source), criteria)

    assert {c.criterion for c in found if c.met} == {key.criterion for key in shared}


def test_every_trust_that_is_not_usable_is_a_relation() -> None:
    assert {r.value for r in Relation} == {"equal", "different"} | {t.value for t in Trust} - {
        "usable",
        "expired",
    }
    assert len(KNOWN) == len(Trust) - 1
    assert len(KEYS) == 5

"""Partitions worked out by hand, one for each thing that docs/matching.md promises."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from saleor_customer_mgmt.core.decisions import Decision, Merge, Split
from saleor_customer_mgmt.core.disjoint import DisjointSets
from saleor_customer_mgmt.core.partition import Partition, partition
from tests.core import oracle
from tests.core.histories import Shop


@dataclass(frozen=True)
class Case:
    """``orders`` and ``customers`` in short: ``1:ab 2:b`` and ``12 3`` (all ids have one digit)."""

    what: str
    orders: str
    customers: str
    contested: str = ""
    log: tuple[Decision, ...] = ()
    links: str | None = None

    @property
    def keys_of(self) -> dict[int, frozenset[str]]:
        pairs = (order.split(":") for order in self.orders.split())
        return {int(number): frozenset(keys) for number, keys in pairs}


def merge(seq: int, *links: tuple[int, int]) -> Merge:
    return Merge(seq, links)


def split(seq: int, out: str, stay: str) -> Split:
    return Split(seq, frozenset(map(int, out)), frozenset(map(int, stay)))


def customers(found: Partition[str]) -> str:
    return " ".join("".join(map(str, orders)) for orders in sorted(found.members().values()))


CASES = [
    Case("no orders, no customers", "", ""),
    Case("an order without keys is its own customer", "1: 2:", "1 2"),
    Case("a shared key joins", "1:a 2:a 3:b", "12 3"),
    Case("a chain of keys joins its ends", "1:a 2:ab 3:bc 4:c", "1234"),
    Case("a later order makes two customers one", "1:a 2:b 3:ab", "123"),
    Case("a merge joins what no key does", "1:a 2:b 3:b", "123", log=(merge(1, (1, 3)),), links="13"),
    # One split.
    Case("a split contests the key of both sides", "1:a 2:a", "1 2", "a", (split(1, "2", "1"),), ""),
    Case("every shared key is contested", "1:abc 2:abc", "1 2", "abc", (split(1, "2", "1"),)),
    Case("keys of one side alone are not", "1:ab 2:ac 3:b 4:c", "13 24", "a", (split(1, "24", "13"),)),
    Case(
        "each side is held together though its only key is contested",
        "1:a 2:a 3:a 4:a",
        "13 24",
        "a",
        (split(1, "24", "13"),),
        "13 24",
    ),
    Case(
        "a contested key joins nothing, for anybody", "1:a 2:a 3:a 4:a", "1 2 3 4", "a", (split(1, "2", "1"),)
    ),
    Case("a key beside the contested one still joins", "1:a 2:ab 3:ab", "1 23", "a", (split(1, "2", "1"),)),
    Case("what no split touches stays", "1:a 2:a 5:z 6:z", "1 2 56", "a", (split(1, "2", "1"),)),
    Case(
        "a split of orders that nothing joins contests nothing", "1:a 2:b", "1 2", "", (split(1, "2", "1"),)
    ),
    # Later orders that reconnect the sides.
    Case(
        "a later order between the sides: both keys of a chain of two",
        "1:ab 2:ac 3:bc",
        "1 2 3",
        "abc",
        (split(1, "2", "1"),),
    ),
    Case(
        "a chain of three over two later orders",
        "1:b 2:d 3:bc 4:cd",
        "1 2 3 4",
        "bcd",
        (split(1, "2", "1"),),
    ),
    Case(
        "all chains of the shortest length go together",
        "1:ab 2:cd 3:ac 4:bd",
        "1 2 3 4",
        "abcd",
        (split(1, "2", "1"),),
    ),
    Case(
        "shortest first: a longer chain that a shorter cut takes apart keeps its other key",
        "1:a 2:ab 3:ab",
        "1 23",
        "a",
        (split(1, "2", "1"),),
    ),
    Case(
        "shortest first: after one key of length one, a chain of its own is cut in a later round",
        "1:ab 2:ac 3:bd 4:cd",
        "1 2 3 4",
        "abcd",
        (split(1, "2", "1"),),
    ),
    Case(
        "one of two holders of a contested key has a way on, the other has not",
        "1:a 2:a 3:ab 4:b",
        "1 2 34",
        "a",
        (split(1, "2", "1"),),
    ),
    Case(
        "a part of one side may be out of the other's reach",
        "1:a 2:a 3:b 4:b",
        "1 2 34",
        "a",
        (split(1, "13", "2"), split(2, "3", "1")),
    ),
    # Merges and one split.
    Case(
        "a merge link is a free step on a chain: it stays, the keys beside it go",
        "1:a 2:b 3:a 4:b",
        "1 2 34",
        "ab",
        (split(1, "2", "1"), merge(2, (3, 4))),
    ),
    Case(
        "free steps make a chain shorter",
        "1:ac 2:be 3:a 4:b 5:cd 6:de",
        "1 2 34 56",
        "abce",
        (split(1, "2", "1"), merge(2, (3, 4)), merge(3, (5, 6))),
    ),
    Case(
        "a later merge lifts a split",
        "1:a 2:a 3:a",
        "123",
        "",
        (split(1, "2", "1"), merge(2, (1, 2))),
    ),
    Case(
        "a lifted split still holds its sides together",
        "1:a 2:b 3: 4:",
        "1234",
        "",
        (split(1, "24", "13"), merge(2, (1, 2))),
        "12 13 24",
    ),
    Case(
        "a later split suspends a merge link",
        "1:a 2:b",
        "1 2",
        "",
        (merge(1, (1, 2)), split(2, "2", "1")),
        "",
    ),
    Case(
        "a later split suspends only the merge links that it crosses",
        "1:a 2:b 3:c",
        "12 3",
        "",
        (merge(1, (1, 2)), merge(2, (2, 3)), split(3, "3", "12")),
        "12",
    ),
    Case(
        "of a merge with two links one can be suspended alone",
        "1: 2: 3: 4:",
        "12 3 4",
        "",
        (merge(1, (1, 2), (3, 4)), split(2, "4", "3")),
        "12",
    ),
    Case(
        "split, merge, split: the last decision counts",
        "1:a 2:a",
        "1 2",
        "a",
        (split(1, "2", "1"), merge(2, (1, 2)), split(3, "1", "2")),
        "",
    ),
    Case(
        "split, merge, split, merge: the last decision counts",
        "1:a 2:a",
        "12",
        "",
        (split(1, "2", "1"), merge(2, (1, 2)), split(3, "1", "2"), merge(4, (1, 2))),
        "12",
    ),
    Case(
        "the log goes by seq, not by its place in the list",
        "1:a 2:a",
        "12",
        "",
        (merge(4, (1, 2)), split(3, "1", "2"), merge(2, (1, 2)), split(1, "2", "1")),
    ),
    Case(
        "a split whose sides are joined by merges round it is left out",
        "1:a 2:a 3:",
        "123",
        "",
        (split(1, "2", "1"), merge(2, (1, 3)), merge(3, (3, 2))),
    ),
    # More than one split.
    Case(
        "nested splits: the side that was split again is held together no more",
        "1:a 2:a 3:a 4:a",
        "12 3 4",
        "a",
        (split(1, "34", "12"), split(2, "4", "3")),
        "12",
    ),
    Case(
        "nested splits: the outer undone, the inner stays",
        "1:ab 2:b 3:a 4:b",
        "13 2 4",
        "b",
        (split(2, "4", "3"), split(3, "2", "1")),
    ),
    Case(
        "two splits share an order",
        "1:ab 2:a 3:b",
        "1 2 3",
        "ab",
        (split(1, "2", "1"), split(2, "3", "1")),
    ),
    Case(
        "two splits share an order, and the others share a key of their own",
        "1:ab 2:ac 3:bc",
        "1 23",
        "ab",
        (split(1, "2", "1"), split(2, "3", "1")),
    ),
    Case(
        "the shortest chain over all splits: another split's shorter cut leaves this chain's other key",
        "1:a 2:b 3:ab 4:a",
        "1 23 4",
        "a",
        (split(1, "2", "1"), split(2, "4", "3")),
    ),
    Case(
        "chains of one length over two splits are cut in one round",
        "1:a 2:ab 3:b 4:bc 5:c",
        "1 2 3 45",
        "ab",
        (split(1, "2", "1"), split(2, "3", "2")),
    ),
    Case(
        "and not the first split's before the second's, or c would be left",
        "1:a 2:b 3:ab 4:bc 5:c 6:b",
        "1 2 3 4 5 6",
        "abc",
        (split(1, "1", "2"), split(2, "6", "5")),
    ),
    Case(
        "three ways: three orders of one key, all apart",
        "1:a 2:a 3:a",
        "1 2 3",
        "a",
        (split(1, "3", "12"), split(2, "2", "1")),
    ),
    Case(
        "three ways, shortest first: 3 is on a chain of two between 1 and 2, but is cut from 1 at one",
        "1:ac 2:b 3:ab 4:c",
        "14 23",
        "a",
        (split(1, "2", "1"), split(2, "3", "1")),
    ),
    Case(
        "three ways, shortest first: without the second split the whole chain is contested",
        "1:ac 2:b 3:ab 4:c",
        "14 2 3",
        "ab",
        (split(1, "2", "1"),),
    ),
    Case(
        "overlapping splits: the earlier, lifted by a merge, gives its holding links up to the later",
        "1:a 2:a 3:a 4:a",
        "13 24",
        "a",
        (split(1, "12", "34"), merge(2, (1, 3)), split(3, "13", "24")),
        "13 24",
    ),
    Case(
        "overlapping splits, both in force: neither's holding links stand",
        "1:a 2:a 3:a 4:a",
        "1 2 3 4",
        "a",
        (split(1, "12", "34"), split(3, "13", "24")),
        "",
    ),
    Case(
        "holding links of two old splits make up a chain: they pay for it, no key does",
        "1:a 2:b 3:c 4: 5:",
        "1 2 3 4 5",
        "",
        (split(1, "12", "4"), split(2, "23", "5"), split(3, "3", "1")),
        "",
    ),
    # What overrode an old decision is itself overridden: the old one stays overruled all the same.
    Case(
        "a split that suspends the merge which lifted an older split does not bring that one back",
        "1:a 2:a 3:a",
        "1 23",
        "a",
        (split(1, "13", "2"), merge(2, (1, 2)), split(3, "1", "23")),
        "23",
    ),
    Case(
        "a merge that lifts the split which suspended an older link does not bring that one back",
        "1:c 2:b 3:b 4:c",
        "123 4",
        "c",
        (merge(1, (4, 3)), split(2, "14", "23"), split(3, "4", "1"), merge(4, (1, 2))),
        "12 23",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_customers_contested_keys_and_links(case: Case) -> None:
    found = partition(case.keys_of, case.log)

    assert customers(found) == case.customers
    assert found.contested == frozenset(case.contested)
    if case.links is not None:
        assert {"".join(map(str, sorted(link))) for link in found.links} == set(case.links.split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_the_second_writing_of_the_specification_says_the_same(case: Case) -> None:
    answer = oracle.solve(case.keys_of, case.log)

    assert " ".join(sorted("".join(map(str, sorted(c))) for c in answer.customers)) == case.customers
    assert answer.contested == frozenset(case.contested)
    if case.links is not None:
        assert {"".join(map(str, sorted(link))) for link in answer.links} == set(case.links.split())


@pytest.fixture
def shop() -> Shop:
    """Two customers, 1-2-3 by their keys and 4."""
    return Shop({1: frozenset("ab"), 2: frozenset("bc"), 3: frozenset("c"), 4: frozenset("z")})


def test_undo_of_a_split(shop: Shop) -> None:
    before = shop.partition()
    shop.split([3], [1, 2, 3])
    assert customers(shop.partition()) == "12 3 4"

    shop.log.clear()

    assert shop.partition() == before


def test_undo_of_a_merge_restores_the_split_that_it_lifted(shop: Shop) -> None:
    shop.split([3], [1, 2, 3])
    apart = shop.partition()
    merged = shop.merge([1, 2], [3], 1, 3)
    assert isinstance(merged, Merge)
    assert merged.links == ((1, 3),)
    assert customers(shop.partition()) == "123 4"
    assert shop.partition().contested == frozenset()

    shop.log.remove(merged)

    assert shop.partition() == apart
    assert apart.contested == frozenset("c")


def test_a_merge_takes_a_link_across_every_split_between_the_two_customers(shop: Shop) -> None:
    first = shop.split([3], [1, 2, 3])
    shop.merge([1, 2], [4], 2, 4)
    shop.log.remove(first)
    second = shop.split([1, 2], [1, 2, 3, 4])
    shop.log[:0] = [first]

    merged = shop.merge([1, 2], [3, 4], 2, 4)

    assert isinstance(merged, Merge)
    assert isinstance(second, Split)
    assert merged.links == ((2, 4), (1, 3))
    assert customers(shop.partition()) == "1234"


def test_undo_of_a_later_split_restores_the_merge_that_it_suspended(shop: Shop) -> None:
    shop.merge([1, 2, 3], [4], 1, 4)
    together = shop.partition()
    apart = shop.split([4], [1, 2, 3, 4])
    assert customers(shop.partition()) == "123 4"
    assert shop.partition().links == ((1, 2), (2, 3))

    shop.log.remove(apart)

    assert shop.partition() == together


def test_undo_in_the_middle_of_the_log(shop: Shop) -> None:
    split_off = shop.split([3], [1, 2, 3])
    merged = shop.merge([1, 2], [3], 1, 3)
    shop.split([1], [1, 2, 3])
    assert customers(shop.partition()) == "1 23 4"

    shop.log.remove(merged)
    assert customers(shop.partition()) == "1 2 3 4"

    shop.log.remove(split_off)
    assert customers(shop.partition()) == "1 23 4"


def test_an_order_with_contested_keys_only_finds_its_customer_with_a_new_key(shop: Shop) -> None:
    shop.split([3], [1, 2, 3])
    shop.keys_of[5] = frozenset("c")
    assert customers(shop.partition()) == "12 3 4 5"

    shop.keys_of[5] = frozenset("cz")
    assert customers(shop.partition()) == "12 3 45"


def test_a_split_stays_a_split_when_its_keys_change(shop: Shop) -> None:
    shop.split([3], [1, 2, 3])
    shop.keys_of |= {1: frozenset("x"), 3: frozenset("x")}

    assert customers(shop.partition()) == "12 3 4"
    assert shop.partition().contested == frozenset("x")


def test_entangled_are_the_orders_that_a_split_in_force_may_bear_upon(shop: Shop) -> None:
    assert shop.partition().entangled == frozenset()

    split_off = shop.split([3], [1, 2, 3])
    shop.keys_of[5] = frozenset("a")
    assert shop.partition().entangled == frozenset({1, 2, 3, 5})

    shop.merge([1, 2], [3], 1, 3)
    assert shop.partition().entangled == frozenset()
    assert split_off in shop.log


def test_both_sides_of_a_split_are_entangled_though_nothing_joins_them() -> None:
    found = partition({1: "a", 2: "b", 3: "a", 4: "b", 5: "c"}, [split(1, "1", "2")])

    assert customers(found) == "13 24 5"
    assert found.entangled == frozenset({1, 2, 3, 4})


def test_two_equal_links_count_once_whether_a_split_is_in_force_or_not() -> None:
    held = split(1, "12", "3")
    again = split(2, "12", "4")
    keys_of: dict[int, frozenset[str]] = {order: frozenset() for order in range(1, 5)}

    assert partition(keys_of, [held, again]).links == ((1, 2),)
    lifted = partition(keys_of, [held, again, merge(3, (1, 3), (1, 4))])
    assert sorted(lifted.links) == [(1, 2), (1, 3), (1, 4)]


def test_members_are_sorted_and_named_by_the_smallest() -> None:
    found = partition({9: "a", 4: "b", 7: "a", 2: "b", 1: ""}, [])

    assert found.members() == {1: [1], 2: [2, 4], 7: [7, 9]}


def test_disjoint_sets_are_named_by_their_smallest() -> None:
    sets = DisjointSets()
    for a, b in [(5, 9), (9, 7), (3, 4), (4, 3), (8, 8)]:
        sets.union(a, b)
    assert [sets.find(i) for i in range(3, 10)] == [3, 3, 5, 6, 5, 8, 5]

    sets.union(7, 4)

    assert [sets.find(i) for i in range(3, 10)] == [3, 3, 3, 6, 3, 8, 3]


def test_a_long_chain_of_unions_needs_no_recursion() -> None:
    sets = DisjointSets()
    for item in range(20_000, 0, -1):
        sets.union(item, item - 1)

    assert sets.find(20_000) == 0

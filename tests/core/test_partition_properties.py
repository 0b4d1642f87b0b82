"""What holds for every history: against the second writing of the specification, and by itself.

Hypothesis makes histories of a shop whose staff decide by what they see at that moment; the last part
goes through every small history there is.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations, product
from random import Random
from typing import Any

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from saleor_customer_mgmt.core.decisions import Decision, Merge, Split, decisions_in_force
from saleor_customer_mgmt.core.disjoint import DisjointSets
from saleor_customer_mgmt.core.partition import Partition, partition
from tests.core import oracle
from tests.core.histories import (
    Arrive,
    Shop,
    Step,
    any_shops,
    arrivals,
    changes,
    few_keys,
    histories,
    merges,
    orders_named,
    regions,
    shop_after,
    splits,
    steps,
)

MANY = settings(max_examples=1000)
SOME = settings(max_examples=400)


def pairs(links: Iterable[Iterable[int]]) -> set[frozenset[int]]:
    return {frozenset(link) for link in links}


def assert_as_specified(shop: Shop) -> None:
    found, wanted = shop.partition(), shop.oracle()
    assert found.customer_of == wanted.customer_of
    assert found.contested == wanted.contested
    assert pairs(found.links) == wanted.links


def components(keys_of: dict[int, frozenset[str]], links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return the smallest order of each order's component."""
    graph: nx.Graph[Hashable] = nx.Graph()
    graph.add_nodes_from(keys_of)
    graph.add_edges_from((order, key) for order, keys in keys_of.items() for key in keys)
    graph.add_edges_from(links)
    found: dict[int, int] = {}
    for component in nx.connected_components(graph):
        orders = [node for node in component if isinstance(node, int)]
        found |= dict.fromkeys(orders, min(orders, default=0))
    return found


def together(found: Partition[str], orders: Iterable[int]) -> bool:
    return len({found.customer_of[order] for order in orders}) == 1


def region_of(shop: Shop, order: int) -> set[int]:
    return next(region for region in regions(shop) if order in region)


# Against the second writing


@MANY
@given(histories())
def test_partition_is_as_specified(history: list[Step]) -> None:
    assert_as_specified(shop_after(history))


@SOME
@given(histories(most_orders=14, most_steps=25))
def test_partition_is_as_specified_after_long_histories(history: list[Step]) -> None:
    assert_as_specified(shop_after(history))


@SOME
@given(any_shops())
def test_partition_is_as_specified_for_logs_that_nobody_would_make(shop: Shop) -> None:
    """Changed evidence and undone decisions can leave any log behind, so any log must do."""
    assert_as_specified(shop)


# What the answer does not depend on


@SOME
@given(histories(), st.randoms())
def test_the_order_of_the_input_does_not_matter(history: list[Step], random: Random) -> None:
    shop = shop_after(history)
    found = shop.partition()
    orders = list(shop.keys_of)
    random.shuffle(orders)
    log = random.sample(shop.log, len(shop.log))
    keys_of = {
        order: random.sample(sorted(keys), len(keys)) for order in orders for keys in [shop.keys_of[order]]
    }

    again = partition(keys_of, log)

    assert again.customer_of == found.customer_of
    assert again.contested == found.contested
    assert again.entangled == found.entangled
    assert again.links == found.links


@SOME
@given(histories())
def test_only_the_order_of_the_log_counts_not_its_numbers(history: list[Step]) -> None:
    shop = shop_after(history)
    renumbered: list[Decision] = [
        Merge(place * 7, d.links) if isinstance(d, Merge) else Split(place * 7, d.out, d.stay)
        for place, d in enumerate(shop.log)
    ]

    assert partition(shop.keys_of, renumbered) == shop.partition()


@SOME
@given(histories())
def test_the_names_of_keys_do_not_matter(history: list[Step]) -> None:
    shop = shop_after(history)
    found = shop.partition()
    other_name = dict(zip("abcde", "zyxwv", strict=True))

    renamed = partition({o: {other_name[k] for k in keys} for o, keys in shop.keys_of.items()}, shop.log)

    assert renamed.customer_of == found.customer_of
    assert renamed.contested == {other_name[k] for k in found.contested}


@SOME
@given(histories())
def test_the_sides_of_a_split_can_change_places(history: list[Step]) -> None:
    shop = shop_after(history)
    mirrored = [Split(d.seq, d.stay, d.out) if isinstance(d, Split) else d for d in shop.log]

    found, again = shop.partition(), partition(shop.keys_of, mirrored)

    assert (again.customer_of, again.contested) == (found.customer_of, found.contested)
    assert pairs(again.links) == pairs(found.links)


# What customers are


@SOME
@given(histories())
def test_customers_are_the_components_of_keys_not_contested_and_links(history: list[Step]) -> None:
    shop = shop_after(history)
    found = shop.partition()

    good = {order: keys - found.contested for order, keys in shop.keys_of.items()}

    assert found.customer_of == components(good, found.links)


@SOME
@given(histories())
def test_a_customer_is_named_by_its_smallest_order(history: list[Step]) -> None:
    found = shop_after(history).partition()

    assert all(customer == min(orders) for customer, orders in found.members().items())
    assert sorted(o for orders in found.members().values() for o in orders) == sorted(found.customer_of)


@SOME
@given(histories())
def test_a_contested_key_is_shared_and_stands_in_a_splits_region(history: list[Step]) -> None:
    shop = shop_after(history)
    found = shop.partition()
    in_force = decisions_in_force(shop.log)

    for key in found.contested:
        holders = {order for order, keys in shop.keys_of.items() if key in keys}
        assert len(holders) > 1
        assert holders <= found.entangled
    assert found.entangled >= {o for s in in_force.splits for o in s.out | s.stay}


@SOME
@given(histories())
def test_what_is_not_entangled_are_components_of_keys_and_links(history: list[Step]) -> None:
    shop = shop_after(history)
    found = shop.partition()
    simple = components(shop.keys_of, found.links)

    for order in shop.keys_of.keys() - found.entangled:
        assert found.customer_of[order] == simple[order]


@SOME
@given(st.lists(few_keys, min_size=2, max_size=9), st.lists(merges | changes | arrivals, max_size=9))
def test_without_splits_customers_are_components_of_keys_and_merges(
    keys: list[str], more: list[Step]
) -> None:
    shop = shop_after([*(Arrive(k) for k in keys), *more])
    found = shop.partition()
    merged = [link for d in shop.log if isinstance(d, Merge) for link in d.links]

    assert found.customer_of == components(shop.keys_of, merged)
    assert (found.contested, found.entangled) == (frozenset(), frozenset())
    assert pairs(found.links) == pairs(merged)


# Splits stay splits


@MANY
@given(histories(), st.lists(arrivals | changes, max_size=8))
def test_the_sides_of_a_split_in_force_stay_apart_whatever_arrives(
    history: list[Step], later: list[Step]
) -> None:
    """But where merges by staff, and nothing else, join the sides, the split is left out."""
    shop = shop_after(history)
    for step in later:
        shop.take(step)
    found = shop.partition()
    in_force = decisions_in_force(shop.log)

    merged = components(dict.fromkeys(shop.keys_of, frozenset()), in_force.merge_links)
    for split in in_force.splits:
        by_staff = {merged[o] for o in split.out} & {merged[o] for o in split.stay}
        joined = {found.customer_of[o] for o in split.out} & {found.customer_of[o] for o in split.stay}
        assert bool(joined) == bool(by_staff)


@MANY
@given(histories(), splits)
def test_right_after_a_split_its_sides_are_apart(history: list[Step], step: Step) -> None:
    shop = shop_after(history)

    split = shop.take(step)

    if isinstance(split, Split):
        found = shop.partition()
        assert not {found.customer_of[o] for o in split.out} & {found.customer_of[o] for o in split.stay}


@MANY
@given(histories(), splits)
def test_right_after_the_first_split_of_a_region_each_side_is_one_customer(
    history: list[Step], step: Step
) -> None:
    """And nobody else is touched. Older splits can, rarely, get in the way: services then refuse."""
    shop = shop_after(history)
    before = shop.partition()

    split = shop.take(step)

    if isinstance(split, Split):
        region = region_of(shop, min(split.out))
        if any(isinstance(d, Split) and d != split and orders_named(d) & region for d in shop.log):
            return
        found = shop.partition()
        assert sorted(map(set, found.members().values()), key=min) == sorted(
            [set(split.out), set(split.stay)]
            + [set(orders) for orders in before.members().values() if not split.out & set(orders)
               and not split.stay & set(orders)],
            key=min,
        )  # fmt: skip


# Merges


@MANY
@given(histories(), merges)
def test_right_after_a_merge_the_two_customers_are_one(history: list[Step], step: Step) -> None:
    """The two orders always; all orders of both, where no split is left in force in the region."""
    shop = shop_after(history)
    before = shop.partition()

    merge = shop.take(step)

    if isinstance(merge, Merge):
        found = shop.partition()
        both = {before.customer_of[order] for order in merge.links[0]}
        assert len(both) == 2
        assert together(found, merge.links[0])
        if not region_of(shop, merge.links[0][0]) & found.entangled:
            assert together(found, [o for o, customer in before.customer_of.items() if customer in both])


@SOME
@given(histories(), merges)
def test_a_merge_lifts_every_split_that_stood_between_the_two_customers(
    history: list[Step], step: Step
) -> None:
    shop = shop_after(history)
    before = shop.partition()
    stood = decisions_in_force(shop.log).splits

    merge = shop.take(step)

    if isinstance(merge, Merge):
        one, other = (before.members()[before.customer_of[order]] for order in merge.links[0])
        lifted = {
            s for s in stood
            if (s.out & set(one) and s.stay & set(other)) or (s.stay & set(one) and s.out & set(other))
        }  # fmt: skip
        assert not lifted & set(decisions_in_force(shop.log).splits)
        assert set(stood) - lifted <= set(decisions_in_force(shop.log).splits)


@SOME
@given(histories(), merges | splits, st.lists(steps, max_size=4))
def test_a_decision_undone_is_as_if_it_had_never_been_made(
    history: list[Step], step: Step, later: list[Step]
) -> None:
    """Right away, and after whatever came later."""
    shop = shop_after(history)
    before = shop.partition()
    decision = shop.take(step)
    if decision is None:
        return
    right_away = shop.copy()
    right_away.log.remove(decision)
    assert right_away.partition() == before

    for more in later:
        shop.take(more)
    without = [d for d in shop.log if d != decision]
    never = oracle.solve(shop.keys_of, without)
    assert partition(shop.keys_of, without).customer_of == never.customer_of


@SOME
@given(histories())
def test_with_everything_undone_only_keys_count(history: list[Step]) -> None:
    shop = shop_after(history)
    shop.log.clear()

    assert shop.partition() == Partition(components(shop.keys_of, []), frozenset(), (), frozenset())


# What the services rely on


@MANY
@given(histories())
def test_a_region_alone_gives_the_same_as_everything(history: list[Step]) -> None:
    shop = shop_after(history)
    whole = shop.partition()
    customer_of: dict[int, int] = {}
    contested: set[str] = set()
    links: set[tuple[int, int]] = set()
    entangled: set[int] = set()

    for region in regions(shop):
        own = [d for d in shop.log if orders_named(d) <= region]
        assert own == [d for d in shop.log if orders_named(d) & region]
        found = partition({order: shop.keys_of[order] for order in region}, own)
        customer_of |= found.customer_of
        contested |= found.contested
        links |= set(found.links)
        entangled |= found.entangled

    assert customer_of == whole.customer_of
    assert whole.contested == contested
    assert whole.entangled == entangled
    assert set(whole.links) == links


@MANY
@given(histories(), st.lists(few_keys, min_size=1, max_size=3))
def test_orders_that_meet_nothing_entangled_only_join(history: list[Step], arriving: list[str]) -> None:
    """So an order can be taken in by joining the customers that have its keys."""
    shop = shop_after(history)
    for keys in arriving:
        before = shop.partition()
        shop.take(Arrive(keys))
        new = len(shop.keys_of)
        met = {o for o, theirs in shop.keys_of.items() if theirs & set(keys)} - {new}
        if met & before.entangled:
            continue
        sets = DisjointSets()
        for order, customer in before.customer_of.items():
            sets.union(order, customer)
        for order in met:
            sets.union(order, new)

        after = shop.partition()

        assert after.customer_of == {order: sets.find(order) for order in shop.keys_of}
        assert (after.contested, after.links, after.entangled) == (
            before.contested,
            before.links,
            before.entangled,
        )


@SOME
@given(histories(), arrivals)
def test_an_arrival_touches_its_region_only(history: list[Step], step: Step) -> None:
    shop = shop_after(history)
    before = shop.partition()

    shop.take(step)

    region = region_of(shop, len(shop.keys_of))
    after = shop.partition()
    for order, customer in before.customer_of.items():
        if order not in region:
            assert after.customer_of[order] == customer
    assert after.entangled - region == before.entangled - region


# Every small history


def every_decision(shop: Shop) -> Iterator[Shop]:
    """Yield the shop after each decision that staff could make or undo now; ids stand for customers."""
    present = shop.customers()
    for one, other in combinations(present, 2):
        after = shop.copy()
        after.merge(one, other, one[0], other[-1])
        yield after
    for members in present:
        # The smallest order stays: which side is called "out" does not matter, as shown above.
        for taken in product((False, True), repeat=len(members) - 1):
            if any(taken):
                after = shop.copy()
                after.split([o for o, out in zip(members[1:], taken, strict=True) if out], members)
                yield after
    for decision in shop.log[:-1]:
        after = shop.copy()
        after.log.remove(decision)
        yield after


def every_shop(orders: int, most_keys: int, alphabet: str) -> Iterator[Shop]:
    """Yield every way to give keys to orders, each but for the names of keys once."""
    choices = [frozenset(k) for size in range(most_keys + 1) for k in combinations(alphabet, size)]
    seen: set[Any] = set()
    for chosen in product(choices, repeat=orders):
        holders = [tuple(key in keys for keys in chosen) for key in alphabet]
        # A key that fewer than two orders have joins nothing.
        telling = frozenset(h for h in holders if sum(h) > 1)
        if telling not in seen:
            seen.add(telling)
            yield Shop(dict(enumerate(chosen, 1)))


def decided(shops: Iterable[Shop], depth: int) -> Iterator[Shop]:
    for shop in shops:
        yield shop
        if depth:
            yield from decided(every_decision(shop), depth - 1)


def test_every_history_of_three_orders_and_five_decisions() -> None:
    count = 0
    for shop in decided(every_shop(3, 3, "abc"), 5):
        assert_as_specified(shop)
        count += 1
    assert count == 7392


def test_every_history_of_four_orders_two_decisions_and_an_order_that_shares_every_key() -> None:
    count = 0
    for shop in decided(every_shop(4, 2, "ab"), 2):
        shop.take(Arrive("ab"))
        assert_as_specified(shop)
        count += 1
    assert count == 8258

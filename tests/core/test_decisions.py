"""Planning merges and splits, and what of a log is in force."""

from __future__ import annotations

import pytest

from saleor_customer_mgmt.core.decisions import (
    Decision,
    Link,
    Merge,
    OrderId,
    Split,
    decisions_in_force,
    plan_merge,
    plan_split,
)
from saleor_customer_mgmt.core.errors import CoreError, InvalidDecision


def split(seq: int, out: set[OrderId], stay: set[OrderId]) -> Split:
    return Split(seq, frozenset(out), frozenset(stay))


# Merges


@pytest.mark.parametrize(
    ("main", "members", "other", "other_members", "message"),
    [
        (1, [1, 2], 2, [2, 3], "these are one customer already"),
        (1, [1, 2], 1, [1, 2], "these are one customer already"),
        (3, [1, 2], 4, [4], "a merge names one order of each customer"),
        (1, [1, 2], 5, [4], "a merge names one order of each customer"),
        (4, [1, 2], 1, [4], "a merge names one order of each customer"),
        (1, [], 4, [4], "a merge names one order of each customer"),
    ],
)
def test_merges_that_make_no_sense(
    main: int, members: list[int], other: int, other_members: list[int], message: str
) -> None:
    with pytest.raises(InvalidDecision, match=f"^{message}$") as caught:
        plan_merge(main, members, other, other_members, [])

    assert isinstance(caught.value, CoreError)


BETWEEN = split(1, {3, 4}, {1, 2})


@pytest.mark.parametrize(
    ("what", "log", "links"),
    [
        ("no split", [], [(2, 4)]),
        ("a split between them that the link crosses", [split(1, {4}, {2})], [(2, 4)]),
        ("one link across the split, between the smallest", [BETWEEN], [(2, 4), (1, 3)]),
        ("a split of others", [split(1, {8}, {9})], [(2, 4)]),
        ("a split of one side and others", [split(1, {1}, {9})], [(2, 4)]),
        ("a split that a merge lifted", [BETWEEN, Merge(2, ((1, 3),))], [(2, 4)]),
        (
            "a split that suspends the merge which lifted the first",
            [split(1, {3}, {1}), Merge(2, ((1, 3),)), split(3, {3}, {1, 2})],
            [(2, 4), (1, 3)],
        ),
        ("two splits, a link for each", [split(1, {3}, {1}), split(2, {2}, {4, 9})], [(2, 4), (1, 3)]),
        ("a split across both customers", [split(1, {1, 3}, {2, 4})], [(2, 4), (1, 4), (2, 3)]),
    ],
)
def test_links_of_a_merge(what: str, log: list[Decision], links: list[Link]) -> None:
    assert plan_merge(2, [1, 2], 4, [3, 4], log) == tuple(links), what


def test_each_planned_link_joins_an_order_of_the_one_with_an_order_of_the_other() -> None:
    log: list[Decision] = [split(seq, {seq, seq + 5}, {seq + 1, seq + 4}) for seq in range(1, 5)]

    links = plan_merge(5, range(1, 6), 6, range(6, 10), log)

    assert links[0] == (5, 6)
    assert all(one <= 5 < other for one, other in links)
    assert decisions_in_force(log).splits == tuple(log)
    assert decisions_in_force([*log, Merge(9, links)]).splits == ()


# Splits


@pytest.mark.parametrize(
    ("out", "members", "message"),
    [
        ([], [1, 2], "a split names at least one order"),
        ([], [], "a split names at least one order"),
        ([1, 2], [1, 2], "a split leaves at least one order behind"),
        ([1], [1], "a split leaves at least one order behind"),
        ([1, 3], [1, 2], "a split takes out orders of one customer only"),
        ([3], [1, 2], "a split takes out orders of one customer only"),
    ],
)
def test_splits_that_make_no_sense(out: list[int], members: list[int], message: str) -> None:
    with pytest.raises(InvalidDecision, match=f"^{message}$"):
        plan_split(out, members)


def test_the_sides_of_a_split_are_all_orders_of_the_customer() -> None:
    assert plan_split(iter([3, 1, 3]), iter([1, 2, 3, 4])) == (frozenset({1, 3}), frozenset({2, 4}))


def test_each_side_is_held_together_by_a_path_by_id() -> None:
    assert split(1, {7, 2, 5}, {9, 1}).holding_links() == ((2, 5), (5, 7), (1, 9))
    assert split(1, {3}, {4}).holding_links() == ()


@pytest.mark.parametrize(
    ("link", "crosses"),
    [((1, 3), True), ((3, 1), True), ((1, 2), False), ((3, 4), False), ((1, 9), False), ((8, 9), False)],
)
def test_a_link_crosses_a_split_with_one_end_on_each_side(link: Link, *, crosses: bool) -> None:
    assert split(1, {1, 2}, {3, 4}).is_crossed_by(link) is crosses


# What is in force


FIRST, SECOND = split(1, {1}, {2}), split(3, {1}, {2, 3})


@pytest.mark.parametrize(
    ("what", "log", "merge_links", "splits"),
    [
        ("nothing", [], [], []),
        ("a split", [FIRST], [], [FIRST]),
        ("a merge lifts an earlier split", [FIRST, Merge(2, ((2, 1),))], [(2, 1)], []),
        ("a split suspends an earlier merge", [Merge(1, ((1, 2),)), SECOND], [], [SECOND]),
        (
            "and the split that this merge lifted stays lifted",
            [FIRST, Merge(2, ((1, 2),)), SECOND],
            [],
            [SECOND],
        ),
        ("a merge elsewhere does nothing", [FIRST, Merge(2, ((3, 4),))], [(3, 4)], [FIRST]),
        ("a link along a side does nothing", [SECOND, Merge(4, ((3, 2),))], [(3, 2)], [SECOND]),
        ("links of one merge fare alone", [Merge(1, ((1, 2), (3, 4))), SECOND], [(3, 4)], [SECOND]),
        ("a link told twice counts once", [Merge(1, ((4, 5),)), Merge(2, ((4, 5),))], [(4, 5)], []),
    ],
)
def test_in_force(what: str, log: list[Decision], merge_links: list[Link], splits: list[Split]) -> None:
    for told in (log, log[::-1]):
        found = decisions_in_force(told)
        assert (found.merge_links, found.splits) == (tuple(merge_links), tuple(splits)), what


def test_holding_links_count_for_every_split_lifted_or_not() -> None:
    log: list[Decision] = [split(1, {1, 5}, {2, 6}), Merge(2, ((1, 2),)), split(3, {1, 5}, {7})]

    found = decisions_in_force(log)

    assert set(found.holding_links) == {(1, 5), (2, 6)}
    assert len(found.holding_links) == 2
    assert found.splits == (log[2],)

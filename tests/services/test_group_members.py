from __future__ import annotations

import pytest

from saleor_customer_mgmt.models import AuditEntry, GroupEntry, GroupEvent
from saleor_customer_mgmt.selectors.groups import diary_of, entries_of, groups, groups_of, members_of
from saleor_customer_mgmt.services.errors import NotFound, ServiceError
from saleor_customer_mgmt.services.group_members import ByHand, change_members
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.undo_decision import undo_decision
from tests.builders import STAFF, order_id
from tests.services.group_worlds import REPEATER, diary, group, members
from tests.services.rules import order

pytestmark = pytest.mark.django_db

OTHER = "090-0000-5678"


def two_customers() -> tuple[int, int]:
    order(1)
    order(2)
    order(3, phone=OTHER)
    return order_id("saleor:1"), order_id("saleor:3")


def test_many_are_put_in_at_once_with_a_reason() -> None:
    one, two = two_customers()
    friends = group("friends")

    done = change_members(
        friends.id, [order_id("saleor:2"), two], ByHand.PUT_IN, actor=STAFF, reason=" helped us "
    )

    assert done.customers == done.members == frozenset({one, two})
    assert members() == {"friends": {(one, "hand"), (two, "hand")}}
    entries = GroupEntry.objects.values_list("anchor__number", "out", "reason", "by_label")
    assert set(entries) == {("2", False, "helped us", STAFF.label), ("3", False, "helped us", STAFF.label)}
    assert set(GroupEvent.objects.values_list("customer_id", "why", "detail")) == {
        (one, "hand", "helped us"),
        (two, "hand", "helped us"),
    }
    assert AuditEntry.objects.get().data == {
        "group": "friends",
        "what": "put_in",
        "customers": [one, two],
        "reason": "helped us",
    }


def test_it_tells_how_people_had_it_before_so_that_it_can_be_undone() -> None:
    one, two = two_customers()
    repeat = group("repeat", REPEATER)

    def before(by_hand: ByHand, *customers: int) -> tuple[set[int], set[int]]:
        done = change_members(repeat.id, customers, by_hand, actor=STAFF)
        return set(done.were_in), set(done.were_out)

    assert before(ByHand.KEEP_OUT, one) == (set(), set())  # in by the condition, not by hand
    assert before(ByHand.PUT_IN, one, two) == (set(), {one})
    # On another of its orders, and later: that one stands.
    assert before(ByHand.KEEP_OUT, order_id("saleor:2")) == ({one}, set())
    assert before(ByHand.TAKE_OUT, one, two) == ({two}, {one})
    assert before(ByHand.FORGET, one, two) == (set(), {one})
    assert before(ByHand.FORGET, one, two) == (set(), set())
    assert members() == {"repeat": {(one, "condition")}}


def test_who_is_in_by_the_condition_is_kept_out_and_comes_back() -> None:
    one, _ = two_customers()
    repeat = group("repeat", REPEATER)

    def change(by_hand: ByHand) -> bool:
        return one in change_members(repeat.id, [one], by_hand, actor=STAFF, reason=by_hand).members

    assert change(ByHand.TAKE_OUT)  # by the condition: nothing to take
    assert not change(ByHand.KEEP_OUT)
    assert not change(ByHand.TAKE_OUT)  # only what put somebody in
    assert change(ByHand.FORGET)
    assert change(ByHand.PUT_IN)
    assert change(ByHand.TAKE_OUT)
    assert not GroupEntry.objects.exists()
    assert diary() == [
        ("repeat", one, "+", "condition"),
        ("repeat", one, "-", "hand"),
        ("repeat", one, "+", "condition"),
    ]


def test_the_same_again_changes_the_reason_only() -> None:
    one, _ = two_customers()
    friends = group("friends")
    for reason in ("first", "second"):
        change_members(friends.id, [one], ByHand.PUT_IN, actor=STAFF, reason=reason)
    assert GroupEntry.objects.get().reason == "second"
    assert diary() == [("friends", one, "+", "hand")]


def test_of_two_customers_that_became_one_the_newest_entry_stands_and_both_come_back() -> None:
    one, two = two_customers()
    friends = group("friends")
    change_members(friends.id, [one], ByHand.PUT_IN, actor=STAFF)
    change_members(friends.id, [two], ByHand.KEEP_OUT, actor=STAFF)
    before = list(GroupEntry.objects.order_by("id").values())

    merge = merge_customers(one, two, actor=STAFF)
    assert members() == {}
    undo_decision(merge.id, actor=STAFF)

    assert members() == {"friends": {(one, "hand")}}
    assert list(GroupEntry.objects.order_by("id").values()) == before


def test_who_is_put_in_as_one_is_in_whatever_was_said_of_a_part() -> None:
    one, two = two_customers()
    friends = group("friends")
    change_members(friends.id, [two], ByHand.KEEP_OUT, actor=STAFF)
    merge = merge_customers(one, two, actor=STAFF)
    change_members(friends.id, [one], ByHand.PUT_IN, actor=STAFF)
    assert members() == {"friends": {(one, "hand")}}
    undo_decision(merge.id, actor=STAFF)
    assert members() == {"friends": {(one, "hand")}}
    assert set(GroupEntry.objects.values_list("anchor_id", "out")) == {(one, False), (two, True)}


@pytest.mark.parametrize(
    ("named", "reason", "field"),
    [((), "", "customers"), (range(1, 1002), "", "customers"), ((1,), "x" * 501, "reason")],
)
def test_what_cannot_be_done_is_refused(named, reason, field) -> None:
    friends = group("friends")
    with pytest.raises(ServiceError) as refused:
        change_members(friends.id, named, ByHand.PUT_IN, actor=STAFF, reason=reason)
    assert refused.value.field == field
    assert not AuditEntry.objects.exists()


def test_orders_and_groups_that_are_not_there() -> None:
    one, _ = two_customers()
    gone = group("gone", deleted_at="2026-01-01T00:00:00Z")
    with pytest.raises(NotFound):
        change_members(gone.id, [one], ByHand.PUT_IN, actor=STAFF)
    friends = group("friends")
    with pytest.raises(NotFound):
        change_members(friends.id, [one, 10**9], ByHand.PUT_IN, actor=STAFF)
    assert not GroupEntry.objects.exists()
    assert not AuditEntry.objects.exists()


def test_groups_are_looked_at_in_the_order_of_their_benefits() -> None:
    one, two = two_customers()
    made = [group(slug, priority=priority) for slug, priority in (("b", 2), ("c", 1), ("a", 2))]
    group("gone", priority=0, deleted_at="2026-01-01T00:00:00Z")
    for each in made:
        change_members(each.id, [one], ByHand.PUT_IN, actor=STAFF)
    change_members(made[0].id, [two], ByHand.PUT_IN, actor=STAFF)

    assert [(g.slug, vars(g)["member_count"]) for g in groups()] == [("c", 1), ("a", 1), ("b", 2)]
    found = groups_of([one, two])
    assert {who: [g.slug for g in theirs] for who, theirs in found.items()} == {
        one: ["c", "a", "b"],
        two: ["b"],
    }
    assert [row.customer_id for row in members_of(made[0])] == [two, one]
    assert [row.customer_id for row in diary_of(group=made[0])] == [two, one]
    assert [row.group.slug for row in diary_of(customer=one)] == ["a", "c", "b"]
    assert [row.group.slug for row in entries_of(one)] == ["a", "c", "b"]


def test_who_entered_or_left_is_told_apart_from_who_was_in_or_out_before() -> None:
    one, two = two_customers()
    friends = group("friends")
    change_members(friends.id, [one], ByHand.PUT_IN, actor=STAFF)

    entered = change_members(friends.id, [one, two], ByHand.PUT_IN, actor=STAFF)
    left = change_members(friends.id, [two], ByHand.TAKE_OUT, actor=STAFF)
    nothing = change_members(friends.id, [two], ByHand.TAKE_OUT, actor=STAFF)

    assert (entered.members, entered.changed) == (frozenset({one, two}), frozenset({two}))
    assert (left.members, left.changed) == (frozenset(), frozenset({two}))
    assert nothing.changed == frozenset()
    assert members() == {"friends": {(one, "hand")}}

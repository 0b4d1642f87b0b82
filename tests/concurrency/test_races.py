"""Races, one by one: what goes wrong with a lock taken out, and that it does not with the lock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.core.criteria import parse_criteria
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.models import Customer, OrderRecord, StaffDecision
from saleor_customer_mgmt.services import judge_in_bulk as judge_module
from saleor_customer_mgmt.services import locking, record_orders, write_orders
from saleor_customer_mgmt.services import preview_criteria as preview_module
from saleor_customer_mgmt.services import rebuild as rebuild_module
from saleor_customer_mgmt.services.change_counting import change_counting
from saleor_customer_mgmt.services.change_criteria import change_criteria
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.split_customer import split_customer
from saleor_customer_mgmt.services.undo_decision import undo_decision
from tests.builders import STAFF, groups, order_facts, order_id
from tests.concurrency.stage import Actor, Mark
from tests.services.truth import assert_true

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]

ONE, TWO, THREE, FOUR = (f"090-0000-{n}" for n in (1111, 2222, 3333, 4444))


def record(*orders: Any) -> Callable[[], Any]:
    return lambda: record_orders.record_orders(orders)


@pytest.fixture
def has_looked(monkeypatch: pytest.MonkeyPatch) -> Mark:
    """Where a recorder has its locks and has seen whose the keys are, and is about to write."""
    return Mark(monkeypatch, write_orders, "_check_not_overtaken")


def dont_lock_keys(_digests: Iterable[Any]) -> None:
    """Do what ``lock_keys`` does, without the lock: nobody else needs the rows."""


def dont_lock_customers(ids: Iterable[int]) -> dict[int, bool]:
    return dict(Customer.objects.filter(id__in=list(ids)).values_list("id", "entangled"))


def somebody_else() -> None:
    """The very first order of a shop also makes the first revision of the criteria, which has a lock."""
    record_orders.record_orders([order_facts("0", phone="090-0000-0001")])


def is_true() -> bool:
    """Whether the tables say what follows from the orders and decisions in them."""
    try:
        assert_true()
    except AssertionError:
        return False
    return True


@pytest.mark.parametrize("lock", [False, True])
def test_two_first_orders_of_one_person(monkeypatch, has_looked, lock) -> None:
    somebody_else()
    if not lock:
        monkeypatch.setattr(write_orders, "lock_keys", dont_lock_keys)

    first = Actor(record(order_facts("1", phone=ONE)), mark=has_looked).start()
    second = Actor(record(order_facts("2", phone=ONE))).start()

    assert first.at_mark
    assert second.blocked == lock
    first.go_on().answer()
    second.answer()
    together = {frozenset({"saleor:1", "saleor:2"})}
    apart = {frozenset({"saleor:1"}), frozenset({"saleor:2"})}
    assert groups() - {frozenset({"saleor:0"})} == (together if lock else apart)
    assert is_true() == lock


def another_order_joins_them() -> None:
    record_orders.record_orders([order_facts("A2", phone=ONE, email="b@example.com")])


def staff_merge_them() -> None:
    merge_customers(order_id("saleor:A1"), order_id("saleor:B1"), actor=STAFF)


def staff_split_the_second() -> None:
    split_customer([order_id("saleor:B2")], actor=STAFF)


def staff_undo() -> None:
    undo_decision(StaffDecision.objects.get().id, actor=STAFF)


@pytest.mark.parametrize("lock", [False, True])
@pytest.mark.parametrize(
    "case",
    [
        pytest.param((None, another_order_joins_them, [{"A1", "A2", "B1", "B2", "B3"}]), id="joined"),
        pytest.param((None, staff_merge_them, [{"A1", "B1", "B2", "B3"}]), id="merged"),
        pytest.param((None, staff_split_the_second, [{"A1"}, {"B1", "B3"}, {"B2"}]), id="split"),
        pytest.param((staff_merge_them, staff_undo, [{"A1"}, {"B1", "B2", "B3"}]), id="merge undone"),
        pytest.param((staff_split_the_second, staff_undo, [{"A1"}, {"B1", "B2", "B3"}]), id="split undone"),
    ],
)
def test_a_customer_changes_while_an_order_joins_it(monkeypatch, has_looked, case, lock) -> None:
    before, meanwhile, expected = case
    record_orders.record_orders(
        [
            order_facts("A1", phone=ONE),
            order_facts("B1", phone=TWO, email="b@example.com"),
            order_facts("B2", phone=TWO),
        ]
    )
    if before is not None:
        before()
    if not lock:
        monkeypatch.setattr(locking, "lock_customers", dont_lock_customers)

    joining = Actor(record(order_facts("B3", phone=TWO)), mark=has_looked).start()
    changing = Actor(meanwhile).start()

    assert joining.at_mark
    assert changing.blocked == lock
    joining.go_on().answer()
    changing.answer()
    assert is_true() == lock
    if lock:
        assert groups() == {frozenset(f"saleor:{n}" for n in group) for group in expected}


@pytest.mark.parametrize("lock", [False, True])
def test_the_criteria_change_while_an_order_is_recorded(monkeypatch, has_looked, lock) -> None:
    record_orders.record_orders([order_facts("1", phone=ONE, email="a@example.com")])
    if not lock:
        monkeypatch.setattr(record_orders, "share_judging", lambda: None)
    other = parse_criteria("name+email")

    # Of its keys judging needs only that by e-mail, which stays: so it waits for nothing but the lock.
    recording = Actor(record(order_facts("2", phone=TWO, email="a@example.com")), mark=has_looked).start()
    judging = Actor(lambda: change_criteria(other, actor=STAFF)).start()

    assert recording.at_mark
    assert judging.blocked == lock
    recording.go_on().answer()
    judging.answer()
    # Without the lock the second order keeps keys of criteria that are no longer in use.
    assert is_true() == lock
    assert groups() == {frozenset({"saleor:1", "saleor:2"})}


@pytest.mark.parametrize("lock", [False, True])
def test_what_counts_changes_while_an_order_is_recorded(monkeypatch, has_looked, lock) -> None:
    somebody_else()
    if not lock:
        monkeypatch.setattr(record_orders, "share_judging", lambda: None)
    shipped_only = CountingPolicy(frozenset({OrderStatus.FULFILLED}))

    placed = order_facts("1", phone=ONE, status=OrderStatus.PLACED)
    recording = Actor(record(placed), mark=has_looked).start()
    counting = Actor(lambda: change_counting(shipped_only, actor=STAFF)).start()

    assert recording.at_mark
    assert counting.blocked == lock
    recording.go_on().answer()
    counting.answer()
    # Without the lock the order keeps the answer of a policy that is no longer in force.
    order = OrderRecord.objects.get(number="1")
    assert order.count_reason == ("status_left_out" if lock else "counts")
    assert order.customer.purchase_count == (0 if lock else 1)


def test_a_rebuild_waits_for_who_records_and_who_records_waits_for_a_rebuild(monkeypatch, has_looked) -> None:
    somebody_else()
    judges = Mark(monkeypatch, rebuild_module, "judge_stored")

    recording = Actor(record(order_facts("1", phone=ONE)), mark=has_looked).start()
    rebuilding = Actor(lambda: rebuild_module.rebuild(actor=STAFF), mark=judges).start()
    assert (rebuilding.at_mark, rebuilding.blocked) == (False, True)
    recording.go_on().answer()
    rebuilding.settle()
    assert rebuilding.at_mark
    later = Actor(record(order_facts("2", phone=ONE))).start()
    assert later.blocked
    assert rebuilding.go_on().answer().orders == 2
    later.answer()

    assert_true()
    assert frozenset({"saleor:1", "saleor:2"}) in groups()


def test_a_customer_that_dissolved_before_it_was_locked_is_in_nobodys_way(monkeypatch, has_looked) -> None:
    """Locks are asked for by what was seen before, so a dissolved customer's row may be locked, too.

    Whoever redirects that row once more must have its lock in the common order, or two wait for each other.
    """
    phones = {"1": ONE, "2": TWO, "3": THREE, "4": FOUR}
    record(*(order_facts(n, phone=p, email=f"{n}@example.com") for n, p in phones.items()))()
    about_to_lock = Mark(monkeypatch, locking, "lock_customers")

    late = Actor(
        record(order_facts("5", phone=THREE), order_facts("6", phone=FOUR)), mark=about_to_lock
    ).start()
    Actor(record(order_facts("7", phone=TWO, email="3@example.com"))).start().answer()
    joins = Actor(
        record(order_facts("8", phone=ONE, email="2@example.com"), order_facts("9", email="4@example.com")),
        mark=has_looked,
    ).start()
    assert (late.at_mark, joins.at_mark) == (True, True)
    late.go_on()
    assert late.blocked
    joins.go_on().answer()
    late.answer()

    assert groups() == {
        frozenset(f"saleor:{n}" for n in (1, 2, 3, 5, 7, 8)),
        frozenset(f"saleor:{n}" for n in (4, 6, 9)),
    }
    live = order_id("saleor:1")
    redirects = Customer.objects.exclude(merged_into=None).values_list("id", "merged_into")
    assert set(redirects) == {(order_id("saleor:2"), live), (order_id("saleor:3"), live)}


@pytest.mark.parametrize("in_between", ["criteria", "orders"])
def test_a_preview_sees_one_moment(monkeypatch, in_between) -> None:
    record_orders.record_orders([order_facts("1", phone=ONE), order_facts("2", phone=ONE)])
    email = parse_criteria("name+email")
    has_read_orders = Mark(monkeypatch, judge_module, "value_digests_of_orders")

    previewing = Actor(lambda: preview_module.preview_criteria(email), mark=has_read_orders).start()
    assert previewing.at_mark
    if in_between == "criteria":
        change_criteria(email, actor=STAFF)
    else:
        record_orders.record_orders([order_facts("3", phone=ONE)])
    preview = previewing.go_on().answer()

    assert (preview.orders, preview.customers_now, preview.customers_then) == (2, 1, 2)
    assert preview.without_key == {"saleor": (2, 2)}


def test_locks_that_are_given_back_are_given_back_to_who_waits_for_them(monkeypatch) -> None:
    """Going back to an outer savepoint does not wake who waits for a lock of an inner one released before."""
    record(order_facts("1", phone=ONE, email="1@example.com"), order_facts("2", phone=ONE))()
    record(order_facts("3", phone=TWO, email="3@example.com"))()
    split_customer([order_id("saleor:2")], actor=STAFF)
    merge_customers(order_id("saleor:3"), order_id("saleor:2"), actor=STAFF)
    has_locked = Mark(monkeypatch, locking, "lock_customers", after=True)

    # Has the lock of the second customer, finds that staff bear upon it, and needs that of the first, too.
    first = Actor(record(order_facts("4", phone=TWO)), mark=has_locked).start()
    second = Actor(
        record(order_facts("5", email="1@example.com"), order_facts("6", email="3@example.com"))
    ).start()
    assert (first.at_mark, second.blocked) == (True, True)
    first.go_on().answer()
    second.answer()

    assert groups() == {frozenset(f"saleor:{n}" for n in some) for some in ((1, 5), (2, 3, 4, 6))}
    assert_true()


def test_calls_that_tell_an_order_twice_do_not_wait_for_each_other_in_a_circle(has_looked) -> None:
    somebody_else()
    first = Actor(record(order_facts("1", phone=ONE), order_facts("1", phone=TWO)), mark=has_looked).start()
    second = Actor(record(order_facts("2", phone=TWO), order_facts("2", phone=ONE)), mark=has_looked).start()

    # Neither has the keys of a telling that the same call takes back.
    assert (first.at_mark, second.at_mark) == (True, True)
    first.go_on().answer()
    second.go_on().answer()

    assert groups() == {frozenset({f"saleor:{n}"}) for n in (0, 1, 2)}

"""Whatever happens to a shop, its tables say what follows from its orders and decisions."""

from __future__ import annotations

from itertools import islice
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saleor_customer_mgmt.core import decisions as core
from saleor_customer_mgmt.core.decisions import Decision
from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.models import Customer, DecisionLink, OrderRecord, SplitMember, StaffDecision
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.rebuild import rebuild
from saleor_customer_mgmt.services.record_orders import classify_orders, record_orders
from saleor_customer_mgmt.services.undo_decision import undo_decision
from tests.builders import STAFF, groups, order_id
from tests.builders import order_facts as facts
from tests.services.histories import (
    CRITERIA,
    Criteria,
    Merge,
    Record,
    Revert,
    Shop,
    Split,
    Step,
    as_kept,
    batches,
    histories,
    merges,
    order_facts,
    shop_after,
    splits,
    undone_afterwards,
)
from tests.services.truth import assert_true, criteria, everything, standing_decisions

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.timeout(600)]


SHOWN = "public_id", "name", "email", "phone", "order_count", "purchase_count", "totals", "last_order_at"


def examples(number: int) -> settings:
    return settings(max_examples=number, suppress_health_check=[HealthCheck.too_slow])


def assert_all_true(shop: Shop) -> None:
    truth = assert_true()
    assert {(f.source, f.number): as_kept(f) for f in truth.facts.values()} == {
        name: as_kept(facts) for name, facts in shop.told.items()
    }


def visible(tables: dict[str, list[dict[str, Any]]], founded: set[int]) -> dict[str, list[dict[str, Any]]]:
    """Leave out the dissolved customers that nobody had before: their ids stay readable for ever."""
    rows = tables["Customer"]
    return tables | {"Customer": [r for r in rows if r["id"] in founded or r["merged_into_id"] is None]}


@examples(80)
@given(histories())
def test_after_every_step_the_tables_say_what_follows_from_orders_and_decisions(history: list[Step]) -> None:
    with undone_afterwards():
        shop_after(history, assert_all_true)


@examples(50)
@given(histories(most_steps=7))
def test_a_rebuild_changes_nothing(history: list[Step]) -> None:
    with undone_afterwards():
        shop_after(history)
        before = everything(keys_nobody_has=False)

        done = rebuild(actor=STAFF)

        assert everything(keys_nobody_has=False) == before
        assert (done.evidence_changed, done.moved) == (0, 0)
        assert (done.orders, done.customers) == (OrderRecord.objects.count(), len(groups()))


@examples(60)
@given(histories(most_steps=6), merges | splits)
def test_a_decision_undone_leaves_everything_as_it_was(history: list[Step], step: Merge | Split) -> None:
    with undone_afterwards():
        shop = shop_after(history)
        before = everything()
        founded = {row["id"] for row in before["Customer"]}
        decision = shop.take(step)
        if decision is None:
            return

        undo_decision(decision, actor=STAFF)

        after = everything()
        # A merge founds nobody; a split may found a customer, whose row then redirects back.
        assert (after if isinstance(step, Merge) else visible(after, founded)) == before


def test_customers_that_dissolve_one_into_the_next_all_lead_to_the_last() -> None:
    two, three = "090-0000-2222", "090-0000-3333"
    for order in (
        facts("1", email="1@example.com"),
        facts("2", email="2@example.com", phone=two),
        facts("3", phone=three),
        facts("4", email="2@example.com", phone=three),
        facts("5", email="1@example.com", phone=two),
    ):
        record_orders([order])
        assert_true()

    first = order_id("saleor:1")
    assert set(Customer.objects.exclude(id=first).values_list("merged_into", flat=True)) == {first}


def test_a_merge_undone_after_keys_have_joined_the_two_changes_who_is_shown_and_nothing_else() -> None:
    """Rare in random histories: no order moves, but staff no longer say which order is the main one."""
    phone, email = "090-0000-1111", "a@example.com"
    record_orders(
        [facts("1", phone=phone, kana="ヤマダタロウ"), facts("2", email=email, kana="ヤマダ タロー")]
    )
    merge = merge_customers(order_id("saleor:1"), order_id("saleor:2"), actor=STAFF)
    record_orders([facts("3", phone=phone, email=email)])
    assert Customer.objects.get(merged_into=None).kana == "ヤマダタロウ"

    undo_decision(merge.id, actor=STAFF)

    assert Customer.objects.get(merged_into=None).kana == "ヤマダ タロー"
    assert_true()


@examples(40)
@given(histories(most_steps=6), st.sampled_from(CRITERIA))
def test_other_criteria_and_back_leave_everything_as_it_was(history: list[Step], criteria: Any) -> None:
    with undone_afterwards():
        shop = shop_after(history)
        before = everything(keys_nobody_has=False)
        founded = {row["id"] for row in before["Customer"]}
        if not shop.change_criteria(criteria):
            return

        shop.take(Revert(None))

        assert visible(everything(keys_nobody_has=False), founded) == before


@examples(40)
@given(histories(most_steps=6), batches(most=6))
def test_classifying_says_what_recording_does_and_writes_nothing(history: list[Step], more: Record) -> None:
    with undone_afterwards():
        shop_after(history)
        before = everything(log=True)

        said = classify_orders(more.orders)

        assert everything(log=True) == before
        assert [answer.outcome for answer in record_orders(more.orders)] == said


@examples(40)
@given(histories(most_steps=6))
def test_telling_everything_again_changes_nothing(history: list[Step]) -> None:
    with undone_afterwards():
        shop = shop_after(history)
        before = everything()

        answers = record_orders(list(shop.told.values()))

        assert {answer.outcome.value for answer in answers} == {"unchanged"}
        assert everything() == before


def named_ids() -> dict[str, str]:
    """Return for each order the first recorded order of its customer, both as ``source:number``."""
    rows = OrderRecord.objects.order_by("id").values_list("id", "source", "number", "customer_id")
    name = {i: f"{source}:{number}" for i, source, number, _ in rows}
    return {name[i]: name[customer] for i, _, _, customer in rows}


different_orders = st.lists(order_facts(12), min_size=2, max_size=12, unique_by=lambda facts: facts.number)


@examples(30)
@given(different_orders, st.randoms(), st.integers(2, 5))
def test_the_order_of_arrival_does_not_matter(orders: list[OrderFacts], random: Random, some: int) -> None:
    """One by one, in batches of any size, all at once, and all at once under other criteria before."""
    with undone_afterwards():
        record_orders(orders)
        expected = groups()
    arrivals = random.sample(orders, len(orders))
    position = {f"{f.source}:{f.number}": place for place, f in enumerate(arrivals)}
    for size in (1, some):
        with undone_afterwards():
            remaining = iter(arrivals)
            while batch := list(islice(remaining, size)):
                record_orders(batch)
            assert groups() == expected
            # A customer has the id of the order of it that came first.
            first = {name: min(group, key=position.__getitem__) for group in expected for name in group}
            assert named_ids() == first
            assert_true()
    with undone_afterwards():
        shop = Shop()
        shop.take(Criteria(1))
        record_orders(arrivals)
        shop.take(Revert(0))
        shop.change_criteria(CRITERIA[0])
        assert groups() == expected
        rebuild(actor=STAFF)
        assert groups() == expected


def copy_log(log: list[Decision], ids: dict[int, int]) -> None:
    for decision in log:
        is_merge = isinstance(decision, core.Merge)
        named = decision.links[0] if isinstance(decision, core.Merge) else sorted(decision.out)
        row = StaffDecision.objects.create(
            kind="merge" if is_merge else "split", main_order_id=ids[named[0]], **STAFF.columns()
        )
        if isinstance(decision, core.Merge):
            for one, other in decision.links:
                DecisionLink.objects.create(decision=row, one_id=ids[one], other_id=ids[other])
        else:
            for order in decision.out | decision.stay:
                SplitMember.objects.create(decision=row, order_id=ids[order], out=order in decision.out)


@examples(40)
@given(histories(most_steps=8))
def test_all_orders_at_once_and_a_rebuild_give_the_same_as_the_history(history: list[Step]) -> None:
    with undone_afterwards():
        shop = shop_after(history)
        log, text = standing_decisions(), criteria()
        rows = OrderRecord.objects.values_list("id", "source", "number")
        names = {order: (source, number) for order, source, number in rows}
        expected = groups()
        shown = list(Customer.objects.filter(merged_into=None).order_by("id").values(*SHOWN))
    with undone_afterwards():
        record_orders([shop.told[names[i]] for i in sorted(names)])
        copy_log(log, {i: order_id(":".join(name)) for i, name in names.items()})
        Shop().change_criteria(text)
        rebuild(actor=STAFF)
        assert groups() == expected
        assert list(Customer.objects.filter(merged_into=None).order_by("id").values(*SHOWN)) == shown

"""Whatever happens, memberships are what entries and conditions say, and the diary tells the same.

The expected memberships are worked out in plain Python from the rows of orders, marks and entries.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saleor_customer_mgmt.core.case import PastOrder, customer_case, customer_view
from saleor_customer_mgmt.core.conditions import Subject, holds, parse_condition, references
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.models import (
    Customer,
    CustomerLabel,
    Group,
    GroupEntry,
    GroupEvent,
    GroupMembership,
    OrderRecord,
    Rule,
    WatchMark,
)
from saleor_customer_mgmt.services import refresh_groups as module
from saleor_customer_mgmt.services.group_members import ByHand, change_members
from saleor_customer_mgmt.services.refresh_groups import refresh_groups
from saleor_customer_mgmt.services.undo_decision import undo_decision
from tests.builders import STAFF
from tests.core.conditions.invented import LABELS, MARKS, NOW, random_condition
from tests.services.group_worlds import done, from_the_diary
from tests.services.histories import Shop, Step, histories, merges, undone_afterwards
from tests.services.rules import LABEL, REPEATER, rule

pytestmark = pytest.mark.django_db

SLUGS = ("new", "repeat", "vip", "none-yet")


def make_groups(rng: random.Random) -> None:
    """Make groups of which each may name those before it, written so that ids tell nothing of that."""
    conditions: dict[str, object] = {}
    for slug in SLUGS:
        condition = random_condition(rng, Subject.CUSTOMER)
        while not references(parse_condition(condition)).groups <= conditions.keys():
            condition = random_condition(rng, Subject.CUSTOMER)
        conditions[slug] = None if rng.random() < 0.15 else condition
    for slug in rng.sample(SLUGS, len(SLUGS)):
        Group.objects.create(slug=slug, name=slug, condition=conditions[slug], **STAFF.columns())


def expected() -> dict[tuple[str, int], str]:
    """Return why each customer is in each group."""
    orders: dict[int, list[PastOrder]] = defaultdict(list)
    for row in OrderRecord.objects.all():
        counts = row.count_reason == "counts"
        past = (row.id, row.source, row.number, row.placed_at, OrderStatus(row.status), counts)
        orders[row.customer_id].append(PastOrder(*past, row.total, row.refunded, row.currency))
    labels = of_customers(CustomerLabel.objects.values_list("anchor__customer_id", "text"))
    marks = of_customers(WatchMark.objects.filter(ended_at=None).values_list("anchor__customer_id", "level"))
    found: dict[tuple[str, int], str] = {}
    for customer, history in orders.items():
        known: dict[str, str | None] = {}
        while len(known) < len(SLUGS):
            for group in Group.objects.all():
                condition = None if group.condition is None else parse_condition(group.condition)
                if group.slug in known or (
                    condition is not None and not references(condition).groups <= known.keys()
                ):
                    continue
                inside = [slug for slug, why in known.items() if why]
                view = customer_view(history, groups=inside, watch=marks[customer], labels=labels[customer])
                by_condition = condition is not None and holds(condition, customer_case(view, NOW))
                known[group.slug] = why_in(group, customer, by_condition=by_condition)
        found |= {(slug, customer): why for slug, why in known.items() if why}
    return found


def why_in(group: Group, customer: int, *, by_condition: bool) -> str | None:
    entries = list(GroupEntry.objects.filter(group=group, anchor__customer_id=customer).order_by("id"))
    by_hand = [entry for entry in entries if entry.rule_id is None]
    if by_hand:
        return None if by_hand[-1].out else "hand"
    if entries:
        return None if any(entry.out for entry in entries) else "rule"
    return "condition" if by_condition else None


def of_customers(rows: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for customer, value in rows:
        found[customer].add(value)
    return found


def is_as_expected() -> None:
    rows = GroupMembership.objects.values_list("group__slug", "customer_id", "why")
    wanted = expected()
    assert {(slug, customer): why for slug, customer, why in rows} == wanted
    assert from_the_diary() == wanted.keys()


def meddle(rng: random.Random, asked: list[Rule]) -> None:
    """Do by hand, or as a rule or staff would, something to a customer or two."""
    live = list(Customer.objects.filter(merged_into=None).values_list("id", flat=True))
    chosen = rng.sample(live, min(len(live), rng.randint(1, 2)))
    orders = list(OrderRecord.objects.filter(customer_id__in=chosen).values_list("id", flat=True))
    anchor, group = rng.choice(orders), rng.choice(list(Group.objects.all()))
    what = rng.randrange(6)
    if what < 3:
        change_members(group.id, chosen, rng.choice(list(ByHand)), actor=STAFF)
        return
    if what == 3:
        entry = {"group": group, "anchor_id": anchor, "rule": rng.choice(asked)}
        if not GroupEntry.objects.filter(**entry).delete()[0]:
            GroupEntry.objects.create(**entry, out=rng.random() < 0.5, **STAFF.columns())
    elif what == 4:
        CustomerLabel.objects.get_or_create(
            anchor_id=anchor, text=rng.choice(LABELS), rule=None, defaults=STAFF.columns()
        )
    else:
        WatchMark.objects.create(anchor_id=anchor, level=rng.choice(MARKS), **STAFF.columns())
    refresh_groups(chosen)


@settings(max_examples=30)
@given(history=histories(), seed=st.integers(0, 10**6))
def test_memberships_and_diary_are_what_entries_and_conditions_say(history: list[Step], seed: int) -> None:
    rng = random.Random(seed)
    with pytest.MonkeyPatch.context() as still, undone_afterwards():
        still.setattr(module, "timezone", SimpleNamespace(now=lambda: NOW))
        make_groups(rng)
        asked = [rule(REPEATER, LABEL, active=False) for _ in range(2)]
        shop = Shop()
        for step in history:
            shop.take(step)
            done()
            is_as_expected()
            for _ in range(4):
                meddle(rng, asked)
            is_as_expected()
        before = GroupEvent.objects.count()
        live = Customer.objects.values_list("id", flat=True)
        assert refresh_groups(list(live)) == 0
        assert GroupEvent.objects.count() == before


@settings(max_examples=30)
@given(history=histories(most_steps=3), merge=merges, seed=st.integers(0, 10**6))
def test_a_merge_and_its_undoing_are_nothing_to_memberships_and_entries(history, merge, seed) -> None:
    rng = random.Random(seed)
    with pytest.MonkeyPatch.context() as still, undone_afterwards():
        still.setattr(module, "timezone", SimpleNamespace(now=lambda: NOW))
        make_groups(rng)
        asked = [rule(REPEATER, LABEL, active=False) for _ in range(2)]
        shop = Shop()
        for step in history:
            shop.take(step)
            done()
            meddle(rng, asked)
        before = memberships_and_entries()
        decision = shop.decide(merge)
        if decision is not None:
            is_as_expected()
            undo_decision(decision, actor=STAFF)
        assert memberships_and_entries() == before
        is_as_expected()


def memberships_and_entries() -> tuple[object, object]:
    rows = GroupMembership.objects.values_list("group_id", "customer_id", "why")
    return set(rows), list(GroupEntry.objects.order_by("id").values())

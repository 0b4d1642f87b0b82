"""Conditions as SQL: they say of every customer what the evaluation in Python says."""

from __future__ import annotations

import random
import uuid
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_customer_mgmt.core.case import Case, customer_case, customer_view
from saleor_customer_mgmt.core.conditions import (
    Comparison,
    Condition,
    Subject,
    holds,
    parse_condition,
)
from saleor_customer_mgmt.core.conditions.fields import FIELDS, OPS
from saleor_customer_mgmt.models import (
    Customer,
    CustomerLabel,
    Group,
    GroupMembership,
    OrderRecord,
    WatchMark,
)
from saleor_customer_mgmt.selectors.condition_sql import customer_condition_sql
from saleor_customer_mgmt.services.customer_rows import refresh_customers
from tests.core.conditions.invented import (
    GROUPS,
    LABELS,
    MARKS,
    NOW,
    random_comparison,
    random_condition,
    random_past,
)

pytestmark = pytest.mark.django_db

CUSTOMERS = 40
CONDITIONS = 10_000
BATCH = 200


def make_shop(rng: random.Random) -> dict[int, Case]:
    """Write random customers with everything on them; return what conditions are asked about."""
    groups = [Group(slug=slug, name=slug, by_kind="system") for slug in GROUPS]
    Group.objects.bulk_create(groups)
    cases, orders, labels, marks, members = {}, [], [], [], []
    number = 0
    for customer in range(1000, 1000 + CUSTOMERS):
        history = [random_past(rng, number + n) for n in range(1, rng.choice((1, 2, 3, 4, 8, 24, 30)) + 1)]
        number += len(history)
        orders += [order_row(past, customer) for past in history]
        anchors = [past.id for past in history]
        mine = rng.sample(groups, rng.randrange(3))
        members += [GroupMembership(group=group, customer_id=customer, why="hand") for group in mine]
        worn = rng.sample(LABELS, rng.randrange(3))
        labels += [CustomerLabel(anchor_id=rng.choice(anchors), text=t, by_kind="user") for t in worn]
        levels = rng.sample(MARKS, rng.randrange(3))
        marks += [mark_row(rng, rng.choice(anchors), level, in_force=True) for level in levels]
        marks += [mark_row(rng, rng.choice(anchors), rng.choice(MARKS), in_force=False)]
        view = customer_view(history, groups=[g.slug for g in mine], watch=levels, labels=worn)
        cases[customer] = customer_case(view, NOW)
    Customer.objects.bulk_create(Customer(id=n, public_id=f"C{n}") for n in cases)
    OrderRecord.objects.bulk_create(orders)
    CustomerLabel.objects.bulk_create(labels)
    WatchMark.objects.bulk_create(marks)
    GroupMembership.objects.bulk_create(members)
    refresh_customers(None)
    return cases


def order_row(past: Any, customer: int) -> OrderRecord:
    return OrderRecord(
        id=past.id,
        source=past.source,
        number=past.number,
        customer_id=customer,
        placed_at=past.placed_at,
        status=past.status,
        total=past.total,
        refunded=past.refunded,
        currency=past.currency,
        count_reason="counts" if past.counts else "status_left_out",
        fingerprint=uuid.UUID(int=past.id),
    )


def mark_row(rng: random.Random, anchor: int, level: str, *, in_force: bool) -> WatchMark:
    mark = WatchMark(anchor_id=anchor, level=level, by_kind="user")
    if in_force:
        mark.expires_at = rng.choice((None, NOW + timedelta(microseconds=1)))
    elif rng.random() < 0.5:
        mark.expires_at = rng.choice((NOW, NOW - timedelta(days=1)))
    else:
        mark.ended_at = NOW - timedelta(days=1)
    return mark


def answers(conditions: Iterable[Condition]) -> dict[int, list[bool]]:
    """Ask the database about many conditions at once: for each customer the answers."""
    asked = [customer_condition_sql(condition, NOW) for condition in conditions]
    sql = ", ".join(f"({text})" for text, _ in asked)
    values = [value for _, bound in asked for value in bound]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT c.id, ARRAY[{sql}] FROM customer_mgmt_customer c", values)
        return dict(cursor.fetchall())


def disagreements(conditions: list[Condition], cases: dict[int, Case]) -> list[tuple[Condition, int]]:
    found = answers(conditions)
    assert set(found) == set(cases)
    return [
        (condition, customer)
        for customer, case in cases.items()
        for condition, answer in zip(conditions, found[customer], strict=True)
        if answer is not holds(condition, case)
    ]


def comparisons_of(rng: random.Random, each: int) -> list[Condition]:
    """Return so many comparisons of every field in every way."""
    return [
        parse_condition(random_comparison(rng, field, op, Subject.CUSTOMER))
        for field in FIELDS.values()
        if field.subject is Subject.CUSTOMER
        for op in OPS[field.kind]
        for _ in range(each)
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_python_and_sql_agree_on_random_conditions_about_random_customers(seed) -> None:
    rng = random.Random(seed)
    cases = make_shop(rng)
    conditions = [parse_condition(random_condition(rng, Subject.CUSTOMER)) for _ in range(CONDITIONS // 2)]

    for start in range(0, len(conditions), BATCH):
        assert disagreements(conditions[start : start + BATCH], cases) == []


def test_they_agree_on_each_field_compared_in_each_way() -> None:
    rng = random.Random(3)
    cases = make_shop(rng)
    conditions = comparisons_of(rng, 20)

    assert disagreements(conditions, cases) == []
    seen = Counter(
        (condition.field, condition.op, holds(condition, case))
        for condition in conditions
        if isinstance(condition, Comparison)
        for case in cases.values()
    )
    # Agreeing would mean little if a comparison were always true, or never.
    asked = {(field, op) for field, op, _ in seen}
    assert [pair for pair in asked if not (seen[(*pair, True)] and seen[(*pair, False)])] == []
    assert asked == {
        (field.name, op)
        for field in FIELDS.values()
        if field.subject is Subject.CUSTOMER
        for op in OPS[field.kind]
    }


def test_the_marks_of_a_customer_follow_its_orders() -> None:
    """What hangs on an order is the order's customer's, whoever that is (ADR 80)."""
    make_shop(random.Random(5))
    WatchMark.objects.all().delete()
    CustomerLabel.objects.all().delete()
    one, other = 1000, 1001
    anchor = OrderRecord.objects.filter(customer_id=one).order_by("id")[0]
    WatchMark.objects.create(anchor=anchor, level="block", by_kind="user")
    CustomerLabel.objects.create(anchor=anchor, text="gift", by_kind="user")
    asked = [
        parse_condition({"field": "customer.watch", "op": "at_least", "value": "watch"}),
        parse_condition({"field": "customer.labels", "op": "has_any", "value": ["gift"]}),
    ]

    assert [customer for customer, answer in answers(asked).items() if any(answer)] == [one]
    OrderRecord.objects.filter(id=anchor.id).update(customer_id=other)
    assert [c for c, answer in answers(asked).items() if answer == [True, True]] == [other]
    assert not any(answers(asked)[one])


def test_values_are_bound() -> None:
    """Nothing that somebody wrote becomes part of the text."""
    quote = "'); DROP TABLE x; -- %s"
    condition = parse_condition(
        {
            "any": [
                {"field": "customer.labels", "op": "has_any", "value": [quote]},
                {"field": "customer.groups", "op": "has_all", "value": [quote]},
                {"field": "customer.bought_on", "op": "has_none", "value": [quote]},
            ]
        }
    )
    make_shop(random.Random(6))

    sql, values = customer_condition_sql(condition, NOW)

    assert "DROP" not in sql
    assert values == [[quote], [quote], [quote]]
    with CaptureQueriesContext(connection) as queries:
        assert {tuple(answer) for answer in answers([condition]).values()} == {(True,)}
    assert len(queries) == 1

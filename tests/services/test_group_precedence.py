"""Which of several entries decides: all sequences of three entries, against the words of docs/groups.md."""

from __future__ import annotations

from itertools import product

import pytest

from saleor_customer_mgmt.models import Group, GroupEntry, GroupMembership, OrderRecord
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.refresh_groups import refresh_groups
from tests.builders import STAFF, order_facts
from tests.services.group_worlds import group
from tests.services.rules import LABEL, REPEATER, rule

pytestmark = pytest.mark.django_db

Entry = tuple[str, bool]
KINDS: list[Entry | None] = [
    None,
    *((who, out) for who in ("people", "one rule", "another rule") for out in (False, True)),
]
EVERYBODY = {"field": "customer.purchase_count", "op": "at_least", "value": 1}
NOBODY = {"field": "customer.purchase_count", "op": "at_least", "value": 99}


def in_words(entries: tuple[Entry | None, ...], *, condition: bool) -> str | None:
    """Return why the customer is in, asked in the order of the page: people, rules, the condition."""
    by_people = [out for who, out in filter(None, entries) if who == "people"]
    by_rules = [out for who, out in filter(None, entries) if who != "people"]
    if by_people:
        return None if by_people[-1] else "hand"
    if by_rules:
        return None if True in by_rules else "rule"
    return "condition" if condition else None


def test_people_then_rules_then_the_condition() -> None:
    sequences = list(product(KINDS, repeat=3))
    # Three orders for each customer; the first entry hangs on the first of them, and so on.
    record_orders(
        [
            order_facts(f"{n}-{i}", name=f"他人{n}", phone="090-0000-9999")
            for n in range(len(sequences))
            for i in range(3)
        ]
    )
    by_number = {order.number: order for order in OrderRecord.objects.all()}
    rules = {name: rule(REPEATER, LABEL, active=False) for name in ("one rule", "another rule")}
    groups = {True: group("everybody", EVERYBODY), False: group("nobody", NOBODY)}
    GroupEntry.objects.bulk_create(
        GroupEntry(
            group=into,
            anchor=by_number[f"{n}-{i}"],
            rule=rules.get(entry[0]),
            out=entry[1],
            **STAFF.columns(),
        )
        for into in groups.values()
        for i in range(3)
        for n, entries in enumerate(sequences)
        if (entry := entries[i]) is not None
    )

    refresh_groups({order.customer_id for order in by_number.values()})

    for condition, asked in groups.items():
        why = memberships(asked)
        seen = [why.get(by_number[f"{n}-0"].customer_id) for n in range(len(sequences))]
        assert seen == [in_words(entries, condition=condition) for entries in sequences]


def memberships(of: Group) -> dict[int, str]:
    return dict(GroupMembership.objects.filter(group=of).values_list("customer_id", "why"))

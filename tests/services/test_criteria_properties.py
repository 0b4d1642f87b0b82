"""A preview says exactly what applying does."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saleor_customer_mgmt.core.criteria import CriteriaSet
from saleor_customer_mgmt.models import Customer, OrderRecord
from saleor_customer_mgmt.services.preview_criteria import preview_criteria
from tests.services.histories import CRITERIA, Step, histories, shop_after, undone_afterwards
from tests.services.truth import Truth, everything

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("judged_in"),
]


def customers_now() -> dict[int, int]:
    return dict(OrderRecord.objects.values_list("id", "customer_id"))


def groups_of_several(inner: dict[int, int], outer: dict[int, int]) -> set[frozenset[tuple[int, ...]]]:
    """Return, for each outer group that holds orders of several inner ones, these parts."""
    parts: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for order in sorted(inner):
        parts[outer[order]][inner[order]].append(order)
    return {frozenset(map(tuple, some.values())) for some in parts.values() if len(some) > 1}


def repeaters() -> int:
    return Customer.objects.filter(purchase_count__gte=2).count()


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(histories(most_steps=6), st.sampled_from(CRITERIA))
def test_a_preview_says_what_applying_does(history: list[Step], criteria: CriteriaSet) -> None:
    with undone_afterwards():
        shop = shop_after(history)
        before, now, repeat_now = everything(log=True), customers_now(), repeaters()

        preview = preview_criteria(criteria)

        assert everything(log=True) == before
        shop.change_criteria(criteria)
        then = customers_now()
        assert (preview.orders, preview.customers_now) == (len(now), len(set(now.values())))
        assert preview.customers_then == len(set(then.values()))
        assert (preview.repeaters_now, preview.repeaters_then) == (repeat_now, repeaters())
        assert {frozenset(group.orders) for group in preview.joins} == groups_of_several(now, then)
        assert {frozenset(group.orders) for group in preview.parts} == groups_of_several(then, now)
        assert (preview.joining, preview.parting) == (len(preview.joins), len(preview.parts))
        for group in (*preview.joins, *preview.parts):
            assert set(group.customers_now) == {now[o] for orders in group.orders for o in orders}
        for pair in preview.doubtful_pairs:
            assert now[pair.one] != now[pair.other]
            assert then[pair.one] == then[pair.other]
        assert preview.without_key == without_key(Truth())


def without_key(truth: Truth) -> dict[str, tuple[int, int]]:
    found: dict[str, Any] = {}
    for source in sorted({o.source for o in truth.orders.values()}):
        keys = [truth.keys_of[o.id] for o in truth.orders.values() if o.source == source]
        found[source] = (keys.count(frozenset()), len(keys))
    return found

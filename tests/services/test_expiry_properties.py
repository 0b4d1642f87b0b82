"""Whatever expires, and whenever: the customers, their counts, keys and digests are those without expiry."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.core.retention import PERSONAL
from saleor_customer_mgmt.models import ContestedKey, Customer, OrderDigests, OrderKey, OrderRecord
from saleor_customer_mgmt.selectors.review import review_list
from saleor_customer_mgmt.services.expire_orders import let_go
from saleor_customer_mgmt.services.preview_criteria import _preview
from saleor_customer_mgmt.services.rebuild import rebuild
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.touch_customers import lock_customers_of
from tests.builders import STAFF
from tests.services.histories import CRITERIA, Record, Shop, Step, histories, undone_afterwards

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("judged_in")]


@dataclass(frozen=True)
class Expire:
    """These orders (a bit mask over all there are) let these fields go."""

    orders: int
    fields: frozenset[Field]


@dataclass(frozen=True)
class Anew:
    """Everything is derived anew, from what is still told."""


class Forgetful(Shop):
    """Takes the same steps, and lets values go in between; what comes again may count as known for that."""

    def record(self, orders: Any) -> None:
        answers = record_orders(orders)
        known = set(self.told)
        for facts, answer in zip(orders, answers, strict=True):
            name = facts.source, facts.number
            assert (answer.outcome == "new") == (name not in known)
            known.add(name)
            before = self.told.get(name)
            self.told[name] = facts if before is None else before.updated_by(facts)
        # Telling it once more changes nothing, whatever has expired.
        last = {(facts.source, facts.number): facts for facts in orders}
        assert {answer.outcome for answer in record_orders(list(last.values()))} == {"unchanged"}


def let_expire(step: Expire) -> None:
    ids = list(OrderRecord.objects.order_by("id").values_list("id", flat=True))
    chosen = [order for bit, order in enumerate(ids) if step.orders >> bit & 1]
    if chosen:
        customers = lock_customers_of(chosen)
        rows = list(OrderRecord.objects.filter(id__in=chosen).select_related("evidence", "digests"))
        let_go(rows, customers, step.fields, timezone.now())


def seen() -> dict[str, Any]:
    """Return all that does not depend on kept values, by the names of orders."""
    name = {row.id: f"{row.source}:{row.number}" for row in OrderRecord.objects.all()}
    orders = {
        name[row.id]: (
            name[row.customer_id],
            row.status,
            row.count_reason,
            row.total,
            row.placed_at,
            row.traits,
        )
        for row in OrderRecord.objects.all()
    }
    columns = (
        *("public_id", "order_count", "purchase_count", "totals", "spent", "sources", "recent", "bought_on"),
        *("first_order_at", "last_order_at", "last_purchase_at", "entangled", "cancelled_count"),
    )
    customers = {
        name[row.id]: (
            row.merged_into_id and name[row.merged_into_id],
            row.main_order_id and name[row.main_order_id],
            *(getattr(row, column) for column in columns),
        )
        for row in Customer.objects.all()
    }
    return {
        "orders": {key: value[:-1] for key, value in orders.items()},
        "customers": customers,
        "keys": sorted(
            (name[order], key) for key, order in OrderKey.objects.values_list("key_id", "order_id")
        ),
        "digests": {name[o]: bytes(d) for o, d in OrderDigests.objects.values_list("order_id", "digests")},
        "contested": set(ContestedKey.objects.values_list("digest", flat=True)),
        "review": [(name[i.customer], [name[c] for c in i.candidates], i.lonely) for i in review_list()],
    }


def tried() -> list[tuple[int, int, int, dict[str, tuple[int, int]]]]:
    """Return what each of the criteria would come to."""
    found = [_preview(criteria) for criteria in CRITERIA]
    return [(p.customers_then, p.repeaters_then, p.doubtful, p.without_key) for p in found]


fields = st.sets(st.sampled_from(PERSONAL), min_size=1).map(frozenset) | st.just(frozenset(PERSONAL))
expiries = st.builds(Expire, st.integers(1, 2**9 - 1), fields)


@st.composite
def forgetful_histories(draw: st.DrawFn) -> list[Step | Expire | Anew]:
    history: list[Any] = list(draw(histories(most_steps=6)))
    for _ in range(draw(st.integers(1, 3))):
        history.insert(draw(st.integers(1, len(history))), draw(expiries))
    if draw(st.booleans()):
        history.append(Anew())
    return history


def gone_through(history: list[Any], *, forgetful: bool) -> list[Any]:
    shop = Forgetful() if forgetful else Shop()
    found = []
    for step in history:
        if isinstance(step, Expire):
            if forgetful:
                let_expire(step)
        elif isinstance(step, Anew):
            rebuild(actor=STAFF, from_facts=True)
        else:
            shop.take(step)
        found.append(copy.deepcopy(seen()))
    return [*found, tried()]


@settings(max_examples=35)
@given(forgetful_histories())
def test_customers_counts_and_keys_are_those_without_expiry(history: list[Any]) -> None:
    with undone_afterwards():
        without = gone_through(history, forgetful=False)
    with undone_afterwards():
        assert gone_through(history, forgetful=True) == without


@settings(max_examples=15)
@given(histories(most_steps=2), expiries, st.lists(st.integers(0, 8), min_size=1, max_size=4))
def test_telling_everything_again_brings_nothing_back(history: Any, expiry: Expire, again: list[int]) -> None:
    with undone_afterwards():
        shop = Forgetful()
        for step in history:
            if isinstance(step, Record):
                shop.take(step)
        let_expire(expiry)
        rows = OrderRecord.objects.order_by("id")
        columns = (
            "id",
            "expired",
            "evidence__people",
            "evidence__evidence",
            "evidence__search_text",
            "status",
        )
        before = list(rows.values_list(*columns)), seen()
        told = list(shop.told.values())

        for number in again:
            answers = record_orders([told[number % len(told)], *told])
            assert {answer.outcome for answer in answers} == {"unchanged"}

        assert (list(rows.values_list(*columns)), seen()) == before

"""The receipt says of every order whether it counts, and comes to what the customer's row says.

The oracle is written from docs/counting.md, table by table, and uses nothing of ``core.counting``.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.core.facts import ORDER_STATUSES, OrderFacts, OrderStatus
from saleor_customer_mgmt.models import Customer, OrderRecord
from saleor_customer_mgmt.selectors.counting import counting_policy
from saleor_customer_mgmt.selectors.receipt import receipt_of
from saleor_customer_mgmt.services.change_counting import change_counting
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import STAFF, order_facts

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
AMOUNTS = st.sampled_from(["0", "0.5", "100", "1000"])
ORDERS = st.lists(
    st.fixed_dictionaries(
        {
            "number": st.sampled_from("123456"),
            "source": st.sampled_from(["saleor", "rakuten"]),
            "phone": st.sampled_from(["090-0000-1111", "090-0000-2222"]),
            "email": st.sampled_from([None, "aoi@mail.example.org", "miho@shop.example.org"]),
            "status": st.none() | st.sampled_from(ORDER_STATUSES),
            "of_account": st.sampled_from([False, False, False, True]),
            "total": st.none() | AMOUNTS,
            "refunded": st.none() | AMOUNTS.map(Decimal),
            "is_exchange": st.sampled_from([None, None, False, True]),
            "placed_at": st.sampled_from([None, datetime(2025, 6, 1, tzinfo=UTC), NEW_YEAR]),
        }
    ),
    max_size=8,
)
POLICIES = st.builds(
    CountingPolicy,
    statuses=st.frozensets(st.sampled_from(ORDER_STATUSES), min_size=1),
    sources_left_out=st.sampled_from([frozenset(), frozenset({"rakuten"})]),
    counted_from=st.sampled_from([None, NEW_YEAR]),
    test_emails=st.sampled_from([frozenset(), frozenset({"@shop.example.org", "aoi@mail.example.org"})]),
    count_test_orders=st.booleans(),
    count_exchanges=st.booleans(),
    count_refunded=st.booleans(),
    count_partly_refunded=st.booleans(),
    net_of_refunds=st.booleans(),
)


def expected(row: OrderRecord, policy: CountingPolicy) -> str:
    """Return the reason that the table in docs/counting.md gives for an order."""
    email = (row.evidence.people["buyer"].get("emails") or [""])[0]
    refunded, total = row.refunded or 0, row.total
    in_full = refunded > 0 and total is not None and refunded >= total
    not_counted = {row.status: row.status} if row.status in ("cancelled", "returned", "unfinished") else {}
    table = [
        (row.status not in policy.statuses, not_counted.get(row.status, "status_left_out")),
        (row.source in policy.sources_left_out, "source_left_out"),
        (bool(policy.counted_from and row.placed_at and row.placed_at < NEW_YEAR), "before_start"),
        (bool(email and policy.test_emails) and not policy.count_test_orders, "test_order"),
        (row.is_exchange is True and not policy.count_exchanges, "exchange"),
        (in_full and not policy.count_refunded, "refunded"),
        (refunded > 0 and not in_full and not policy.count_partly_refunded, "partly_refunded"),
    ]
    return next((reason for applies, reason in table if applies), "counts")


class Receipts(TestCase):
    @settings(max_examples=60)
    @given(ORDERS, POLICIES, ORDERS)
    def test_the_receipt_is_the_table_and_adds_up_to_the_customer(
        self, before: list[dict[str, Any]], policy: CountingPolicy, after: list[dict[str, Any]]
    ) -> None:
        with transaction.atomic():
            record_orders([facts(each) for each in before])
            if policy != counting_policy():
                change_counting(policy, actor=STAFF)
            record_orders([facts(each) for each in after])

            seen = []
            for customer in Customer.objects.filter(merged_into=None):
                receipt = receipt_of(customer.id)
                totals: dict[str, Decimal] = defaultdict(Decimal)
                for line in receipt.lines:
                    row = OrderRecord.objects.select_related("evidence").get(id=line.order_id)
                    seen.append(row.id)
                    assert (line.source, line.number, line.placed_at, line.status) == (
                        row.source,
                        row.number,
                        row.placed_at,
                        row.status,
                    )
                    assert line.reason == expected(row, policy)
                    spent = None
                    if line.reason == "counts" and row.total is not None:
                        spent = row.total - ((row.refunded or 0) if policy.net_of_refunds else 0)
                        totals["JPY"] += spent
                    assert line.spent == spent
                assert receipt.purchases == customer.purchase_count == sum(x.counts for x in receipt.lines)
                assert receipt.totals == totals
                assert {c: Decimal(text) for c, text in customer.totals.items()} == totals
            orders = OrderRecord.objects.exclude(number__startswith="@")
            assert sorted(seen) == sorted(orders.values_list("id", flat=True))


def facts(told: dict[str, Any]) -> OrderFacts:
    """Return an order, or an account that has everything an order has."""
    rest = dict(told)
    if rest.pop("of_account"):
        rest |= {"number": f"@{rest['number']}", "status": OrderStatus.ACCOUNT}
    return order_facts(**rest)


@pytest.mark.django_db
def test_newest_first_and_those_without_a_time_last() -> None:
    record_orders(
        [
            order_facts("old", phone="090-0000-1111", placed_at=datetime(2020, 1, 1, tzinfo=UTC)),
            order_facts("untimed", phone="090-0000-1111", placed_at=None),
            order_facts("new", phone="090-0000-1111", placed_at=NEW_YEAR, total=None),
            order_facts("other", phone="090-0000-2222"),
        ]
    )
    customer = OrderRecord.objects.get(number="new").customer_id

    receipt = receipt_of(customer)

    assert [(line.number, line.spent) for line in receipt.lines] == [
        ("new", None),
        ("old", 1000),
        ("untimed", 1000),
    ]
    assert (receipt.purchases, receipt.totals) == (3, {"JPY": Decimal(2000)})


@pytest.mark.django_db
def test_of_nobody() -> None:
    receipt = receipt_of(1)

    assert (list(receipt.lines), receipt.purchases, receipt.totals) == ([], 0, {})

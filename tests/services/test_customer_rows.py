"""Customers' rows, when the planner has been misled about how many there are."""

from __future__ import annotations

from collections.abc import Collection

import psycopg
import pytest
from django.db import connection

from saleor_customer_mgmt.models import Customer
from saleor_customer_mgmt.services.customer_rows import refresh_customers
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts

# Emptied by TRUNCATE afterwards, which takes the statistics away with the rows.
pytestmark = pytest.mark.django_db(transaction=True)


def analyse_from_outside() -> None:
    """Gather statistics as autovacuum does; what this transaction wrote is not there yet for it."""
    asked = connection.get_connection_params()
    place = {name: asked[name] for name in ("dbname", "host", "port", "user", "password") if asked.get(name)}
    with psycopg.connect(**place, autocommit=True) as another:
        another.execute("ANALYZE")


def test_tables_believed_empty_in_the_middle_of_the_first_import(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand customers took longer than any test may: each was looked for among all rows."""

    def refresh_after_statistics(ids: Collection[int]) -> None:
        analyse_from_outside()
        refresh_customers(ids)

    monkeypatch.setattr(
        "saleor_customer_mgmt.services.write_orders.refresh_customers", refresh_after_statistics
    )

    record_orders([order_facts(f"O{n}", name=f"他人{n % 1000}", phone="090-0000-9999") for n in range(3000)])

    counts = Customer.objects.filter(merged_into=None).values_list("order_count", flat=True)
    assert sorted(counts) == [3] * 1000

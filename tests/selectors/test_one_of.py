"""Selecting rows by ids that go to the database as one value."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_customer_mgmt.models import OrderRecord
from saleor_customer_mgmt.selectors.one_of import one_of
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts, order_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def ids() -> list[int]:
    record_orders([order_facts(str(number), name=f"森{number}子") for number in range(3)])
    return [order_id(f"saleor:{number}") for number in range(3)]


def test_those_are_found_and_no_others(ids: list[int]) -> None:
    first, second, third = ids

    assert set(OrderRecord.objects.filter(one_of("pk", [first, third])).values_list("id", flat=True)) == {
        first,
        third,
    }
    assert OrderRecord.objects.exclude(one_of("id", [first, third])).get().id == second


def test_any_column_is_compared_also_beside_other_terms(ids: list[int]) -> None:
    customers = OrderRecord.objects.values_list("customer_id", flat=True).order_by("id")

    found = OrderRecord.objects.filter(one_of("customer_id", customers[:2]), number="1")

    assert [order.id for order in found] == [ids[1]]


def test_nobody_is_one_of_none(ids: list[int]) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert not OrderRecord.objects.filter(one_of("pk", [])).exists()

    assert captured.captured_queries == []
    assert OrderRecord.objects.exclude(one_of("pk", [])).count() == 3


def test_thousands_are_one_value(ids: list[int]) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert OrderRecord.objects.filter(one_of("pk", range(ids[0], ids[0] + 5000))).count() == 3

    assert captured.captured_queries[0]["sql"].count("ANY(") == 1
    assert " IN (" not in captured.captured_queries[0]["sql"]

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection

from saleor_customer_mgmt.models import OrderKey
from saleor_customer_mgmt.selectors import orders as module
from saleor_customer_mgmt.selectors.orders import holders_of_keys
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts, order_id

pytestmark = pytest.mark.django_db


def test_of_each_key_that_somebody_has_the_customer_is_told() -> None:
    record_orders(
        [*(order_facts(n, phone="090-0000-1234") for n in "12"), order_facts("3", phone="090-0000-5678")]
    )
    keys = dict(OrderKey.objects.values_list("key_id", "order__customer_id"))
    between, nobodys = min(keys), uuid4()

    found = holders_of_keys([*keys, nobodys])

    assert found.customer_of == keys
    assert set(keys.values()) == {order_id("saleor:1"), order_id("saleor:3")}
    assert holders_of_keys([between]).customer_of == {between: keys[between]}


def test_a_key_is_looked_up_by_index_whatever_the_planner_believes() -> None:
    """A key that all orders had when the table was analysed looks like one that any order has."""
    record_orders([order_facts(str(n), phone="090-0000-1234") for n in range(3000)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE customer_mgmt_orderkey, customer_mgmt_orderrecord, customer_mgmt_customer")
        cursor.execute(f"EXPLAIN {module._HOLDERS}", [[uuid4() for _ in range(500)]])
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "Seq Scan on customer_mgmt_orderkey" not in plan
    assert "Seq Scan on customer_mgmt_orderrecord" not in plan
    assert "customer_mgmt_orderkey_pkey" in plan

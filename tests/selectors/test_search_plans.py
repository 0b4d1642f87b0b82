"""Searches and lists go through their indexes, at as many customers as make it worth while."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext

from saleor_customer_mgmt.models import Customer
from saleor_customer_mgmt.selectors.customers import SORTS, list_customers
from saleor_customer_mgmt.selectors.listing import FEW
from saleor_customer_mgmt.selectors.search import FoundCustomers, Search

pytestmark = pytest.mark.django_db

CUSTOMERS = 30_000


_CUSTOMERS = """
    INSERT INTO customer_mgmt_customer (id, public_id, entangled, name, kana, email, phone, address, recent,
        order_count, purchase_count, unfinished_count, cancelled_count, returned_count, totals, spent,
        sources, bought_on, first_purchase_at, last_purchase_at, first_order_at, last_order_at)
    SELECT n, lpad(n::text, 14, '0'), false, 'N' || n, '', '', '', '', '', 1, n %% 7, 0, 0, 0, '{}', n,
        '[]', '[]', at, at, at, at
    FROM generate_series(1, %s) AS n,
        LATERAL (SELECT '2026-01-01Z'::timestamptz + n * '1 minute'::interval) AS placed(at)
"""
_ROWS = """
    INSERT INTO customer_mgmt_customersearch (customer_id, text, pieces)
    SELECT n, name || E'\\n' || phone, array_to_tsvector(ARRAY(
        SELECT substr(name, i, 2) FROM generate_series(1, length(name)) AS i
        UNION SELECT substr(phone, i, 3) FROM generate_series(1, 11) AS i
    ))
    FROM generate_series(1, %s) AS n, LATERAL (
        SELECT CASE WHEN n = 777 THEN '勅使河原' WHEN n %% 2 = 0 THEN '佐藤花' ELSE '鈴木花' END,
            lpad(n::text, 11, '0')
    ) AS person(name, phone)
"""
_NUMBERS = """
    INSERT INTO customer_mgmt_ordernumberrange (first_id, last_id, ids, numbers, pieces)
    SELECT n, n, ARRAY[n], ARRAY[number],
        array_to_tsvector(ARRAY[left(number, 4), substr(number, 2, 4), right(number, 3)])
    FROM generate_series(1, %s) AS n, LATERAL (SELECT (10000 + n)::text) AS named(number)
"""
# As of many orders each: the planner expects any word in some of them.
_ALIKE = """
    UPDATE customer_mgmt_ordernumberrange SET pieces = array_to_tsvector(ARRAY['0000', (id % 9)::text])
"""
_ANALYZE = "ANALYZE customer_mgmt_customer, customer_mgmt_customersearch, customer_mgmt_ordernumberrange"


@pytest.fixture
def crowd() -> None:
    """Customers of whom every second is a 佐藤, and one a 勅使河原; the planner knows."""
    with connection.cursor() as cursor:
        for statement in (_CUSTOMERS, _ROWS, _NUMBERS):
            cursor.execute(statement, [CUSTOMERS])
        cursor.execute(_ANALYZE)


def plan_of(asked: QuerySet[Customer] | tuple[str, list[Any]]) -> str:
    if isinstance(asked, QuerySet):
        return asked.explain()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {asked[0]}", asked[1])
        return "\n".join(row[0] for row in cursor.fetchall())


@pytest.mark.usefixtures("crowd")
def test_what_is_rare_is_found_through_the_pieces() -> None:
    for text in ("勅使河原", "河原", "使", "29999", "勅使 777"):
        plan = plan_of(Search(text).found())
        assert "customer_mgmt_search_pieces" in plan, plan
        assert "Seq Scan on customer_mgmt_customersearch" not in plan
    plan = plan_of(Search("29999").found())
    assert "customer_mgmt_number_pieces" in plan
    # There are no orders here, and how the planner looks for none is left to it.
    assert "Seq Scan" not in plan.replace("Seq Scan on customer_mgmt_orderrecord", "")


@pytest.mark.usefixtures("crowd")
def test_whether_numbers_may_have_a_word_is_asked_of_the_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE)
        cursor.execute(_ANALYZE)
    with CaptureQueriesContext(connection) as captured:
        Search("花子").found()
    (asked,) = [query["sql"] for query in captured.captured_queries if "ordernumberrange" in query["sql"]]

    plan = plan_of((asked.replace("%", "%%"), []))

    assert "customer_mgmt_number_pieces" in plan, plan
    assert "Seq Scan on customer_mgmt_ordernumberrange" not in plan


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize(
    ("sort", "index"),
    [
        ("purchases", "purchases"),
        ("total", "spent"),
        ("last_purchase", "bought"),
        ("last_order", "last"),
        ("name", "name"),
    ],
)
def test_a_page_of_a_list_is_read_off_the_index_of_its_sort(sort, index) -> None:
    plan = plan_of(list_customers().sorted(SORTS[sort])[:21])

    assert f"customer_mgmt_cust_{index}" in plan
    assert "Sort" not in plan


@pytest.mark.usefixtures("crowd")
def test_what_is_frequent_is_met_on_the_way_and_what_is_rare_is_sorted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[str] = []
    for name in ("among", "at_most", "within"):
        real = getattr(FoundCustomers, name)

        def noted(self, *arguments, real=real, name=name):
            looked.append(name)
            return real(self, *arguments)

        monkeypatch.setattr(FoundCustomers, name, noted)

    first = list_customers(search="佐藤").first(21, SORTS["total"])
    assert [row.id for row in first] == list(range(CUSTOMERS, CUSTOMERS - 42, -2))
    assert looked == ["among"]

    looked.clear()
    assert [row.id for row in list_customers(search="河原").first(21, SORTS["total"])] == [777]
    assert looked == ["at_most"]

    looked.clear()  # two pieces that everybody has, of which the planner does not know that nobody has both
    assert list_customers(search="藤花 鈴木").first(21, SORTS["total"]) == []
    assert "within" not in looked


@pytest.mark.usefixtures("crowd")
def test_a_search_is_counted_so_far() -> None:
    assert list_customers(search="河原").total() == 1
    assert list_customers(search="佐藤").total() == FEW
    assert list_customers(search="佐藤", min_purchases=6).total() == len(range(6, CUSTOMERS + 1, 14))
    assert list_customers(search="佐藤").total(least=20_000) == CUSTOMERS // 2
    assert list_customers().total() == CUSTOMERS


@pytest.mark.usefixtures("crowd")
def test_dates_the_other_way_round_use_the_same_index_and_have_the_undated_last() -> None:
    Customer.objects.filter(id__lte=2).update(last_order_at=None)
    order = [F("last_order_at").asc(nulls_last=True), F("id").asc()]

    listing = list_customers(min_purchases=1)
    everyone = listing.first(CUSTOMERS, order)

    assert [row.id for row in everyone] == [n for n in range(3, CUSTOMERS + 1) if n % 7] + [1, 2]
    assert listing.first(3, order) == everyone[:3]

"""Pages: whatever way one walks, every row comes once, in order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saleor_customer_mgmt.graphql import sorts
from saleor_customer_mgmt.graphql.schema import schema
from saleor_customer_mgmt.graphql.sorting import write_cursor
from saleor_customer_mgmt.models import Customer, OrderRecord
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts

START = datetime(2026, 1, 1, tzinfo=UTC)
COUNT = 23


@pytest.fixture
def rows(db: None) -> None:
    """Customers and orders of which many are equal in what they are sorted by, or have nothing there."""
    record_orders(
        [
            order_facts(
                str(n),
                name=f"見本{n % 4}",
                phone=f"090-0000-{n // 2:04}",
                placed_at=None if n % 5 == 0 else START + timedelta(days=n % 3),
            )
            for n in range(COUNT)
        ]
    )


def walk(ask: Any, field: str, sort: str, sizes: list[int], *, backwards: bool) -> list[str]:
    """Return the ids of all rows, page by page."""
    count, cursor, end, more = (
        ("last", "before", "startCursor", "hasPreviousPage")
        if backwards
        else ("first", "after", "endCursor", "hasNextPage")
    )
    query = f"""query($n: Int, $at: String) {{ {field}(sort: {sort}, {count}: $n, {cursor}: $at) {{
        pageInfo {{ {end} {more} }} edges {{ node {{ id }} }} }} }}"""
    found: list[str] = []
    at, turn = None, 0
    while True:
        page = ask(query, n=sizes[turn % len(sizes)], at=at)[field]
        nodes = [edge["node"]["id"] for edge in page["edges"]]
        found = nodes + found if backwards else found + nodes
        if not page["pageInfo"][more]:
            return found
        at, turn = page["pageInfo"][end], turn + 1


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sizes=st.lists(st.integers(1, 9), min_size=1, max_size=4), backwards=st.booleans(), data=st.data())
def test_every_row_comes_once_and_in_order(
    rows: None, told: Any, sizes: list[int], backwards: bool, data: Any
) -> None:
    field, known = data.draw(
        st.sampled_from([("customerProfiles", sorts.CUSTOMERS), ("orderRecords", sorts.ORDERS)])
    )
    sort = data.draw(st.sampled_from(sorted(known)))

    found = walk(told, field, sort, sizes, backwards=backwards)

    whole = told(f"{{ {field}(first: 100, sort: {sort}) {{ totalCount edges {{ node {{ id }} }} }} }}")[field]
    assert found == [edge["node"]["id"] for edge in whole["edges"]]
    assert len(set(found)) == len(found) == whole["totalCount"]


def test_the_order_is_what_its_name_says_and_what_is_not_known_comes_last(rows: None, told: Any) -> None:
    query = "{ orderRecords(first: 100, sort: PLACED_DESC) { edges { node { number } } } }"
    found = [edge["node"]["number"] for edge in told(query)["orderRecords"]["edges"]]

    rows_ = OrderRecord.objects.order_by(F("placed_at").desc(nulls_last=True), "-id")
    assert found == list(rows_.values_list("number", flat=True))
    assert OrderRecord.objects.get(number=found[-1]).placed_at is None


def test_a_page_stays_right_while_rows_come_and_go(rows: None, told: Any) -> None:
    query = """query($at: String) { orderRecords(first: 5, after: $at, sort: PLACED_ASC) {
        pageInfo { endCursor } edges { node { number } } } }"""
    first = told(query)["orderRecords"]
    second = told(query, at=first["pageInfo"]["endCursor"])["orderRecords"]
    expected = [edge["node"]["number"] for edge in second["edges"]]

    record_orders([order_facts("new", placed_at=START - timedelta(days=9))])
    OrderRecord.objects.filter(number=first["edges"][-1]["node"]["number"]).update(placed_at=START)

    again = told(query, at=first["pageInfo"]["endCursor"])["orderRecords"]
    assert [e["node"]["number"] for e in again["edges"]] == expected


def test_nested_pages_go_on_too(rows: None, told: Any) -> None:
    record_orders([order_facts(f"more-{n}", name="見本0", phone="090-0000-7777") for n in range(9)])
    query = """query($at: String) { customerProfiles(first: 1) { edges { node { orderCount
        orders(first: 4, after: $at) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
        edges { node { number } } } } } } }"""
    found: list[str] = []
    at = None
    while True:
        node = told(query, at=at)["customerProfiles"]["edges"][0]["node"]
        page = node["orders"]
        assert page["pageInfo"]["hasPreviousPage"] is (at is not None)
        found += [edge["node"]["number"] for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        at = page["pageInfo"]["endCursor"]

    assert len(found) == len(set(found)) == page["totalCount"] == node["orderCount"] > 8


@pytest.mark.parametrize(
    "arguments",
    ["", "first: 1, last: 1", "first: -1", "last: 101", "first: 101"],
)
def test_a_page_has_to_be_asked_for_rightly(rows: None, ask: Any, arguments: str) -> None:
    shown = f"({arguments})" if arguments else ""

    answer = ask(f"{{ customerProfiles{shown} {{ totalCount }} }}")

    assert answer["data"] == {"customerProfiles": None}
    assert "first" in answer["errors"][0]["message"]


CURSORS = [
    "garbage",
    "é",
    "",
    write_cursor("PURCHASES_ASC", [1, 1]),
    write_cursor("PURCHASES_DESC", [1]),
    write_cursor("PURCHASES_DESC", ["x", 1]),
    write_cursor("PURCHASES_DESC", [None, 1]),
    write_cursor("PURCHASES_DESC", [1, None]),
    write_cursor("PURCHASES_DESC", [10**30, 10**30]),
    write_cursor("LAST_ORDER_DESC", ["2026-01-01", 1]),
    write_cursor("LAST_ORDER_DESC", ["0001-01-01T00:00:00+14:00", 1]),
    write_cursor("LAST_ORDER_DESC", [True, 1]),
    write_cursor("NAME_ASC", ["a\0b", 1]),
    write_cursor("TOTAL_DESC", ["x", 1]),
    write_cursor("TOTAL_DESC", ["NaN", 1]),
    write_cursor("TOTAL_DESC", ["1e999999", 1]),
    write_cursor("TOTAL_DESC", ["-0.00001", 1]),
    write_cursor("TOTAL_DESC", [True, 1]),
    write_cursor("REVIEW", [1, 2]),
    write_cursor("REVIEW", ["x", "y"]),
]


@pytest.mark.parametrize("cursor", CURSORS)
@pytest.mark.parametrize("argument", ["after", "before"])
def test_a_cursor_of_something_else_is_refused_or_leads_nowhere(
    rows: None, ask: Any, cursor: str, argument: str
) -> None:
    for sort in ("PURCHASES_DESC", "TOTAL_DESC", "LAST_ORDER_DESC", "NAME_ASC"):
        answer = ask(
            f"query($c: String) {{ customerProfiles(first: 3, sort: {sort}, {argument}: $c) {{ totalCount"
            " edges { node { id orders(first: 1, after: $c) { edges { node { id } } } } } } }",
            c=cursor,
        )
        assert {e["extensions"]["exception"]["code"] for e in answer.get("errors", ())} <= {"GraphQLError"}
    query = f"query($c: String) {{ customerReviewItems(first: 3, {argument}: $c) {{ edges {{ cursor }} }} }}"
    answer = ask(query, c=cursor)
    assert {e["extensions"]["exception"]["code"] for e in answer.get("errors", ())} <= {"GraphQLError"}


def test_the_total_is_counted_only_when_it_is_asked_for(
    rows: None, told: Any, django_assert_num_queries: Any
) -> None:
    told("{ customerProfiles(first: 1) { totalCount edges { node { id } } } }")
    with_total = queries_of(told, "totalCount edges { node { id } }")

    assert queries_of(told, "totalCount") == with_total - 1
    assert queries_of(told, "edges { node { id } } pageInfo { endCursor }") == with_total - 1


def queries_of(told: Any, fields: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        told(f"{{ customerProfiles(first: 1) {{ {fields} }} }}")
    return len(captured)


def test_sorts_are_what_the_schema_names() -> None:
    types = schema.get_type_map()

    assert [v.name for v in types["CustomerProfileSort"].values] == list(sorts.CUSTOMERS)
    assert [v.name for v in types["OrderRecordSort"].values] == list(sorts.ORDERS)
    assert Customer._meta.pk.name == "id"

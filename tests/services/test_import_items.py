from __future__ import annotations

import dataclasses
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, Person
from saleor_customer_mgmt.importers import OrderRead, RefusedRows, Repair, open_orders
from saleor_customer_mgmt.services.import_items import items_from_bytes, items_to_bytes
from tests.samples.every import SAMPLES

TEXT = st.text(max_size=5)
TOLD = st.none() | TEXT
AMOUNTS = st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=4)
MANY = st.none() | st.lists(TEXT, max_size=2).map(tuple)
PEOPLE = st.builds(
    Person,
    **dict.fromkeys(
        (
            *("name", "kana", "postal_code", "address", "country", "birthday", "company", "member_id"),
            *("note", "newsletter", "group", "points"),
        ),
        TOLD,
    ),
    emails=MANY,
    phones=MANY,
)
LINES = st.builds(LineFacts, sku=TEXT, product=TEXT, quantity=st.integers(), unit_price=AMOUNTS, line_id=TEXT)
FACTS = st.builds(
    OrderFacts,
    source=TEXT,
    number=TEXT,
    placed_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    shipped_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    status=...,
    status_text=TOLD,
    buyer=PEOPLE,
    recipients=st.none() | st.lists(PEOPLE, max_size=2).map(tuple),
    total=AMOUNTS,
    currency=TOLD,
    payment_method=TOLD,
    shipping_method=TOLD,
    lines=st.none() | st.lists(LINES, max_size=2).map(tuple),
    channel=TOLD,
    refunded=AMOUNTS,
    is_exchange=st.none() | st.booleans(),
)
ROWS = st.lists(st.tuples(TEXT, st.integers(1)), min_size=1, max_size=3).map(tuple)
REPAIRS = st.lists(st.builds(Repair, TEXT, st.integers(1), TEXT, TEXT), max_size=2).map(tuple)
READ = st.builds(OrderRead, FACTS, ROWS, REPAIRS)
REFUSED = st.builds(
    RefusedRows, ROWS, file=TEXT, line=st.integers(1), column=TEXT, reason=TEXT, order_number=TEXT
)


@given(st.lists(READ | REFUSED, max_size=3))
def test_they_come_back_as_they_were(items) -> None:
    assert items_from_bytes(items_to_bytes(items)) == items


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.format)
def test_so_does_what_the_files_of_markets_give(sample, tmp_path) -> None:
    items = list(open_orders(sample.write(tmp_path)))
    assert items_from_bytes(items_to_bytes(items)) == items


def test_every_field_that_there_is_is_tried() -> None:
    # A field that comes later must not be lost on the way.
    tried = {
        OrderFacts: {
            *(
                "source",
                "number",
                "placed_at",
                "shipped_at",
                "status",
                "status_text",
                "buyer",
                "recipients",
                "total",
            ),
            *("currency", "payment_method", "shipping_method", "lines", "channel", "refunded", "is_exchange"),
        },
        Person: {
            *("name", "kana", "emails", "phones", "postal_code", "address", "country", "birthday"),
            *("company", "member_id", "note", "newsletter", "group", "points"),
        },
        LineFacts: {"sku", "product", "quantity", "unit_price", "line_id"},
        RefusedRows: {"rows", "file", "line", "column", "reason", "order_number"},
        OrderRead: {"facts", "rows", "repairs"},
        Repair: {"file", "line", "column", "what"},
    }
    assert {each: {field.name for field in dataclasses.fields(each)} for each in tried} == tried

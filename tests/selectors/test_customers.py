from __future__ import annotations

from datetime import UTC, datetime

import pytest

from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.models import OrderRecord
from saleor_customer_mgmt.selectors.customers import list_customers, purchase_receipt
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.rebuild import rebuild
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import STAFF, order_facts, order_id

pytestmark = pytest.mark.django_db


def day(number: int) -> datetime:
    return datetime(2026, 1, number, tzinfo=UTC)


@pytest.fixture(autouse=True)
def shop() -> None:
    a, b, c = "090-0000-1111", "090-0000-2222", "090-0000-3333"
    record_orders(
        [
            order_facts("A1", name="青木", phone=a, placed_at=day(5)),
            order_facts("A2", name="青木", phone=a, placed_at=day(1), source="rakuten"),
            order_facts("A3", name="青木", phone=a, placed_at=day(9), status=OrderStatus.CANCELLED),
            order_facts("B1", name="馬場", phone=b, placed_at=day(3)),
            order_facts("C1", name="千葉", phone=c, placed_at=None, source="rakuten"),
            order_facts("C2", name="千葉", phone=c, placed_at=None),
            order_facts("D1", name=None, placed_at=day(7), status=OrderStatus.RETURNED),
        ]
    )


def listed(**arguments) -> list[str]:
    rows = list_customers(**arguments)
    first = dict(OrderRecord.objects.values_list("id", "number"))
    return [first[row.id][0] for row in rows]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("purchases", "CABD"),  # as many purchases: the newer customer first
        ("last_order", "ADBC"),  # nobody knows when: last
        ("first_order", "ABDC"),
        ("name", "DCAB"),
    ],
)
def test_sorts(sort, expected) -> None:
    assert set(listed(sort=sort)) == set(expected)
    if sort != "name":
        assert "".join(listed(sort=sort)) == expected
    else:
        names = [row.name for row in list_customers(sort="name")]
        assert names[0] == ""
        assert sorted(names) == sorted(["", "青木", "千葉", "馬場"])


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"min_purchases": 2}, "CA"),
        ({"max_purchases": 1}, "BD"),
        ({"min_purchases": 1, "max_purchases": 1}, "B"),
        ({"sources": ["rakuten"]}, "CA"),
        ({"sources": ["rakuten", "saleor"]}, "CA"),
        ({"sources": ["amazon"]}, ""),
        ({"search": "馬場"}, "B"),
        ({"search": "A", "min_purchases": 2}, "A"),
        ({"search": "  "}, "CABD"),
        ({"search": "千葉", "sources": ["amazon"]}, ""),
    ],
)
def test_filters(filters, expected) -> None:
    assert "".join(listed(**filters)) == expected


def test_dissolved_customers_are_not_listed() -> None:
    merge_customers(order_id("saleor:A1"), order_id("saleor:B1"), actor=STAFF)

    assert "".join(listed()) == "ACD"
    assert "".join(listed(search="馬場")) == "A"
    assert "".join(listed(min_purchases=3)) == "A"


def test_a_receipt_says_which_orders_count_and_why_others_do_not(settings) -> None:
    settings.CUSTOMER_MGMT = {"SOURCES_NOT_COUNTED": ["rakuten"]}
    rebuild(actor=STAFF)

    receipt = purchase_receipt(list(OrderRecord.objects.order_by("id")))

    assert {counted.order.number: counted.reason for counted in receipt} == {
        "A1": Reason.COUNTS,
        "A2": Reason.SOURCE_LEFT_OUT,
        "A3": Reason.CANCELLED,
        "B1": Reason.COUNTS,
        "C1": Reason.SOURCE_LEFT_OUT,
        "C2": Reason.COUNTS,
        "D1": Reason.RETURNED,
    }

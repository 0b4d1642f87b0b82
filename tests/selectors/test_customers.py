from __future__ import annotations

from datetime import UTC, datetime

import pytest

from saleor_customer_mgmt.core.actions import WatchLevel
from saleor_customer_mgmt.core.conditions import Subject, parse_condition
from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.models import Group, OrderRecord, WatchMark
from saleor_customer_mgmt.selectors.customers import SORTS, list_customers, purchase_receipt
from saleor_customer_mgmt.selectors.order_list import list_orders
from saleor_customer_mgmt.services.group_members import ByHand, change_members
from saleor_customer_mgmt.services.label import label_customers, label_orders
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.rebuild import rebuild
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.save_group import GroupInput, create_group
from saleor_customer_mgmt.services.watch_customer import end_watch, watch_customer
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
    sort = SORTS[arguments.pop("sort", "purchases")]
    found = list_customers(**arguments)
    rows = found.first(100, sort)
    assert rows == list(found.sorted(sort))
    assert found.total() == len(rows)
    first = dict(OrderRecord.objects.values_list("id", "number"))
    return [first[row.id][0] for row in rows]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("purchases", "CABD"),  # as many purchases: the newer customer first
        ("last_order", "ADBC"),  # nobody knows when: last
        ("first_order", "ABDC"),
        ("total", "CABD"),
        ("last_purchase", "ABDC"),
        ("name", "DCAB"),
    ],
)
def test_sorts(sort, expected) -> None:
    assert set(listed(sort=sort)) == set(expected)
    if sort != "name":
        assert "".join(listed(sort=sort)) == expected
    else:
        names = [row.name for row in list_customers().first(100, SORTS["name"])]
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
        ({"search": "A1", "min_purchases": 2}, "A"),
        ({"search": "  "}, "CABD"),
        ({"search": "千葉", "sources": ["amazon"]}, ""),
    ],
)
def test_filters(filters, expected) -> None:
    assert "".join(listed(**filters)) == expected


REPEATERS = {"field": "customer.purchase_count", "op": "at_least", "value": 2}


@pytest.fixture
def marked() -> None:
    """青木 is watched and blocked, 馬場 watched, 千葉 a victim and kept out of a group."""
    a, b, c = (order_id(name) for name in ("rakuten:A2", "saleor:B1", "rakuten:C1"))
    label_customers([a], "friend", actor=STAFF)
    label_customers([b], "friends", actor=STAFF)
    vip = create_group(GroupInput("vip", "VIP"), actor=STAFF).group
    old = create_group(GroupInput("old", "Old", REPEATERS), actor=STAFF).group
    change_members(vip.id, [a, b], ByHand.PUT_IN, actor=STAFF)
    change_members(old.id, [c], ByHand.KEEP_OUT, actor=STAFF)
    for level in ("watch", "block"):
        watch_customer(a, WatchLevel(level), actor=STAFF)
    watch_customer(b, WatchLevel.WATCH, actor=STAFF)
    watch_customer(c, WatchLevel.VICTIM, actor=STAFF)
    end_watch(watch_customer(c, WatchLevel.BLOCK, actor=STAFF).id, actor=STAFF)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"labels": ["friend"]}, "A"),
        ({"labels": ["friend", "friends", "nobody's"]}, "AB"),
        ({"labels": []}, ""),
        ({"groups": ["vip"]}, "AB"),
        ({"groups": ["vip", "old"], "min_purchases": 2}, "A"),
        ({"groups": ["none"]}, ""),
        ({"watch_levels": ["watch"]}, "B"),
        ({"watch_levels": ["block"]}, "A"),
        ({"watch_levels": ["watch", "block"]}, "AB"),
        ({"watch_levels": ["watch", "victim"]}, "CB"),
        ({"watch_levels": []}, ""),
        ({"condition": REPEATERS}, "CA"),
        ({"condition": {"none": [REPEATERS]}, "labels": ["friends"]}, "B"),
        ({"condition": {"field": "customer.groups", "op": "has_none", "value": ["vip"]}}, "CD"),
        ({"search": "青木", "condition": REPEATERS, "watch_levels": ["block"]}, "A"),
    ],
)
def test_filters_by_what_was_put_on_customers(filters, expected, marked) -> None:
    if "condition" in filters:
        filters = filters | {"condition": parse_condition(filters["condition"], subject=Subject.CUSTOMER)}
    assert "".join(listed(**filters)) == expected


def test_a_mark_that_expired_or_a_group_that_was_deleted_selects_nobody(marked) -> None:
    WatchMark.objects.filter(level="block").update(expires_at=day(1))
    Group.objects.filter(slug="vip").update(deleted_at=day(1))

    assert "".join(listed(watch_levels=["block"])) == ""
    assert "".join(listed(watch_levels=["watch"])) == "AB"
    assert "".join(listed(groups=["vip"])) == ""


def test_what_hangs_on_a_customer_is_found_after_a_merge(marked) -> None:
    merge_customers(order_id("saleor:A1"), order_id("saleor:B1"), actor=STAFF)

    assert "".join(listed(labels=["friends"])) == "A"
    assert "".join(listed(watch_levels=["watch"])) == ""
    assert "".join(listed(watch_levels=["watch", "block"])) == "A"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"labels": ["gift"]}, "A2 B1"),
        ({"labels": ["gift", "odd"]}, "A2 A3 B1"),
        ({"labels": ["gift"], "sources": ["saleor"]}, "B1"),
        ({"labels": []}, ""),
        ({"groups": ["vip"]}, "A1 A2 A3 B1"),
        ({"watch_levels": ["watch"]}, "B1"),
        ({"watch_levels": ["victim"], "statuses": ["fulfilled"]}, "C1 C2"),
        ({"watch_levels": ["block"], "labels": ["odd"]}, "A3"),
        ({"search": "青木", "groups": ["vip"], "placed_from": day(5), "placed_before": day(9)}, "A1"),
    ],
)
def test_orders_by_what_was_put_on_them_and_their_customers(filters, expected, marked) -> None:
    label_orders([order_id("rakuten:A2"), order_id("saleor:B1")], "gift", actor=STAFF)
    label_orders([order_id("saleor:A3")], "odd", actor=STAFF)

    assert " ".join(sorted(row.number for row in list_orders(**filters).all())) == expected


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

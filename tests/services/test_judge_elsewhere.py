"""Another engine gives what our own gives: the same customers, from the same tables, written the same."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import connection, transaction

from saleor_customer_mgmt.engines import extras
from saleor_customer_mgmt.models import (
    Customer,
    DecisionLink,
    Job,
    OrderKey,
    OrderRecord,
    SplitMember,
    StaffDecision,
)
from saleor_customer_mgmt.services.do_job import rebuild_now
from saleor_customer_mgmt.services.judge_elsewhere import judge_stored_elsewhere
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.require_extra import NotInstalled
from saleor_customer_mgmt.services.split_customer import split_customer
from tests.builders import STAFF, groups, order_facts, order_id
from tests.graphql.conftest import everything

pytestmark = pytest.mark.django_db

ELSEWHERE = partial(judge_stored_elsewhere, "duckdb")


def ids(*numbers: str) -> list[int]:
    return [order_id(f"saleor:{number}") for number in numbers]


@pytest.fixture(autouse=True)
def shop() -> None:
    """1 to 4 share a phone, 3 was split off, 4 is nobody's; 5 and 6 are merged; 7 and 8 share a key."""
    record_orders([order_facts(number, phone="090-0000-1111") for number in "123"])
    split_customer(ids("3"), actor=STAFF)
    record_orders([order_facts("4", phone="090-0000-1111")])
    record_orders([order_facts("5", name="佐藤花子", phone="090-0000-5555")])
    record_orders([order_facts("6", name="鈴木花子", phone="090-0000-6666")])
    merge_customers(*ids("5", "6"), actor=STAFF)
    record_orders([order_facts(number, name="田中恵", phone="090-0000-7777") for number in "78"])
    record_orders([order_facts("9", name="林誠")])


def test_nothing_changes_where_all_is_as_it_should_be() -> None:
    before = everything()

    done = rebuild_now(actor=STAFF, judge=ELSEWHERE)

    assert (done.orders, done.moved, done.customers) == (9, 0, 6)
    after = everything()
    for table in ("Customer", "OrderRecord", "OrderKey", "ContestedKey", "StaffDecision"):
        assert after[table] == before[table]


def test_what_is_wrong_in_the_tables_is_put_right_as_our_own_does() -> None:
    wanted, before = groups(), everything()
    # Damage: all of one customer, and rows that say the opposite of what is.
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM customer_mgmt_contestedkey")
    OrderRecord.objects.filter(id__in=ids("2", "7", "9")).update(customer_id=ids("1")[0])
    Customer.objects.filter(id=ids("9")[0]).update(merged_into_id=ids("1")[0])
    Customer.objects.filter(id=ids("4")[0]).update(entangled=False)

    done = rebuild_now(actor=STAFF, judge=ELSEWHERE)

    assert groups() == wanted
    assert (done.moved, done.customers) == (2, 6)
    assert everything()["ContestedKey"] == before["ContestedKey"]
    told = everything()
    rebuild_now(actor=STAFF)
    for table in ("Customer", "OrderRecord", "OrderKey", "ContestedKey"):
        assert everything()[table] == told[table]


def test_in_ranges_and_in_a_folder_of_ones_own(monkeypatch, tmp_path) -> None:
    from saleor_customer_mgmt.services import judge_elsewhere as module

    monkeypatch.setattr(module, "RANGE", 2)
    monkeypatch.setattr(module, "CHUNK", 2)

    judged = judge_stored_elsewhere("duckdb", tmp_path)

    assert (judged.orders, judged.customers_now, judged.customers_then) == (9, 6, 6)
    assert list(tmp_path.iterdir()) == []


def test_without_keys_what_staff_decided_is_left() -> None:
    OrderKey.objects.all().delete()

    judged = judge_stored_elsewhere("duckdb")

    # 1 and 2, which the split holds together, and 5 and 6.
    assert (judged.orders, judged.customers_then) == (9, 7)


def test_in_an_empty_shop() -> None:
    with transaction.atomic():
        DecisionLink.objects.all().delete()
        SplitMember.objects.all().delete()
        StaffDecision.objects.all().delete()
        OrderRecord.objects.all().delete()

    judged = judge_stored_elsewhere("duckdb")

    assert (judged.orders, judged.customers_then, judged.result.customer_of) == (0, 0, {})


def test_without_the_extra_nothing_is_begun(monkeypatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    before = everything()

    with pytest.raises(NotInstalled, match=r"saleor-customer-mgmt\[spark\]"):
        judge_stored_elsewhere("spark")

    assert everything() == before
    assert not Job.objects.exists()

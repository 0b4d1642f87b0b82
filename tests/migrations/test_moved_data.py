"""Migrations that write rows, on tables that have some: exactly what they write, and that it serves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.db import connection, transaction

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.models import Customer, OrderDigests, OrderNumberRange, OrderRecord, SearchBacklog
from saleor_customer_mgmt.services.rebuild import rebuild
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.work_off_search import search_waits, work_off_search
from tests.builders import STAFF, order_facts, order_id
from tests.concurrency.stage import Actor
from tests.migrations.conftest import Migrate, newest
from tests.services.truth import assert_true, everything

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)
YAMADA: dict[str, Any] = {"name": "山田太郎", "phone": "090-0000-1111"}
SUZUKI: dict[str, Any] = {"name": "鈴木花子", "phone": "090-0000-2222"}


def record(number: str, day: int | None = 0, **more: Any) -> int:
    placed_at = None if day is None else DAY + timedelta(days=day)
    return record_orders([order_facts(number, placed_at=placed_at, **more)])[0].order_id


def some_history() -> None:
    """Two customers with purchases, one that dissolved, and one who never bought."""
    record("S-1", 5, source="rakuten", total="1500", **YAMADA)
    record("S-2", 2, **YAMADA)
    record("S-3", 9, status=OrderStatus.CANCELLED, **YAMADA)
    record("S-4", 1, email="a@example.com", **SUZUKI)
    record("S-5", 3, name="鈴木花子", phone="090-0000-3333")
    record("S-6", 4, email="a@example.com", name="鈴木花子", phone="090-0000-3333")  # joins both
    record("S-7", 6, name="佐藤一郎", phone="090-0000-4444", status=OrderStatus.CANCELLED)


def test_0009_leaves_what_a_search_looks_through_to_the_background(migrate: Migrate) -> None:
    some_history()
    today = everything()
    live = sorted(Customer.objects.filter(merged_into=None).values_list("id", flat=True))
    ids = sorted(OrderRecord.objects.values_list("id", flat=True))
    assert (len(live), len(ids)) == (3, 7)
    before = migrate("0008_customernote")
    kept = list(before.get_model("customer_mgmt", "Customer").objects.order_by("id").values())

    then = migrate("0009_search")

    backlog = then.get_model("customer_mgmt", "SearchBacklog").objects.order_by("customer_id")
    assert list(backlog.values_list("customer_id", flat=True)) == live
    ranges = then.get_model("customer_mgmt", "OrderNumberRange").objects.values_list(
        "first_id", "last_id", "pieces"
    )
    assert list(ranges) == [(ids[0], ids[-1] + 1000, None)]
    assert not then.get_model("customer_mgmt", "CustomerSearch").objects.exists()
    customers = list(then.get_model("customer_mgmt", "Customer").objects.order_by("id").values())
    assert customers == [{**row, "spent": 0} for row in kept]

    migrate(newest())
    assert search_waits()
    work_off_search()
    assert not search_waits()
    rebuild(actor=STAFF)  # the digests, too, are of no recipe
    assert_true()
    assert everything() == today


def test_0009_has_nothing_to_leave_of_empty_tables(migrate: Migrate) -> None:
    migrate("0008_customernote")

    migrate(newest())

    assert not SearchBacklog.objects.exists()
    assert not OrderNumberRange.objects.exists()


def test_0010_marks_every_order_as_of_no_recipe(migrate: Migrate) -> None:
    some_history()
    today = {row.order_id: (bytes(row.digests), row.recipe) for row in OrderDigests.objects.all()}
    migrate("0009_search")

    then = migrate("0010_order_digests")

    rows = then.get_model("customer_mgmt", "OrderDigests").objects.values_list(
        "order_id", "digests", "recipe"
    )
    found = {order: (bytes(digests), recipe) for order, digests, recipe in rows}
    assert found == dict.fromkeys(today, (b"", -1))

    migrate(newest())
    assert rebuild(actor=STAFF).evidence_changed == 0
    assert {r.order_id: (bytes(r.digests), r.recipe) for r in OrderDigests.objects.all()} == today


def test_0012_reads_the_numbers_anew(migrate: Migrate) -> None:
    some_history()
    ids = sorted(OrderRecord.objects.values_list("id", flat=True))
    assert OrderNumberRange.objects.count() == 7
    before = migrate("0011_doubtful_pairs").get_model("customer_mgmt", "OrderNumberRange")
    assert before.objects.exclude(pieces=None).count() == 7

    then = migrate("0012_numbers_of_orders").get_model("customer_mgmt", "OrderNumberRange")

    assert list(then.objects.values_list("first_id", "last_id", "pieces", "ids", "numbers")) == [
        (ids[0], ids[-1] + 1000, None, [], [])
    ]

    migrate(newest())
    work_off_search()
    assert list(OrderNumberRange.objects.values_list("ids", "numbers")) == [
        (ids, [f"s{n}" for n in range(1, 8)])
    ]
    assert_true()


def second_purchases(then: Apps) -> dict[int, tuple[datetime | None, int]]:
    customers = then.get_model("customer_mgmt", "Customer").objects
    rows = customers.values_list("id", "second_purchase_at", "undated_purchases")
    return {customer: (at, undated) for customer, at, undated in rows}


def test_0019_fills_in_the_second_purchases(migrate: Migrate) -> None:
    some_history()
    record("N-1", None, name="見本一", phone="090-0000-5551")
    record("N-2", 1, name="見本一", phone="090-0000-5551")
    record("N-3", None, name="見本二", phone="090-0000-5552")
    record("N-4", None, name="見本二", phone="090-0000-5552")
    record("N-5", 7, name="見本三", phone="090-0000-5553")
    record("N-6", 7, name="見本三", phone="090-0000-5553")  # at the same moment
    record("N-7", 8, name="見本三", phone="090-0000-5553")
    wanted = {
        order_id("rakuten:S-1"): (DAY + timedelta(days=5), 0),
        order_id("saleor:S-4"): (DAY + timedelta(days=3), 0),
        order_id("saleor:S-5"): (None, 0),  # dissolved into the one before
        order_id("saleor:S-7"): (None, 0),
        order_id("saleor:N-1"): (None, 1),
        order_id("saleor:N-3"): (None, 2),
        order_id("saleor:N-5"): (DAY + timedelta(days=7), 0),
    }
    today = everything()
    assert second_purchases(apps) == wanted  # as they are recorded
    before = migrate("0018_second_purchases").get_model("customer_mgmt", "Customer")
    before.objects.update(second_purchase_at=None, undated_purchases=0)

    then = migrate("0019_fill_second_purchases")

    assert second_purchases(then) == wanted
    migrate(newest())
    assert_true()
    assert everything() == today


def test_0019_goes_through_all_batches_and_mends_what_is_wrong(migrate: Migrate) -> None:
    """One batch after the other, over customers with ids far apart; each writes only what differs."""
    customers = migrate("0018_second_purchases").get_model("customer_mgmt", "Customer").objects
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO customer_mgmt_customer (id, public_id, entangled, name, kana, email, phone, address,
                recent, order_count, purchase_count, unfinished_count, cancelled_count, returned_count,
                totals, spent, sources, bought_on)
            SELECT n * 7, n, false, '', '', '', '', '', '', 2, 2, 0, 0, 0, '{}', 0, '[]', '[]'
            FROM generate_series(1, 10001) AS n;
            INSERT INTO customer_mgmt_orderrecord (source, number, customer_id, placed_at, status,
                count_reason, traits, fingerprint, recorded_at, changed_at)
            SELECT 'saleor', n || '/' || which, n * 7, %(day)s + which * interval '1 day', 'fulfilled',
                CASE WHEN n = 5001 AND which = 2 THEN 'cancelled' ELSE 'counts' END,
                '{}', gen_random_uuid(), %(day)s, %(day)s
            FROM generate_series(1, 10001) AS n, generate_series(1, 2) AS which;
            """,
            {"day": DAY},
        )
    customers.filter(id=70).update(second_purchase_at=DAY + timedelta(days=2))  # right already
    customers.filter(id=5001 * 7).update(second_purchase_at=DAY, undated_purchases=3)
    untouched = row_version(70)

    then = migrate("0019_fill_second_purchases")

    found = second_purchases(then)
    assert len(found) == 10_001
    assert found.pop(5001 * 7) == (None, 0)
    assert set(found.values()) == {(DAY + timedelta(days=2), 0)}
    assert row_version(70) == untouched


def test_0019_sees_what_was_recorded_while_it_waited(migrate: Migrate) -> None:
    customer = record("1", 1, **YAMADA)
    before = migrate("0018_second_purchases")
    orders = before.get_model("customer_mgmt", "OrderRecord").objects

    with transaction.atomic():  # the version before records one more
        customers = before.get_model("customer_mgmt", "Customer").objects
        customers.filter(id=customer).update(order_count=2, purchase_count=2)
        first = orders.values().get()
        orders.create(**first | {"id": customer + 1, "number": "2", "placed_at": DAY + timedelta(days=4)})
        filling = Actor(lambda: migrate("0019_fill_second_purchases")).start()
        assert filling.blocked

    then = filling.answer()
    assert second_purchases(then) == {customer: (DAY + timedelta(days=4), 0)}


def test_the_version_before_goes_on_recording_after_0018(migrate: Migrate) -> None:
    before = migrate("0017_alter_job_kind_jobfile")
    then = migrate("0018_second_purchases")

    before.get_model("customer_mgmt", "Customer").objects.create(id=1, public_id="1")

    assert second_purchases(then) == {1: (None, 0)}


def row_version(customer: int) -> tuple[str, str]:
    """Return where a row lies and who wrote it: another version of it lies elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ctid::text, xmin::text FROM customer_mgmt_customer WHERE id = %s", [customer])
        place, writer = cursor.fetchone()
    return place, writer

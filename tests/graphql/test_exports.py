"""Lists written into files: queued, made by a worker, fetched piece by piece by who asked for it."""

from __future__ import annotations

import base64
import csv
import io
from datetime import timedelta
from typing import Any

import openpyxl
from django.utils import timezone

from saleor_customer_mgmt.engines import extras
from saleor_customer_mgmt.models import AuditEntry, Customer, Job, JobFile, OrderRecord
from saleor_customer_mgmt.services import uploaded_files
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.tend_runs import tend_runs
from tests.builders import order_facts, order_id
from tests.graphql.conftest import everything
from tests.graphql.marked_world import do_jobs
from tests.graphql.operations import OPERATIONS
from tests.graphql.world import PHONE, customer_of

CUSTOMERS, ORDERS, FILE = "CustomerProfilesExport", "OrderRecordsExport", "CustomerMgmtJob"


def three_orders() -> None:
    record_orders(
        [
            order_facts("1", name="佐藤 花子", phone=PHONE),
            order_facts("2", name="佐藤 花子", phone=PHONE, source="rakuten"),
            order_facts("3", name="鈴木 一郎", phone="090-0000-7777"),
        ]
    )


def queued(told: Any, operation: str, **variables: Any) -> str:
    (answer,) = told(OPERATIONS[operation], **variables).values()
    assert answer["errors"] == []
    assert (answer["job"]["kind"], answer["job"]["state"]) == ("EXPORT", "PENDING")
    return str(answer["job"]["id"])


def fetched(told: Any, job: str) -> tuple[dict[str, Any], bytes]:
    whole, number = b"", 0
    while True:
        file = told(OPERATIONS[FILE], id=job, piece=number)["customerMgmtJob"]["file"]
        whole += base64.b64decode(file["piece"])
        number += 1
        if number == file["pieces"]:
            return file, whole


def test_customers_as_the_list_finds_them(told: Any, monkeypatch: Any) -> None:
    three_orders()
    monkeypatch.setattr(uploaded_files, "CHUNK", 100)
    condition = '{"field": "customer.purchase_count", "op": "at_least", "value": 2}'

    job = queued(told, CUSTOMERS, kind="CSV", search="佐藤", filter={"condition": condition})
    do_jobs()
    file, data = fetched(told, job)

    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert (row["customer"], row["purchases"]) == (customer_of("saleor:1").public_id, "2")
    assert (file["name"], file["size"], file["rows"]) == ("customers.csv", str(len(data)), 1)
    assert file["pieces"] == -(-len(data) // 100) > 2


def test_customers_in_the_order_of_the_list(told: Any) -> None:
    three_orders()
    record_orders([order_facts("4", name="田中 遅子")])  # was never told when: behind all others
    OrderRecord.objects.filter(number="4").update(placed_at=None)
    Customer.objects.filter(name="田中 遅子").update(last_order_at=None)
    orders = {}
    for sort in ("LAST_ORDER_DESC", "LAST_ORDER_ASC", "PURCHASES_DESC", "PURCHASES_ASC"):
        job = queued(told, CUSTOMERS, kind="CSV", sort=sort)
        do_jobs()
        _, data = fetched(told, job)
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        orders[sort] = [row["customer"] for row in rows]

    def listed(sort: str) -> list[str]:
        edges = told(OPERATIONS["CustomerProfiles"], sort=sort, first=9)["customerProfiles"]["edges"]
        return [edge["node"]["publicId"] for edge in edges]

    assert orders == {sort: listed(sort) for sort in orders}
    late = Customer.objects.get(name="田中 遅子").public_id
    assert orders["LAST_ORDER_DESC"][-1] == orders["LAST_ORDER_ASC"][-1] == late
    assert orders["PURCHASES_DESC"] == orders["PURCHASES_ASC"][::-1]


def test_orders_as_a_workbook_with_japanese_names_of_columns(told: Any) -> None:
    three_orders()
    customer = customer_of("saleor:1").public_id

    job = queued(told, ORDERS, kind="XLSX", language="JA", filter={"customer": customer})
    do_jobs()
    file, data = fetched(told, job)

    head, *rows = openpyxl.load_workbook(io.BytesIO(data)).active.values
    assert head[:3] == ("注文元", "注文番号", "注文日時")
    assert {row[:2] for row in rows} == {("saleor", "1"), ("rakuten", "2")}
    assert (file["name"], file["rows"], file["replaced"]) == ("orders.xlsx", 2, 0)


def test_by_time_and_source(told: Any) -> None:
    three_orders()
    chosen = {
        "sources": ["saleor"],
        "placedFrom": "2026-01-01T00:00:00Z",
        "placedBefore": "2026-01-02T00:00:00Z",
    }
    job = queued(told, ORDERS, kind="CSV_CP932", filter=chosen)
    later = queued(told, ORDERS, kind="CSV", filter={"placedFrom": "2026-01-02T00:00:00Z"})
    do_jobs()

    _, data = fetched(told, job)
    assert {row["order_number"] for row in csv.DictReader(io.StringIO(data.decode("cp932")))} == {"1", "3"}
    assert fetched(told, later)[0]["rows"] == 0


def test_what_was_looked_for_is_kept_no_longer_than_needed(told: Any) -> None:
    three_orders()
    queued(told, CUSTOMERS, kind="CSV", search="佐藤")
    do_jobs()

    assert set(Job.objects.get(kind="export").result) == {
        *("what", "kind", "file", "size", "pieces", "rows", "replaced")
    }
    begun, written = AuditEntry.objects.filter(action__startswith="export").order_by("id")
    assert begun.data == {"what": "customers", "kind": "csv", "asked": {"search": True}}
    assert written.data == {"what": "customers", "kind": "csv", "rows": 1}


def test_what_is_no_export_has_no_file(told: Any) -> None:
    job = told(OPERATIONS["CustomerProfilesRebuild"])["customerProfilesRebuild"]["job"]["id"]
    do_jobs()
    assert told(OPERATIONS[FILE], id=job, piece=0)["customerMgmtJob"]["file"] is None


def test_nobody_else_gets_the_file(told: Any) -> None:
    three_orders()
    job = queued(told, CUSTOMERS, kind="CSV")
    do_jobs()
    assert fetched(told, job)[0]["rows"] == 2
    Job.objects.filter(kind="export").update(by_id="somebody else")

    file = told(OPERATIONS[FILE], id=job, piece=0)["customerMgmtJob"]["file"]

    assert (file["rows"], file["piece"], file["fetchable"]) == (2, None, False)


def test_after_a_day_it_is_gone(told: Any) -> None:
    three_orders()
    job = queued(told, CUSTOMERS, kind="CSV")
    do_jobs()
    Job.objects.filter(kind="export").update(finished_at=timezone.now() - timedelta(hours=23))
    tend_runs()
    assert JobFile.objects.count() == 1
    assert told(OPERATIONS[FILE], id=job, piece=0)["customerMgmtJob"]["file"]["fetchable"] is True
    Job.objects.filter(kind="export").update(finished_at=timezone.now() - timedelta(hours=25))
    tend_runs()

    assert not JobFile.objects.exists()
    file = told(OPERATIONS[FILE], id=job, piece=0)["customerMgmtJob"]["file"]
    assert (file["piece"], file["fetchable"]) == (None, False)


def test_what_cannot_be_is_refused_and_nothing_queued(told: Any, monkeypatch: Any) -> None:
    three_orders()
    before = everything()
    (refused,) = told(OPERATIONS[ORDERS], kind="CSV", filter={"customer": "0000-0000-0000"}).values()
    assert [(e["field"], e["code"]) for e in refused["errors"]] == [("filter", "NOT_FOUND")]
    (refused,) = told(OPERATIONS[CUSTOMERS], kind="CSV", filter={"condition": '{"field": "no"}'}).values()
    assert [e["code"] for e in refused["errors"]] == ["INVALID"]
    monkeypatch.setitem(extras._NEEDS, "excel", ("no_such_package",))
    (refused,) = told(OPERATIONS[CUSTOMERS], kind="XLSX").values()
    assert [e["code"] for e in refused["errors"]] == ["NOT_INSTALLED"]
    assert "saleor-customer-mgmt[excel]" in refused["errors"][0]["message"]

    assert everything() == before
    assert order_id("saleor:1")

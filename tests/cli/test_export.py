"""Lists written into files, and who wrote them on record."""

from __future__ import annotations

import csv
import stat
from dataclasses import replace

import openpyxl
import pytest

from saleor_customer_mgmt.core.facts import LineFacts
from saleor_customer_mgmt.core.public_id import public_id
from saleor_customer_mgmt.models import AuditEntry, CustomerLabel, OrderLabel, OrderRecord, WatchMark
from saleor_customer_mgmt.services import export_rows, export_table
from saleor_customer_mgmt.services.queue_groups import queue_groups
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import STAFF, order_facts
from tests.services.group_worlds import done, group

pytestmark = pytest.mark.django_db

HOME = "東京都千代田区丸の内1-1-1"
TARO, HANAKO = public_id("rakuten", "R-1"), public_id("saleor", "2")


@pytest.fixture
def orders():
    record_orders(
        [
            order_facts("R-1", source="rakuten", phone="090-0000-1234", kana="ヤマダ タロウ", address=HOME),
            order_facts(
                "1",
                phone="090-0000-1234",
                email="taro@example.com",
                total="2500",
                lines=(LineFacts("TEA-1", "煎茶", 2), LineFacts("", "=茶碗")),
            ),
            replace(order_facts("2", name="=林花子", phone="03-0000-5678", total="300"), currency="USD"),
        ]
    )


def rows_of(path, encoding="utf-8-sig"):
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def test_customers_with_all_that_the_list_knows(cli, orders, tmp_path) -> None:
    one = OrderRecord.objects.get(number="1")
    CustomerLabel.objects.create(anchor=one, text="VIP", **STAFF.columns())
    CustomerLabel.objects.create(
        anchor_id=OrderRecord.objects.get(number="R-1").id, text="VIP", **STAFF.columns()
    )
    for level in ("watch", "block"):
        WatchMark.objects.create(anchor=one, level=level, **STAFF.columns())
    group("tea", {"field": "customer.purchase_count", "op": "at_least", "value": 2})
    queue_groups(actor=STAFF)
    done()
    path = tmp_path / "customers.csv"

    told = cli("customers", "--export", str(path))

    assert (told.code, told.err, told.out) == (0, "", f"2 rows written into {path}.\n")
    taro, hanako = rows_of(path)
    assert taro == {
        **dict.fromkeys(export_rows.CUSTOMERS, ""),
        "customer": TARO,
        "name": "山田太郎",
        "kana": "ヤマダ タロウ",
        "email": "taro@example.com",
        "phone": "090-0000-1234",
        "address": HOME,
        "purchases": "2",
        "orders": "2",
        "cancelled": "0",
        "returned": "0",
        "total": "3500",
        "currency": "JPY",
        **dict.fromkeys(
            ("first_order", "last_order", "first_purchase", "last_purchase"), "2026-01-01 21:00:00"
        ),
        "sources": "rakuten, saleor",
        "groups": "tea",
        "labels": "VIP",
        "watchlist": "block",
    }
    assert (hanako["customer"], hanako["name"], hanako["other_totals"]) == (HANAKO, "'=林花子", "USD 300")


def test_only_whom_the_list_would_show(cli, orders, tmp_path) -> None:
    path = tmp_path / "some.csv"

    cli("customers", "--search", "林花", "--export", str(path), "--encoding", "cp932", "--lang", "ja")

    assert [row["氏名"] for row in rows_of(path, "cp932")] == ["'=林花子"]


def test_orders_as_a_workbook(cli, orders, tmp_path) -> None:
    one = OrderRecord.objects.get(number="1")
    OrderLabel.objects.create(order=one, text="急ぎ", **STAFF.columns())
    path = tmp_path / "orders.xlsx"

    told = cli("orders", "--source", "saleor", "--export", str(path), "--lang", "ja")

    assert (told.code, told.out) == (0, f"2行を {path} に書き出しました。\n")
    head, *rows = openpyxl.load_workbook(path)["orders"].values
    assert head == tuple(export_rows.ORDERS.values())
    found = {row[1]: dict(zip(export_rows.ORDERS, row, strict=True)) for row in rows}
    assert found.keys() == {"1", "2"}
    assert found["1"]["items"] == "TEA-1 x2; =茶碗 x1"
    assert (found["1"]["labels"], found["1"]["customer"], found["1"]["status"]) == ("急ぎ", TARO, "発送済み")
    assert (found["1"]["total"], found["1"]["is_purchase"], found["1"]["phone"]) == (2500, 1, "090-0000-1234")
    assert found["2"]["name"] == "=林花子"


def test_it_is_on_record_who_exported_what_but_not_whom_they_looked_for(cli, orders, tmp_path) -> None:
    cli("customers", "--search", "太郎", "--source", "saleor", "--export", str(tmp_path / "a.csv"))

    begun, written = AuditEntry.objects.order_by("id")
    assert (begun.action, written.action, begun.by_kind) == ("export", "export_written", written.by_kind)
    assert begun.data == {
        "what": "customers",
        "kind": "csv",
        "asked": {"search": True, "sources": ["saleor"]},
    }
    assert written.data == {"what": "customers", "kind": "csv", "rows": 1}


def test_the_file_is_there_as_a_whole_or_not_at_all(cli, orders, tmp_path, monkeypatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("before", encoding="utf-8")

    def breaks(*_args, **_more):
        yield ["1"]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export_rows, "customer_rows", breaks)
    told = cli("customers", "--export", str(path))

    assert (told.code, told.err) == (1, "The file cannot be written: No space left on device.\n")
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]
    assert path.read_text(encoding="utf-8") == "before"
    assert [entry.action for entry in AuditEntry.objects.all()] == ["export"]


def test_only_this_user_can_read_it(cli, orders, tmp_path) -> None:
    cli("orders", "--export", str(tmp_path / "a.csv"))
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.pdf", (2, "The name of the file has to end in .xlsx or .csv.\n")),
        ("no/such/folder/a.csv", (1, "The file cannot be written: No such file or directory.\n")),
    ],
)
def test_what_cannot_be_written_is_refused(cli, orders, tmp_path, name, said) -> None:
    told = cli("customers", "--export", str(tmp_path / name))

    assert (told.code, told.err) == said
    assert not AuditEntry.objects.exists()
    assert list(tmp_path.iterdir()) == []


def test_many_are_written_a_page_at_a_time(cli, orders, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(export_rows, "AT_ONCE", 1)

    told = cli("orders", "--export", str(tmp_path / "a.csv"), "--json")

    assert told.json == {"file": str(tmp_path / "a.csv"), "rows": 3, "replaced": 0}
    assert {row["order_number"] for row in rows_of(tmp_path / "a.csv")} == {"R-1", "1", "2"}
    assert export_table.KINDS == ("csv", "csv-cp932", "xlsx")

"""What is peculiar to Shopify's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import OrderRead, RefusedRows, open_orders
from tests.samples import Cells, Table
from tests.samples.shopify import SAMPLE

P, F, C, R, U = (
    OrderStatus.PLACED,
    OrderStatus.FULFILLED,
    OrderStatus.CANCELLED,
    OrderStatus.RETURNED,
    OrderStatus.UNFINISHED,
)


def write(folder: Path, rows: list[Cells], **more: str) -> Path:
    path = folder / "orders_export_1.csv"
    names = [more.get(name, name) for name in Table("shopify.csv", rows).names]
    path.write_text(Table("shopify.csv", rows).text(names), encoding="utf-8")
    return path


def read(path: Path) -> list[OrderFacts]:
    items = list(open_orders([path]))
    assert not [item for item in items if isinstance(item, RefusedRows)]
    return [item.facts for item in items if isinstance(item, OrderRead)]


@pytest.mark.parametrize(
    ("told", "status", "text"),
    [
        (("pending", "unfulfilled", ""), P, "pending / unfulfilled"),
        (("authorized", "", ""), P, "authorized"),
        (("partially_paid", "unfulfilled", ""), P, "partially_paid / unfulfilled"),
        (("paid", "unfulfilled", ""), P, "paid / unfulfilled"),
        (("paid", "partial", ""), P, "paid / partial"),
        (("paid", "fulfilled", ""), F, "paid / fulfilled"),
        (("pending", "fulfilled", ""), F, "pending / fulfilled"),
        (("partially_refunded", "fulfilled", ""), F, "partially_refunded / fulfilled"),
        (("partially_refunded", "unfulfilled", ""), P, "partially_refunded / unfulfilled"),
        (("refunded", "fulfilled", ""), R, "refunded / fulfilled"),
        (("refunded", "unfulfilled", ""), R, "refunded / unfulfilled"),
        (("voided", "unfulfilled", ""), C, "voided / unfulfilled"),
        (("paid", "restocked", ""), C, "paid / restocked"),
        (("expired", "unfulfilled", ""), U, "expired / unfulfilled"),
        (("expired", "fulfilled", ""), F, "expired / fulfilled"),
        (("refunded", "fulfilled", "2024-05-03 08:00:00 +0900"), C, "refunded / fulfilled / cancelled"),
        (("", "", "2024-05-03 08:00:00 +0900"), C, "cancelled"),
        (("new word", "another", ""), P, "new word / another"),
        (("", "", ""), None, ""),
    ],
)
def test_states(tmp_path: Path, told: tuple[str, str, str], status: OrderStatus | None, text: str):
    columns = ("Financial Status", "Fulfillment Status", "Cancelled at")
    (order,) = read(write(tmp_path, [{"Name": "#1"} | dict(zip(columns, told, strict=True))]))
    assert (order.status, order.status_text) == (status, text)


def test_american_spelling_of_the_help_page(tmp_path: Path):
    renamed = {"Cancelled at": "Canceled at"}
    row = {"Name": "#1", "Financial Status": "paid", "Canceled at": "2024-05-03 08:00:00 +0900"}
    (order,) = read(write(tmp_path, [row], **renamed))
    assert order.status is C


def test_two_buyers_under_one_number_are_refused(tmp_path: Path):
    rows = [
        {"Name": "#1", "Email": "a@example.com", "Lineitem name": "Tea"},
        {"Name": "#1", "Email": "b@example.com", "Lineitem name": "Cup"},
    ]
    (refused,) = open_orders([write(tmp_path, rows)])
    assert isinstance(refused, RefusedRows)
    assert (refused.line, refused.column, refused.order_number) == (3, "Email", "#1")
    assert refused.reason == "differs from another row of the same order"
    assert refused.rows == (("orders_export_1.csv", 2), ("orders_export_1.csv", 3))


def test_the_recipient_never_takes_the_buyers_place(tmp_path: Path):
    """Billing fields are empty when somebody paid at a till or with a wallet that tells nothing."""
    row = {"Name": "#1", "Shipping Name": "Hanako Sato", "Shipping Phone": "090-0000-1201"}
    (order,) = read(write(tmp_path, [row]))
    assert (order.buyer.name, order.buyer.phones, order.buyer.address) == ("", (), "")
    assert order.recipients is not None
    assert [each.name for each in order.recipients] == ["Hanako Sato"]


def test_the_classic_file_of_2012_without_later_columns(tmp_path: Path):
    (table,) = SAMPLE.tables
    classic = table.names[: table.names.index("Cancelled at") + 1]
    path = tmp_path / "orders.csv"
    path.write_text(table.text(classic), encoding="utf-8")
    first, *_ = read(path)
    assert (first.refunded, first.channel, first.payment_method) == (None, None, None)
    assert first.buyer.phones == ("+818000001101",)
    assert [len(order.lines or ()) for order in read(path)] == [3, 2, 1, 1, 1]


def test_the_street_in_one_piece_where_its_lines_are_missing(tmp_path: Path):
    (table,) = SAMPLE.tables
    path = tmp_path / "orders.csv"
    path.write_text(table.text([n for n in table.names if "Address" not in n]), encoding="utf-8")
    first, *_ = read(path)
    assert first.buyer.address == "東京都渋谷区神宮前1-2-3, 見本荘101"

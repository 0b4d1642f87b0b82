"""What is peculiar to the files of WooCommerce's plug-ins."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import OrderRead, RefusedRows, open_orders
from tests.samples import Cells, Table, header
from tests.samples.woocommerce import ADVANCED, ITEMS

P, F, C, R, U = (
    OrderStatus.PLACED,
    OrderStatus.FULFILLED,
    OrderStatus.CANCELLED,
    OrderStatus.RETURNED,
    OrderStatus.UNFINISHED,
)


def write(folder: Path, text: str) -> Path:
    path = folder / "orders.csv"
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path) -> list[OrderFacts]:
    items = list(open_orders([path]))
    assert not [item for item in items if isinstance(item, RefusedRows)]
    return [item.facts for item in items if isinstance(item, OrderRead)]


def lines(folder: Path, cells: Cells) -> tuple[LineFacts, ...] | None:
    row = {"order_number": "1", "billing_email": "a@example.com"} | cells
    (order,) = read(write(folder, Table("woocommerce.csv", [row]).text(list(row))))
    return order.lines


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("pending", P),
        ("Pending payment", P),
        ("processing", P),
        ("on-hold", P),
        ("On hold", P),
        ("completed", F),
        ("cancelled", C),
        ("trash", C),
        ("refunded", R),
        ("failed", U),
        ("checkout-draft", U),
        ("auto-draft", U),
        ("wc-completed", F),
        ("wc-failed", U),
        ("支払い待ち", P),
        ("入金待ち", P),
        ("保留中", P),
        ("処理中", P),
        ("完了", F),
        ("キャンセル", C),
        ("返金済み", R),
        ("払い戻し済み", R),
        ("失敗", U),
        ("Attente paiement", P),
        ("En cours", P),
        ("En attente", P),
        ("Terminée", F),
        ("TERMINÉE", F),
        ("Annulée", C),
        ("Remboursée", R),
        ("Échouée", U),
        ("awaiting-stock", P),
        ("", None),
    ],
)
def test_states(tmp_path: Path, word: str, status: OrderStatus | None):
    for file, number, column in (
        ("woocommerce.csv", "order_number", "status"),
        ("woocommerce-advanced.csv", "Order Number", "Order Status"),
    ):
        (order,) = read(write(tmp_path, Table(file, [{number: "1", column: word}]).text()))
        assert (order.status, order.status_text) == (status, word)


def test_an_order_has_one_number_whatever_the_plug_in_calls_it(tmp_path: Path):
    def number(**cells: str) -> str:
        row = cells | {"billing_email": "a@example.com"}
        (order,) = read(write(tmp_path, Table("", [row]).text(list(row), delimiter=",")))
        return order.number

    assert number(order_id="7", order_number="1007", order_number_formatted="#1007") == "1007"
    assert number(order_id="7", order_number_formatted="#1007") == "#1007"
    assert number(order_id="7") == "7"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, None),
        ({"line_items": ""}, ()),
        (
            {"line_items": "id:31|name:Tea; black|sku:T-1|quantity:2|total:20.00;name:Cup|total:5"},
            (LineFacts("T-1", "Tea; black", 2, Decimal("10.00"), "31"), LineFacts("", "Cup", 1, Decimal(5))),
        ),
        (
            {"line_items": '[{"id": 31, "name": "Tea", "sku": null, "quantity": 2, "total": 20.5}]'},
            (LineFacts("", "Tea", 2, Decimal("10.25"), "31"),),
        ),
        ({"line_item_1": "name:Tea|quantity:0|total:0"}, (LineFacts("", "Tea", 0, None),)),
        (
            {"line_item_1": "name:Tea", "line_item_2": "", "line_item_3": "name:Cup"},
            (LineFacts("", "Tea"), LineFacts("", "Cup")),
        ),
        (
            {f"Product Item {n} Name": f"Tea {n}" for n in range(1, 31)},
            tuple(LineFacts("", f"Tea {n}") for n in range(1, 31)),
        ),
        (
            {"item_name": "Tea", "item_quantity": "3", "item_total": "10", "item_price": "4"},
            (LineFacts("", "Tea", 3, Decimal(4)),),
        ),
    ],
)
def test_lines_in_all_forms(tmp_path: Path, cells: Cells, expected: tuple[LineFacts, ...] | None):
    assert lines(tmp_path, cells) == expected


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("line_items", "[1]", "not a list of lines in JSON"),
        ("line_items", '{"name": "Tea"', "a line in it has"),
        ("line_items", "[{", "not a list of lines in JSON"),
        ("line_items", "[" * 100_000, "not a list of lines in JSON"),
        ("line_items", "name:Tea|quantity:many", "a line in it has not a number"),
        ("line_item_1", "name:Tea|total:many", "a line in it has not a number"),
    ],
)
def test_damaged_lines_refuse_the_order_without_repeating_them(
    tmp_path: Path, column: str, cell: str, reason: str
):
    row = {"order_number": "1", "billing_email": "a@example.com", column: cell}
    (item,) = open_orders([write(tmp_path, Table("", [row]).text(list(row), delimiter=","))])
    if reason == "a line in it has":  # neither JSON nor fields: a line of which nothing is known
        assert isinstance(item, OrderRead)
        assert item.facts.lines == (LineFacts(),)
        return
    assert isinstance(item, RefusedRows)
    assert (item.line, item.column, item.order_number) == (2, column, "1")
    assert item.reason.startswith(reason)
    assert cell not in item.reason


def test_the_advanced_export_with_the_orders_columns_only_in_the_first_row(tmp_path: Path):
    """Then further rows have no number either."""
    (table,) = ADVANCED.tables
    own = {*table.names[table.names.index("Item #") : table.names.index("Payment Method Title")]}
    rows: list[Cells] = []
    for row in table.rows:
        further = any(row["Order Number"] == each.get("Order Number") for each in rows)
        rows.append({k: v for k, v in row.items() if k in own} if further else row)
    assert ["Order Number" in row for row in rows] == [True, False, False, True]
    found = read(write(tmp_path, Table(table.header_file, rows).text()))
    assert found == ADVANCED.expected


def test_the_advanced_export_with_other_labels(tmp_path: Path):
    names = header("woocommerce-advanced-more.csv")
    cells = {
        "Order Number": "931",
        "Order ID": "77",
        "Customer User ID": "0",
        "Last Name (Billing)": "Dupont",
        "Email (Billing)": "dupont@example.com",
        "Address 1 (Billing)": "1 rue de l'Exemple",
        "Address 2 (Billing)": "Bât. B",
        "City (Billing)": "Paris",
        "Postcode (Billing)": "75001",
        "Country Name (Billing)": "France",
        "Payment Method": "bacs",
        "Order Currency": "EUR",
        "Order Total Amount": "1 234,50 €",
        "Order Refund Amount": "34,50",
        "Name": "Thé",
        "Quantity": "2",
        "Item Cost": "12,50",
    }
    renamed = [{"Name": "Item Name", "Item Cost": "Item Cost (inc. tax)"}.get(name, name) for name in names]
    text = Table("woocommerce-advanced-more.csv", [cells]).text()
    (order,) = read(write(tmp_path, text.replace(",".join(names), ",".join(renamed), 1)))
    assert (order.number, order.currency, order.payment_method) == ("931", "EUR", "bacs")
    assert (order.total, order.refunded) == (Decimal("1234.50"), Decimal("34.50"))
    assert (order.buyer.country, order.buyer.member_id) == ("FR", "")
    assert order.buyer.address == "1 rue de l'Exemple, Bât. B, Paris"
    assert order.lines == (LineFacts("", "Thé", 2, Decimal("12.50")),)


def test_an_item_that_comes_twice_with_other_content_refuses_the_order(tmp_path: Path):
    (table,) = ITEMS.tables
    rows = [*table.rows[:2], table.rows[1] | {"item_quantity": "4"}]
    (refused,) = open_orders([write(tmp_path, Table(table.header_file, rows).text())])
    assert isinstance(refused, RefusedRows)
    assert (refused.line, refused.column, refused.order_number) == (4, "item_id", "911")


@pytest.mark.parametrize("date", ["5/31/2016 0:37", "05/06/2016", "31/5/2016"])
def test_dates_that_a_spreadsheet_turned_round_are_refused(tmp_path: Path, date: str):
    """Nobody can say whether 05/06 is in May or in June."""
    row = {"order_number": "1", "billing_email": "a@example.com", "date": date}
    (refused,) = open_orders([write(tmp_path, Table("", [row]).text(list(row), delimiter=","))])
    assert isinstance(refused, RefusedRows)
    assert (refused.line, refused.column) == (2, "date")
    assert refused.reason == "not a date of the form 2024-01-31 or 2024/1/31 15:04:05"


def test_a_shop_elsewhere_says_where_its_clock_stands(tmp_path: Path):
    row = {"order_number": "1", "billing_email": "a@example.com", "order_date": "2024-07-01 09:00:00"}
    path = write(tmp_path, Table("", [row]).text(list(row), delimiter=","))
    moments = []
    for zone in ("Asia/Tokyo", "Europe/Paris"):
        (item,) = open_orders([path], timezone=zone)
        assert isinstance(item, OrderRead)
        assert item.facts.placed_at is not None
        moments.append(item.facts.placed_at.isoformat())
    assert moments == ["2024-07-01T09:00:00+09:00", "2024-07-01T09:00:00+02:00"]

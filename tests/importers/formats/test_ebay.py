"""What is peculiar to eBay's reports."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import OrderRead, RefusedRows, open_orders
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Cells, Table
from tests.samples.ebay import SAMPLE

ROW: Cells = {"Sales Record Number": "1", "Order Number": "16-10000-00001"}


def write(folder: Path, text: str) -> Path:
    path = folder / "orders-report.csv"
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path) -> list[OrderFacts]:
    items = list(open_orders([path]))
    assert not [item for item in items if isinstance(item, RefusedRows)]
    return [item.facts for item in items if isinstance(item, OrderRead)]


def report(folder: Path, *rows: Cells) -> Path:
    return write(folder, Table("ebay.csv", list(rows), above=1).text())


def test_what_the_report_is_framed_with_is_no_row(tmp_path: Path):
    (table,) = SAMPLE.tables
    lines = table.text(newline="\n").splitlines()
    commas = lines[0]
    assert set(commas) == {","}
    lines.insert(2, commas)  # below the header, as in the report of the United States
    for count in (
        "3,record(s) downloaded, from Sep-01-26 to Sep-30-26",
        '"3 record(s) downloaded, from Sep"',
    ):
        lines[-2:] = ["", count, "Seller ID : sample-seller"]
        assert read(write(tmp_path, "\n".join(lines) + "\n")) == SAMPLE.expected


def test_other_rows_without_order_number_are_refused(tmp_path: Path):
    """A sale that is not paid has a record number only."""
    path = report(tmp_path, {"Sales Record Number": "145", "Item Title": "Tea", "Total Price": "$50.00"})
    (refused,) = open_orders([path])
    assert isinstance(refused, RefusedRows)
    assert (refused.line, refused.column) == (3, "Order Number")
    assert refused.reason == "no order number (a row of totals?)"


@pytest.mark.parametrize("number", ["ORD-901", "901", "16-1"])
def test_numbers_that_ebay_never_gives(tmp_path: Path, number: str):
    (refused,) = open_orders([report(tmp_path, ROW | {"Order Number": number})])
    assert isinstance(refused, RefusedRows)
    assert refused.reason == "not an order number of this source"


def test_the_british_report(tmp_path: Path):
    row = {
        "Sales record number": "1",
        "Order number": "04-15250-00001",
        "Buyer username": "sample-buyer",
        "Buyer name": "Sam Sample",
        "Buyer address 1": "12 Sample Street",
        "Buyer city": "York",
        "Buyer county": "North Yorkshire",
        "Buyer postcode": "YO1 0XX",
        "Buyer country": "United Kingdom",
        "Post to name": "Sam Sample",
        "Post to phone": "07700 900111",
        "Post to postcode": "YO1 0XX",
        "Item number": "220000000001",
        "Item title": "Tea",
        "Quantity": "2",
        "Sold for": "£1,010.00",
        "Postage and packaging": "£3.40",
        "Total price": "£2,023.40",
        "Sale date": "05-Oct-26",
        "Dispatched on date": "06-Oct-26",
        "Delivery service": "Second Class",
    }
    (order,) = read(write(tmp_path, Table("", [row]).text(list(row), delimiter=",")))
    assert (order.total, order.currency, order.status) == (Decimal("2023.40"), "GBP", OrderStatus.FULFILLED)
    assert order.placed_at == datetime(2026, 10, 5, tzinfo=JAPAN)
    assert order.shipping_method == "Second Class"
    buyer = order.buyer
    assert (buyer.address, buyer.postal_code) == ("12 Sample Street, York, North Yorkshire", "YO1 0XX")
    assert (buyer.country, buyer.member_id, buyer.phones) == ("GB", "sample-buyer", None)
    assert order.recipients is not None
    assert [each.phones for each in order.recipients] == [("07700 900111",)]
    assert order.lines == (LineFacts("220000000001", "Tea", 2, Decimal("1010.00")),)


@pytest.mark.parametrize(
    "header",
    [
        (
            "Verkaufsprotokollnummer;Bestellnummer;Nutzername des Käufers;Name des Käufers;Artikelnummer;"
            "Angebotstitel;Bestandseinheit;Anzahl;Verkauft für;Gesamtbetrag;Verkauft am;Verschickt am - Datum"
        ),
        (
            "Verkaufsprotokollnummer;Bestellnummer;Mitgliedsname;Vollständiger Name des Käufers;"
            "Artikelnummer;Artikelbezeichnung;Bestandseinheit;Stückzahl;Verkaufspreis;Gesamtpreis;Verkaufsdatum;Versanddatum"
        ),
    ],
)
def test_the_german_reports(tmp_path: Path, header: str):
    cells = "1;23-12345-12345;muster;Hans Muster;22;Tee;T-1;2;1.116,99 €;2.233,98 €;10-Mär-25;11-Mär-25"
    (order,) = read(write(tmp_path, f"\n{header}\n{cells}\n"))
    assert (order.total, order.currency) == (Decimal("2233.98"), "EUR")
    assert (order.buyer.name, order.buyer.member_id) == ("Hans Muster", "muster")
    assert (order.placed_at, order.status) == (datetime(2025, 3, 10, tzinfo=JAPAN), OrderStatus.FULFILLED)
    assert order.lines == (LineFacts("T-1", "Tee", 2, Decimal("1116.99")),)


@pytest.mark.parametrize("apostrophe", ["’", "'"])
def test_the_french_report(tmp_path: Path, apostrophe: str):
    header = (
        f"Numéro de vente;Numéro de commande;Pseudo de l{apostrophe}acheteur;Numéro de l'objet;"
        "Intitulé de l'objet;Quantité;Vendu pour;Livraison et manutention;Date de vente"
    )
    cells = "1;05-11111-22222;lucie;111122223333;Thé;1;1 234,50 €;4,00 €;05-oct.-26"
    (order,) = read(write(tmp_path, f"{header}\n{cells}\n"))
    assert (order.number, order.buyer.member_id) == ("05-11111-22222", "lucie")
    assert order.placed_at == datetime(2026, 10, 5, tzinfo=JAPAN)
    assert order.lines == (LineFacts("111122223333", "Thé", 1, Decimal("1234.50")),)
    assert (order.total, order.currency, order.status) == (None, None, None)


def test_a_fault_is_told_in_the_words_of_the_site(tmp_path: Path):
    text = "Verkaufsprotokollnummer;Bestellnummer;Verkauft am\n1;23-12345-12345;bald\n"
    (refused,) = open_orders([write(tmp_path, text)])
    assert isinstance(refused, RefusedRows)
    assert (refused.line, refused.column) == (2, "Verkauft am")


def test_a_total_that_several_rows_have_is_not_told(tmp_path: Path):
    """Whether to add them nobody knows; the same row twice is one."""
    one = ROW | {"Item Title": "Tea", "Total Price": "$5.00", "Transaction ID": "31"}
    other = ROW | {"Item Title": "Cup", "Total Price": "$5.00", "Transaction ID": "32"}
    (order,) = read(report(tmp_path, one, other))
    assert (order.total, order.currency, len(order.lines or ())) == (None, "USD", 2)
    (order,) = read(report(tmp_path, one, one))
    assert (order.total, order.currency, len(order.lines or ())) == (Decimal("5.00"), "USD", 1)


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("Total Price", "$-5.00", "an amount below zero"),
        ("Total Price", "five", "not a number"),
        ("Sold For", "1.2.3", "not a number: points and commas contradict each other"),
        ("Sale Date", "Sep-31-26", "there is no such day or time"),
        ("Shipped On Date", "soon", "not a date of the form 2024-01-31 or 2024/1/31 15:04:05"),
        ("Sale Date", "09/18/26", "not a date of the form 2024-01-31 or 2024/1/31 15:04:05"),
        ("Quantity", "2.5", "not a whole number of pieces"),
    ],
)
def test_what_cannot_be_read_refuses_the_order(tmp_path: Path, column: str, cell: str, reason: str):
    (refused,) = open_orders([report(tmp_path, ROW | {"Item Title": "Tea", column: cell})])
    assert isinstance(refused, RefusedRows)
    assert (refused.line, refused.column, refused.reason) == (3, column, reason)
    assert refused.order_number == "16-10000-00001"

"""What is peculiar to PrestaShop's files."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers import FileRefused, OrderRead, RefusedRows, open_orders
from tests.samples import Cells, Table

P, F, C, R, U = (
    OrderStatus.PLACED,
    OrderStatus.FULFILLED,
    OrderStatus.CANCELLED,
    OrderStatus.RETURNED,
    OrderStatus.UNFINISHED,
)


def write(folder: Path, text: str) -> Path:
    path = folder / "order_2024-05-01_095812.csv"
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path) -> list[OrderFacts]:
    items = list(open_orders([path]))
    assert not [item for item in items if isinstance(item, RefusedRows)]
    return [item.facts for item in items if isinstance(item, OrderRead)]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Awaiting check payment", P),
        ("Payment accepted", P),
        ("Processing in progress", P),
        ("Shipped", F),
        ("Delivered", F),
        ("Canceled", C),
        ("Refunded", R),
        ("Refund", R),
        ("Payment error", U),
        ("On backorder (paid)", P),
        ("Remote payment accepted", P),
        ("Paiement accepté", P),
        ("En cours de préparation", P),
        ("Expédié", F),
        ("Livré", F),
        ("Annulé", C),
        ("Remboursé", R),
        ("Remboursement", R),
        ("Erreur de paiement", U),
        ("Zahlung eingegangen", P),
        ("Bestellung versandt", F),
        ("Bestellung ausgeliefert", F),
        ("Bestellung storniert", C),
        ("Zahlung erstattet", R),
        ("Fehler bei der Bezahlung", U),
        ("発送済み", F),
        ("キャンセル", C),
        ("what the shop calls it", P),
        ("", None),
    ],
)
def test_states(tmp_path: Path, word: str, status: OrderStatus | None):
    (order,) = read(write(tmp_path, Table("prestashop.csv", [{"ID": "1", "Status": word}]).text()))
    assert (order.status, order.status_text) == (status, word)


@pytest.mark.parametrize(
    ("state", "status"),
    [*((str(n), P) for n in (1, 2, 3, 9, 10, 11, 12, 13)), ("4", F), ("5", F), ("6", C), ("7", R), ("8", U)],
)
def test_states_by_their_numbers(tmp_path: Path, state: str, status: OrderStatus):
    row = {"id_order": "1", "current_state": state}
    (order,) = read(write(tmp_path, Table("prestashop-tables.csv", [row]).text()))
    assert (order.status, order.status_text) == (status, state)


def test_the_list_of_a_french_back_office(tmp_path: Path):
    text = (
        'ID;Référence;"Nouveau client";Livraison;Client;Total;Paiement;État;Date;Société\n'
        '12;XKBKNABJK;1;France;"M. LEFÈVRE";"1 029,00 €";Chèque;Livré;"2024-05-01 09:58:12";"Exemple SARL"\n'
    )
    (order,) = read(write(tmp_path, text))
    assert order.buyer == Person(name="M. LEFÈVRE", company="Exemple SARL")
    assert (order.total, order.currency, order.payment_method) == (Decimal("1029.00"), "EUR", "Chèque")
    assert order.status is F
    assert (order.recipients, order.lines) == (None, None)


def test_the_list_of_a_shop_for_firms(tmp_path: Path):
    row = {"ID": "12", "Customer": "T. YAMADA", "Company": "Sample K.K.", "Total": "$5.00"}
    (order,) = read(write(tmp_path, Table("prestashop-b2b.csv", [row]).text()))
    assert order.buyer == Person(name="T. YAMADA", company="Sample K.K.")
    assert (order.total, order.currency) == (Decimal("5.00"), None)  # whose dollar it is nobody says


def test_the_list_in_a_language_that_is_not_known_is_refused(tmp_path: Path):
    with pytest.raises(FileRefused, match="for PrestaShop order list it lacks Reference, New client"):
        open_orders([write(tmp_path, "ID;Referenz;Neuer Kunde;Kunde;Total;Date\n1;X;1;A;5;2024-05-01\n")])


def test_columns_of_an_address_that_do_not_say_which_one_are_not_read(tmp_path: Path):
    """It may be the recipient's: then it would say that two people are one."""
    row: Cells = {
        "id_order": "1",
        "total_paid": "5.000000",
        "firstname": "Jane",
        "lastname": "Doe",
        "address1": "1 Sample Street",
        "postcode": "97477",
        "phone": "202-555-0100",
    }
    (order,) = read(write(tmp_path, Table("", [row]).text(list(row), delimiter=";")))
    assert order.buyer == Person(name="Jane Doe")
    assert order.recipients is None


def test_the_invoice_address_names_the_buyer_where_the_account_does_not(tmp_path: Path):
    row = {"id_order": "1", "total_paid": "5.000000", "inv_firstname": "Jane", "inv_lastname": "Doe"}
    (order,) = read(write(tmp_path, Table("", [row]).text(list(row), delimiter=";")))
    assert order.buyer == Person(name="Jane Doe")


def test_other_names_of_tables(tmp_path: Path):
    row = {
        "id_order": "1",
        "id_customer": "5",
        "osname": "Livré",
        "iso_code": "EUR",
        "carrier_name": "Colissimo",
        "total_paid": "12.500000",
        "product_id": "7",
        "product_price": "10.416667",
        "product_quantity": "1",
    }
    (order,) = read(write(tmp_path, Table("", [row]).text(list(row), delimiter=";")))
    assert (order.status, order.currency, order.shipping_method) == (F, "EUR", "Colissimo")
    assert order.total == Decimal("12.5")
    assert [(x.sku, x.unit_price) for x in order.lines or ()] == [("7", Decimal("10.416667"))]

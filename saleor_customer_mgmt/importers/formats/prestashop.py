"""PrestaShop: the export of the order list, and of its own tables (docs/formats/prestashop.md).

The list: PrestaShop/PrestaShop, OrderController::exportAction, with the column names of the back office's
language (French: issue 33475 there and MdnAgency/prestashop-mdn_webp issue 3). Tables: what shops get from
the SQL manager or from Store Commander, whose columns are those of the database. States: install-dev/langs,
order_state.xml (English, French, German).
"""

from __future__ import annotations

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.abroad import PersonAnywhere
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns, once
from saleor_customer_mgmt.importers.people import PersonColumns, filled, recipients
from saleor_customer_mgmt.importers.statuses import plain_word, status_of

_WORDS = {
    OrderStatus.FULFILLED: ("4", "5", "Expédié", "Livré", "Bestellung versandt", "Bestellung ausgeliefert"),
    OrderStatus.CANCELLED: ("6", "Annulé", "Bestellung storniert"),
    OrderStatus.RETURNED: ("7", "Remboursé", "Remboursement", "Zahlung erstattet"),
    OrderStatus.UNFINISHED: ("8", "Payment error", "Erreur de paiement", "Fehler bei der Bezahlung"),
}
"""Beside the English words. The numbers are those of the states that a shop has from the beginning."""
STATUS_WORDS = {plain_word(word): status for status, words in _WORDS.items() for word in words}


def read_list(order: OrderRows) -> OrderFacts:
    status = order.first("Status")
    total, currency = order.money("Total")
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("Date"),
        status=status_of(status, STATUS_WORDS),
        status_text=status,
        buyer=Person(name=order.agreed("Customer"), company=order.agreed("Company")),
        total=total,
        currency=currency,
        payment_method=order.first("Payment"),
    )


def _person(who: str) -> PersonAnywhere:
    return PersonAnywhere(
        who=PersonColumns(
            name=(f"{who}firstname", f"{who}lastname"),
            phones=((f"{who}phone",), (f"{who}phone_mobile",)),
            postal_code=(f"{who}postcode",),
            company=(f"{who}company",),
        ),
        lines=(f"{who}address1", f"{who}address2"),
        city=f"{who}city",
        state=(f"{who}state",),
        country=(f"{who}country",),
    )


_ACCOUNT = PersonColumns(
    name=("firstname", "lastname"),
    emails=("email",),
    birthday=("birthday",),
    company=("company",),
    member_id=("id_customer",),
)
_BILLED, _SENT_TO = _person("inv_"), _person("del_")
_ITEM = ("product_reference", "product_name", "product_id")


def read_tables(order: OrderRows) -> OrderFacts:
    status = cells.first_of(map(order.first, ("status", "current_state")))
    total, currency = order.money("total_paid_tax_incl", "total_paid")
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("date_add"),
        status=status_of(status, STATUS_WORDS),
        status_text=status,
        buyer=filled(_ACCOUNT.read(order.agreed), _BILLED.read(order.agreed)),
        recipients=recipients(_SENT_TO.read(row.get) for row in order.rows),
        total=total,
        currency=cells.first_of((order.first("currency"), currency)),
        payment_method=order.first("payment"),
        shipping_method=order.first("carrier"),
        lines=_lines(order),
    )


def _lines(order: OrderRows) -> tuple[LineFacts, ...] | None:
    if not order.has(*_ITEM):
        return None
    return tuple(_line(row) for row in once(order.rows, "id_order_detail") if any(map(row.get, _ITEM)))


def _line(row: Row) -> LineFacts:
    return LineFacts(
        sku=row.get("product_reference") or row.get("product_id") or "",
        product=row.get("product_name") or "",
        quantity=row.quantity("product_quantity"),
        unit_price=row.money("unit_price_tax_incl")[0],
        line_id=row.get("id_order_detail") or "",
    )


LIST = Format(
    name="prestashop",
    title="PrestaShop order list",
    source="prestashop",
    orders=Sheet(
        number="ID",
        signature=("ID", "Reference", "New client"),
        columns=columns("Customer Company Total Payment Status Date"),
        other_names={
            "Reference": ("Référence",),
            "New client": ("Nouveau client",),
            "Customer": ("Client",),
            "Company": ("Société", "Entreprise"),
            "Payment": ("Paiement",),
            "Status": ("État",),
        },
    ),
    read=read_list,
    zone=None,
)

TABLES = Format(
    name="prestashop-tables",
    title="PrestaShop tables (SQL manager, Store Commander)",
    source="prestashop",
    orders=Sheet(
        number="id_order",
        signature=("id_order",),
        any_of=("id_customer", "total_paid", "total_paid_tax_incl", "current_state"),
        columns=_ACCOUNT.columns()
        | _BILLED.columns()
        | _SENT_TO.columns()
        | {*_ITEM}
        | columns("status current_state date_add total_paid_tax_incl total_paid currency payment carrier")
        | columns("id_order_detail product_quantity unit_price_tax_incl"),
        other_names={
            "status": ("osname", "order_state", "state_name"),
            "currency": ("iso_code", "currency_iso_code"),
            "carrier": ("carrier_name", "id_carrier"),
            "unit_price_tax_incl": ("product_price",),
        },
    ),
    read=read_tables,
    zone=None,
)
FORMATS = (LIST, TABLES)

"""eBay's orders report of the Seller Hub, of any site (docs/formats/ebay.md).

Columns: randomecho/shifted-sales-report (United States), and files that programs for British, Australian,
German and French sellers are tested with. Those also show the rows: a summary before the items of an order
with several, and last lines that count the records and name the seller. Cancelled orders are not in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.abroad import PersonAnywhere
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, once
from saleor_customer_mgmt.importers.formats.ebay_names import OTHER_NAMES
from saleor_customer_mgmt.importers.month_names import in_digits
from saleor_customer_mgmt.importers.people import PersonColumns, recipients

_NUMBER = re.compile(r"\d[\d!-]{7,}", re.ASCII)
_CLOSING = re.compile(r"(?:\d+ )?record\(s\) downloaded(?:[ ,].*)?|Seller ID ?: ?.*", re.IGNORECASE)
_DOLLAR = "USD"
"""What a bare $ is: other sites write AU $ and C $."""


def _person(who: str, name: str, *, emails: tuple[str, ...] = (), phone: str = "") -> PersonAnywhere:
    return PersonAnywhere(
        who=PersonColumns(
            name=(name,),
            emails=emails,
            phones=((phone,),) if phone else (),
            postal_code=(f"{who} Zip",),
            member_id=("Buyer Username",) if emails else (),
        ),
        lines=(f"{who} Address 1", f"{who} Address 2"),
        city=f"{who} City",
        state=(f"{who} State",),
        country=(f"{who} Country",),
    )


_BUYER = _person("Buyer", "Buyer Name", emails=("Buyer Email",))
_RECIPIENT = _person("Ship To", "Ship To Name", phone="Ship To Phone")
_ITEM = ("Item Number", "Item Title")


def read(order: OrderRows) -> OrderFacts:
    sent = order.first("Shipped On Date")
    total, currency = _total(order)
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=_moment(order, "Sale Date"),
        status=None if sent is None else OrderStatus.FULFILLED if sent else OrderStatus.PLACED,
        status_text=None if sent is None else "shipped" if sent else "",
        buyer=_BUYER.read(_told(order.agreed)),
        recipients=recipients(_RECIPIENT.read(_told(row.get)) for row in order.rows),
        total=total,
        currency=currency,
        payment_method=order.first("Payment Method"),
        shipping_method=order.first("Shipping Service"),
        lines=_lines(order),
        shipped_at=_moment(order, "Shipped On Date"),
    )


def _moment(order: OrderRows, column: str) -> datetime | None:
    text = order.first(column)
    return order.read_moment(in_digits(text), column) if text else None


def _told(get: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """Leave out the ``--`` that stands for what eBay does not tell."""

    def told(column: str) -> str | None:
        text = get(column)
        return "" if text == "--" else text

    return told


def _total(order: OrderRows) -> tuple[Decimal | None, str | None]:
    """Return the only total there is: an order's rows after its summary have none.

    Should several rows have one, nobody knows whether to add them, so the total is not told.
    """
    rows = {row.cells: row for row in order.rows if row.get("Total Price")}
    told = [row.money("Total Price", _DOLLAR) for row in rows.values()]
    if len(told) == 1:
        return told[0]
    return None, next((currency for _, currency in told if currency), None)


def _lines(order: OrderRows) -> tuple[LineFacts, ...] | None:
    if not order.has(*_ITEM):
        return None
    return tuple(_line(row) for row in once(order.rows, "Transaction ID") if any(map(row.get, _ITEM)))


def _line(row: Row) -> LineFacts:
    return LineFacts(
        sku=row.get("Custom Label") or row.get("Item Number") or "",
        product=cells.joined((row.get("Item Title"), row.get("Variation Details")), " ") or "",
        quantity=row.quantity("Quantity"),
        unit_price=row.money("Sold For", _DOLLAR)[0],
        line_id=row.get("Transaction ID") or "",
    )


FORMAT = Format(
    name="ebay",
    title="eBay orders report",
    source="ebay",
    orders=Sheet(
        number="Order Number",
        number_pattern=_NUMBER,
        signature=("Order Number", "Sales Record Number"),
        columns=_BUYER.columns()
        | _RECIPIENT.columns()
        | {*_ITEM, "Custom Label", "Variation Details", "Quantity", "Sold For", "Transaction ID"}
        | {"Sale Date", "Shipped On Date", "Total Price", "Payment Method", "Shipping Service"},
        other_names=OTHER_NAMES,
        closing=_CLOSING,
    ),
    read=read,
    zone=None,
)

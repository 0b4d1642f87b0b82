"""Amazon Seller Central reports: orders, unshipped orders, all orders, FBA shipments.

Only the last has the buyer's address. The ship-to is never put in its place: who receives a parcel is
not evidence of who bought it. See docs/formats/amazon.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns, once
from saleor_customer_mgmt.importers.money import each_of
from saleor_customer_mgmt.importers.people import recipients

_NUMBER = re.compile(r"\d{3}-\d{7}-\d{7}", re.ASCII)
"""Numbers that begin with S are other channels' orders that Amazon only ships: they are refused."""

_PRICES = ("item-price", "shipping-price", "gift-wrap-price")
_TAXES = ("item-tax", "shipping-tax", "gift-wrap-tax")
_DISCOUNTS = ("item-promotion-discount", "ship-promotion-discount")

_USED = frozenset((*_PRICES, *_TAXES, *_DISCOUNTS)) | columns(
    """
    purchase-date shipment-date order-status item-status currency sku product-name
    payment-method ship-service-level
    buyer-name buyer-email buyer-phone-number buyer-company-name
    recipient-name ship-phone-number ship-address-1 ship-address-2 ship-address-3
    ship-city ship-state ship-postal-code ship-country
    bill-address-1 bill-address-2 bill-address-3 bill-city bill-state bill-postal-code bill-country
    """
)


@dataclass(frozen=True, slots=True)
class _Report:
    """What the reports name differently, and the state of orders in those that only list such."""

    number: str
    line_id: str
    repeats_by: str
    quantity: str
    status: OrderStatus | None = None

    def read(self, order: OrderRows) -> OrderFacts:
        status = order.first("order-status")
        rows = _live(once(order.rows, self.repeats_by))
        currency = (order.first("currency") or "").upper() or None
        return OrderFacts(
            source=order.source,
            number=order.number,
            placed_at=order.moment("purchase-date"),
            status=_status(status) if status else self.status,
            status_text=status,
            buyer=_buyer(order.agreed),
            recipients=recipients(_recipient(row.get) for row in order.rows),
            total=_total(rows, with_tax=currency != "JPY"),
            currency=currency,
            payment_method=order.first("payment-method"),
            shipping_method=order.first("ship-service-level"),
            lines=self._lines(rows),
            shipped_at=order.latest("shipment-date"),
        )

    def _lines(self, rows: Sequence[Row]) -> tuple[LineFacts, ...]:
        """An item that was sent in several parcels stands in several rows of one id: they are added."""
        lines: dict[str, list[Row]] = {}
        for at, row in enumerate(rows):
            lines.setdefault(row.get(self.line_id) or f"row {at}", []).append(row)
        return tuple(map(self._line, lines.values()))

    def _line(self, rows: Sequence[Row]) -> LineFacts:
        first = rows[0]
        quantity = sum(row.quantity(self.quantity) for row in rows)
        prices = [row.amount("item-price") for row in rows]
        told = [price for price in prices if price is not None]
        return LineFacts(
            sku=first.get("sku") or "",
            product=first.get("product-name") or "",
            quantity=quantity,
            unit_price=each_of(sum(told, Decimal(0)), quantity) if len(told) == len(rows) else None,
            line_id=first.get(self.line_id) or "",
        )


def _live(rows: list[Row]) -> list[Row]:
    """Leave out items that were cancelled one by one, unless nothing else is left."""
    live = [row for row in rows if (row.get("item-status") or "").casefold() not in _CANCELLED]
    return live or rows


def _total(rows: Sequence[Row], *, with_tax: bool) -> Decimal | None:
    """Add up what the lines cost. Japanese prices include their tax, others do not."""
    total = Decimal(0)
    for row in rows:
        if row.amount("item-price") is None:
            return None
        added = [row.amount(column) for column in (*_PRICES, *(_TAXES if with_tax else ()))]
        taken_off = [row.amount(column, signed=True) for column in _DISCOUNTS]
        total += sum(filter(None, added), Decimal(0)) - sum(map(abs, filter(None, taken_off)), Decimal(0))
    return max(total, Decimal(0))


_CANCELLED = ("cancelled", "canceled")
_CAME_BACK = ("returned", "returning", "rejected")


def _status(text: str) -> OrderStatus:
    """Read "Shipped", "Shipped - Delivered to Buyer", "Shipped - Returned to Seller" and the like."""
    word, _, detail = text.casefold().partition(" - ")
    if word in _CANCELLED:
        return OrderStatus.CANCELLED
    if word == "shipped":
        return OrderStatus.RETURNED if detail.startswith(_CAME_BACK) else OrderStatus.FULFILLED
    return OrderStatus.PLACED


def _buyer(get: Callable[[str], str | None]) -> Person:
    return Person(
        name=get("buyer-name"),
        emails=cells.several([get("buyer-email")]),
        phones=cells.several([get("buyer-phone-number")]),
        postal_code=get("bill-postal-code"),
        address=_address(get, "bill"),
        country=get("bill-country"),
        company=get("buyer-company-name"),
    )


def _recipient(get: Callable[[str], str | None]) -> Person:
    return Person(
        name=get("recipient-name"),
        phones=cells.several([get("ship-phone-number")]),
        postal_code=get("ship-postal-code"),
        address=_address(get, "ship"),
        country=get("ship-country"),
    )


def _address(get: Callable[[str], str | None], kind: str) -> str | None:
    """Put prefecture first in Japan and last elsewhere; a city of ``--`` is none."""
    lines = [get(f"{kind}-address-{n}") for n in (1, 2, 3)]
    city = get(f"{kind}-city")
    state = get(f"{kind}-state")
    city = "" if city == "--" else city
    if get(f"{kind}-country") in (None, "", "JP"):
        return cells.joined((cells.joined((state, city, lines[0])), *lines[1:]), " ")
    return cells.joined((*lines, city, state), ", ")


def _format(name: str, title: str, report: _Report, signature: tuple[str, ...], without: str = "") -> Format:
    return Format(
        name=name,
        title=title,
        source="amazon",
        orders=Sheet(
            number=report.number,
            number_pattern=_NUMBER,
            signature=(report.number, *signature),
            without=tuple(without.split()),
            columns=_USED | {report.line_id, report.repeats_by, report.quantity},
            quoted_tabs=False,
        ),
        read=report.read,
    )


FORMATS = (
    _format(
        "amazon",
        "Amazon order report",
        _Report("order-id", "order-item-id", "order-item-id", "quantity-purchased"),
        ("order-item-id", "purchase-date"),
        without="quantity-to-ship",
    ),
    _format(
        "amazon-unshipped",
        "Amazon unshipped orders report",
        _Report("order-id", "order-item-id", "order-item-id", "quantity-purchased"),
        ("order-item-id", "quantity-to-ship"),
    ),
    _format(
        "amazon-all-orders",
        "Amazon all orders report",
        _Report("amazon-order-id", "order-item-id", "order-item-id", "quantity"),
        ("order-status", "asin"),
        without="shipment-item-id",
    ),
    _format(
        "amazon-fba",
        "Amazon fulfilled shipments report",
        _Report(
            "amazon-order-id",
            "amazon-order-item-id",
            "shipment-item-id",
            "quantity-shipped",
            OrderStatus.FULFILLED,
        ),
        ("shipment-item-id",),
    ),
)

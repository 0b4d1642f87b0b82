"""Our own CSV, and every other table that a mapping file describes.

See docs/formats/neutral.md and docs/formats/mapping.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, recipients
from saleor_customer_mgmt.importers.statuses import status_of

BUYER_FIELDS = (
    "name",
    "kana",
    "email",
    "phone",
    "postal_code",
    "address",
    "birthday",
    "company",
    "member_id",
)
ORDER_FIELDS = ("source", "order_number", "placed_at", "status", "total", "currency", *BUYER_FIELDS)
METHOD_FIELDS = ("payment_method", "shipping_method")
LINE_FIELDS = ("sku", "product", "quantity", "unit_price")
SHIP_FIELDS = ("ship_name", "ship_postal_code", "ship_address", "ship_phone")
FIELDS = ORDER_FIELDS + METHOD_FIELDS + LINE_FIELDS + SHIP_FIELDS

Parts = tuple[str, ...]

ONE_COLUMN = (
    "source",
    "order_number",
    "total",
    "currency",
    "email",
    "member_id",
    "sku",
    "quantity",
    "unit_price",
)
"""Fields that are not put together from several columns."""
ALTERNATIVES = ("email", "phone", "ship_phone")
"""Fields that may have several values."""

CURRENCY = re.compile("[A-Z]{3}")
_JOINERS = {"name": " ", "kana": " ", "ship_name": " ", "company": " ", "product": " ", "placed_at": " ",
            "status": " ", "birthday": "-", "phone": "-", "ship_phone": "-", "postal_code": "-",
            "ship_postal_code": "-"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Binding:
    """Which columns hold each neutral field: alternatives, each of one column or of several parts."""

    columns: Mapping[str, tuple[Parts, ...]]
    status_words: Mapping[str, OrderStatus] = field(default_factory=dict)
    currency: str | None = None

    def read(self, order: OrderRows) -> OrderFacts:
        status = self._text(order.agreed, "status")
        return OrderFacts(
            source=order.source,
            number=order.number,
            placed_at=self._moment(order),
            status=status_of(status, self.status_words),
            status_text=status,
            buyer=Person(
                name=self._text(order.agreed, "name"),
                kana=self._text(order.agreed, "kana"),
                emails=cells.several(self._values(order.agreed, "email")),
                phones=cells.several(self._values(order.agreed, "phone")),
                postal_code=self._text(order.agreed, "postal_code"),
                address=self._text(order.agreed, "address"),
                birthday=cells.real_date(self._text(order.agreed, "birthday")),
                company=self._text(order.agreed, "company"),
                member_id=self._text(order.agreed, "member_id"),
            ),
            recipients=recipients(self._recipient(row) for row in order.rows),
            total=self._total(order),
            currency=self._currency(order),
            payment_method=self._text(order.agreed, "payment_method"),
            shipping_method=self._text(order.agreed, "shipping_method"),
            lines=self._lines(order),
        )

    def _values(self, get: Callable[[str], str | None], name: str) -> list[str | None]:
        return [_compose(name, [get(column) for column in parts]) for parts in self.columns.get(name, ())]

    def _text(self, get: Callable[[str], str | None], name: str) -> str | None:
        """Return one value; of alternatives the first that is not empty."""
        told = [value for value in self._values(get, name) if value is not None]
        return next(filter(None, told), "") if told else None

    def _column(self, name: str) -> str:
        return self.columns[name][0][0]

    def _moment(self, order: OrderRows) -> datetime | None:
        text = self._text(order.agreed, "placed_at")
        return order.read_moment(text, self._column("placed_at")) if text else None

    def _total(self, order: OrderRows) -> Decimal | None:
        if "total" not in self.columns:
            return None
        order.agreed(self._column("total"))
        return order.amount(self._column("total"))

    def _currency(self, order: OrderRows) -> str | None:
        code = (self._text(order.agreed, "currency") or "").upper()
        if code and not CURRENCY.fullmatch(code):
            column = self._column("currency")
            order.holder(column).refuse(column, "not a currency code of three letters (JPY)")
        return code or self.currency

    def _recipient(self, row: Row) -> Person:
        return Person(
            name=self._text(row.get, "ship_name"),
            phones=cells.several(self._values(row.get, "ship_phone")),
            postal_code=self._text(row.get, "ship_postal_code"),
            address=self._text(row.get, "ship_address"),
        )

    def _lines(self, order: OrderRows) -> tuple[LineFacts, ...] | None:
        if not any(self._text(order.first, name) is not None for name in LINE_FIELDS):
            return None
        return tuple(
            self._line(row) for row in order.rows if any(self._text(row.get, name) for name in LINE_FIELDS)
        )

    def _line(self, row: Row) -> LineFacts:
        return LineFacts(
            sku=self._text(row.get, "sku") or "",
            product=self._text(row.get, "product") or "",
            quantity=row.quantity(self._column("quantity")) if "quantity" in self.columns else 1,
            unit_price=row.amount(self._column("unit_price")) if "unit_price" in self.columns else None,
        )


def _compose(name: str, parts: list[str | None]) -> str | None:
    if len(parts) == 1:
        return parts[0]
    if name in ("postal_code", "ship_postal_code") and len(parts) == 2:
        return cells.postal_code_in_parts(*parts)
    if name in ("phone", "ship_phone"):
        return cells.phone_in_parts(*parts)
    return cells.joined(parts, _JOINERS.get(name, ""))


FORMAT = Format(
    name="neutral",
    title="Neutral CSV",
    source=None,
    orders=Sheet(
        number="order_number",
        signature=("order_number",),
        any_of=("source", "placed_at", "name", "email", "phone", "postal_code", "member_id"),
        columns=frozenset(FIELDS),
        source="source",
    ),
    read=Binding({name: ((name,),) for name in FIELDS}).read,
    zone=None,
)

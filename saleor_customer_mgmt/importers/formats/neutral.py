"""Our own CSV, and every other table that a mapping file describes.

See docs/formats/neutral.md and docs/formats/mapping.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.accounts import TOLD, account
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet
from saleor_customer_mgmt.importers.people import Parts, PersonColumns, recipients
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
SALE_FIELDS = ("channel", "refunded", "shipped_at")
METHOD_FIELDS = ("payment_method", "shipping_method")
LINE_FIELDS = ("sku", "product", "quantity", "unit_price")
SHIP_FIELDS = ("ship_name", "ship_postal_code", "ship_address", "ship_phone")
FIELDS_OF_ORDERS: tuple[str, ...] = ORDER_FIELDS + SALE_FIELDS + METHOD_FIELDS + LINE_FIELDS + SHIP_FIELDS
ONLY_OF_ACCOUNTS = ("account_number", "registered_at", *TOLD)
FIELDS_OF_ACCOUNTS: tuple[str, ...] = (
    "source",
    "account_number",
    "registered_at",
    "status",
    *TOLD,
    *BUYER_FIELDS,
)
FIELDS = FIELDS_OF_ORDERS + ONLY_OF_ACCOUNTS

ONE_COLUMN = frozenset(
    {
        "source",
        "order_number",
        "account_number",
        "total",
        "currency",
        "refunded",
        "email",
        "sku",
        "quantity",
        "unit_price",
    }
)
"""Fields that are not put together from several columns."""
ALTERNATIVES = ("email", "phone", "ship_phone")
"""Fields that may have several values."""

CURRENCY = re.compile("[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Binding:
    """Which columns hold each neutral field: alternatives, each of one column or of several parts."""

    columns: Mapping[str, tuple[Parts, ...]]
    status_words: Mapping[str, OrderStatus] = field(default_factory=dict)
    currency: str | None = None
    sentinels: bool = False
    """Whether -9999 and -99999 are amounts that are not fixed yet, as some malls write them."""

    def parts(self, name: str) -> Parts:
        """Return the columns of a field that has no alternatives."""
        return self.columns.get(name, ((),))[0]

    def read(self, order: OrderRows) -> OrderFacts:
        status = self._text(order, "status")
        recipient = self._recipient()
        return OrderFacts(
            source=order.source,
            number=order.number,
            placed_at=self._moment(order, "placed_at"),
            status=status_of(status, self.status_words),
            status_text=status,
            buyer=self._buyer().read(order.agreed, spaced=True),
            recipients=recipients(recipient.read(row.get, spaced=True) for row in order.rows),
            total=self._amount(order, "total"),
            currency=self._currency(order),
            payment_method=self._text(order, "payment_method"),
            shipping_method=self._text(order, "shipping_method"),
            lines=self._lines(order),
            channel=self._text(order, "channel"),
            refunded=self._amount(order, "refunded"),
            shipped_at=self._moment(order, "shipped_at"),
        )

    def read_account(self, order: OrderRows) -> OrderFacts:
        return account(
            order,
            self._buyer().read(order.agreed, spaced=True),
            registered_at=self._moment(order, "registered_at"),
            status=self._text(order, "status"),
            **{name: self._text(order, name) for name in TOLD},
        )

    def _buyer(self) -> PersonColumns:
        return PersonColumns(
            name=self.parts("name"),
            kana=self.parts("kana"),
            emails=tuple(column for (column,) in self.columns.get("email", ())),
            phones=self.columns.get("phone", ()),
            postal_code=self.parts("postal_code"),
            address=self.parts("address"),
            birthday=self.parts("birthday"),
            company=self.parts("company"),
            member_id=self.parts("member_id"),
        )

    def _recipient(self) -> PersonColumns:
        return PersonColumns(
            name=self.parts("ship_name"),
            phones=self.columns.get("ship_phone", ()),
            postal_code=self.parts("ship_postal_code"),
            address=self.parts("ship_address"),
        )

    def _text(self, order: OrderRows, name: str) -> str | None:
        return cells.joined(map(order.agreed, self.parts(name)), " ")

    def _moment(self, order: OrderRows, name: str) -> datetime | None:
        text = self._text(order, name)
        return order.read_moment(text, self.parts(name)[0]) if text else None

    def _amount(self, order: OrderRows, name: str) -> Decimal | None:
        self._text(order, name)
        return order.amount(*self.parts(name), sentinels=self.sentinels)

    def _currency(self, order: OrderRows) -> str | None:
        code = (self._text(order, "currency") or "").upper()
        if code and not CURRENCY.fullmatch(code):
            (column,) = self.parts("currency")
            order.holder(column).refuse(column, "not a currency code of three letters (JPY)")
        return code or self.currency

    def _lines(self, order: OrderRows) -> tuple[LineFacts, ...] | None:
        used = [column for name in LINE_FIELDS for column in self.parts(name)]
        if not order.has(*used):
            return None
        return tuple(self._line(row) for row in order.rows if any(map(row.get, used)))

    def _line(self, row: Row) -> LineFacts:
        return LineFacts(
            sku=cells.joined(map(row.get, self.parts("sku"))) or "",
            product=cells.joined(map(row.get, self.parts("product")), " ") or "",
            quantity=next(map(row.quantity, self.parts("quantity")), 1),
            unit_price=next(
                (row.amount(column, sentinels=self.sentinels) for column in self.parts("unit_price")), None
            ),
        )


FORMAT = Format(
    name="neutral",
    title="Neutral CSV",
    source=None,
    orders=Sheet(
        number="order_number",
        signature=("order_number",),
        any_of=("placed_at", "name", "email", "phone", "postal_code", "member_id", "source"),
        columns=frozenset(FIELDS_OF_ORDERS),
        source="source",
    ),
    read=Binding({name: ((name,),) for name in FIELDS_OF_ORDERS}).read,
    zone=None,
)

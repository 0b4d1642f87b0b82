"""Yahoo!ショッピング: an order file and an item file, joined by OrderId (docs/formats/yahoo.md)."""

from __future__ import annotations

import re
from datetime import datetime

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns, once
from saleor_customer_mgmt.importers.people import PersonColumns, filled, recipients

_STATUS = {"4": OrderStatus.CANCELLED, "5": OrderStatus.FULFILLED}
"""1 reserved, 2 in progress, 3 on hold, 4 cancelled, 5 finished."""

_NUMBER = re.compile(r"[\w.-]*\d[\w.-]*", re.ASCII)


def _person(who: str, emails: tuple[str, ...] = ()) -> PersonColumns:
    return PersonColumns(
        name=(f"{who}LastName", f"{who}FirstName"),
        kana=(f"{who}LastNameKana", f"{who}FirstNameKana"),
        emails=emails,
        phones=((f"{who}PhoneNumber",), (f"{who}EmgPhoneNumber",)),
        postal_code=(f"{who}ZipCode",),
        address=(f"{who}Prefecture", f"{who}City", f"{who}Address1"),
        building=(f"{who}Address2",),
        company=(f"{who}Section1Value",),
    )


_BUYER = _person("Bill", emails=("BillMailAddress",))
_RECIPIENT = _person("Ship")


def _in_one_piece(who: str) -> PersonColumns:
    return PersonColumns(name=(f"{who}Name",), kana=(f"{who}NameKana",))


_BUYER_NAME = _in_one_piece("Bill")
_RECIPIENT_NAME = _in_one_piece("Ship")


def read(order: OrderRows) -> OrderFacts:
    status = order.first("OrderStatus")
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=_placed_at(order),
        status=_STATUS.get(status, OrderStatus.PLACED) if status else None,
        status_text=cells.joined((status, order.first("StoreStatus")), " / "),
        buyer=filled(_BUYER.read(order.agreed), _BUYER_NAME.read(order.agreed)),
        recipients=recipients(
            filled(_RECIPIENT.read(row.get), _RECIPIENT_NAME.read(row.get)) for row in order.rows
        ),
        total=order.amount("Total", "TotalPrice"),
        currency="JPY",
        payment_method=order.first("PayMethodName"),
        shipping_method=order.first("ShipMethodName"),
        lines=None if order.items is None else tuple(map(_line, once(order.items, "LineId"))),
    )


def _placed_at(order: OrderRows) -> datetime | None:
    """Prefer the epoch, which leaves no doubt about the zone, unless Excel made 1.7E+09 of it."""
    epoch = order.first("OrderTimeUnixEpoch") or ""
    if epoch.isascii() and epoch.isdigit() and len(epoch) == 10:
        return datetime.fromtimestamp(int(epoch), cells.JAPAN)
    return order.moment("OrderTime")


def _line(row: Row) -> LineFacts:
    return LineFacts(
        sku=row.get("SubCode") or row.get("ItemId") or "",
        product=cells.joined(map(row.get, ("Title", "SubCodeOption", "ItemOptionValue")), " ") or "",
        quantity=row.quantity("Quantity"),
        unit_price=row.amount("UnitPrice"),
        line_id=row.get("LineId") or "",
    )


FORMAT = Format(
    name="yahoo",
    title="Yahoo!ショッピング",
    source="yahoo",
    orders=Sheet(
        number="OrderId",
        number_pattern=_NUMBER,
        signature=("OrderId",),
        any_of=("BillMailAddress", "BillLastName", "BillName"),
        columns=_BUYER.columns()
        | _RECIPIENT.columns()
        | _BUYER_NAME.columns()
        | _RECIPIENT_NAME.columns()
        | columns("OrderTime OrderTimeUnixEpoch OrderStatus StoreStatus Total TotalPrice")
        | columns("PayMethodName ShipMethodName"),
    ),
    items=Sheet(
        number="OrderId",
        number_pattern=_NUMBER,
        signature=("OrderId", "LineId"),
        any_of=("ItemId", "Title", "UnitPrice"),
        columns=columns("LineId Quantity ItemId SubCode Title ItemOptionValue SubCodeOption UnitPrice"),
    ),
    read=read,
)

"""au PAY マーケット (Wowma!), 84 columns and more (docs/formats/aupay.md).

Despite their names the columns ``sender…`` are the ship-to: the buyer is ``orderer…``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns, equal_rows
from saleor_customer_mgmt.importers.people import PersonColumns, recipients

NUMBER = re.compile(r"\w*\d\w*", re.ASCII)

_STATUS = {
    "発送後入金待ち": OrderStatus.FULFILLED,
    "完了": OrderStatus.FULFILLED,
    "キャンセル": OrderStatus.CANCELLED,
    "審査NG": OrderStatus.CANCELLED,
}
"""All others, the shop's own among them, are orders under way."""

_YES = ("C", "Y", "1", "キャンセル")
"""C and N are what shops' files have (index id 69142390129)."""


def _person(who: str, emails: tuple[str, ...] = ()) -> PersonColumns:
    return PersonColumns(
        name=(f"{who}Name",),
        kana=(f"{who}Kana",),
        emails=emails,
        phones=((f"{who}PhoneNumber1",), (f"{who}PhoneNumber2",)),
        postal_code=(f"{who}ZipCode",),
        address=(f"{who}Address",),
    )


_BUYER = _person("orderer", emails=("rawMailAddress", "mailAddress"))
_RECIPIENT = _person("sender")


def read(order: OrderRows) -> OrderFacts:
    status = order.first("orderStatus")
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("orderDate"),
        status=_status(status, order.first("cancelStatus")),
        status_text=status,
        buyer=_BUYER.read(order.agreed),
        recipients=recipients(_RECIPIENT.read(row.get) for row in order.rows),
        total=order.amount("requestPrice", "totalPrice"),
        currency="JPY",
        payment_method=order.first("settlementName"),
        shipping_method=order.first("deliveryName"),
        lines=_lines(order),
    )


def _status(status: str | None, cancelled: str | None) -> OrderStatus | None:
    if cancelled in _YES:
        return OrderStatus.CANCELLED
    return _STATUS.get(status, OrderStatus.PLACED) if status else None


def _lines(order: OrderRows) -> tuple[LineFacts, ...] | None:
    if not order.has("itemName", "itemCode", "orderDetailId"):
        return None
    return tuple(map(_line, equal_rows(order.rows)))


def _line(rows: Sequence[Row]) -> LineFacts:
    row = rows[0]
    return LineFacts(
        sku=row.get("itemCode") or row.get("itemManagementId") or row.get("lotnumber") or "",
        product=cells.joined((row.get("itemName"), row.get("itemOption")), " ") or "",
        quantity=sum(each.quantity("unit") for each in rows),
        unit_price=row.amount("itemPrice"),
        line_id=row.get("orderDetailId") or "",
    )


FORMAT = Format(
    name="aupay",
    title="au PAY マーケット",
    source="aupay",
    orders=Sheet(
        number="orderId",
        number_pattern=NUMBER,
        signature=("orderId", "ordererName"),
        any_of=("senderName", "orderDetailId", "mailAddress"),
        columns=_BUYER.columns()
        | _RECIPIENT.columns()
        | columns("orderDate orderStatus cancelStatus requestPrice totalPrice settlementName deliveryName")
        | columns("orderDetailId itemCode itemManagementId lotnumber itemName itemOption itemPrice unit"),
    ),
    read=read,
)

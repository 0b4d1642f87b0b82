"""Shopify's orders_export.csv (docs/formats/shopify.md).

Columns and rows: help.shopify.com/manual/orders/export-orders, and files that programs for it are tested
with. The words of Financial Status and Fulfillment Status: shopify.dev, OrderDisplayFinancialStatus and
OrderCreateFulfillmentStatus.
"""

from __future__ import annotations

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.abroad import PersonAnywhere
from saleor_customer_mgmt.importers.format import Format, OrderRows, Sheet
from saleor_customer_mgmt.importers.people import PersonColumns, recipients

_BY_PAYMENT = {
    "voided": OrderStatus.CANCELLED,
    "refunded": OrderStatus.RETURNED,
}
_BY_PARCELS = {
    "fulfilled": OrderStatus.FULFILLED,
    "restocked": OrderStatus.CANCELLED,
}
"""Also: partial, unfulfilled, and whatever comes in future, are orders under way."""


def _person(who: str, emails: tuple[str, ...] = (), phones: tuple[str, ...] = ()) -> PersonAnywhere:
    return PersonAnywhere(
        who=PersonColumns(
            name=(f"{who} Name",),
            emails=emails,
            phones=tuple((phone,) for phone in (*phones, f"{who} Phone")),
            postal_code=(f"{who} Zip",),
            company=(f"{who} Company",),
        ),
        lines=(f"{who} Address1", f"{who} Address2"),
        whole=f"{who} Street",
        city=f"{who} City",
        state=(f"{who} Province", f"{who} Province Name"),
        country=(f"{who} Country",),
    )


_BUYER = _person("Billing", emails=("Email",), phones=("Phone",))
_RECIPIENT = _person("Shipping")
_LINE = ("Lineitem sku", "Lineitem name", "Lineitem quantity", "Lineitem price")


def read(order: OrderRows) -> OrderFacts:
    payment, parcels = order.first("Financial Status"), order.first("Fulfillment Status")
    cancelled = order.first("Cancelled at")
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("Created at"),
        status=_status(payment, parcels, cancelled),
        status_text=cells.joined((payment, parcels, cancelled and "cancelled"), " / "),
        buyer=_BUYER.read(order.agreed),
        recipients=recipients(_RECIPIENT.read(row.get) for row in order.rows),
        total=order.amount("Total"),
        currency=order.first("Currency"),
        payment_method=order.first("Payment Method"),
        shipping_method=order.first("Shipping Method"),
        lines=_lines(order),
        channel=order.first("Source"),
        refunded=order.amount("Refunded Amount"),
        shipped_at=order.moment("Fulfilled at"),
    )


def _status(payment: str | None, parcels: str | None, cancelled: str | None) -> OrderStatus | None:
    if cancelled:
        return OrderStatus.CANCELLED
    if not payment and not parcels:
        return None
    paid, sent = (payment or "").casefold(), (parcels or "").casefold()
    if paid == "expired" and sent != "fulfilled":
        return OrderStatus.UNFINISHED
    return _BY_PAYMENT.get(paid) or _BY_PARCELS.get(sent, OrderStatus.PLACED)


def _lines(order: OrderRows) -> tuple[LineFacts, ...]:
    """Each row has one, also rows that are equal: a shopper may put the same thing in twice."""
    return tuple(
        LineFacts(
            sku=row.get("Lineitem sku") or "",
            product=row.get("Lineitem name") or "",
            quantity=row.quantity("Lineitem quantity"),
            unit_price=row.amount("Lineitem price"),
        )
        for row in order.rows
        if any(map(row.get, _LINE))
    )


FORMAT = Format(
    name="shopify",
    title="Shopify orders_export",
    source="shopify",
    orders=Sheet(
        number="Name",
        signature=("Name", "Lineitem name"),
        any_of=("Financial Status", "Fulfillment Status", "Created at", "Email"),
        columns=_BUYER.columns()
        | _RECIPIENT.columns()
        | {
            *_LINE,
            "Financial Status",
            "Fulfillment Status",
            "Cancelled at",
            "Created at",
            "Total",
            "Fulfilled at",
        }
        | {"Currency", "Payment Method", "Shipping Method", "Source", "Refunded Amount"},
        other_names={"Cancelled at": ("Canceled at",)},
    ),
    read=read,
    zone=None,
)

"""Order exports of WooCommerce plug-ins with columns named as in its database (docs/formats/woocommerce.md).

WooCommerce itself exports no orders. These are the files of WebToffee's Import Export Suite
(woocommerce.com/document/import-and-export-of-woocommerce-orders) and of SkyVerge's Customer/Order/Coupon
Export, in one row for each order or for each item.
"""

from __future__ import annotations

from collections.abc import Callable

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.abroad import PersonAnywhere
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns, once
from saleor_customer_mgmt.importers.formats.woocommerce_items import (
    NUMBERED,
    TOGETHER,
    lines_together,
    numbered_lines,
)
from saleor_customer_mgmt.importers.money import each_of
from saleor_customer_mgmt.importers.people import PersonColumns, recipients
from saleor_customer_mgmt.importers.statuses import plain_word, status_of

STATUS_WORDS = {
    plain_word(word): status
    for status, words in {
        OrderStatus.PLACED: ("支払い待ち", "保留中", "Attente paiement", "En cours", "En attente"),
        OrderStatus.FULFILLED: ("Terminée",),
        OrderStatus.CANCELLED: ("Annulée", "trash"),
        OrderStatus.RETURNED: ("払い戻し済み", "Remboursée"),
        OrderStatus.UNFINISHED: ("auto-draft", "失敗", "Échouée"),
    }.items()
    for word in words
}
"""Beside the English words (pending, processing, on-hold, completed, cancelled, refunded, failed,
checkout-draft): Japanese (jp.godaddy.com, help page 40211; nocodeweb.jp) and French (woocommerce.com,
?p=8737981)."""

_ITEM = ("item_name", "item_sku", "item_quantity", "item_total", "item_price")


def _person(who: str, emails: tuple[str, ...] = (), member_id: tuple[str, ...] = ()) -> PersonAnywhere:
    return PersonAnywhere(
        who=PersonColumns(
            name=(f"{who}_first_name", f"{who}_last_name"),
            emails=emails,
            phones=((f"{who}_phone",),),
            postal_code=(f"{who}_postcode",),
            company=(f"{who}_company",),
            member_id=member_id,
        ),
        lines=(f"{who}_address_1", f"{who}_address_2"),
        city=f"{who}_city",
        state=(f"{who}_state_code", f"{who}_state"),
        country=(f"{who}_country",),
    )


_BUYER = _person("billing", emails=("billing_email", "customer_email"), member_id=("customer_id",))
_RECIPIENT = _person("shipping")


def woocommerce_status(text: str | None) -> OrderStatus | None:
    """Return what a word for the state means, with or without the ``wc-`` of the database."""
    return status_of(text.removeprefix("wc-"), STATUS_WORDS) if text else None


def of_account(order: OrderRows, column: str) -> Callable[[str], str | None]:
    """Return what finds the buyer's cells; ``column`` is that of the account, which guests have 0 in."""

    def get(name: str) -> str | None:
        text = order.agreed(name)
        return "" if text == "0" and name == column else text

    return get


def read(order: OrderRows) -> OrderFacts:
    status = order.first("status")
    total, currency = order.money("order_total")
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("order_date"),
        status=woocommerce_status(status),
        status_text=status,
        buyer=_BUYER.read(of_account(order, "customer_id")),
        recipients=recipients(_RECIPIENT.read(row.get) for row in order.rows),
        total=total,
        currency=cells.first_of((order.first("order_currency"), currency)),
        payment_method=cells.first_of(map(order.first, ("payment_method_title", "payment_method"))),
        shipping_method=order.first("shipping_method"),
        lines=_lines(order),
        refunded=order.money("refunded_total")[0],
    )


def _lines(order: OrderRows) -> tuple[LineFacts, ...] | None:
    if order.has(*_ITEM):
        return tuple(_line(row) for row in once(order.rows, "item_id") if any(map(row.get, _ITEM)))
    if order.rows[0].has_numbered(*NUMBERED):
        return tuple(numbered_lines(order.rows[0]))
    return tuple(lines_together(order.rows[0])) if order.has(TOGETHER) else None


def _line(row: Row) -> LineFacts:
    quantity = row.quantity("item_quantity")
    total, price = row.money("item_total")[0], row.money("item_price")[0]
    return LineFacts(
        sku=row.get("item_sku") or "",
        product=row.get("item_name") or "",
        quantity=quantity,
        unit_price=each_of(total, quantity) if price is None and total is not None else price,
        line_id=row.get("item_id") or "",
    )


FORMAT = Format(
    name="woocommerce",
    title="WooCommerce orders (WebToffee, SkyVerge)",
    source="woocommerce",
    orders=Sheet(
        number="order_number",
        signature=("order_number",),
        any_of=("billing_email", "billing_last_name", "billing_phone", "billing_address_1"),
        columns=_BUYER.columns()
        | _RECIPIENT.columns()
        | {*_ITEM, TOGETHER}
        | columns("order_date status order_total order_currency payment_method_title payment_method")
        | columns("shipping_method refunded_total item_id"),
        other_names={
            "order_number": ("order_number_formatted", "order_id"),
            "order_date": ("date", "date_created"),
            "status": ("order_status",),
            "order_currency": ("currency",),
            "customer_id": ("customer_user",),
        },
        numbered=NUMBERED,
    ),
    read=read,
    zone=None,
)

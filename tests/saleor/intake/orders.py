"""Orders as they come: checkouts, drafts, in bulk; changed, confirmed, cancelled, expired."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from saleor.channel.models import Channel
from saleor.order.models import Order
from saleor.order.tasks import expire_orders_task
from saleor.tax.models import TaxClass

from tests.saleor.intake.people import NAME, WRITTEN, new_address, new_email
from tests.saleor.intake.records import Records
from tests.saleor.intake.shop import Shop, global_id, id_of, row_of
from tests.saleor.table import Table


def show_checkout(table: Table, shop: Shop, records: Records) -> None:
    email, address = new_email(), new_address()
    number = shop.buys(email=email, address=address)
    order = Order.objects.get(number=number)
    table.row(
        "checkoutComplete: all that is recorded", _facts(records.of(number)), _expected(order, email, address)
    )
    table.row("checkoutComplete: status", records.status(number), "PLACED (unconfirmed)")
    changed = new_email()
    shop.do(
        "orderUpdate",
        "$o: ID!, $i: OrderUpdateInput!",
        "id: $o, input: $i",
        "order { id }",
        o=id_of(number),
        i={"userEmail": changed},
    )
    table.row("orderUpdate: e-mail", records.buyer(number, "emails"), [changed])
    shop.by_id("orderConfirm", id_of(number))
    table.row("orderConfirm", records.status(number), "PLACED (unfulfilled)")
    shop.by_id("orderCancel", id_of(number))
    table.row("orderCancel", records.status(number), "CANCELLED (canceled)")
    table.row("orderCancel: counts as a purchase", records.of(number)["counts"], False)


def show_draft(table: Table, shop: Shop, records: Records) -> None:
    email = new_email()
    draft = shop.draft(userEmail=email, quantity=2)
    number = row_of(draft).number
    table.row("draftOrderCreate, draftOrderUpdate: no record", records.status(number), "none")
    shop.by_id("draftOrderComplete", draft)
    table.row("draftOrderComplete", records.status(number), "PLACED (unfulfilled)")
    order, found = row_of(draft), records.of(number)
    seen = (found["buyer"]["emails"], [line["quantity"] for line in found["lines"]], Decimal(found["total"]))
    table.row("draftOrderComplete: e-mail, quantity, total", seen, ([email], [2], order.total_gross_amount))


def show_bulk(table: Table, shop: Shop, records: Records) -> None:
    variant, emails = shop.variant(), [new_email() for _ in range(3)]
    now = datetime.now(UTC).isoformat()
    money = {"gross": "1100", "net": "1000"}
    order = {
        "channel": shop.channel,
        "createdAt": now,
        "currency": shop.channel_row.currency_code,
        "languageCode": "JA",
        "status": "UNFULFILLED",
        "lines": [
            {
                "variantId": variant["id"],
                "createdAt": now,
                "isShippingRequired": False,
                "isGiftCard": False,
                "quantity": 1,
                "totalPrice": money,
                "undiscountedTotalPrice": money,
                "taxClassId": global_id("TaxClass", TaxClass.objects.order_by("pk")[0].pk),
                "warehouse": variant["stocks"][0]["warehouse"]["id"],
            }
        ],
    }
    made = shop.do(
        "orderBulkCreate",
        "$o: [OrderBulkCreateInput!]!",
        "orders: $o, stockUpdatePolicy: SKIP",
        "count results { order { number } errors { message } }",
        o=[order | {"user": {"email": email}, "billingAddress": new_address()} for email in emails],
    )
    found = [records.of(result["order"]["number"]) for result in made["results"] if result["order"]]
    seen = [(each["status"], each["buyer"]["emails"], float(each["total"])) for each in found]
    table.row("orderBulkCreate of 3", seen, [("PLACED", [email], 1100.0) for email in emails])
    table.row("orderBulkCreate: customers", len({each["customer"]["publicId"] for each in found}), 3)


def show_expiry(table: Table, shop: Shop, records: Records) -> None:
    number = shop.buys()
    Order.objects.filter(number=number).update(
        status="unconfirmed", created_at=datetime.now(UTC) - timedelta(minutes=9)
    )
    before = shop.channel_row.expire_orders_after
    Channel.objects.filter(pk=shop.channel_row.pk).update(expire_orders_after=5)
    try:
        expire_orders_task()
    finally:
        Channel.objects.filter(pk=shop.channel_row.pk).update(expire_orders_after=before)
    table.row("order expired (Saleor's own task)", records.status(number), "UNFINISHED (expired)")


def _facts(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record in a form that can be compared: without what is ours alone, amounts as numbers."""
    shown = {
        name: value for name, value in record.items() if name not in ("customer", "status", "statusText")
    }
    if shown:
        shown["total"] = Decimal(shown["total"])
        shown["lines"] = [line | {"unitPrice": Decimal(line["unitPrice"])} for line in shown["lines"]]
    return shown


def _expected(order: Order, email: str, address: dict[str, str]) -> dict[str, Any]:
    line = order.lines.get()
    return {
        "total": order.total_gross_amount,
        "currency": order.currency,
        "paymentMethod": "",
        "counts": True,
        "buyer": {
            "name": NAME,
            "emails": [email],
            "phones": [address["phone"]],
            "postalCode": address["postalCode"],
            "address": WRITTEN,
            "country": "JP",
            "memberId": "",
        },
        "recipients": [{"name": NAME, "phones": [address["phone"]]}],
        "lines": [{"sku": line.product_sku or "", "quantity": 1, "unitPrice": line.unit_price_gross_amount}],
    }

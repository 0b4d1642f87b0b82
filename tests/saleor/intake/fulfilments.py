"""Orders that are sent, partly or wholly, taken back, waited for and returned."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from saleor.site.models import SiteSettings

from tests.saleor.intake.people import new_email
from tests.saleor.intake.records import Records
from tests.saleor.intake.shop import Shop, global_id, row_of
from tests.saleor.table import Table


def show_fulfilment(table: Table, shop: Shop, records: Records) -> None:
    order = shop.paid_order(userEmail=new_email(), quantity=2)
    number = row_of(order).number
    first = shop.fulfil(order, 1)
    table.row("orderFulfill: 1 of 2", records.status(number), "PLACED (partially fulfilled)")
    shop.fulfil(order, 1)
    table.row("orderFulfill: 2 of 2", records.status(number), "FULFILLED (fulfilled)")
    shop.do(
        "orderFulfillmentCancel",
        "$f: ID!, $w: ID!",
        "id: $f, input: {warehouseId: $w}",
        "order { id }",
        f=first,
        w=shop.variant()["stocks"][0]["warehouse"]["id"],
    )
    table.row("orderFulfillmentCancel", records.status(number), "PLACED (partially fulfilled)")


def show_approval(table: Table, shop: Shop, records: Records) -> None:
    with _approval_needed():
        order = shop.paid_order(userEmail=new_email())
        number = row_of(order).number
        waiting = shop.fulfil(order)
        table.row("orderFulfill, to be approved", records.status(number), "PLACED (unfulfilled)")
        shop.do(
            "orderFulfillmentApprove",
            "$f: ID!",
            "id: $f, notifyCustomer: false",
            "order { id }",
            f=waiting,
        )
        table.row("orderFulfillmentApprove", records.status(number), "FULFILLED (fulfilled)")


def show_return(table: Table, shop: Shop, records: Records) -> None:
    order = shop.paid_order(userEmail=new_email(), quantity=2)
    number = row_of(order).number
    shop.fulfil(order, 2)
    for quantity, expected in (
        ("1 of 2", "FULFILLED (partially_returned)"),
        ("2 of 2", "RETURNED (returned)"),
    ):
        line = row_of(order).fulfillments.get(status="fulfilled").lines.get()
        shop.do(
            "orderFulfillmentReturnProducts",
            "$o: ID!, $i: OrderReturnProductsInput!",
            "order: $o, input: $i",
            "order { id }",
            o=order,
            i={
                "fulfillmentLines": [
                    {"fulfillmentLineId": global_id("FulfillmentLine", line.pk), "quantity": 1}
                ]
            },
        )
        table.row(f"orderFulfillmentReturnProducts: {quantity}", records.status(number), expected)
    table.row("returned: counts as a purchase", records.of(number)["counts"], False)


@contextmanager
def _approval_needed() -> Iterator[None]:
    """Have the shop ask for somebody's approval before a fulfilment counts."""
    settings = SiteSettings.objects.order_by("pk")[:1].get()
    of_shop = SiteSettings.objects.filter(pk=settings.pk)
    of_shop.update(fulfillment_auto_approve=False)
    try:
        yield
    finally:
        of_shop.update(fulfillment_auto_approve=settings.fulfillment_auto_approve)

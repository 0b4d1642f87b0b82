"""Money that comes and goes back, in both of the ways that Saleor has for it."""

from __future__ import annotations

from decimal import Decimal

from tests.saleor.api import Api, complete_checkout, ready_checkout, variant_on_sale
from tests.saleor.intake.people import new_address, new_email
from tests.saleor.intake.records import Records
from tests.saleor.intake.shop import Shop, id_of, row_of
from tests.saleor.soon import await_record
from tests.saleor.table import Table

GATEWAY = "mirumee.payments.dummy"
"""Saleor's own gateway for trying out, with which every payment succeeds."""


def show_transaction(table: Table, shop: Shop, records: Records) -> None:
    """Pay back in two steps what came as a transaction."""
    order = shop.order(userEmail=new_email())
    number, total = row_of(order).number, row_of(order).total_gross_amount
    currency = row_of(order).currency
    made = shop.do(
        "transactionCreate",
        "$o: ID!, $t: TransactionCreateInput!",
        "id: $o, transaction: $t",
        "transaction { token }",
        o=order,
        t={"name": "Invented card", "amountCharged": {"amount": float(total), "currency": currency}},
    )["transaction"]["token"]
    table.row("transactionCreate: means of payment", records.of(number)["paymentMethod"], "Invented card")
    shop.fulfil(order)
    for refunded, expected in ((Decimal(1), "FULFILLED (fulfilled)"), (total, "RETURNED (fulfilled)")):
        amounts = {"amountRefunded": refunded, "amountCharged": total - refunded}
        shop.do(
            "transactionUpdate",
            "$t: UUID!, $i: TransactionUpdateInput!",
            "token: $t, transaction: $i",
            "transaction { id }",
            t=made,
            i={name: {"amount": float(value), "currency": currency} for name, value in amounts.items()},
        )
        what = "all" if refunded == total else "1"
        table.row(f"transactionUpdate: {what} refunded", records.status(number), expected)


def show_payment(table: Table, shop: Shop, records: Records) -> None:
    """Pay back in two steps what came as a payment of the old kind, in the storefront."""
    with shop.paid_first():
        number = _paid_checkout(shop.guest, shop.channel)
        await_record(shop.staff, number)
    order = id_of(number)
    found = records.of(number)
    table.row("checkoutPaymentCreate: means of payment", found["paymentMethod"], GATEWAY)
    table.row("checkoutPaymentCreate: status", records.status(number), "PLACED (unfulfilled)")
    total = row_of(order).total_gross_amount
    for amount, expected in ((Decimal(1), "PLACED (unfulfilled)"), (total - 1, "RETURNED (unfulfilled)")):
        shop.do(
            "orderRefund",
            "$o: ID!, $a: PositiveDecimal!",
            "id: $o, amount: $a",
            "order { id }",
            o=order,
            a=float(amount),
        )
        what = "1" if amount == 1 else "all"
        table.row(f"orderRefund: {what} refunded", records.status(number), expected)


def show_marked_paid(table: Table, shop: Shop, records: Records) -> None:
    order = shop.order(userEmail=new_email())
    shop.by_id("orderMarkAsPaid", order)
    number = row_of(order).number
    payment, transaction = row_of(order).payments.first(), row_of(order).payment_transactions.first()
    expected = payment.gateway if payment else transaction.name
    table.row("orderMarkAsPaid: means of payment", records.of(number)["paymentMethod"], expected)


def _paid_checkout(guest: Api, channel: str) -> str:
    checkout = ready_checkout(
        guest,
        email=new_email(),
        address=new_address(),
        variant=variant_on_sale(guest, channel),
        channel=channel,
    )
    guest.ask(
        "mutation($c: ID!, $i: PaymentInput!) { checkoutPaymentCreate(id: $c, input: $i) "
        "{ payment { id } errors { field message code } } }",
        c=checkout,
        i={"gateway": GATEWAY, "token": "invented"},
    )
    return complete_checkout(guest, checkout)

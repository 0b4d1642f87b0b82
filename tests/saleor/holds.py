"""Holds in a real, running Saleor: what is held stays where it is, and goes on when it is released.

    python -m tests.saleor.holds --url http://127.0.0.1:8000/graphql/ --email … --password …

Runs in Saleor's own interpreter, in Saleor's folder, with the environment of the server at ``--url``; needs a
worker, sample data that may be changed, and a channel that allows unpaid orders. Orders are placed, moved and
paid through Saleor's API; marks and holds are made by our services, and by two of the shipped rules. Every
person is invented, and new every time. Prints a table; exits with 1 when a row is not right.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from decimal import Decimal
from functools import partial
from typing import Any

if __name__ == "__main__":
    import django

    django.setup()

from django.db import connection
from django.db.models import Sum
from saleor.core.db.connection import allow_writer
from saleor.order import actions
from saleor.order.models import Order
from saleor.payment.models import Payment, Transaction, TransactionEvent
from saleor.product.models import ProductVariant

from saleor_customer_mgmt.core.actions import WatchLevel
from saleor_customer_mgmt.models import HeldStep, Hold, HoldBreach, OrderRecord, Rule
from saleor_customer_mgmt.services.actor import Actor, ActorKind
from saleor_customer_mgmt.services.close_hold import release_holds
from saleor_customer_mgmt.services.place_hold import place_holds
from saleor_customer_mgmt.services.save_rule import switch_rule
from saleor_customer_mgmt.services.watch_customer import watch_customer
from saleor_customer_mgmt.services.watch_holds import watch_holds
from tests.saleor.api import Api, complete_checkout, guest_checkout
from tests.saleor.intake.shop import Shop, global_id
from tests.saleor.narrow_cut import finished, rakuten_file
from tests.saleor.soon import soon
from tests.saleor.table import Table

WHO = Actor(ActorKind.COMMAND, label="tests.saleor.holds")
BLOCKED, TIPPED = "On the watchlist: block", "Cancelled 3 of the last 5 orders"
_IMPORT = (
    "mutation($files: [OrderImportUpload!]!) { orderImportCreate(files: $files) "
    "{ orderImport { id } errors { field message code } } }"
)


class Person:
    """山田太郎 with a telephone number of his own, who writes himself in different ways."""

    def __init__(self) -> None:
        self.last = f"{secrets.randbelow(9000) + 1000}"
        self.middle = f"{secrets.randbelow(9000) + 1000}"

    def address(self, *, spelling: int = 0) -> dict[str, str]:
        name = [("太郎", "山田"), ("太 郎", "山田"), ("　太郎", "山田 ")][spelling]
        phone = [f"+8180{self.middle}{self.last}", f"080-{self.middle}-{self.last}"][min(spelling, 1)]
        return {
            "firstName": name[0],
            "lastName": name[1],
            "streetAddress1": ["架空町1-2-3", "別町9", "別町9"][spelling],
            "city": "千代田区",
            "countryArea": "東京都",
            "postalCode": ["100-0001", "1000002", "1000002"][spelling],
            "country": "JP",
            "phone": phone,
        }

    def email(self) -> str:
        return f"taro{secrets.token_hex(5)}@example.com"


class Stage:
    """What the parts of the script share."""

    def __init__(self, table: Table, guest: Api, staff: Api, channel: str) -> None:
        self.table, self.guest, self.staff = table, guest, staff
        self.shop = Shop(guest, staff, channel)

    def row(self, what: str, seen: object, expected: object) -> None:
        self.table.row(what, seen, expected)

    def buys(self, person: Person, *, spelling: int = 0) -> Order:
        number = guest_checkout(
            self.guest,
            email=person.email(),
            address=person.address(spelling=spelling),
            channel=self.shop.channel,
        )
        return Order.objects.get(number=int(number))

    def refusal(self, name: str, typed: str, given: str, **variables: Any) -> str:
        """Return the code and message with which Saleor refuses a mutation, or "done"."""
        query = f"mutation({typed}) {{ {name}({given}) {{ errors {{ field message code }} }} }}"
        answer = self.staff.answer(query, **variables)
        if answer.get("errors"):
            return f"top-level: {answer['errors'][0]['message'][:200]}"
        errors = answer["data"][name]["errors"]
        return "; ".join(f"{e['code']} {e['message']}" for e in errors) or "done"

    def confirm(self, order: Order) -> str:
        return self.refusal("orderConfirm", "$o: ID!", "id: $o", o=order_id(order))

    def fulfil(self, order: Order, quantity: int = 1) -> str:
        line = order.lines.first()
        stock = line.variant.stocks.first()
        given = {
            "notifyCustomer": False,
            "allowStockToBeExceeded": True,
            "lines": [
                {
                    "orderLineId": global_id("OrderLine", line.pk),
                    "stocks": [
                        {"quantity": quantity, "warehouse": global_id("Warehouse", stock.warehouse_id)}
                    ],
                }
            ],
        }
        return self.refusal(
            "orderFulfill",
            "$o: ID!, $i: OrderFulfillInput!",
            "order: $o, input: $i",
            o=order_id(order),
            i=given,
        )

    def capture(self, order: Order) -> str:
        return self.refusal(
            "orderCapture",
            "$o: ID!, $a: PositiveDecimal!",
            "id: $o, amount: $a",
            o=order_id(order),
            a=str(order.total_gross_amount),
        )

    def mark_paid(self, order: Order) -> str:
        return self.refusal("orderMarkAsPaid", "$o: ID!", "id: $o", o=order_id(order))


def order_id(order: Order) -> str:
    return global_id("Order", order.pk)


def facts(order: Order) -> tuple[Any, ...]:
    """Return all that a move would change, as it is in the tables."""
    now = Order.objects.get(pk=order.pk)
    return (
        now.status,
        now.total_charged_amount,
        now.updated_at,
        sorted(now.fulfillments.values_list("id", "status")),
        sorted(now.lines.values_list("id", "quantity_fulfilled")),
        now.events.count(),
        Transaction.objects.filter(payment__order=now).count(),
        TransactionEvent.objects.filter(transaction__order=now).count(),
    )


def record_of(order: Order) -> OrderRecord:
    found = soon(OrderRecord.objects.filter(source="saleor", number=str(order.number)).first)
    assert found is not None
    return found


def open_holds(order: Order) -> list[tuple[str, str]]:
    rows = Hold.objects.filter(order__source="saleor", order__number=str(order.number), state="open")
    return list(rows.order_by("id").values_list("point", "reason"))


def hold(order: Order, point: str, reason: str = "Checked by hand") -> int:
    return place_holds([record_of(order).id], point=point, reason=reason, actor=WHO)[0].id


def release(order: Order) -> None:
    rows = Hold.objects.filter(order__source="saleor", order__number=str(order.number), state="open")
    release_holds(list(rows.values_list("id", flat=True)), actor=WHO, note="Looked at")


def status(order: Order) -> str:
    return str(Order.objects.get(pk=order.pk).status)


def on_hold(reason: str) -> str:
    return f"INVALID This order is on hold: {reason}"


def switch_rules_on() -> None:
    """Have block-listed customers' orders held, and those of people who cancelled three of the last five."""
    for rule in Rule.objects.filter(preset__in=("watchlist_block", "cancelled_3_of_last_5"), active=False):
        switch_rule(rule.id, active=True, actor=WHO)


def show_block_listed(stage: Stage) -> None:
    """A block-listed person orders again under another spelling."""
    person = Person()
    first = stage.buys(person)
    stage.row("an order of somebody unknown is held", open_holds(first), [])
    watch_customer(record_of(first).id, WatchLevel.BLOCK, actor=WHO, reason="Never paid")

    order = stage.buys(person, spelling=1)
    # The first thing that is asked after checkoutComplete has answered.
    stage.row("block-listed, other spelling: orderConfirm", stage.confirm(order), on_hold(BLOCKED))
    stage.row("the hold", open_holds(order), [("confirm", BLOCKED)])
    stage.row("one customer", record_of(order).customer_id, record_of(first).customer_id)
    before = facts(order)
    stage.row("orderFulfill", stage.fulfil(order), on_hold(BLOCKED))
    stage.row("orderConfirm once more", stage.confirm(order), on_hold(BLOCKED))
    stage.row("nothing changed", facts(order), before)

    stage.row("orderMarkAsPaid", stage.mark_paid(order), "done")
    stage.row("marked as paid: status", status(order), "unconfirmed")
    before = facts(order)
    stage.row("marked as paid: orderConfirm", stage.confirm(order), on_hold(BLOCKED))
    stage.row("marked as paid: orderFulfill", stage.fulfil(order), on_hold(BLOCKED))
    stage.row("nothing changed", facts(order), before)
    stage.row("a customer's question is not about holds", _as_customer(stage, order), "PermissionDenied")

    release(order)
    stage.row("released: holds", open_holds(order), [])
    stage.row("released: orderConfirm", stage.confirm(order), "done")
    stage.row("released: orderFulfill", stage.fulfil(order), "done")
    stage.row("released: status", status(order), "fulfilled")
    third = stage.buys(person, spelling=2)
    stage.row("the next order, third spelling, is held too", open_holds(third), [("confirm", BLOCKED)])


def _as_customer(stage: Stage, order: Order) -> str:
    answer = stage.guest.answer(
        "mutation($o: ID!) { orderConfirm(id: $o) { errors { message } } }", o=order_id(order)
    )
    return str(answer["errors"][0]["extensions"]["exception"]["code"])


def show_approval(stage: Stage) -> None:
    """A fulfilment that waits for approval when the order comes to be held."""
    order = stage.buys(Person())
    stage.confirm(order)
    stage.mark_paid(order)
    _auto_approve(stage, False)
    try:
        stage.row("orderFulfill, to be approved", stage.fulfil(order), "done")
        hold(order, "fulfil", "Count them first")
        before = facts(order)
        fulfilment = global_id("Fulfillment", order.fulfillments.get().pk)
        approve = partial(
            stage.refusal, "orderFulfillmentApprove", "$f: ID!", "id: $f, notifyCustomer: false", f=fulfilment
        )
        stage.row("orderFulfillmentApprove", approve(), on_hold("Count them first"))
        stage.row("nothing changed", facts(order), before)
        release(order)
        stage.row("released: orderFulfillmentApprove", approve(), "done")
        stage.row("released: status", status(order), "fulfilled")
    finally:
        _auto_approve(stage, True)


def _auto_approve(stage: Stage, on: bool) -> None:
    stage.refusal("shopSettingsUpdate", "$on: Boolean!", "input: {fulfillmentAutoApprove: $on}", on=on)


def show_captures(stage: Stage) -> None:
    """An authorised payment of the old kind."""
    order = stage.buys(Person())
    stage.confirm(order)
    payment = _authorised(order)
    hold(order, "capture", "Ask the bank")
    before = facts(order)
    stage.row("orderCapture", stage.capture(order), on_hold("Ask the bank"))
    by_payment = partial(
        stage.refusal, "paymentCapture", "$p: ID!", "paymentId: $p", p=global_id("Payment", payment.pk)
    )
    stage.row("paymentCapture", by_payment(), on_hold("Ask the bank"))
    stage.row("orderFulfill of what may not be captured", stage.fulfil(order), on_hold("Ask the bank"))
    stage.row("nothing changed", facts(order), before)
    release(order)
    stage.row("released: orderCapture", stage.capture(order), "done")
    charged = Order.objects.get(pk=order.pk).total_charged_amount
    stage.row("released: charged", charged, order.total_gross_amount)

    order = stage.buys(Person())
    _authorised(order)
    hold(order, "capture", "Ask the bank")
    before = facts(order)
    stage.row("orderConfirm, which would capture", stage.confirm(order), on_hold("Ask the bank"))
    stage.row("nothing changed", facts(order), before)
    release(order)
    stage.row("released: orderConfirm", stage.confirm(order), "done")
    stage.row("released: status", status(order), "unfulfilled")


def _authorised(order: Order) -> Payment:
    with allow_writer():
        payment = Payment.objects.create(
            order=order,
            gateway="mirumee.payments.dummy",
            is_active=True,
            total=order.total_gross_amount,
            currency=order.currency,
            charge_status="not-charged",
            billing_email="nobody@example.com",
        )
        Transaction.objects.create(
            payment=payment,
            kind="auth",
            is_success=True,
            amount=order.total_gross_amount,
            currency=order.currency,
            token="authorised",
            gateway_response={},
        )
    return payment


def show_transaction(stage: Stage) -> None:
    """A request to charge; and a provider that reports a charge, which confirms an order by itself."""
    order = stage.buys(Person())
    held = hold(order, "confirm", "Known address?")
    made = stage.staff.ask(
        "mutation($o: ID!, $a: PositiveDecimal!, $c: String!) { transactionCreate(id: $o, transaction: "
        '{name: "Card", availableActions: [CHARGE, REFUND], amountAuthorized: {amount: $a, currency: $c}}) '
        "{ transaction { id } errors { message code } } }",
        o=order_id(order),
        a=str(order.total_gross_amount),
        c=order.currency,
    )["transaction"]["id"]
    before = facts(order)
    charge = partial(
        stage.refusal, "transactionRequestAction", "$t: ID!", "id: $t, actionType: CHARGE", t=made
    )
    stage.row("transactionRequestAction CHARGE", charge(), on_hold("Known address?"))
    stage.row("nothing changed", facts(order), before)

    paid = stage.refusal(
        "transactionUpdate",
        "$t: ID!, $a: PositiveDecimal!, $z: PositiveDecimal!, $c: String!",
        "id: $t, transaction: {amountCharged: {amount: $a, currency: $c}, "
        "amountAuthorized: {amount: $z, currency: $c}}",
        t=made,
        a=str(order.total_gross_amount),
        z="0",
        c=order.currency,
    )
    stage.row("the provider reports that it is paid", paid, "done")
    stage.row("paid: status", status(order), "unconfirmed")
    stage.row("paid: noted as kept from", _kept_from(order), ["confirm"])
    stage.row("paid: orderFulfill", stage.fulfil(order), on_hold("Known address?"))
    found = watch_holds().breaches
    stage.row("the watchdog tells of the charge, once", (found, watch_holds().breaches), (1, 0))
    told = list(HoldBreach.objects.filter(hold_id=held).values_list("what", flat=True))
    stage.row("what it tells", told, ["captured"])
    release(order)
    stage.row("released: confirmed by itself, as it would have been", status(order), "unfulfilled")
    stage.row("released: nothing left to make good", _kept_from(order), [])
    stage.row("released: orderFulfill", stage.fulfil(order), "done")


def _kept_from(order: Order) -> list[str]:
    return sorted(HeldStep.objects.filter(number=str(order.number)).values_list("step", flat=True))


def show_gift_card(stage: Stage) -> None:
    """A gift card that a block-listed person pays at the checkout, and that Saleor would send at once."""
    _show_sent_by_itself(stage, "gift card", _gift_card(), "send_gift_cards")


def show_download(stage: Stage) -> None:
    """The same with a download, which only 3.21 and 3.22 send by themselves."""
    if hasattr(actions, "automatically_fulfill_digital_lines"):
        _show_sent_by_itself(stage, "download", _download(), "send_downloads")


def _show_sent_by_itself(stage: Stage, what: str, variant: str, step: str) -> None:
    person = Person()
    watch_customer(record_of(stage.buys(person)).id, WatchLevel.BLOCK, actor=WHO)
    orders = {}
    for name, buyer in (("somebody", Person()), ("block-listed", person)):
        checkout = _checkout(stage, buyer, variant)
        _pay(stage, checkout)
        number = complete_checkout(stage.guest, checkout)
        order = orders[name] = Order.objects.get(number=int(number))
        stage.row(f"{what}, {name}: paid at the checkout, which went well", order.charge_status, "full")
    as_without = _outcome(orders["somebody"])
    stage.row(f"{what}, somebody's: sent by itself", as_without[:2], ("fulfilled", 1))
    stage.row(f"{what}, block-listed: held", open_holds(order), [("confirm", BLOCKED)])
    stage.row(f"{what}, block-listed: not sent", _outcome(order)[1], 0)
    stage.row(f"{what}, block-listed: noted as kept from", _kept_from(order), ["announce", step])
    release(order)
    stage.row(f"{what}, released: as without a hold", _outcome(order), as_without)
    stage.row(f"{what}, released: nothing left to make good", _kept_from(order), [])


def _outcome(order: Order) -> tuple[Any, ...]:
    kinds = sorted(set(order.events.values_list("type", flat=True)))
    return (status(order), order.fulfillments.filter(status="fulfilled").count(), kinds)


def _gift_card() -> str:
    """Return the id of a gift card on sale that is not shipped."""
    found = ProductVariant.objects.filter(
        product__product_type__kind="gift_card",
        product__product_type__is_shipping_required=False,
        channel_listings__price_amount__gt=0,
        channel_listings__channel__slug="default-channel",
    )
    return global_id("ProductVariant", found.order_by("pk")[0].pk)


def _download() -> str:
    """Return the id of a variant that is not shipped, made a download."""
    from saleor.product.models import DigitalContent

    found = ProductVariant.objects.filter(
        product__product_type__kind="normal",
        product__product_type__is_shipping_required=False,
        channel_listings__price_amount__gt=0,
        channel_listings__channel__slug="default-channel",
    )
    variant = found.order_by("pk")[0]
    with allow_writer():
        type(variant.product.product_type).objects.filter(pk=variant.product.product_type_id).update(
            is_digital=True
        )
        DigitalContent.objects.update_or_create(
            product_variant=variant,
            defaults={
                "use_default_settings": False,
                "automatic_fulfillment": True,
                "content_file": "a_file.txt",
            },
        )
    return global_id("ProductVariant", variant.pk)


def _checkout(stage: Stage, buyer: Person, variant: str) -> str:
    address = buyer.address(spelling=1)
    made = stage.guest.ask(
        "mutation($i: CheckoutCreateInput!) { checkoutCreate(input: $i) "
        "{ checkout { id } errors { field message code } } }",
        i={
            "channel": stage.shop.channel,
            "email": buyer.email(),
            "lines": [{"quantity": 1, "variantId": variant}],
            "billingAddress": address,
        },
    )
    return str(made["checkout"]["id"])


def _pay(stage: Stage, checkout: str) -> None:
    query = "query($c: ID!) { checkout(id: $c) { totalPrice { gross { amount currency } } } }"
    gross = stage.guest.ask(query, c=checkout)["totalPrice"]["gross"]
    stage.staff.ask(
        "mutation($o: ID!, $a: PositiveDecimal!, $c: String!) { transactionCreate(id: $o, transaction: "
        '{name: "Card", availableActions: [REFUND], amountCharged: {amount: $a, currency: $c}}) '
        "{ transaction { id } errors { message code } } }",
        o=checkout,
        a=str(gross["amount"]),
        c=gross["currency"],
    )


def show_race(stage: Stage, rounds: int) -> None:
    """Ten parallel attempts to fulfil while an order comes to be held."""
    sent, refused, other, late = 0, 0, [], 0
    for number in range(1, rounds + 1):
        order = Order.objects.get(pk=_row_pk(stage.shop.paid_order(quantity=10)))
        go = threading.Barrier(10)

        def attempt(order: Order = order, go: threading.Barrier = go) -> str:
            go.wait(60)
            try:
                return stage.fulfil(order)
            finally:
                connection.close()

        with ThreadPoolExecutor(10) as pool:
            tries = [pool.submit(attempt) for _ in range(10)]
            if number > 1:  # the others are on their way by then
                wait(tries, timeout=60, return_when=FIRST_COMPLETED)
            held = Hold.objects.get(pk=hold(order, "fulfil", "Stop"))
            answers = [each.result(120) for each in tries]
        sent += answers.count("done")
        refused += answers.count(on_hold("Stop"))
        other += [a for a in answers if a not in {"done", on_hold("Stop")}]
        made = list(order.fulfillments.values_list("created_at", flat=True))
        # Both moments are taken under the lock of the order's moves.
        late += sum(at > held.created_at for at in made)
        stage.row(f"round {number}: sent as answered", len(made), answers.count("done"))
        # Not of the order line: Saleor itself loses some of what is counted there at the same time.
        sums = order.fulfillments.aggregate(all=Sum("lines__quantity"))
        stage.row(f"round {number}: quantity sent", sums["all"] or 0, answers.count("done"))
        stage.row(f"round {number}: breaches", _breaches_of(held), [])
    stage.row(f"{rounds} rounds of ten: other answers", other, [])
    stage.row(f"{sent} sent, {refused} refused; some of both", (sent > 0, refused > 0), (True, True))
    stage.row(f"{rounds} rounds of ten: slipped through", late, 0)


def _breaches_of(held: Hold) -> list[str]:
    watch_holds()
    return list(HoldBreach.objects.filter(hold=held).values_list("what", flat=True))


def _row_pk(name: str) -> Any:
    import graphene

    return graphene.Node.from_global_id(name)[1]


def show_tipping(stage: Stage) -> None:
    """The third cancelled Rakuten order of a person tips the rule for the next order in the own shop."""
    person = Person()
    for turn in range(1, 4):
        file = rakuten_file(
            f"123456-20260301-{secrets.randbelow(10**10):010}",
            phone=("080", person.middle, person.last),
            relay=f"{secrets.token_hex(16)}s1@pc.fw.rakuten.ne.jp",
            status="900",
        )
        done = stage.staff.upload(_IMPORT, {"rakuten.csv": file})
        run = finished(stage.staff, done["orderImport"]["id"])
        stage.row(f"Rakuten import {turn}: state, new", (run["state"], run["new"]), ("DONE", 1))
        if turn == 2:
            order = stage.buys(person, spelling=1)
            stage.row("own-shop order after two: held", open_holds(order), [])
    order = stage.buys(person, spelling=1)
    stage.row("own-shop order after three: held", open_holds(order), [("confirm", TIPPED)])
    stage.row("own-shop order after three: orderFulfill", stage.fulfil(order), on_hold(TIPPED))


def show_watchdog(stage: Stage) -> None:
    """What comes past Saleor altogether is reported."""
    order = stage.buys(Person())
    held = hold(order, "confirm")
    with allow_writer():
        Order.objects.filter(pk=order.pk).update(status="fulfilled", total_charged_amount=Decimal(1))
        order.fulfillments.bulk_create([order.fulfillments.model(order=order, fulfillment_order=1)])
    counts = (watch_holds().breaches, watch_holds().breaches)
    stage.row("moved by SQL: breaches, and again", counts, (3, 0))
    told = sorted(HoldBreach.objects.filter(hold_id=held).values_list("what", flat=True))
    stage.row("moved by SQL: what", told, ["captured", "confirmed", "fulfilled"])


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8000/graphql/")
    parser.add_argument("--email", required=True, help="of a member of staff with all permissions")
    parser.add_argument("--password", required=True)
    parser.add_argument("--channel", default="default-channel")
    parser.add_argument("--rounds", type=int, default=5, help="of ten parallel attempts")
    options = parser.parse_args()
    guest = Api(options.url)
    staff = guest.signed_in(options.email, options.password)
    table = Table()
    stage = Stage(table, guest, staff, options.channel)
    switch_rules_on()
    parts: Sequence[Callable[[], None]] = [
        partial(show_block_listed, stage),
        partial(show_approval, stage),
        partial(show_captures, stage),
        partial(show_transaction, stage),
        partial(show_gift_card, stage),
        partial(show_download, stage),
        partial(show_race, stage, options.rounds),
        partial(show_watchdog, stage),
        partial(show_tipping, stage),
    ]
    for part in parts:
        try:
            part()
        except Exception as error:  # noqa: BLE001  # the other parts are shown all the same
            table.row("stopped by", f"{type(error).__name__}: {str(error)[:300]}", "nothing")
    return table.verdict()


if __name__ == "__main__":
    sys.exit(main())

"""Taking in the orders of a real, running Saleor: hooks, locked tables, sweep and backfill.

    cd SALEOR'S SOURCE; PYTHONPATH=.:THIS PROJECT python -m tests.saleor.intake \
        --url http://127.0.0.1:8000/graphql/ --email … --password …

Runs in Saleor's own interpreter with the settings of the server at ``--url``, which has to run with a
worker, on sample data that may be changed: it cancels, refunds and expires orders, deletes an account
and switches the plugin off and on. What is done is done through the API; what became of it is read
from the tables. Prints a table; exits with 1 when a row is not as it should be.
"""

from __future__ import annotations

import argparse
import secrets
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.saleor.api import Api, guest_checkout

if __name__ == "__main__":
    import django

    django.setup()

from django.db import connection, connections
from saleor.channel.models import Channel
from saleor.order.models import Order
from saleor.order.tasks import expire_orders_task
from saleor.plugins.models import PluginConfiguration
from saleor.tax.models import TaxClass

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.hosts.saleor import progress
from saleor_customer_mgmt.models import OrderRecord
from saleor_customer_mgmt.selectors.orders import load_facts
from saleor_customer_mgmt.services.host_sweep import Taken, host_orders
from saleor_customer_mgmt.tasks import sweep as sweep_task

PLUGIN = "customer-management"
ADDRESS = {
    "firstName": "花子",
    "lastName": "試験",
    "streetAddress1": "架空町1-2-3",
    "city": "千代田区",
    "countryArea": "東京都",
    "postalCode": "100-0001",
    "country": "JP",
}


class Table:
    """What was shown."""

    def __init__(self) -> None:
        self.failed = 0

    def row(self, what: str, seen: object, expected: object) -> None:
        good = seen == expected
        self.failed += not good
        told = f"{seen}" if good else f"{seen}, not {expected}"
        sys.stdout.write(f"{'ok  ' if good else 'FAIL'} {what:58} {told}\n")
        sys.stdout.flush()


def new_address() -> dict[str, str]:
    return ADDRESS | {"phone": f"+8180{secrets.randbelow(9000) + 1000}{secrets.randbelow(9000) + 1000}"}


def new_email() -> str:
    return f"hanako{secrets.token_hex(5)}@example.com"


class Shop:
    """The staff's side of the API."""

    def __init__(self, staff: Api, channel: str) -> None:
        self.staff = staff
        self.channel = channel
        self.channel_row = Channel.objects.get(slug=channel)

    def do(self, name: str, typed: str, given: str, answer: str, **variables: Any) -> Any:
        """Run one mutation: ``typed`` declares the variables, ``given`` hands them on."""
        query = f"mutation({typed}) {{ {name}({given}) {{ {answer} errors {{ message code }} }} }}"
        return self.staff.ask(query, **variables)

    def variant(self) -> Any:
        found = self.staff.ask(
            "query($c: String!) { products(first: 50, channel: $c, filter: {isAvailable: true}) { edges "
            "{ node { productType { isShippingRequired } variants { id quantityAvailable stocks "
            "{ quantity warehouse { id } } } } } } }",
            c=self.channel,
        )
        return next(
            v
            for edge in found["edges"]
            if edge["node"]["productType"]["isShippingRequired"]
            for v in edge["node"]["variants"]
            if (v["quantityAvailable"] or 0) > 20 and v["stocks"]
        )

    def draft(self, **more: Any) -> str:
        made = self.do(
            "draftOrderCreate",
            "$i: DraftOrderCreateInput!",
            "input: $i",
            "order { id shippingMethods { id } }",
            i={
                "channelId": self.global_id("Channel", self.channel_row.pk),
                "billingAddress": new_address(),
                "shippingAddress": new_address(),
                "lines": [{"variantId": self.variant()["id"], "quantity": 1}],
                **more,
            },
        )["order"]
        self.do(
            "draftOrderUpdate",
            "$o: ID!, $i: DraftOrderInput!",
            "id: $o, input: $i",
            "order { id }",
            o=made["id"],
            i={"shippingMethod": made["shippingMethods"][0]["id"]},
        )
        return str(made["id"])

    def by_id(self, name: str, order: str) -> None:
        self.do(name, "$o: ID!", "id: $o", "order { id }", o=order)

    def set_plugin(self, active: bool, **values: str) -> list[str]:
        """Save the plugin's settings; return the fields that were refused."""
        answer = self.staff.answer(
            "mutation($p: ID!, $i: PluginUpdateInput!) { pluginUpdate(id: $p, input: $i) "
            "{ plugin { id } errors { field message code } } }",
            p=PLUGIN,
            i={
                "active": active,
                "configuration": [{"name": n.replace("_", "-"), "value": v} for n, v in values.items()],
            },
        )
        return sorted(error["field"] for error in answer["data"]["pluginUpdate"]["errors"])

    @staticmethod
    def global_id(kind: str, key: Any) -> str:
        import graphene

        return str(graphene.Node.to_global_id(kind, key))


def record(number: object) -> OrderRecord | None:
    return OrderRecord.objects.filter(source="saleor", number=str(number)).first()


def status(number: object) -> str:
    found = record(number)
    return found.status if found else "none"


def buyer(number: object) -> Any:
    found = record(number)
    assert found is not None
    return load_facts([found.id])[found.id].buyer


def order_of(global_id: str) -> Order:
    import graphene

    return Order.objects.get(pk=graphene.Node.from_global_id(global_id)[1])


def missing_and_doubled() -> tuple[int, int]:
    """Return how many orders of the shop have no record, and how many records are too many."""
    orders = {str(n) for n in Order.objects.exclude(status="draft").values_list("number", flat=True)}
    records = list(OrderRecord.objects.filter(source="saleor").values_list("number", flat=True))
    return len(orders - set(records)), len(records) - len(set(records)) + len(set(records) - orders)


def sweep() -> Taken:
    host = host_orders()
    assert host is not None
    return host.sweep()


@contextmanager
def locked_tables() -> Iterator[None]:
    """Hold the tables in another session, as an ALTER TABLE or a forgotten psql would."""
    held, over = threading.Event(), threading.Event()

    def hold() -> None:
        from django.db import transaction

        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "LOCK TABLE customer_mgmt_orderrecord, customer_mgmt_matchkey, customer_mgmt_customer "
                "IN ACCESS EXCLUSIVE MODE"
            )
            held.set()
            over.wait(300)
        connections.close_all()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(30)
    try:
        yield
    finally:
        over.set()
        thread.join()


def many_checkouts(api: Api, channel: str, people: list[tuple[str, dict[str, str]]]) -> list[float]:
    """Buy once for each person, four at a time; return the seconds of those that succeeded."""

    def buy(person: tuple[str, dict[str, str]]) -> float | None:
        began = time.monotonic()
        try:
            guest_checkout(api, email=person[0], address=person[1], channel=channel)
        except Exception as error:  # noqa: BLE001  # what the shopper would have seen is counted
            sys.stdout.write(f"     a checkout failed: {str(error)[:200]}\n")
            return None
        return time.monotonic() - began

    with ThreadPoolExecutor(4) as pool:
        return [took for took in pool.map(buy, people) if took is not None]


def show_backfill(table: Table) -> None:
    host = host_orders()
    assert host is not None
    host.backfill(batch=7, restart=True, on_progress=lambda _: None)
    table.row("backfill: orders missing, doubled", missing_and_doubled(), (0, 0))
    again = host.backfill(batch=7, restart=True, on_progress=lambda _: None)
    table.row("backfill once more: new, changed, failed", (again.new, again.changed, again.failed), (0, 0, 0))
    rest = host.backfill(batch=7, restart=False, on_progress=lambda _: None)
    table.row("backfill goes on where it stopped: orders read", rest.seen, 0)


def show_hooks(table: Table, shop: Shop, guest: Api) -> None:
    number = guest_checkout(guest, email=new_email(), address=new_address(), channel=shop.channel)
    table.row("checkoutComplete", status(number), "placed")
    order, email = Order.objects.get(number=number), new_email()
    shop.do(
        "orderUpdate",
        "$o: ID!, $i: OrderUpdateInput!",
        "id: $o, input: $i",
        "order { id }",
        o=shop.global_id("Order", order.pk),
        i={"userEmail": email},
    )
    table.row("orderUpdate (e-mail)", buyer(number).emails == (email,), True)
    shop.by_id("orderCancel", shop.global_id("Order", order.pk))
    table.row("orderCancel", status(number), "cancelled")

    draft = shop.draft(userEmail=new_email())
    number = order_of(draft).number
    table.row("draftOrderCreate, draftOrderUpdate: no record", status(number), "none")
    shop.by_id("draftOrderComplete", draft)
    table.row("draftOrderComplete", status(number), "placed")
    shop.by_id("orderMarkAsPaid", draft)
    found = record(number)
    table.row("orderMarkAsPaid: means of payment", bool(found and found.payment_method), True)
    line = order_of(draft).lines.get()
    shop.do(
        "orderFulfill",
        "$o: ID!, $i: OrderFulfillInput!",
        "order: $o, input: $i",
        "order { id }",
        o=draft,
        i={
            "notifyCustomer": False,
            "lines": [
                {
                    "orderLineId": shop.global_id("OrderLine", line.pk),
                    "stocks": [{"quantity": 1, "warehouse": shop.variant()["stocks"][0]["warehouse"]["id"]}],
                }
            ],
        },
    )
    table.row("orderFulfill", status(number), "fulfilled")
    show_refund(table, shop, draft, number)


def show_refund(table: Table, shop: Shop, order: str, number: object) -> None:
    """Pay back in two steps, in whichever of its two ways Saleor took the money."""
    total = order_of(order).total_gross_amount
    transaction = order_of(order).payment_transactions.first()
    for so_far, amount, expected in ((1, 1, "fulfilled"), (total, total - 1, "returned")):
        if transaction is None:
            typed = "$o: ID!, $a: PositiveDecimal!"
            shop.do("orderRefund", typed, "id: $o, amount: $a", "order { id }", o=order, a=float(amount))
        else:
            shop.do(
                "transactionUpdate",
                "$t: UUID!, $i: TransactionUpdateInput!",
                "token: $t, transaction: $i",
                "transaction { id }",
                t=str(transaction.token),
                i={
                    name: {"amount": float(value), "currency": transaction.currency}
                    for name, value in (("amountRefunded", so_far), ("amountCharged", total - so_far))
                },
            )
        way = "orderRefund" if transaction is None else "transactionUpdate"
        table.row(f"{way}: {so_far} of {total} refunded", status(number), expected)


def show_bulk(table: Table, shop: Shop) -> None:
    variant = shop.variant()
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
                "taxClassId": shop.global_id("TaxClass", TaxClass.objects.order_by("pk")[0].pk),
                "warehouse": variant["stocks"][0]["warehouse"]["id"],
            }
        ],
    }
    made = shop.do(
        "orderBulkCreate",
        "$o: [OrderBulkCreateInput!]!",
        "orders: $o, stockUpdatePolicy: SKIP",
        "count results { order { number } errors { message } }",
        o=[order | {"user": {"email": new_email()}, "billingAddress": new_address()} for _ in range(3)],
    )
    numbers = [result["order"]["number"] for result in made["results"] if result["order"]]
    table.row("orderBulkCreate of 3", [status(n) for n in numbers], ["placed"] * 3)


def show_accounts(table: Table, shop: Shop) -> None:
    email = new_email()
    user = shop.do("customerCreate", "$i: UserCreateInput!", "input: $i", "user { id }", i={"email": email})[
        "user"
    ]["id"]
    draft = shop.draft(user=user)
    shop.by_id("draftOrderComplete", draft)
    order = order_of(draft)
    table.row("account order: member id", buyer(order.number).member_id, str(order.user_id))
    shop.do("customerDelete", "$u: ID!", "id: $u", "user { id }", u=user)
    table.row("customerDelete: member id", buyer(order.number).member_id, "")


def show_expiry(table: Table, shop: Shop, guest: Api) -> None:
    number = guest_checkout(guest, email=new_email(), address=new_address(), channel=shop.channel)
    Order.objects.filter(number=number).update(
        status="unconfirmed", created_at=datetime.now(UTC) - timedelta(minutes=9)
    )
    before = shop.channel_row.expire_orders_after
    Channel.objects.filter(pk=shop.channel_row.pk).update(expire_orders_after=5)
    try:
        expire_orders_task()
    finally:
        Channel.objects.filter(pk=shop.channel_row.pk).update(expire_orders_after=before)
    shown = (Order.objects.get(number=number).status, status(number))
    table.row("order expired (Saleor's own task)", shown, ("expired", "unfinished"))


def show_locked(table: Table, shop: Shop, guest: Api, count: int) -> None:
    people = [(new_email(), new_address()) for _ in range(count // 2)]
    calm = many_checkouts(guest, shop.channel, people)
    table.row(f"{len(people)} checkouts: succeeded", len(calm), len(people))
    table.row("                     missing, doubled", missing_and_doubled(), (0, 0))
    with locked_tables():
        slow = many_checkouts(guest, shop.channel, people * 2)
    table.row(f"{len(people) * 2} checkouts, tables locked: succeeded", len(slow), len(people) * 2)
    medians = [f"{statistics.median(times):.2f}" for times in (calm, slow)]
    sys.stdout.write(f"     seconds a checkout (median): {medians[0]}; locked {medians[1]}\n")
    table.row("                     missing, doubled", missing_and_doubled(), (len(people) * 2, 0))
    for _ in range(2):
        sweep_task.delay()
    sweep()
    end = time.monotonic() + 60
    while missing_and_doubled()[0] and time.monotonic() < end:
        time.sleep(1)
    table.row("three sweeps at once (two by the worker): missing, doubled", missing_and_doubled(), (0, 0))
    numbers = list(Order.objects.order_by("-number").values_list("number", flat=True)[: count // 2 * 3])
    owners = OrderRecord.objects.filter(source="saleor", number__in=[str(n) for n in numbers])
    table.row(
        "                     customers of these orders",
        owners.values("customer_id").distinct().count(),
        len(people),
    )
    done = sweep()
    table.row("one sweep more: new, changed, failed", (done.new, done.changed, done.failed), (0, 0, 0))


def show_one_bad_order(table: Table, shop: Shop, guest: Api) -> None:
    shop.set_plugin(False)
    numbers = [
        guest_checkout(guest, email=new_email(), address=new_address(), channel=shop.channel) for _ in "12"
    ]
    table.row("plugin switched off: records", [status(n) for n in numbers], ["none"] * 2)
    table.row("plugin switched off: a sweep does", sweep().seen, 0)
    shop.set_plugin(True)
    bad = Order.objects.filter(number=numbers[0])
    moment = bad.get().created_at
    bad.update(created_at=datetime(9999, 12, 31, tzinfo=UTC))
    done = sweep()
    table.row("switched on, one order unreadable: failed", done.failed, 1)
    table.row("          the other one", status(numbers[1]), "placed")
    bad.update(created_at=moment)
    sweep()
    table.row("          mended: next sweep", status(numbers[0]), "placed")
    table.row("          left to be tried again", progress.pending_orders(), [])


def show_settings(table: Table, shop: Shop) -> None:
    PluginConfiguration.objects.filter(identifier=PLUGIN).delete()
    refused = shop.set_plugin(
        True, default_region="XX", hook_wait_ms="5", dashboard_origin="http://dashboard.example.com/x"
    )
    table.row("settings refused", refused, ["dashboard-origin", "default-region", "hook-wait-ms"])
    row = PluginConfiguration.objects.get(identifier=PLUGIN)
    table.row("          plugin still on", row.active, True)
    accepted = shop.set_plugin(
        True, default_region="us", hook_wait_ms="300", dashboard_origin="https://dashboard.example.com"
    )
    table.row("settings accepted", accepted, [])
    table.row("          default region in use", conf.profile().default_region, "US")
    shop.set_plugin(True, default_region="", hook_wait_ms="500", dashboard_origin="")
    table.row("          empty again", conf.profile().default_region, "JP")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8000/graphql/")
    parser.add_argument("--email", required=True, help="of a member of staff with all permissions")
    parser.add_argument("--password", required=True)
    parser.add_argument("--channel", default="default-channel")
    parser.add_argument("--checkouts", type=int, default=12, help="how many while the tables are locked")
    options = parser.parse_args()
    guest = Api(options.url)
    shop = Shop(guest.signed_in(options.email, options.password), options.channel)
    table = Table()
    parts: list[Callable[[], None]] = [
        lambda: show_settings(table, shop),
        lambda: show_backfill(table),
        lambda: show_hooks(table, shop, guest),
        lambda: show_bulk(table, shop),
        lambda: show_accounts(table, shop),
        lambda: show_expiry(table, shop, guest),
        lambda: show_locked(table, shop, guest, options.checkouts),
        lambda: show_one_bad_order(table, shop, guest),
    ]
    for part in parts:
        try:
            part()
        except Exception as error:  # noqa: BLE001  # the other parts are shown all the same
            table.row("stopped by", f"{type(error).__name__}: {str(error)[:300]}", "nothing")
    sys.stdout.write("As it should be.\n" if not table.failed else f"{table.failed} NOT as it should be.\n")
    return 1 if table.failed else 0


if __name__ == "__main__":
    sys.exit(main())

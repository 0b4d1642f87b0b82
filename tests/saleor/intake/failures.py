"""What goes wrong and stops no sale: locked tables, the plugin switched off, an order nobody can read."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime

from django.db import connection, connections, transaction
from saleor.order.models import Order

from saleor_customer_mgmt.hosts.saleor import progress
from saleor_customer_mgmt.services.host_sweep import Taken, host_orders
from tests.saleor.api import Api, guest_checkout
from tests.saleor.intake.people import new_address, new_email
from tests.saleor.intake.records import Records
from tests.saleor.intake.shop import Shop
from tests.saleor.soon import soon
from tests.saleor.table import Table

_TABLES = "customer_mgmt_orderrecord, customer_mgmt_matchkey, customer_mgmt_customer"


def sweep() -> Taken:
    """Sweep here and now, in this process."""
    host = host_orders()
    assert host is not None
    return host.sweep()


@contextmanager
def locked_tables() -> Iterator[None]:
    """Hold the tables in another session, as an ALTER TABLE or a forgotten psql would."""
    held, over = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {_TABLES} IN ACCESS EXCLUSIVE MODE")
                held.set()
                over.wait(300)
        finally:
            connections.close_all()

    thread = threading.Thread(target=hold)
    thread.start()
    if not held.wait(30):
        over.set()
        raise TimeoutError("the tables could not be locked")
    try:
        yield
    finally:
        over.set()
        thread.join()


def show_locked(table: Table, shop: Shop, records: Records, count: int) -> None:
    people = [(new_email(), new_address()) for _ in range(count // 2)]
    calm = _many_checkouts(table, shop.guest, shop.channel, people)
    table.row(f"{len(people)} checkouts: succeeded", len(calm), len(people))
    soon(lambda: records.missing_and_doubled() == (0, 0))
    table.row("          missing, doubled", records.missing_and_doubled(), (0, 0))
    with locked_tables():
        slow = _many_checkouts(table, shop.guest, shop.channel, people * 2)
    table.row(f"{len(people) * 2} checkouts, tables locked: succeeded", len(slow), len(people) * 2)
    medians = [f"{statistics.median(times):.2f}" for times in (calm, slow) if times]
    table.say(f"     seconds a checkout (median), calm and locked: {', '.join(medians)}")
    table.row("          missing, doubled", records.missing_and_doubled(), (len(people) * 2, 0))
    sweep()
    table.row("a sweep: missing, doubled", records.missing_and_doubled(), (0, 0))
    newest = Order.objects.order_by("-number").values_list("number", flat=True)[: len(people) * 3]
    table.row("          customers of these orders", records.customers(list(newest)), len(people))
    done = sweep()
    table.row("one sweep more: new, changed, failed", (done.new, done.changed, done.failed), (0, 0, 0))


def show_one_bad_order(table: Table, shop: Shop, records: Records) -> None:
    shop.set_plugin(False)
    numbers = [shop.buys(recorded=False) for _ in range(2)]
    table.row("plugin switched off: records", [records.status(n) for n in numbers], ["none"] * 2)
    table.row("plugin switched off: a sweep does", sweep().seen, 0)
    shop.set_plugin(True)
    bad = Order.objects.filter(number=numbers[0])
    moment = bad.get().created_at
    bad.update(created_at=datetime(9999, 12, 31, tzinfo=UTC))
    done = sweep()
    table.row("switched on, one order unreadable: failed", done.failed, 1)
    seen = [records.status(number) for number in numbers]
    table.row("          that one, the other one", seen, ["none", "PLACED (unconfirmed)"])
    bad.update(created_at=moment)
    sweep()
    table.row("          mended: next sweep", records.status(numbers[0]), "PLACED (unconfirmed)")
    table.row("          left to be tried again", progress.pending_orders(), [])


def _many_checkouts(
    table: Table, api: Api, channel: str, people: list[tuple[str, dict[str, str]]]
) -> list[float]:
    """Buy once for each person, four at a time; return the seconds of those that succeeded."""

    def buy(person: tuple[str, dict[str, str]]) -> float | None:
        began = time.monotonic()
        try:
            guest_checkout(api, email=person[0], address=person[1], channel=channel)
        except Exception as error:  # noqa: BLE001  # what the shopper would have seen is counted
            table.say(f"     a checkout failed: {str(error)[:200]}")
            return None
        return time.monotonic() - began

    with ThreadPoolExecutor(4) as pool:
        return [took for took in pool.map(buy, people) if took is not None]

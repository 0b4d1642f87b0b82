"""Two hundred checkouts by eight at once while our tables are locked and dropped and the worker is killed.

    cd SALEOR'S SOURCE; PYTHONPATH=.:THIS PROJECT python -m tests.saleor.storm \
        --url http://127.0.0.1:8000/graphql/ --email … --password … --log THE SERVER'S LOG

Runs in Saleor's own interpreter with the settings of the server at ``--url``, on sample data that may be
changed, and starts and kills a worker of its own; ``pg_dump`` and ``pg_restore`` have to be there. Every
checkout has to succeed, as it does with the plugin switched off, and in the end every order has to be
recorded once, as of the customer it was planned for. What became of it is asked through ``/graphql/``.
Prints a table; exits with 1 when a row is not as it should be.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import django

django.setup()

from saleor_customer_mgmt.tasks import sweep  # noqa: E402  # Saleor's Celery has to be there
from tests.saleor.api import Api, complete_checkout, ready_checkout, variant_on_sale  # noqa: E402
from tests.saleor.storm.faults import QUEUE, Tables, Worker, seen  # noqa: E402
from tests.saleor.storm.plan import ORDERS_EACH, Purchase, purchases  # noqa: E402
from tests.saleor.table import Table  # noqa: E402

PLUGIN = "customer-management"
_TRACEBACK = re.compile(r'Traceback|saleor_customer_mgmt/[\w/]+\.py\\*", line \d')
_RECORDS = """query($after: String) { orderRecords(first: 100, after: $after, filter: {sources: ["saleor"]}) {
  pageInfo { hasNextPage endCursor } edges { node { number customer { publicId } } } } }"""
_ORDERS = """query($after: String) { orders(first: 100, after: $after) {
  pageInfo { hasNextPage endCursor } edges { node { number } } } }"""


class Round:
    """Purchases made by several clients at once."""

    def __init__(self, api: Api, channel: str, planned: list[Purchase], clients: int) -> None:
        self.numbers: dict[str, int] = {}
        """The order's number, and who bought it."""
        self.seconds: list[float] = []
        self.failed: list[str] = []
        self.planned = planned
        self._api, self._channel, self._clients = api, channel, clients
        self._variant = variant_on_sale(api, channel)
        self._changing = threading.Lock()

    @property
    def done(self) -> int:
        return len(self.numbers) + len(self.failed)

    def run(self) -> None:
        with ThreadPoolExecutor(self._clients) as clients:
            for _ in clients.map(self._buy, self.planned):
                pass

    def _buy(self, planned: Purchase) -> None:
        try:
            checkout = ready_checkout(
                self._api,
                email=planned.email,
                address=planned.address,
                variant=self._variant,
                channel=self._channel,
            )
            began = time.monotonic()
            number = complete_checkout(self._api, checkout)
        except Exception as error:  # noqa: BLE001  # what the shopper would have seen is counted
            with self._changing:
                self.failed.append(f"{type(error).__name__}: {str(error)[:200]}")
            return
        with self._changing:
            self.numbers[number] = planned.person
            self.seconds.append(time.monotonic() - began)


class Shop:
    """The staff's side."""

    def __init__(self, staff: Api, channel: str) -> None:
        self._staff = staff
        self._channel = channel

    def fill_up(self) -> None:
        """Have more of what is on sale than can be sold."""
        variant = variant_on_sale(self._staff, self._channel)
        stocks = self._staff.ask(
            "query($v: ID!) { productVariant(id: $v) { stocks { warehouse { id } } } }", v=variant
        )["stocks"]
        self._staff.ask(
            "mutation($v: ID!, $s: [StockInput!]!) { productVariantStocksUpdate(variantId: $v, stocks: $s) "
            "{ errors { field message code } } }",
            v=variant,
            s=[{"warehouse": stock["warehouse"]["id"], "quantity": 100_000} for stock in stocks],
        )

    def set_plugin(self, active: bool) -> None:
        self._staff.ask(
            "mutation($p: ID!, $i: PluginUpdateInput!) { pluginUpdate(id: $p, input: $i) "
            "{ errors { field message code } } }",
            p=PLUGIN,
            i={"active": active},
        )

    def records(self) -> list[tuple[str, str]]:
        """Return number and customer of every record of the shop's orders."""
        return [(node["number"], node["customer"]["publicId"]) for node in self._all(_RECORDS)]

    def missing_and_doubled(self) -> tuple[int, int]:
        """Return how many orders have no record, and how many records are too many."""
        orders = {node["number"] for node in self._all(_ORDERS)}
        records = [number for number, _ in self.records()]
        return len(orders - set(records)), len(records) - len(set(records) & orders)

    def _all(self, query: str) -> Iterable[Any]:
        after = None
        while True:
            page = self._staff.ask(query, after=after)
            yield from (edge["node"] for edge in page["edges"])
            if not page["pageInfo"]["hasNextPage"]:
                return
            after = page["pageInfo"]["endCursor"]


def grouped(pairs: Iterable[tuple[str, Any]]) -> set[frozenset[str]]:
    """Return which numbers belong together."""
    groups: dict[Any, set[str]] = defaultdict(set)
    for number, whose in pairs:
        groups[whose].add(number)
    return {frozenset(group) for group in groups.values()}


def break_everything(storm: Round, tables: Tables, worker: Worker, table: Table, folder: Path) -> None:
    """Lock, drop and kill, each until some more checkouts are through."""

    def some_more(count: int) -> int:
        begin = storm.done
        seen(lambda: storm.done - begin >= count or storm.done == len(storm.planned), 600)
        return storm.done - begin

    some_more(16)  # all clients are at work
    names = tables.names()
    for times in ("once", "twice", "three times"):
        with tables.locked(names):
            held = some_more(10)
        table.row(f"tables locked {times}: 10 checkouts or more ended", held >= 10, True)
        some_more(8)
    with tables.dropped(folder / "customer_mgmt.dump"):
        gone = some_more(25)
    table.row("tables dropped: 25 checkouts or more ended", gone >= 25, True)
    some_more(8)
    with tables.locked(["customer_mgmt_customer"]):
        sweep.apply_async(queue=QUEUE)
        table.row("a sweep waits with work half done", seen(tables.sweep_waits), True)
        worker.kill()
        some_more(8)
    worker.start()
    some_more(8)
    with tables.locked(names):
        table.row("tables locked at the end: the shop still sells", some_more(8) >= 8, True)


def show_rounds(table: Table, calm: Round, storm: Round) -> None:
    for name, made in (("plugin off", calm), ("storm", storm)):
        table.row(f"{name}: checkouts that succeeded", len(made.numbers), len(made.planned))
        for why in sorted(set(made.failed)):
            table.say(f"     {made.failed.count(why)} times: {why}")
    medians = [f"{statistics.median(made.seconds):.2f}" for made in (calm, storm)]
    slowest = [f"{max(made.seconds):.2f}" for made in (calm, storm)]
    table.say(f"     checkoutComplete, median: plugin off {medians[0]} s, storm {medians[1]} s")
    table.say(f"     checkoutComplete, slowest: plugin off {slowest[0]} s, storm {slowest[1]} s")


def show_customers(table: Table, shop: Shop, rounds: list[Round], when: str) -> None:
    table.row(f"{when}: orders missing, doubled", shop.missing_and_doubled(), (0, 0))
    bought = {number: (id(made), who) for made in rounds for number, who in made.numbers.items()}
    found = grouped(pair for pair in shop.records() if pair[0] in bought)
    planned = grouped(bought.items())
    table.row(f"{when}: customers of the storm", len(found), len(planned))
    table.row(f"{when}: each has the orders it was planned to have", found == planned, True)


def show_recovery(table: Table, shop: Shop, rounds: list[Round]) -> None:
    """One sweep by the worker, and then one backfill, which has nothing left to do."""
    sweep.apply_async(queue=QUEUE)
    seen(lambda: shop.missing_and_doubled()[0] == 0, 600)
    show_customers(table, shop, rounds, "sweep")
    done = backfill(table, "backfill --restart", "--restart")
    table.row("          new, changed", (done.get("new"), done.get("changed")), (0, 0))
    show_customers(table, shop, rounds, "backfill")


def backfill(table: Table, what: str, *options: str) -> dict[str, Any]:
    """Run the command, and return what it told."""
    command = [sys.executable, "manage.py", "customer_mgmt", "backfill", "--json", *options]
    said = subprocess.run(command, check=False, capture_output=True, text=True)
    done: dict[str, Any] = json.loads(said.stdout[said.stdout.rindex("{") :]) if "{" in said.stdout else {}
    table.row(f"{what}: exit code, orders not recorded", (said.returncode, done.get("failed")), (0, 0))
    table.say(f"     {done}")
    return done


def show_logs(table: Table, logs: list[Path], begin: dict[Path, int], rounds: list[Round]) -> None:
    text = "".join(log.read_bytes()[begin[log] :].decode(errors="replace") for log in logs)
    failures = text.count("Orders were not taken in; the sweep will")
    table.row("log: hooks that failed are told of", failures > 0, True)
    table.say(f"     {failures} lines of it")
    table.row("log: tracebacks", len(_TRACEBACK.findall(text)), 0)
    needles = {value for made in rounds for planned in made.planned for value in planned.values}
    needles |= {json.dumps(value)[1:-1] for value in needles}
    told = sorted(value for value in needles if value.strip().lower() in text.lower())
    table.row("log: names, e-mail addresses, telephone numbers", len(told), 0)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8000/graphql/")
    parser.add_argument("--email", required=True, help="of a member of staff with all permissions")
    parser.add_argument("--password", required=True)
    parser.add_argument("--channel", default="default-channel")
    parser.add_argument("--people", type=int, default=40, help=f"each buys {ORDERS_EACH} times")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--log", type=Path, required=True, help="where the server writes its log")
    options = parser.parse_args()
    guest = Api(options.url)
    shop = Shop(guest.signed_in(options.email, options.password), options.channel)
    shop.fill_up()
    rounds = [Round(guest, options.channel, purchases(options.people), options.clients) for _ in "12"]
    calm, storm = rounds
    table, tables = Table(), Tables()
    with tempfile.TemporaryDirectory(prefix="customer-mgmt-storm-") as name:
        folder = Path(name)
        worker = Worker(folder / "worker.log")
        begin = {options.log: options.log.stat().st_size, worker.log: 0}
        try:
            worker.start()
            backfill(table, "before: the shop's history")
            shop.set_plugin(False)
            try:
                calm.run()
            finally:
                shop.set_plugin(True)
            clients = threading.Thread(target=storm.run)
            clients.start()
            try:
                break_everything(storm, tables, worker, table, folder)
            finally:
                clients.join()
            show_rounds(table, calm, storm)
            missing, doubled = shop.missing_and_doubled()
            table.row("before the sweep: orders are missing", missing > 0, True)
            table.row("before the sweep: doubled", doubled, 0)
            table.say(f"     {missing} are missing")
            show_recovery(table, shop, rounds)
        finally:
            worker.kill()
        show_logs(table, list(begin), begin, rounds)
    return table.verdict()


if __name__ == "__main__":
    sys.exit(main())

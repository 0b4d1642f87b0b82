"""How much time the plugin adds to ``checkoutComplete``: ``make bench-checkout``.

    python -m bench.checkout [--pairs 100] [--orders 0 300000] [--saleor 3.23]

Finds a Saleor as the tests do (CONTRIBUTING.md), copies its sample shop, fills customer management, and
starts one server as in production. Each checkout is made ready first; then only ``checkoutComplete`` is
timed, once with the plugin switched on and once switched off, which of them first being left to chance.
Prints a table and writes it into docs/benchmarks.md. Databases once filled are kept for the next run.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from bench.fill import ORDERS_EACH
from bench.filled import filled_template
from bench.kept import KeptApi
from bench.pairs import Difference, difference
from bench.people import invented
from bench.report import Conditions, Measured, conditions, lines, write
from tests.saleor.api import complete_checkout, ready_checkout, variant_on_sale
from tests.saleor.runner import databases, finding, interpreters, template
from tests.saleor.runner.environment import saleor_environment
from tests.saleor.runner.finding import NotUsable
from tests.saleor.runner.interpreters import Saleor
from tests.saleor.runner.postgresql import NamedServer, OwnServer, Server, check
from tests.saleor.runner.processes import free_port, running
from tests.saleor.runner.redis_server import redis_for

PLUGIN = "customer-management"
STAFF = ("admin@example.com", "admin")  # Saleor's own sample shop has them
WARM_UP = 10
NEW_PEOPLE = 50_000_000
"""Numbers of people from here on have no order yet."""
# As the official image starts it (Dockerfile), with one worker, so that every call meets the same process.
_SERVER = (
    *("-m", "uvicorn", "saleor.asgi:application", "--workers=1", "--lifespan=auto", "--ws=none"),
    *("--no-server-header", "--no-access-log", "--timeout-keep-alive=35"),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=100, help="60 at least")
    parser.add_argument("--orders", type=int, nargs="+", default=[0, 300_000], help="records in our tables")
    parser.add_argument("--saleor", default="", help="which version, or the beginning of it; else the newest")
    options = parser.parse_args()
    if options.pairs < 60:
        parser.error("60 pairs at least")
    try:
        saleor = _choose(options.saleor)
        measured, met = _measure_all(saleor, options.orders, options.pairs)
    except NotUsable as error:
        sys.stderr.write(f"{error}\n")
        return 2
    told = lines(measured, met)
    sys.stdout.write("\n".join(told) + "\n")
    write(told)
    return 0


def _choose(version: str) -> Saleor:
    named = finding.named_saleors(os.environ)
    if not named:
        raise NotUsable(finding.NONE_FOUND)
    found, _ = interpreters.choose(
        [each for each in map(interpreters.ask, named) if each.version.startswith(version)]
    )
    if not found:
        raise NotUsable(f"There is no Saleor {version} among those that are named.")
    return found[-1]


def _measure_all(saleor: Saleor, sizes: list[int], pairs: int) -> tuple[dict[int, Measured], Conditions]:
    cache = finding.user_folder(os.environ, "XDG_CACHE_HOME", ".cache")
    if cache is None:
        raise NotUsable("This user has no home folder: set XDG_CACHE_HOME to a folder for the databases.")
    cache /= "saleor"
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="customer-mgmt-bench-")))
        server: Server = NamedServer(saleor.named.database) if saleor.named.database else OwnServer(cache)
        stack.callback(server.stop)
        server.start()
        check(server)
        redis = stack.enter_context(redis_for(saleor, folder))
        port = free_port()
        surroundings = partial(_environment, saleor, port=port, redis=redis, cache=cache)
        base = databases.template_name(saleor)
        databases.have_template(
            server, base, lambda url: template.fill(saleor, surroundings(database=url), folder)
        )
        ready = {
            count: filled_template(
                server, base, count, saleor, environment=lambda url: surroundings(database=url), folder=folder
            )
            for count in sizes
        }
        met = conditions(saleor, server)
        measured = {}
        for count, name in ready.items():
            with (
                databases.copy(server, name) as url,
                _serving(saleor, surroundings(database=url), port, folder),
            ):
                measured[count] = Measured(Measuring(port, count).run(pairs), _lag(url))
        return measured, met


def _lag(url: str) -> float:
    """Return how many milliseconds after an order came into being it was recorded (median)."""
    with psycopg.connect(url) as connection:
        row = connection.execute(
            """
            SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY r.recorded_at - o.created_at)
            FROM customer_mgmt_orderrecord r
            JOIN order_order o ON r.source = 'saleor' AND r.number = o.number::text
            """
        ).fetchone()
    assert row is not None
    return float(row[0].total_seconds() * 1000)


def _environment(saleor: Saleor, **places: Any) -> dict[str, str]:
    # The match keys of a database that is kept were made with it.
    return saleor_environment(saleor, **places) | {"SECRET_KEY": "of-benchmarks-only"}


@contextmanager
def _serving(saleor: Saleor, environment: dict[str, str], port: int, folder: Path) -> Iterator[None]:
    command: list[str | Path] = [saleor.python, *_SERVER, "--host=127.0.0.1", f"--port={port}"]
    with running("server", command, folder=folder, cwd=saleor.source, environment=environment) as server:
        server.await_(lambda: _healthy(port), 300)
        yield


def _healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


class Measuring:
    """Checkouts on one server whose tables hold so many records."""

    def __init__(self, port: int, count: int) -> None:
        self._address = f"http://127.0.0.1:{port}"
        self._shopper = KeptApi(f"{self._address}/graphql/")
        self._staff = self._shopper.signed_in(*STAFF)
        self._people = count // ORDERS_EACH
        self._chance = random.Random(count)
        self._next = NEW_PEOPLE
        self._variant = ""

    def run(self, pairs: int) -> Difference:
        """Measure so many pairs.

        Raises:
            NotUsable: when the plugin did not record exactly the orders that it had to.
        """
        self._prepare()
        before = self._recorded()
        times: dict[bool, list[float]] = {True: [], False: []}
        for number in range(WARM_UP + pairs):
            known = self._people > 0 and number % 2 == 0  # every other shopper bought before
            for active in self._chance.sample((True, False), 2):
                took = self._buy(active, known)
                if number >= WARM_UP:
                    times[active].append(took)
        if (recorded := self._recorded_in_the_end(before, WARM_UP + pairs)) != WARM_UP + pairs:
            raise NotUsable(f"{recorded} orders were recorded, not {WARM_UP + pairs}: nothing is shown.")
        return difference(times[False], times[True])

    def _buy(self, active: bool, known: bool) -> float:
        """Return how many milliseconds one checkoutComplete took."""
        self._set_plugin(active)
        person = invented(self._chance.randrange(self._people) if known else self._new())
        checkout = ready_checkout(
            self._shopper, email=person.email, address=person.address(), variant=self._variant
        )
        began = time.perf_counter()
        complete_checkout(self._shopper, checkout)
        return (time.perf_counter() - began) * 1000

    def _new(self) -> int:
        self._next += 1
        return self._next

    def _prepare(self) -> None:
        """Let the shop take orders that are not paid yet, and have enough of what is sold."""
        channel = self._staff.ask('{ channel(slug: "default-channel") { id } }')["id"]
        self._staff.ask(
            "mutation($c: ID!) { channelUpdate(id: $c, input: {orderSettings: {allowUnpaidOrders: true}}) "
            "{ errors { field message code } } }",
            c=channel,
        )
        self._variant = variant_on_sale(self._staff)
        stocks = self._staff.ask(
            "query($v: ID!) { productVariant(id: $v) { stocks { warehouse { id } } } }", v=self._variant
        )["stocks"]
        self._staff.ask(
            "mutation($v: ID!, $s: [StockInput!]!) { productVariantStocksUpdate(variantId: $v, stocks: $s) "
            "{ errors { field message code } } }",
            v=self._variant,
            s=[{"warehouse": stock["warehouse"]["id"], "quantity": 100_000} for stock in stocks],
        )

    def _set_plugin(self, active: bool) -> None:
        self._staff.ask(
            "mutation($p: ID!, $i: PluginUpdateInput!) { pluginUpdate(id: $p, input: $i) "
            "{ errors { field message code } } }",
            p=PLUGIN,
            i={"active": active},
        )

    def _recorded_in_the_end(self, before: int, expected: int) -> int:
        """Return how many more orders are recorded; the last one is so right after its answer."""
        end = time.monotonic() + 10
        while (more := self._recorded() - before) < expected and time.monotonic() < end:
            time.sleep(0.1)
        return more

    def _recorded(self) -> int:
        """Return how many orders customer management has; the plugin has to be on to answer."""
        self._set_plugin(True)
        headers = {"Authorization": f"Bearer {self._staff.token}"}
        request = urllib.request.Request(f"{self._address}/plugins/global/{PLUGIN}/", headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return int(json.load(answer)["ordersRecorded"])


if __name__ == "__main__":
    sys.exit(main())

"""What rules cost when an order is recorded: ``make bench-rules``.

    python -m bench.rules [--pairs 200] [--rules 50] [--orders 3000]

On a private PostgreSQL that is made for this and thrown away. Orders of people who have bought before are
recorded one by one, alternately with that many rules switched on and with none. Prints a table and writes it
into docs/benchmarks.md. The number of queries is counted on runs of their own.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.pairs import Difference, difference

BEGIN = "<!-- Written by make bench-rules. -->"
WARM_UP = 10
_LABEL = {"do": "label_order", "label": "bench"}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--rules", type=int, default=50)
    parser.add_argument("--orders", type=int, default=3000, help="records there before")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="customer-mgmt-bench-") as folder:
        told = _on_a_new_server(Path(folder), options.pairs, options.rules, options.orders)
    sys.stdout.write("\n".join(told) + "\n")
    from bench.report import write

    write(told, begin=BEGIN)
    return 0


def _on_a_new_server(folder: Path, pairs: int, rules: int, orders: int) -> list[str]:
    os.environ["CUSTOMER_MGMT_HOME"] = str(folder)
    os.environ.setdefault("SECRET_KEY", "only for measuring")
    os.environ["DJANGO_SETTINGS_MODULE"] = "saleor_customer_mgmt.hosts.standalone.settings"
    os.environ.pop("DATABASE_URL", None)

    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench.report import here
    from saleor_customer_mgmt.hosts.standalone.database import PrivateServer

    try:
        call_command("migrate", verbosity=0)
        _fill(orders)
        _make_rules(rules)
        numbers = iter(range(orders, 10**9))
        for _ in range(WARM_UP):
            _record(next(numbers), on=True)
        counted = {on: _queries(next(numbers), on=on) for on in (False, True)}
        measured = _measure(pairs, numbers)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM customer_mgmt_orderlabel WHERE text = 'bench'")
            (labels,) = cursor.fetchone()
    finally:
        connection.close()
        PrivateServer.at(folder).delete()
    if not labels:
        raise SystemExit("No rule matched anything: this measured nothing.")
    return _lines(measured, counted, rules, orders, here())


def _fill(orders: int) -> None:
    from bench.fill import facts_of
    from saleor_customer_mgmt.services.record_orders import record_orders

    for start in range(0, orders, 500):
        record_orders([facts_of(number) for number in range(start, min(start + 500, orders))])


def _make_rules(count: int) -> None:
    """Write rules of every kind of field, of which some match and most do not."""
    from saleor_customer_mgmt.models import Rule
    from saleor_customer_mgmt.services.actor import SYSTEM
    from saleor_customer_mgmt.services.save_rule import RuleInput, check_rule

    conditions: list[dict[str, Any]] = [
        {"field": "customer.purchase_count", "op": "between", "from": 2, "to": 10},
        {"field": "customer.cancelled_in_last", "op": "at_least", "value": 3, "last": 5},
        {"field": "customer.total_spent", "op": "at_least", "value": 10**7, "currency": "JPY"},
        {"field": "order.address", "op": "is_any_of", "value": ["unknown_postal_code"]},
        {"field": "order.payment_method", "op": "matches", "value": "^cod-[0-9]{3}$"},
    ]
    for number in range(count):
        condition = {"all": [conditions[number % len(conditions)], {"none": [conditions[2]]}]}
        wanted = RuleInput(f"Rule {number}", condition, [_LABEL], priority=number)
        canonical, _ = check_rule(wanted)
        Rule.objects.create(name=wanted.name, condition=canonical, actions=[_LABEL], **SYSTEM.columns())


def _measure(pairs: int, numbers: Iterator[int]) -> Difference:
    off, on = [], []
    for pair in range(pairs):
        first = pair % 2 == 0
        taken = {which: _record(next(numbers), on=which) for which in (first, not first)}
        off.append(taken[False])
        on.append(taken[True])
    return difference(off, on)


def _record(number: int, *, on: bool) -> float:
    """Return how many milliseconds it takes to record one more order of somebody who is known."""
    from saleor_customer_mgmt.models import Rule
    from saleor_customer_mgmt.services.record_orders import record_orders

    Rule.objects.update(active=on)
    facts = _next_of_somebody(number)
    begun = time.perf_counter()
    record_orders([facts])
    return 1000 * (time.perf_counter() - begun)


def _queries(number: int, *, on: bool) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        _record(number, on=on)
    return len([q for q in captured if "SAVEPOINT" not in q["sql"]]) - 1  # the update that switches


def _next_of_somebody(number: int) -> Any:
    from bench.fill import facts_of

    known = facts_of(number % 3000)
    moment = known.placed_at + timedelta(days=400) if known.placed_at else None
    return replace(known, source="saleor", number=f"bench-{number:09}", placed_at=moment)


def _lines(measured: Difference, queries: dict[bool, int], rules: int, orders: int, where: str) -> list[str]:
    d = measured
    added = f"{d.added:.1f} ({d.least:.1f} to {d.most:.1f})"
    return [
        "| rules | pairs | without, ms | with, ms | added, ms | queries without | with |",
        "|---:|---:|---:|---:|---:|---:|---:|",
        f"| {rules} | {d.pairs} | {d.off:.1f} | {d.on:.1f} | {added} | {queries[False]} | {queries[True]} |",
        "",
        f"{orders:,} records there before. {where}",
    ]


if __name__ == "__main__":
    sys.exit(main())

"""What a measured thing consists of: where the time of a missed bar goes, in the same run as the bar."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from django.db import connection, transaction

_LATER = ("customer_mgmt_customersearch", "customer_mgmt_searchbacklog")
"""Written by the background, after the import."""


def import_parts(path: str) -> dict[str, float]:
    """Return how many microseconds an order of this file takes to be read, to be derived, and to be written.

    Each by itself, in one process. *Written* is PostgreSQL alone: it copies as many orders' rows of the
    tables that an import has filled into empty tables with the same indexes, but without foreign keys.
    """
    from saleor_customer_mgmt.core.criteria import PRESET
    from saleor_customer_mgmt.importers import OrderRead, open_orders
    from saleor_customer_mgmt.models import OrderRecord
    from saleor_customer_mgmt.services.derive import derive, making

    began = time.perf_counter()
    facts = [item.facts for item in open_orders([Path(path)]) if isinstance(item, OrderRead)]
    read = time.perf_counter() - began
    by = making(PRESET)
    derive(facts[0], by)  # reads tables that are read once
    began = time.perf_counter()
    for told in facts:
        derive(told, by)
    derived = time.perf_counter() - began
    everything = OrderRecord.objects.count()
    share = min(1.0, len(facts) / everything)
    began = time.perf_counter()
    _write_again(share)
    written = time.perf_counter() - began
    return {
        "read": 1e6 * read / len(facts),
        "derived": 1e6 * derived / len(facts),
        "written": 1e6 * written / (share * everything),
    }


def _write_again(share: float) -> None:
    names = [
        name
        for name in connection.introspection.table_names()
        if name.startswith("customer_mgmt_") and name not in _LATER
    ]
    for name in names:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE bench_again (LIKE {name} INCLUDING ALL)")
            cursor.execute(
                f"INSERT INTO bench_again OVERRIDING SYSTEM VALUE SELECT * FROM {name} "
                f"LIMIT (SELECT ceil(count(*) * %s) FROM {name})",
                [share],
            )
            cursor.execute("DROP TABLE bench_again")


def rebuild_parts() -> dict[str, float]:
    """Return how many seconds a rebuild takes, and the parts that take most of it."""
    from bench.scale.steps.product import rebuild
    from saleor_customer_mgmt.services import judge_in_bulk
    from saleor_customer_mgmt.services import rebuild as service

    return _parts_of(
        rebuild,
        {
            "reading the orders": (judge_in_bulk, "customers_of_orders"),
            "reading the keys": (judge_in_bulk, "keys_of_orders"),
            "sorting the keys": (judge_in_bulk, "in_order"),
            "clustering": (judge_in_bulk, "components"),
            "reading the customers": (judge_in_bulk, "rows_of_customers"),
            "writing what differs": (service, "write_judgement"),
        },
    )


def preview_parts(criteria: str) -> dict[str, float]:
    """Return how many seconds a preview takes, and the parts that take most of it."""
    from bench.scale.steps.product import preview
    from saleor_customer_mgmt.services import judge_in_bulk, preview_criteria

    return _parts_of(
        lambda: preview(criteria),
        {
            "reading the orders": (judge_in_bulk, "customers_of_orders"),
            "reading the values' digests": (judge_in_bulk, "value_digests_of_orders"),
            "making the keys": (judge_in_bulk, "keys_of_all"),
            "clustering": (judge_in_bulk, "components"),
            "reading the customers": (judge_in_bulk, "rows_of_customers"),
            "who joins and parts": (preview_criteria, "_regroupings"),
            "doubtful pairs": (preview_criteria, "_doubtful_pairs"),
            "what it means for rules and groups": (preview_criteria, "preview_consequences"),
        },
    )


def _parts_of(work: Callable[[], object], places: dict[str, tuple[Any, str]]) -> dict[str, float]:
    with ExitStack() as stack:
        taken = {what: stack.enter_context(_timed(*place)) for what, place in places.items()}
        began = time.perf_counter()
        work()
        return {"all": time.perf_counter() - began, **{what: sum(times) for what, times in taken.items()}}


@contextmanager
def _timed(owner: Any, name: str) -> Iterator[list[float]]:
    """Note how long each call of this function takes."""
    original = getattr(owner, name)
    taken: list[float] = []

    def timed(*args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        try:
            return original(*args, **kwargs)
        finally:
            taken.append(time.perf_counter() - began)

    with mock.patch.object(owner, name, timed):
        yield taken

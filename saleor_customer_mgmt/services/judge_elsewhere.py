"""Judging every order by an engine that others wrote: for histories too large for this machine's memory.

Keys are streamed out of the database into Parquet files, the engine says which orders hang together, and what
differs from the tables comes back: the same answer as :func:`services.judge_all.judge_stored` gives.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.db import connection

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.partition import Partition
from saleor_customer_mgmt.models import ContestedKey
from saleor_customer_mgmt.selectors.ranges import ranges
from saleor_customer_mgmt.selectors.region import Region, load_decisions
from saleor_customer_mgmt.services.judge_all import Judged
from saleor_customer_mgmt.services.require_extra import require_extra

ENGINES = {"duckdb": "splink", "spark": "spark"}
"""The engines, and the extra that each needs."""
RANGE = 100_000
"""So many ids of orders are read with one statement."""
CHUNK = 10_000


def require_engine(name: str) -> None:
    """Check that this engine is installed.

    Raises:
        NotInstalled: saying what to install.
    """
    require_extra(ENGINES[name])


def judge_stored_elsewhere(name: str, folder: Path | None = None) -> Judged:
    """Return the customers that the keys in the table and staff's decisions make, by this engine.

    ``folder``: one that every machine of the engine sees under this path; left out, a temporary one here.
    Judging is owned by the caller. Writes nothing but a temporary table.

    Raises:
        NotInstalled: when its extra is not installed.
    """
    require_engine(name)
    # Only now: without the extra there is nothing to import.
    from saleor_customer_mgmt.engines.exchange import Exchange  # noqa: PLC0415
    from saleor_customer_mgmt.engines.partition import engine, partition_with  # noqa: PLC0415

    decisions, main_orders = load_decisions()
    with TemporaryDirectory(prefix="customer-mgmt-engine-", dir=folder) as place:
        exchange = Exchange(Path(place))
        exchange.put_csv("orders", _copied("customer_mgmt_orderrecord", "id", "id"))
        exchange.put_csv("pairs", _copied("customer_mgmt_orderkey", "order_id", "digest, order_id"))
        found = partition_with(engine(name), exchange, decisions)
        with _then(found.customers.to_batches(CHUNK)):
            concerned = _concerned(found.entangled.union(*(decision.orders for decision in decisions)))
            rows = _orders_of(concerned)
            counts = _counts()
    region = Region(
        customer_of={order: now for order, now, _ in rows},
        decisions=decisions,
        main_orders=main_orders,
        contested=set(ContestedKey.objects.values_list("digest", flat=True)),
    )
    then = {order: customer for order, _, customer in rows}
    contested = frozenset(UUID(key) for key in found.contested)
    result: Partition[UUID] = Partition(then, contested, found.links, found.entangled)
    return Judged(region, result, *counts)


def _copied(table: str, key: str, columns: str) -> Iterator[bytes]:
    """Yield these columns of all rows as CSV, a range of the key at a time."""
    for within in ranges(table, key, RANGE):
        selected = f"SELECT {columns} FROM {table} WHERE {within}"  # noqa: S608 - names of this module
        with connection.cursor() as cursor, cursor.copy(f"COPY ({selected}) TO STDOUT (FORMAT csv)") as copy:
            data = b"".join(copy)
        if data:
            yield data


@contextmanager
def _then(batches: Iterable[Any]) -> Iterator[None]:
    """Have the answer in a temporary table ``judged``, for the database to compare."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE judged (order_id bigint, customer_id bigint) ON COMMIT DROP")
        with cursor.copy("COPY judged FROM STDIN") as copy:
            for batch in batches:
                text = io.StringIO()
                columns = (column.to_pylist() for column in batch.columns)
                text.writelines(f"{order}\t{customer}\n" for order, customer in zip(*columns, strict=True))
                copy.write(text.getvalue())
        cursor.execute("CREATE UNIQUE INDEX ON judged (order_id)")
        cursor.execute("CREATE INDEX ON judged (customer_id)")
        cursor.execute("ANALYZE judged")
        yield
        cursor.execute("DROP TABLE judged")


def _concerned(named: frozenset[OrderId]) -> list[OrderId]:
    """Return the customers of now and of then that differ in anything, or have orders that are ``named``:
    decisions bear upon them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT o.customer_id FROM customer_mgmt_orderrecord o JOIN judged j ON j.order_id = o.id
            WHERE j.customer_id <> o.customer_id
            UNION SELECT j.customer_id FROM customer_mgmt_orderrecord o JOIN judged j ON j.order_id = o.id
            WHERE j.customer_id <> o.customer_id
            UNION SELECT j.customer_id FROM customer_mgmt_customer c JOIN judged j ON j.order_id = c.id
            WHERE c.merged_into_id IS DISTINCT FROM nullif(j.customer_id, c.id)
                OR c.entangled OR c.main_order_id IS NOT NULL
            UNION SELECT j.customer_id FROM judged j
            WHERE NOT EXISTS (SELECT FROM customer_mgmt_customer c WHERE c.id = j.customer_id)
            UNION SELECT customer_id FROM judged WHERE order_id = ANY(%s)
            """,
            [list(named)],
        )
        return [customer for (customer,) in cursor.fetchall()]


def _orders_of(customers: list[OrderId]) -> list[tuple[OrderId, OrderId, OrderId]]:
    """Return the orders that are or will be of these customers: id, customer of now, customer of then."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT o.id, o.customer_id, j.customer_id FROM customer_mgmt_orderrecord o
            JOIN judged j ON j.order_id = o.id
            WHERE o.customer_id = ANY(%(customers)s) OR j.customer_id = ANY(%(customers)s)
            """,
            {"customers": customers},
        )
        rows: list[tuple[OrderId, OrderId, OrderId]] = cursor.fetchall()
        return rows


def _counts() -> tuple[int, int, int]:
    """Return how many orders there are, customers of now, and customers of then."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(DISTINCT o.customer_id), count(DISTINCT j.customer_id) "
            "FROM customer_mgmt_orderrecord o JOIN judged j ON j.order_id = o.id"
        )
        orders, now, then = cursor.fetchone()
        return orders, now, then

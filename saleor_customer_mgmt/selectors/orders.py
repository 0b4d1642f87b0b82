"""Reading order records as core values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus
from saleor_customer_mgmt.models import OrderLine, OrderRecord
from saleor_customer_mgmt.models.codec import facts_from_rows


def only_orders() -> QuerySet[OrderRecord]:
    """Return the records that are orders: all but accounts (ADR 114)."""
    return OrderRecord.objects.exclude(status=OrderStatus.ACCOUNT)


def load_fingerprints(names: Collection[tuple[str, str]]) -> dict[tuple[str, str], tuple[OrderId, UUID]]:
    """Return id and fingerprint of those of these orders (source, number) that are recorded."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT o.source, o.number, o.id, o.fingerprint FROM customer_mgmt_orderrecord o
            JOIN unnest(%s::text[], %s::text[]) AS named(source, number)
                ON o.source = named.source AND o.number = named.number
            """,
            [[source for source, _ in names], [number for _, number in names]],
        )
        return {(source, number): (order, digest) for source, number, order, digest in cursor.fetchall()}


def load_facts(ids: Collection[OrderId]) -> dict[OrderId, OrderFacts]:
    """Return what was recorded of these orders."""
    if not ids:
        return {}
    lines: dict[OrderId, list[OrderLine]] = defaultdict(list)
    for line in OrderLine.objects.filter(order_id__in=ids).order_by("order_id", "position"):
        lines[line.order_id].append(line)
    rows = OrderRecord.objects.filter(id__in=ids).select_related("evidence")
    return {row.id: facts_from_rows(row, row.evidence, lines[row.id]) for row in rows}


def are_keys_known(keys: Collection[UUID]) -> bool:
    """Return whether any order has one of these keys."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM customer_mgmt_orderkey WHERE digest = ANY(%s::uuid[]))", [list(keys)]
        )
        found: bool = cursor.fetchone()[0]
    return found


@dataclass(frozen=True, slots=True)
class KeyHolders:
    """Whose keys these are: the customer of each uncontested key that some order has.

    ``entangled`` are those of the customers upon whom decisions of staff bear.
    """

    customer_of: dict[UUID, OrderId]
    contested: frozenset[UUID]
    entangled: frozenset[OrderId]

    @property
    def customers(self) -> set[OrderId]:
        return set(self.customer_of.values())


# Each step by index, whatever the planner believes. It looks for the first key that is not smaller: for "an
# order with this key", it reads the whole table for every new key once it was analysed in the middle of a
# first import, when all orders there had the same one.
_HOLDERS = """
    SELECT named.digest, c.digest IS NOT NULL, o.customer_id, owner.entangled
    FROM unnest(%s::uuid[]) AS named(digest)
    LEFT JOIN customer_mgmt_contestedkey c ON c.digest = named.digest
    LEFT JOIN LATERAL (
        SELECT k.digest, k.order_id FROM customer_mgmt_orderkey k
        WHERE (k.digest, k.order_id) >= (named.digest, 0) ORDER BY k.digest, k.order_id LIMIT 1
    ) held ON held.digest = named.digest
    LEFT JOIN LATERAL (
        SELECT customer_id FROM customer_mgmt_orderrecord WHERE id = held.order_id OFFSET 0
    ) o ON true
    LEFT JOIN LATERAL (
        SELECT entangled FROM customer_mgmt_customer WHERE id = o.customer_id OFFSET 0
    ) owner ON true
"""


def holders_of_keys(keys: Collection[UUID]) -> KeyHolders:
    """Return the holders of these keys.

    All orders with an uncontested key have the same customer, so one order per key is looked at: the
    cost does not grow with a customer's orders.
    """
    if not keys:
        return KeyHolders({}, frozenset(), frozenset())
    with connection.cursor() as cursor:
        cursor.execute(
            _HOLDERS,
            [list(keys)],
        )
        rows = cursor.fetchall()
    return KeyHolders(
        {digest: owner for digest, contested, owner, _ in rows if owner is not None and not contested},
        frozenset(digest for digest, contested, _, _ in rows if contested),
        frozenset(owner for _, contested, owner, entangled in rows if entangled and not contested),
    )

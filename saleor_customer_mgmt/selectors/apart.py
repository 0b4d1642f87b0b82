"""Which customers staff have said are not one: told so for review, or by a split that stands."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from saleor_customer_mgmt.core.decisions import OrderId

Pair = frozenset[OrderId]


def not_same(customers: Collection[OrderId] | None = None) -> set[Pair]:
    """Return the pairs of present customers that staff have said are two people (of these, if given).

    What was said hangs on orders: it goes with them, whatever customers they are.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT a.customer_id, b.customer_id FROM customer_mgmt_notsame n
            JOIN customer_mgmt_orderrecord a ON a.id = n.one_id
            JOIN customer_mgmt_orderrecord b ON b.id = n.other_id
            WHERE a.customer_id <> b.customer_id AND (%(wanted)s::bigint[] IS NULL
                OR a.customer_id = ANY(%(wanted)s) OR b.customer_id = ANY(%(wanted)s))
            """,
            {"wanted": None if customers is None else list(customers)},
        )
        return {frozenset(pair) for pair in cursor.fetchall()}


def split_apart() -> set[Pair]:
    """Return the pairs of present customers that have orders on the two sides of a split that stands."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH sides AS (
                SELECT DISTINCT m.decision_id, m.out, o.customer_id FROM customer_mgmt_splitmember m
                JOIN customer_mgmt_staffdecision d ON d.id = m.decision_id AND d.undone_at IS NULL
                JOIN customer_mgmt_orderrecord o ON o.id = m.order_id
            )
            SELECT DISTINCT a.customer_id, b.customer_id FROM sides a
            JOIN sides b ON b.decision_id = a.decision_id AND a.out AND NOT b.out
            WHERE a.customer_id <> b.customer_id
            """
        )
        return {frozenset(pair) for pair in cursor.fetchall()}

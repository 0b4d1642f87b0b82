"""The review list: customers that might be one, and that a contested key keeps apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from saleor_customer_mgmt.core.decisions import OrderId


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A customer and the customers with which it shares a contested key.

    ``lonely`` says that some order of it has contested keys only, so that nothing but staff can tell
    whose it is: those come first.
    """

    customer: OrderId
    candidates: tuple[OrderId, ...]
    lonely: bool


def review_pairs() -> list[ReviewItem]:
    """Return what there is to review, the lonely first, with each pair once: at the one that comes first."""
    told: set[OrderId] = set()
    items = []
    for item in review_list():
        told.add(item.customer)
        if others := tuple(other for other in item.candidates if other not in told):
            items.append(ReviewItem(item.customer, others, item.lonely))
    return items


def review_list(customers: Collection[OrderId] | None = None) -> list[ReviewItem]:
    """Return what there is to review (of these customers only, if given), the lonely first."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT a.customer_id, b.customer_id, NOT EXISTS (
                SELECT FROM customer_mgmt_orderkey k
                LEFT JOIN customer_mgmt_contestedkey c ON c.digest = k.digest
                WHERE k.order_id = a.id AND c.digest IS NULL
            ) AND NOT EXISTS (
                SELECT FROM customer_mgmt_splitmember m
                JOIN customer_mgmt_staffdecision d ON d.id = m.decision_id AND d.undone_at IS NULL
                WHERE m.order_id = a.id
            )
            FROM customer_mgmt_contestedkey contested
            JOIN customer_mgmt_orderkey ka ON ka.digest = contested.digest
            JOIN customer_mgmt_orderrecord a ON a.id = ka.order_id
            JOIN customer_mgmt_orderkey kb ON kb.digest = contested.digest
            JOIN customer_mgmt_orderrecord b ON b.id = kb.order_id
            WHERE a.customer_id <> b.customer_id
                AND (%(wanted)s::bigint[] IS NULL OR a.customer_id = ANY(%(wanted)s))
            """,
            {"wanted": None if customers is None else list(customers)},
        )
        candidates: dict[OrderId, set[OrderId]] = defaultdict(set)
        lonely: set[OrderId] = set()
        for customer, other, alone in cursor.fetchall():
            candidates[customer].add(other)
            if alone:
                lonely.add(customer)
    items = [ReviewItem(c, tuple(sorted(others)), c in lonely) for c, others in candidates.items()]
    return sorted(items, key=lambda item: (not item.lonely, item.customer))

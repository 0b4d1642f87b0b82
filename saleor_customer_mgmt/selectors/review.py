"""The review list: customers that might be one, though a contested key is in the way, or no key is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db import connection

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.selectors.apart import not_same
from saleor_customer_mgmt.selectors.doubtful import Doubt, doubts


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A customer and the customers with which it shares a contested key, or which are doubtful.

    ``lonely`` says that some order of it has contested keys only, so that nothing but staff can tell
    whose it is: those come first. ``doubts`` tells what speaks for those candidates that a search found.
    """

    customer: OrderId
    candidates: tuple[OrderId, ...]
    lonely: bool
    doubts: Mapping[OrderId, Doubt] = field(default_factory=dict)

    @property
    def place(self) -> tuple[int, float, OrderId]:
        """Where it stands in the list: the lonely, those that share a contested key, the likeliest."""
        if self.lonely:
            return 0, 0, self.customer
        found = [doubt.weight for doubt in self.doubts.values()]
        if len(found) < len(self.candidates):
            return 1, 0, self.customer
        return 2, -max(found), self.customer


def review_pairs() -> list[ReviewItem]:
    """Return what there is to review, the lonely first, with each pair once: at the one that comes first."""
    told: set[OrderId] = set()
    items = []
    for item in review_list():
        told.add(item.customer)
        if others := tuple(other for other in item.candidates if other not in told):
            left = {other: doubt for other, doubt in item.doubts.items() if other in others}
            items.append(ReviewItem(item.customer, others, item.lonely, left))
    return sorted(items, key=lambda item: item.place)


def review_list(customers: Collection[OrderId] | None = None) -> list[ReviewItem]:
    """Return what there is to review (of these customers only, if given), the lonely first.

    What staff have said is not the same is left out, for good.
    """
    apart = not_same(customers)
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
            if frozenset((customer, other)) not in apart:
                candidates[customer].add(other)
                if alone:
                    lonely.add(customer)
    doubtful: dict[OrderId, dict[OrderId, Doubt]] = defaultdict(dict)
    for pair, doubt in doubts(customers).items():
        for customer in sorted(pair) if customers is None else sorted(pair & set(customers)):
            (other,) = pair - {customer}
            if other not in candidates[customer]:
                doubtful[customer][other] = doubt
    items = [
        ReviewItem(c, (*sorted(candidates[c]), *doubtful[c]), c in lonely, doubtful[c])
        for c in candidates.keys() | doubtful.keys()
        if candidates[c] or doubtful[c]
    ]
    return sorted(items, key=lambda item: item.place)

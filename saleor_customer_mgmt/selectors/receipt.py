"""The receipt: which of a customer's orders count as purchases, which do not, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import F

from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.selectors.counting import counting_policy
from saleor_customer_mgmt.selectors.orders import only_orders


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One order. ``spent`` is what it adds to the total: None when it does not count or has no total."""

    order_id: OrderId
    source: str
    number: str
    placed_at: datetime | None
    status: OrderStatus
    reason: Reason
    spent: Decimal | None
    currency: str | None

    @property
    def counts(self) -> bool:
        return self.reason is Reason.COUNTS


@dataclass(frozen=True, slots=True)
class Receipt:
    """Every order of a customer, newest first, and what they come to."""

    lines: Sequence[ReceiptLine]
    purchases: int
    totals: Mapping[str, Decimal]


def receipt_of(customer: OrderId) -> Receipt:
    """Return the receipt of a live customer: their ``purchase_count`` and ``totals``, taken apart."""
    policy = counting_policy()
    rows = only_orders().filter(customer_id=customer).order_by(F("placed_at").desc(nulls_last=True), "-id")
    lines = []
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        reason = Reason(row.count_reason)
        spent = policy.spent(row.total, row.refunded) if reason is Reason.COUNTS and row.currency else None
        if spent is not None and row.currency:
            totals[row.currency] += spent
        lines.append(
            ReceiptLine(
                order_id=row.id,
                source=row.source,
                number=row.number,
                placed_at=row.placed_at,
                status=OrderStatus(row.status),
                reason=reason,
                spent=spent,
                currency=row.currency,
            )
        )
    return Receipt(lines, sum(line.counts for line in lines), dict(totals))

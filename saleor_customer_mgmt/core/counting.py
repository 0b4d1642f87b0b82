"""Purchase counting: which orders of a customer are purchases, and why the others are not.

docs/counting.md says the same in the shop's words; this is the only place that decides it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from saleor_customer_mgmt.core.evidence import Evidence, Field
from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus
from saleor_customer_mgmt.core.normalise.email import written_address


class Reason(StrEnum):
    """Why an order counts or does not. ``COUNTS`` is the only one that counts.

    When several apply it is the first of them in this list, so the answer never depends on chance.
    """

    COUNTS = "counts"
    CANCELLED = "cancelled"
    RETURNED = "returned"
    UNFINISHED = "unfinished"
    ACCOUNT = "account"
    """No order: somebody registered. No policy can count it."""
    STATUS_LEFT_OUT = "status_left_out"
    """Placed or fulfilled, and the shop does not count that status."""
    SOURCE_LEFT_OUT = "source_left_out"
    BEFORE_START = "before_start"
    """Placed before the moment from which the shop counts."""
    TEST_ORDER = "test_order"
    EXCHANGE = "exchange"
    REFUNDED = "refunded"
    """Paid back in full, whatever its status says."""
    PARTLY_REFUNDED = "partly_refunded"


@dataclass(frozen=True, slots=True)
class CountingPolicy:
    """What the shop calls a purchase.

    ``statuses`` that count, from every source but ``sources_left_out``. ``counted_from``: orders placed
    before this moment do not count (an imported history, the time before the shop changed hands);
    orders without a time do. ``test_emails`` are the addresses of the shop's own people,
    or ``@domain`` for everybody there. ``net_of_refunds``: what was paid back is taken off what a
    customer has spent. Build from what people wrote with ``core.counting_policy.parse_policy``.
    """

    statuses: frozenset[OrderStatus] = frozenset({OrderStatus.PLACED, OrderStatus.FULFILLED})
    sources_left_out: frozenset[str] = frozenset()
    counted_from: datetime | None = None
    test_emails: frozenset[str] = frozenset()
    count_test_orders: bool = False
    count_exchanges: bool = False
    count_refunded: bool = False
    count_partly_refunded: bool = True
    net_of_refunds: bool = True

    def judge(self, facts: OrderFacts, evidence: Evidence, *, was_test: bool = False) -> Reason:
        """Return whether this order counts, or why it does not.

        ``was_test``: the buyer's addresses are no longer kept, and one was the staff's then.
        """
        status = facts.status or OrderStatus.PLACED  # a source without statuses has placed orders only
        if status is OrderStatus.ACCOUNT:
            return Reason.ACCOUNT
        if status not in self.statuses:
            return _LEFT_OUT.get(status, Reason.STATUS_LEFT_OUT)
        if facts.source in self.sources_left_out:
            return Reason.SOURCE_LEFT_OUT
        if self.counted_from and facts.placed_at and facts.placed_at < self.counted_from:
            return Reason.BEFORE_START
        if not self.count_test_orders and (was_test or self.is_test(evidence)):
            return Reason.TEST_ORDER
        if facts.is_exchange and not self.count_exchanges:
            return Reason.EXCHANGE
        return self._judge_refund(facts.total, facts.refunded)

    def spent(self, total: Decimal | None, refunded: Decimal | None) -> Decimal | None:
        """Return what an order that counts adds to what its customer has spent."""
        return total - (refunded or 0) if total is not None and self.net_of_refunds else total

    def is_test(self, evidence: Evidence) -> bool:
        """Return whether one of the buyer's addresses is the staff's. As written: a filler may be one too."""
        if not self.test_emails:
            return False
        addresses = [written_address(value.raw) for value in evidence[Field.EMAIL] if value.raw]
        return any(
            address in self.test_emails or address[address.index("@") :] in self.test_emails
            for address in addresses
            if address
        )

    def _judge_refund(self, total: Decimal | None, refunded: Decimal | None) -> Reason:
        if not refunded or refunded <= 0:
            return Reason.COUNTS
        if total is not None and refunded >= total:
            return Reason.COUNTS if self.count_refunded else Reason.REFUNDED
        # Of an order without a total nobody can say that all of it came back.
        return Reason.COUNTS if self.count_partly_refunded else Reason.PARTLY_REFUNDED


_LEFT_OUT = {
    OrderStatus.CANCELLED: Reason.CANCELLED,
    OrderStatus.RETURNED: Reason.RETURNED,
    OrderStatus.UNFINISHED: Reason.UNFINISHED,
}

"""What imports leave of people: files that wait to be read, and numbers of orders that were refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from saleor_customer_mgmt.core.retention import RetentionPolicy
from saleor_customer_mgmt.models import Import, ImportResult
from saleor_customer_mgmt.services import runs

EXPIRED = "given up: it waited for longer than what it says of people may be kept"


def expire_imports(policy: RetentionPolicy, now: datetime) -> int:
    """Let go what imports left and is kept no longer; return how many results changed. In a transaction.

    A refused order has no moment but that of its import. What stood where its number should may be anything.
    """
    for run in _waiting_too_long(policy, now).select_for_update(no_key=True, of=("self",)):
        runs.end(run, Import.State.FAILED, EXPIRED)
    return _numbers(policy, now).update(order_number="")


def anything_left(policy: RetentionPolicy, now: datetime) -> bool:
    """Return whether :func:`expire_imports` has anything to do."""
    return _waiting_too_long(policy, now).exists() or _numbers(policy, now).exists()


def _waiting_too_long(policy: RetentionPolicy, now: datetime) -> QuerySet[Import]:
    return Import.objects.filter(_too_old("", policy, now), state=Import.State.PENDING)


def _numbers(policy: RetentionPolicy, now: datetime) -> QuerySet[ImportResult]:
    refused = ImportResult.objects.filter(outcome=ImportResult.Outcome.REFUSED).exclude(order_number="")
    return refused.filter(_too_old("run__", policy, now))


def _too_old(prefix: str, policy: RetentionPolicy, now: datetime) -> Q:
    """Select imports by their source; one of which no source is known may be of any."""
    days = {source: terms.days for source, terms in policy.terms.items() if terms.days is not None}
    wanted = Q(pk__in=())
    for source, limit in (*days.items(), *_of_any(days.values())):
        wanted |= Q(**{f"{prefix}source": source, f"{prefix}created_at__lte": now - timedelta(days=limit)})
    return wanted


def _of_any(days: Iterable[int]) -> list[tuple[str, int]]:
    shortest = min(days, default=None)
    return [] if shortest is None else [("", shortest)]

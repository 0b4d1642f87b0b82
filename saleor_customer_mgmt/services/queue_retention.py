"""Have values that are due expire in the background."""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from saleor_customer_mgmt.lock_objects import try_own_work
from saleor_customer_mgmt.models import Job, RetentionRevision
from saleor_customer_mgmt.selectors.expired import has_expired
from saleor_customer_mgmt.selectors.retention import anything_due, retention_policy
from saleor_customer_mgmt.services.actor import SYSTEM, Actor
from saleor_customer_mgmt.services.expire_imports import anything_left
from saleor_customer_mgmt.services.job_queue import queue, waiting

NIGHT = time(3)
"""From when on, in the time zone of the settings, a day's values expire."""


def queue_retention(*, actor: Actor) -> Job:
    """Return the job that will do it: one that waits already and was not begun, or a new one."""
    with transaction.atomic():
        return waiting(Job.Kind.RETENTION).filter(result={}).first() or queue(Job.Kind.RETENTION, actor)


def queue_retention_of_the_day(now: datetime | None = None) -> Job | None:
    """Queue the job once a night when anything is due; None: there is no need, or it was done this night.

    In any number of processes, as often as you like.
    """
    moment = timezone.localtime(now)
    night = datetime.combine(moment.date(), NIGHT, tzinfo=moment.tzinfo)
    if moment < night or Job.objects.filter(kind=Job.Kind.RETENTION, created_at__gte=night).exists():
        return None
    due = anything_due(moment) or anything_left(retention_policy(), moment) or _has_other_terms()
    if not due:
        return None
    with transaction.atomic():
        if not try_own_work("retention of the day"):
            return None
        if Job.objects.filter(kind=Job.Kind.RETENTION, created_at__gte=night).exists():
            return None
        return queue_retention(actor=SYSTEM)


def _has_other_terms() -> bool:
    """Return whether the policy is newer than the last run: more fields may go now of what expired before."""
    newest = RetentionRevision.objects.order_by("-id").first()
    if newest is None or not has_expired():
        return False
    since = Job.objects.filter(kind=Job.Kind.RETENTION, created_at__gte=newest.created_at)
    return not since.exists()

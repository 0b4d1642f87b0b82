"""Have every customer's groups brought up to date in the background."""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from saleor_customer_mgmt.lock_objects import try_own_work
from saleor_customer_mgmt.models import Job
from saleor_customer_mgmt.selectors.group_terms import group_terms
from saleor_customer_mgmt.services.actor import SYSTEM, Actor
from saleor_customer_mgmt.services.job_queue import queue, waiting

NIGHT = time(3)
"""From when on, in the time zone of the settings, the groups of a new day are worked out."""


def queue_groups(*, actor: Actor) -> Job:
    """Return the job that will do it: one that waits already, or a new one."""
    with transaction.atomic():
        # One that was begun and left goes on where it stopped: those before would not be looked at.
        return waiting(Job.Kind.GROUPS).filter(result={}).first() or queue(Job.Kind.GROUPS, actor)


def queue_groups_of_the_day(now: datetime | None = None) -> Job | None:
    """Queue the job once a night when time alone changes who is in a group; None: there is no need.

    Days go by and marks expire without any order. In any number of processes, as often as you like.
    """
    moment = timezone.localtime(now)
    night = datetime.combine(moment.date(), NIGHT, tzinfo=moment.tzinfo)
    if moment < night or not any(terms.asks.of_time for terms in group_terms()):
        return None
    with transaction.atomic():
        if not try_own_work("groups of the day"):
            return None
        if Job.objects.filter(kind=Job.Kind.GROUPS, created_at__gte=night).exists():
            return None
        return queue_groups(actor=SYSTEM)

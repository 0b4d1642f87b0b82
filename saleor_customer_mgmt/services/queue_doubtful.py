"""Have doubtful pairs looked for in the background."""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.lock_objects import try_own_work
from saleor_customer_mgmt.models import Job
from saleor_customer_mgmt.services.actor import SYSTEM, Actor
from saleor_customer_mgmt.services.find_doubtful import EXTRA
from saleor_customer_mgmt.services.job_queue import queue, waiting
from saleor_customer_mgmt.services.require_extra import has_extra, require_extra

NIGHT = time(3)
"""From when on, in the time zone of the settings, a night's search begins, where the merchant wants one."""


def queue_doubtful(*, actor: Actor) -> Job:
    """Return the job that will do it: one that waits already, or a new one.

    Raises:
        NotInstalled: when the engine is not installed here; workers have the same environment.
    """
    require_extra(EXTRA)
    with transaction.atomic():
        return waiting(Job.Kind.DOUBTFUL_PAIRS).first() or queue(Job.Kind.DOUBTFUL_PAIRS, actor)


def queue_doubtful_of_the_night(now: datetime | None = None) -> Job | None:
    """Queue the job once a night where the settings ask for it; None: they do not, or it was done this night.

    Also None without the extra, so that one setting does for all servers. In any number of processes, as
    often as you like.
    """
    moment = timezone.localtime(now)
    night = datetime.combine(moment.date(), NIGHT, tzinfo=moment.tzinfo)
    if not conf.looks_for_doubtful_every_night() or moment < night or not has_extra(EXTRA):
        return None
    with transaction.atomic():
        if not try_own_work("doubtful pairs of the night"):
            return None
        if Job.objects.filter(kind=Job.Kind.DOUBTFUL_PAIRS, created_at__gte=night).exists():
            return None
        return queue_doubtful(actor=SYSTEM)

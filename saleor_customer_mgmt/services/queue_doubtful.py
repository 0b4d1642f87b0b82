"""Have doubtful pairs looked for in the background."""

from __future__ import annotations

from django.db import transaction

from saleor_customer_mgmt.models import Job
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.find_doubtful import EXTRA
from saleor_customer_mgmt.services.job_queue import queue, waiting
from saleor_customer_mgmt.services.require_extra import require_extra


def queue_doubtful(*, actor: Actor) -> Job:
    """Return the job that will do it: one that waits already, or a new one.

    Raises:
        NotInstalled: when the engine is not installed here; workers have the same environment.
    """
    require_extra(EXTRA)
    with transaction.atomic():
        return waiting(Job.Kind.DOUBTFUL_PAIRS).first() or queue(Job.Kind.DOUBTFUL_PAIRS, actor)

"""Jobs that wait for a worker."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from saleor_customer_mgmt.models import Job
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.background import start_after_commit

JOB = "job"
"""What jobs are called where work is started."""
JOB_HELP = "job-help"
"""What helping with a job is called there."""


def waiting(kind: Job.Kind) -> QuerySet[Job]:
    """Return the jobs of a kind that wait for a worker. In the caller's transaction.

    Locked, so that no worker begins with one before the caller's answer says that it waits.
    """
    waits = Job.objects.filter(kind=kind, state=Job.State.PENDING, in_background=True)
    return waits.select_for_update(no_key=True)


def queue(kind: Job.Kind, actor: Actor, **columns: Any) -> Job:
    """Write a job in the caller's transaction, and have it started after that."""
    job = Job.objects.create(kind=kind, in_background=True, **columns, **actor.columns())
    start_after_commit(JOB, job.id)
    return job

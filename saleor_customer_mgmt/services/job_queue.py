"""Jobs that wait for a worker."""

from __future__ import annotations

from saleor_customer_mgmt.models import Job
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.background import start_after_commit

JOB = "job"
"""What jobs are called where work is started."""


def queue(kind: Job.Kind, actor: Actor, **columns: str) -> Job:
    """Write a job in the caller's transaction, and have it started after that."""
    job = Job.objects.create(kind=kind, in_background=True, **columns, **actor.columns())
    start_after_commit(JOB, job.id)
    return job

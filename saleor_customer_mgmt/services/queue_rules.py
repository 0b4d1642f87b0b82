"""Have the rules applied in the background."""

from __future__ import annotations

from django.db import transaction

from saleor_customer_mgmt.models import Job
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.job_queue import queue, waiting


def queue_rules(*, actor: Actor, everything: bool = False, matched: int | None = None) -> Job:
    """Return the job that will apply the rules to the orders that wait for that.

    ``everything``: to all orders. ``matched``: to those that this rule matches.
    """
    with transaction.atomic():
        job = waiting(Job.Kind.RULES).first() or queue(Job.Kind.RULES, actor)
        if everything or matched is not None:
            rules = job.result.get("matched", [])
            job.result = {
                "everything": everything or job.result.get("everything", False),
                "matched": rules if matched is None else sorted({*rules, matched}),
            }
            job.save(update_fields=["result"])
        return job

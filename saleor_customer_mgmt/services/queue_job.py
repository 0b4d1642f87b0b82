"""Have work done in the background: a rebuild, or other match criteria."""

from __future__ import annotations

from django.db import transaction

from saleor_customer_mgmt.core.criteria import CriteriaSet
from saleor_customer_mgmt.models import Job
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.change_criteria import require_other, wanted_revision
from saleor_customer_mgmt.services.job_queue import JOB, queue, waiting

__all__ = ["JOB", "queue_criteria", "queue_rebuild", "queue_revert"]


def queue_rebuild(*, actor: Actor, from_facts: bool = False) -> Job:
    """Return the job that will judge everything anew: one that waits already, or a new one."""
    with transaction.atomic():
        wanted = waiting(Job.Kind.REBUILD).filter(from_facts=from_facts)
        return wanted.first() or queue(Job.Kind.REBUILD, actor, from_facts=from_facts)


def queue_criteria(criteria: CriteriaSet, *, actor: Actor, reason: str = "") -> Job:
    """Return the job that will apply these criteria to the whole history.

    Raises:
        AlreadyDone: when these are the criteria in use.
        Stale: when the secret of the match keys was changed.
    """
    with transaction.atomic():
        require_other(criteria)
        return queue(Job.Kind.MATCH_CRITERIA, actor, criteria=str(criteria), reason=reason)


def queue_revert(revision_id: int | None = None, *, actor: Actor, reason: str = "") -> Job:
    """Return the job that will bring back the criteria of a revision (None: the one before the newest).

    Raises:
        NotFound: when there is no such revision.
        AlreadyDone: when its criteria are in use.
        Stale: when the secret of the match keys was changed.
    """
    criteria, told = wanted_revision(revision_id)
    return queue_criteria(criteria, actor=actor, reason=reason or told)

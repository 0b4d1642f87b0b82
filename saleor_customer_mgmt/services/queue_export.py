"""Have a list written into a file in the background; whoever asked for it fetches it within a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from saleor_customer_mgmt.models import Job, JobFile
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.job_queue import queue
from saleor_customer_mgmt.services.require_extra import require_extra

KEPT_FOR = timedelta(days=1)
"""A file full of people is not to lie about."""


Order = Sequence[tuple[str, bool, bool]]
"""Columns with whether they descend and whether they may be empty; empty ones come last."""


def queue_export(
    what: str,
    *,
    kind: str,
    language: str,
    asked: Mapping[str, Any],
    actor: Actor,
    order: Order = (),
) -> Job:
    """Return the job that will write ``customers`` or ``orders`` into a file of one of ``KINDS``.

    ``asked`` are the filters of the list, as JSON; ``language`` (``en``, ``ja``) is that of the head. Without
    an ``order``, customers with most purchases and orders that were placed last come first.

    Raises:
        NotInstalled: when files of this kind cannot be written here; workers have the same environment.
    """
    if kind == "xlsx":
        require_extra("excel")
    wanted = {"what": what, "kind": kind, "language": language, "asked": dict(asked), "order": list(order)}
    with transaction.atomic():
        return queue(Job.Kind.EXPORT, actor, result=wanted)


def piece_of(job: Job, number: int, *, actor: Actor) -> bytes | None:
    """Return a piece of the file that a job made, counted from 0.

    None when there is none (any more), or somebody else asked for the file.
    """
    if not _is_theirs(job, actor):
        return None
    data = JobFile.objects.filter(job=job, number=number).values_list("data", flat=True).first()
    return None if data is None else bytes(data)


def can_fetch(job: Job, *, actor: Actor) -> bool:
    """Return whether the file that a job made is still kept, and for them."""
    ended = job.finished_at
    return _is_theirs(job, actor) and ended is not None and timezone.now() - ended < KEPT_FOR


def _is_theirs(job: Job, actor: Actor) -> bool:
    return (job.by_kind, job.by_id) == (actor.kind, actor.id)


def throw_away_exports() -> int:
    """Throw away what was kept long enough; return how many files that were."""
    old = JobFile.objects.filter(job__finished_at__lt=Now() - KEPT_FOR)
    found = old.values("job").distinct().count()
    old.delete()
    return found

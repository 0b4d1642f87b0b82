"""Work on everything, as a job whose row says how far it is.

Judging (``services.rebuild``, ``services.change_criteria``) is one transaction, which also writes how it
ended: it is done as a whole or, when its worker is killed, not at all, and then another worker begins it
anew. What has to be derived anew for a rebuild is derived before that when it is much
(``services.derive_ahead``). Doubtful pairs (``services.work_off_doubtful``) are found outside of any, and
written in one. The rules (``services.work_off_rules``) are applied, and the groups
(``services.work_off_groups``) brought up to date, in many small ones; so do the values go that are to be
kept no longer (``services.work_off_retention``). Exports (``services.work_off_export``) change nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from saleor_customer_mgmt.core.criteria import parse_criteria
from saleor_customer_mgmt.models import Job, JobShare
from saleor_customer_mgmt.services import runs, shares
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.change_criteria import change_criteria
from saleor_customer_mgmt.services.derive_ahead import derive_ahead, derive_share
from saleor_customer_mgmt.services.find_doubtful import EXTRA
from saleor_customer_mgmt.services.job_progress import JobProgress
from saleor_customer_mgmt.services.judge_all import Judged
from saleor_customer_mgmt.services.passes import Advance
from saleor_customer_mgmt.services.rebuild import Rebuilt, rebuild
from saleor_customer_mgmt.services.require_extra import require_extra
from saleor_customer_mgmt.services.run_endings import ending
from saleor_customer_mgmt.services.work_off_doubtful import work_off_doubtful
from saleor_customer_mgmt.services.work_off_export import work_off_export
from saleor_customer_mgmt.services.work_off_groups import refresh_share, work_off_groups
from saleor_customer_mgmt.services.work_off_retention import work_off_retention
from saleor_customer_mgmt.services.work_off_rules import work_off_rules


def do_job(job_id: int) -> None:
    """Carry out a job that waits. Nothing, when another worker is at it."""
    job = runs.claim(Job, job_id)
    if job is not None:
        with ending(job):
            if job.kind == Job.Kind.RULES:
                work_off_rules(job)
            elif job.kind == Job.Kind.GROUPS:
                work_off_groups(job)
            elif job.kind == Job.Kind.DOUBTFUL_PAIRS:
                work_off_doubtful(job)
            elif job.kind == Job.Kind.EXPORT:
                work_off_export(job)
            elif job.kind == Job.Kind.RETENTION:
                work_off_retention(job)
            else:
                _carry_out(job, None)


def help_job(job_id: int) -> None:
    """Take shares of a job that another worker carries out."""
    shares.help_with(Job.objects.all(), job_id, _do_share)


def _do_share(job: Job, share: JobShare) -> shares.Tally:
    return refresh_share(share) if job.kind == Job.Kind.GROUPS else derive_share(share)


def rebuild_now(
    *,
    actor: Actor,
    from_facts: bool = False,
    on_progress: Advance | None = None,
    judge: Callable[[], Judged] | None = None,
) -> Rebuilt:
    """Rebuild in this process, as a command does; others see the job meanwhile. ``judge``: see ``rebuild``.

    Raises:
        ServiceError: when it is refused.
    """
    job = Job(kind=Job.Kind.REBUILD, from_facts=from_facts, **actor.columns())
    runs.begin(job)
    with ending(job, raising=True):
        _carry_out(job, on_progress, judge)
    return Rebuilt(**job.result)


def find_doubtful_now(*, actor: Actor, on_progress: Advance | None = None) -> dict[str, Any]:
    """Look for doubtful pairs in this process, as a command does, and return what came out.

    Raises:
        ServiceError: when it is refused.
    """
    require_extra(EXTRA)
    job = Job(kind=Job.Kind.DOUBTFUL_PAIRS, **actor.columns())
    runs.begin(job)
    with ending(job, raising=True):
        work_off_doubtful(job, on_progress)
    return dict(job.result)


def expire_now(*, actor: Actor, on_progress: Advance | None = None) -> dict[str, Any]:
    """Let everything expire that is due, in this process, as a command does, and return what that was.

    Raises:
        ServiceError: when it is refused.
    """
    job = Job(kind=Job.Kind.RETENTION, **actor.columns())
    runs.begin(job)
    with ending(job, raising=True):
        work_off_retention(job, on_progress)
    job.refresh_from_db()
    return dict(job.result)


def _carry_out(job: Job, on_progress: Advance | None, judge: Callable[[], Judged] | None = None) -> None:
    if job.kind == Job.Kind.REBUILD:
        derive_ahead(job, on_progress)
    ahead = job.result.get("derived_ahead", 0)
    with JobProgress(job) as progress, runs.step(job):

        def tell(done: int, total: int) -> None:
            progress.tell(ahead + done, ahead + total)
            if on_progress is not None:
                on_progress(ahead + done, ahead + total)

        result = _do(job, tell, judge)
        runs.end(job, Job.State.DONE, result=result, done=progress.total, total=progress.total)


def _do(job: Job, tell: Advance, judge: Callable[[], Judged] | None) -> dict[str, Any]:
    actor = runs.author_of(job)
    if job.kind == Job.Kind.REBUILD:
        ahead = bool(job.result)
        done = rebuild(actor=actor, from_facts=job.from_facts, ahead=ahead, on_progress=tell, judge=judge)
        if ahead:
            done = dataclasses.replace(
                done, evidence_changed=done.evidence_changed + job.result["evidence_changed"]
            )
        return dataclasses.asdict(done)
    criteria = parse_criteria(job.criteria)
    revision = change_criteria(criteria, actor=actor, reason=job.reason, on_progress=tell)
    return {"revision": revision.id}

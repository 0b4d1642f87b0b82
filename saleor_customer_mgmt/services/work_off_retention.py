"""Letting everything expire that is due, as a job: orders source by source, and what imports left."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from saleor_customer_mgmt.core.retention import PERSONAL
from saleor_customer_mgmt.models import Job
from saleor_customer_mgmt.selectors.retention import retention_policy
from saleor_customer_mgmt.services import runs
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.background import background
from saleor_customer_mgmt.services.expire_imports import expire_imports
from saleor_customer_mgmt.services.expire_orders import expire_batch
from saleor_customer_mgmt.services.passes import Advance


def work_off_retention(job: Job, on_progress: Advance | None = None) -> None:
    """Go through all sources whose values expire. Each step is a transaction that says how far it came.

    Raises:
        Superseded: when another worker goes on with it.
    """
    while _step(job):
        if on_progress is not None:
            on_progress(job.done, job.total)
        if job.in_background and background().stopping():
            runs.hand_back(job)
            return


def _step(job: Job) -> bool:
    with runs.step(job) as row:
        policy, now = retention_policy(), timezone.now()
        result: dict[str, Any] = row.result or {"source": "", "after": 0, "expired": {}}
        left = sorted(s for s, t in policy.terms.items() if t.expiring and s >= result["source"])
        if not left:
            results = expire_imports(policy, now)
            _end(row, {"expired": result["expired"], "results": results})
            return False
        source, terms = left[0], policy.terms[left[0]]
        batch = expire_batch(source, terms, now, result["after"] if source == result["source"] else 0)
        if batch is None:
            # A character that names cannot have: the source behind this one is the next.
            result |= {"source": f"{source}\x01", "after": 0}
            batch_size = 0
        else:
            batch_size = batch.expired
            result |= {"source": source, "after": batch.last}
            if batch_size:
                told = result["expired"].setdefault(source, {"orders": 0, "fields": []})
                told["orders"] += batch_size
                told["fields"] = [f.value for f in PERSONAL if f in terms.expiring]
        job.done = row.done + batch_size
        runs.got_further(row, result=result, done=job.done)
        return True


def _end(row: Job, result: dict[str, Any]) -> None:
    write_audit(runs.author_of(row), "retention", run=row.id, **result)
    runs.end(row, Job.State.DONE, result=result, total=row.done)

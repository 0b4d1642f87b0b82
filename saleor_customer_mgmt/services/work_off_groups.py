"""Bringing the groups of all customers up to date, some customers at a time."""

from __future__ import annotations

from saleor_customer_mgmt.lock_objects import lock_customers, own_judging, share_judging
from saleor_customer_mgmt.models import Customer, Job
from saleor_customer_mgmt.services import runs
from saleor_customer_mgmt.services.background import background
from saleor_customer_mgmt.services.refresh_groups import refresh_groups

STEP = 200
"""Customers in one transaction: few enough to let checkouts pass in between."""


def work_off_groups(job: Job) -> None:
    """Go through all customers by id. Each step is a transaction that says how far it came.

    Raises:
        Superseded: when another worker goes on with it.
    """
    if not job.result:
        _begin(job)
    while _step(job):
        if background().stopping():
            runs.hand_back(job)
            return


def _begin(job: Job) -> None:
    """Wait for those who began before a group was saved: they may not know of it."""
    with runs.step(job) as row:
        own_judging()
        runs.got_further(row, total=Customer.objects.count(), result={"after": 0, "changes": 0})


def _step(job: Job) -> bool:
    with runs.step(job) as row:
        share_judging()
        rows = Customer.objects.filter(id__gt=row.result["after"]).order_by("id")
        ids = list(rows.values_list("id", flat=True)[:STEP])
        if not ids:
            runs.end(row, Job.State.DONE, total=row.done)
            return False
        lock_customers(ids)
        changes = refresh_groups(ids)
        done = row.done + len(ids)
        result = {"after": ids[-1], "changes": row.result["changes"] + changes}
        runs.got_further(row, result=result, done=done, total=max(row.total, done))
        return True

"""Bringing the groups of all customers up to date, some customers at a time, by whoever helps."""

from __future__ import annotations

from django.db.models import F

from saleor_customer_mgmt.lock_objects import lock_customers, own_judging, share_judging
from saleor_customer_mgmt.models import Customer, Job, JobShare
from saleor_customer_mgmt.services import runs, shares
from saleor_customer_mgmt.services.job_queue import JOB_HELP
from saleor_customer_mgmt.services.refresh_groups import refresh_groups
from saleor_customer_mgmt.services.run_endings import check_stopping
from saleor_customer_mgmt.services.share_out import Sharing

STEP = 200
"""Customers in one transaction: few enough to let checkouts pass in between."""


def work_off_groups(job: Job) -> None:
    """Go through all customers that there are. Each share of them is a transaction.

    Raises:
        Superseded: when another worker goes on with it.
        HandedBack: when another worker is to.
    """
    if not job.result:
        _begin(job)
    Sharing(
        JOB_HELP,
        job.shares.all(),
        run=job,
        check=lambda: check_stopping(job),
        do=refresh_share,
        settle=lambda: _settle(job),
    ).finish()
    with runs.step(job):
        runs.end(job, Job.State.DONE, total=F("done"))


def _begin(job: Job) -> None:
    """Wait for those who began before a group was saved: they may not know of it. Who comes later does."""
    with runs.step(job) as row:
        own_judging()
        customers = Customer.objects.values_list("id", flat=True)
        shares.cut_up(row, customers, STEP)
        runs.got_further(row, total=customers.count(), result={"changes": 0})


def refresh_share(share: JobShare) -> dict[str, int]:
    share_judging()
    rows = Customer.objects.filter(id__gte=share.first, id__lte=share.last)
    ids = list(rows.order_by("id").values_list("id", flat=True))
    lock_customers(ids)
    return {"done": len(ids), "changes": refresh_groups(ids)}


def _settle(job: Job) -> None:
    with runs.step(job) as row:
        if tally := shares.settle(row):
            done = row.done + tally["done"]
            changes = row.result["changes"] + tally["changes"]
            runs.got_further(row, done=done, total=max(row.total, done), result={"changes": changes})

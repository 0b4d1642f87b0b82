"""Applying the rules to the orders that wait for that, customer by customer; their groups follow."""

from __future__ import annotations

from saleor_customer_mgmt.lock_objects import lock_customers, own_judging, share_judging
from saleor_customer_mgmt.models import Job, RuleBacklog
from saleor_customer_mgmt.services import runs
from saleor_customer_mgmt.services.apply_rules import apply_anew
from saleor_customer_mgmt.services.background import background
from saleor_customer_mgmt.services.refresh_groups import refresh_groups
from saleor_customer_mgmt.services.rule_backlog import customers_of, leave_all, leave_matched, settle, waiting

STEP = 100
"""Orders in one transaction: few enough to let checkouts pass in between."""


def work_off_rules(job: Job) -> None:
    """Work off the list of orders. Each step is a transaction: a worker that is killed loses one step.

    Raises:
        Superseded: when another worker goes on with it.
    """
    if job.result.get("everything") or job.result.get("matched"):
        _wait_for_those_who_record(job)
        _leave(job)
    while _step(job):
        if background().stopping():
            runs.hand_back(job)
            return


def _wait_for_those_who_record(job: Job) -> None:
    """Who began before a rule was saved may not know of it, and nobody sees their orders yet."""
    with runs.step(job):
        own_judging()


def _leave(job: Job) -> None:
    with runs.step(job) as row:
        if row.result.get("everything"):
            leave_all()
        for rule in row.result.get("matched", ()):
            leave_matched(rule)
        runs.got_further(row, result={})


def _step(job: Job) -> bool:
    """Deal with the customers of some orders, all of theirs; return whether there were any."""
    with runs.step(job) as row:
        share_judging()
        orders = waiting(STEP)
        # Whose they are can change until the customers are locked; the one that they went to waits as well,
        # since whoever moved them has applied the rules himself.
        customers = customers_of(orders)
        lock_customers(customers)
        if not orders:
            runs.end(row, Job.State.DONE, total=row.done)
            return False
        theirs = customers & customers_of(orders)
        apply_anew(theirs)
        refresh_groups(theirs)
        done = row.done + settle(customers)
        runs.got_further(row, done=done, total=done + RuleBacklog.objects.count())
        return True

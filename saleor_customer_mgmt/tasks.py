"""Celery tasks. Each may be delivered twice and run at the same time as itself.

Their arguments are ids; none has a result, and none raises (a worker's log would show the message).
"""

from __future__ import annotations

from celery import shared_task

from saleor_customer_mgmt.services import run_work
from saleor_customer_mgmt.services.host_benefits import host_benefits
from saleor_customer_mgmt.services.host_sweep import host_orders
from saleor_customer_mgmt.services.watch_holds import watch


@shared_task(name="saleor_customer_mgmt.tasks.sweep", ignore_result=True)
def sweep() -> None:
    """Record the host's orders that a hook missed."""
    if orders := host_orders():
        orders.sweep()


@shared_task(name="saleor_customer_mgmt.tasks.work", ignore_result=True)
def work(kind: str, run: int) -> None:
    """Carry out an import or a job that waits, or go on with one whose worker was killed."""
    run_work.do(kind, run)


@shared_task(name="saleor_customer_mgmt.tasks.tend", ignore_result=True)
def tend() -> None:
    """Have those runs started that wait too long or that nobody is at any more."""
    run_work.tend()


@shared_task(name="saleor_customer_mgmt.tasks.watch_holds", ignore_result=True)
def watch_holds() -> None:
    """Find orders that moved while they were held, and go on with those that are held no more."""
    watch()


@shared_task(name="saleor_customer_mgmt.tasks.keep_benefits", ignore_result=True)
def keep_benefits() -> None:
    """Take from those who left a group what it gave them, and give it to those who came."""
    if benefits := host_benefits():
        benefits.keep()

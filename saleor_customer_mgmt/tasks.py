"""Celery tasks. Each may be delivered twice and run at the same time as itself."""

from __future__ import annotations

from celery import shared_task

from saleor_customer_mgmt.services.host_sweep import host_orders


@shared_task(name="saleor_customer_mgmt.tasks.sweep", ignore_result=True)
def sweep() -> None:
    """Record the host's orders that a hook missed."""
    if orders := host_orders():
        orders.sweep()

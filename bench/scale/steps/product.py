"""What the product does as a whole: import, rebuild, preview. Each is called in a process of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def import_orders(path: str) -> dict[str, int]:
    """Import a neutral CSV and judge its orders.

    Raises:
        RuntimeError: when not every row was taken.
    """
    from saleor_customer_mgmt.services import import_orders as service

    run = service.import_orders([Path(path)], actor=_actor())
    if run.state != run.State.DONE or run.refused or run.changed or run.unchanged:
        raise RuntimeError(f"{run.state}: {run.new} new, {run.changed} changed, {run.refused} refused")
    return {"orders": run.new, "rows": run.rows}


def finish_work() -> int:
    """Do what an import has left to the background, and return how many jobs that was."""
    from saleor_customer_mgmt.models import Job
    from saleor_customer_mgmt.services.do_job import do_job

    done = 0
    while job := Job.objects.filter(state=Job.State.PENDING).order_by("id").first():
        do_job(job.id)
        done += 1
    return done


def rebuild() -> dict[str, Any]:
    """Judge everything anew, of which nothing has changed.

    Raises:
        RuntimeError: when something changed all the same.
    """
    from saleor_customer_mgmt.services import rebuild as service

    done = service.rebuild(actor=_actor())
    if done.moved or done.evidence_changed:
        raise RuntimeError(f"{done.moved} orders moved, {done.evidence_changed} were read otherwise")
    return {"orders": done.orders, "customers": done.customers}


def preview(criteria: str) -> dict[str, Any]:
    from saleor_customer_mgmt.core.criteria import parse_criteria
    from saleor_customer_mgmt.services.preview_criteria import preview_criteria

    connection.close()
    seen = preview_criteria(parse_criteria(criteria))
    return {"orders": seen.orders, "now": seen.customers_now, "then": seen.customers_then}


def _actor() -> Any:
    from saleor_customer_mgmt.services.actor import SYSTEM

    return SYSTEM

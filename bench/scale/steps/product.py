"""What the product does as a whole: import, rebuild, preview. Each is called in a process of its own."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
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


def dry_run(path: str) -> dict[str, int]:
    """Say what would become of the orders of a file; record none.

    Raises:
        RuntimeError: when not every row could be taken.
    """
    from saleor_customer_mgmt.services import import_orders as service

    run = service.import_orders([Path(path)], actor=_actor(), dry_run=True)
    if run.state != run.State.DONE or run.refused:
        raise RuntimeError(f"{run.state}: {run.new} new, {run.refused} refused")
    return {"new": run.new, "rows": run.rows}


def finish_work() -> int:
    """Do what an import has left to the background, and return in how many pieces that was.

    Raises:
        RuntimeError: when some of it failed.
    """
    from saleor_customer_mgmt.models import Job
    from saleor_customer_mgmt.services import background, run_work
    from saleor_customer_mgmt.services.queue_job import JOB
    from saleor_customer_mgmt.services.send_notices import NOTICES

    worker = Worker()
    background.use_background(worker)
    done = 0
    while True:
        # What was queued just now would be looked after in a minute.
        worker.told |= {
            (JOB, job) for job in Job.objects.filter(state=Job.State.PENDING).values_list("id", flat=True)
        }
        run_work.tend()
        work = sorted(each for each in worker.told if each[0] != NOTICES)
        worker.told.clear()
        if not work:
            break
        for kind, run in work:
            run_work.do(kind, run)
            done += 1
    if Job.objects.filter(state=Job.State.FAILED).exists():
        raise RuntimeError("a job of the background failed")
    return done


class Worker:
    """Works in the background of this process: remembers what it is told, for :func:`finish_work`."""

    def __init__(self) -> None:
        self.told: set[tuple[str, int]] = set()

    def start(self, kind: str, run: int, *, within: float | None) -> None:
        del within
        self.told.add((kind, run))

    def surroundings(self) -> AbstractContextManager[object]:
        return nullcontext()

    def stopping(self) -> bool:
        return False

    def helpers(self) -> int:
        return 0


def rebuild(from_facts: bool = False) -> dict[str, Any]:
    """Judge everything anew, of which nothing has changed.

    Raises:
        RuntimeError: when something changed all the same.
    """
    from saleor_customer_mgmt.services import rebuild as service

    done = service.rebuild(actor=_actor(), from_facts=from_facts)
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

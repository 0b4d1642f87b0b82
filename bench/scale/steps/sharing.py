"""Work that several workers share, each in a process of its own: an import, or a job on what it recorded."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path
from typing import Any

from django.db import connection

_PAUSE = 0.05


def queue(path: str) -> int:
    """Keep a file as an upload does, and return the import that waits."""
    from saleor_customer_mgmt.services.actor import SYSTEM
    from saleor_customer_mgmt.services.queue_import import queue_import

    return int(queue_import([Path(path)], actor=SYSTEM).id)


def queue_job(job: str) -> int:
    """Return the job that waits then: ``rebuild``, of all that the sources told, or ``groups``."""
    from saleor_customer_mgmt.services.actor import SYSTEM
    from saleor_customer_mgmt.services.queue_groups import queue_groups
    from saleor_customer_mgmt.services.queue_job import queue_rebuild

    queued = queue_groups(actor=SYSTEM) if job == "groups" else queue_rebuild(actor=SYSTEM, from_facts=True)
    return int(queued.id)


def carry_out(run: int, helpers: int, kind: str = "import") -> dict[str, float]:
    """Do what the worker does that is told of the import, or of the ``job``, once the helpers are there.

    Raises:
        RuntimeError: when it failed, or not every row was taken.
    """
    from saleor_customer_mgmt.services import background, run_work

    background.use_background(_several(helpers))
    process = multiprocessing.current_process()
    process.daemon = True  # as a worker of Celery, which may have no children that derive
    _await(helpers)
    began = time.perf_counter()
    try:
        run_work.do(kind, run)
    finally:
        process.daemon = False
    took = time.perf_counter() - began
    done = _runs(kind).get(id=run)
    if done.state != done.State.DONE or getattr(done, "refused", 0):
        raise RuntimeError(f"{done.state}: {done.error}")
    return {"seconds": took, "done": done.new if kind == "import" else done.done}


def help_out(run: int, helpers: int, kind: str = "import") -> int:
    """Do what a worker does that is free: help whenever there is something to help with."""
    from saleor_customer_mgmt.services import background, run_work, runs

    background.use_background(_several(helpers))
    while not _runs(kind).filter(id=run, state__in=runs.ENDED).exists():
        run_work.do(f"{kind}-help", run)
        time.sleep(_PAUSE)
    return run


def _await(helpers: int) -> None:
    """Wait until so many others have a connection: workers of a shop are there before there is work."""
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    with connection.cursor() as cursor:
        while cursor.execute(others).fetchone()[0] < helpers:
            time.sleep(_PAUSE)


def _runs(kind: str) -> Any:
    from saleor_customer_mgmt.models import Import, Job

    return (Import if kind == "import" else Job).objects


def _several(helpers: int) -> Any:
    """Return a background of other workers: processes that ask by themselves, since there is no broker."""
    from saleor_customer_mgmt.services.background import Nobody

    class Several(Nobody):
        def helpers(self) -> int:
            return helpers

    return Several()

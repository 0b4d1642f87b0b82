"""One import that several workers share, each in a process of its own."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path
from typing import Any

_PAUSE = 0.05


def queue(path: str) -> int:
    """Keep a file as an upload does, and return the import that waits."""
    from saleor_customer_mgmt.services.actor import SYSTEM
    from saleor_customer_mgmt.services.queue_import import queue_import

    return int(queue_import([Path(path)], actor=SYSTEM).id)


def carry_out(run: int, helpers: int) -> dict[str, int]:
    """Do what the worker does that is told of the import.

    Raises:
        RuntimeError: when not every row was taken.
    """
    from saleor_customer_mgmt.models import Import
    from saleor_customer_mgmt.services import background, run_work

    background.use_background(_several(helpers))
    process = multiprocessing.current_process()
    process.daemon = True  # as a worker of Celery, which may have no children that derive
    try:
        run_work.do("import", run)
    finally:
        process.daemon = False
    done = Import.objects.get(id=run)
    if done.state != done.State.DONE or done.refused:
        raise RuntimeError(f"{done.state}: {done.error}")
    return {"orders": done.new}


def help_out(run: int, helpers: int) -> int:
    """Do what a worker does that is free: help whenever there is something to help with."""
    from saleor_customer_mgmt.models import Import
    from saleor_customer_mgmt.services import background, run_work, runs

    background.use_background(_several(helpers))
    while not Import.objects.filter(id=run, state__in=runs.ENDED).exists():
        run_work.do("import-help", run)
        time.sleep(_PAUSE)
    return run


def _several(helpers: int) -> Any:
    """Return a background of other workers: processes that ask by themselves, since there is no broker."""
    from saleor_customer_mgmt.services.background import Nobody

    class Several(Nobody):
        def helpers(self) -> int:
            return helpers

    return Several()

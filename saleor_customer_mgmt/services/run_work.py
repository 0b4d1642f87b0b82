"""Carrying out what waits: what every host's worker calls."""

from __future__ import annotations

from collections.abc import Callable

from saleor_customer_mgmt.services.background import background, log_fault
from saleor_customer_mgmt.services.do_job import do_job, help_job
from saleor_customer_mgmt.services.import_orders import do_import
from saleor_customer_mgmt.services.import_together import HELP as IMPORT_HELP
from saleor_customer_mgmt.services.import_together import help_import
from saleor_customer_mgmt.services.job_queue import JOB, JOB_HELP
from saleor_customer_mgmt.services.queue_import import IMPORT
from saleor_customer_mgmt.services.search_rows import SEARCH
from saleor_customer_mgmt.services.send_notices import NOTICES, send_notices
from saleor_customer_mgmt.services.tend_runs import tend_runs
from saleor_customer_mgmt.services.work_off_search import work_off_search

_DEEDS: dict[str, Callable[[int], None]] = {
    IMPORT: do_import,
    IMPORT_HELP: help_import,
    JOB: do_job,
    JOB_HELP: help_job,
    NOTICES: send_notices,
    SEARCH: work_off_search,
}


def do(kind: str, run: int) -> None:
    """Carry out one run, or nothing when it is not to be. Raises nothing: how it went stands in its row."""
    _safely(lambda: _DEEDS[kind](run), f"Run {kind} {run}")


def tend() -> None:
    """Look after the runs that nobody is at. Raises nothing."""
    _safely(tend_runs, "Looking after runs")


def _safely(work: Callable[[], None], what: str) -> None:
    try:
        with background().surroundings():
            work()
    except Exception as error:  # noqa: BLE001  # a worker's log would show the message, with values
        log_fault(error, what)

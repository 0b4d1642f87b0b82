"""Signs of life of a job that computes for long without writing: given by a thread of their own."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

from saleor_customer_mgmt.models import Job
from saleor_customer_mgmt.services.job_progress import JobProgress

EVERY = 15.0
"""Seconds; ``runs.FORSAKEN_AFTER`` is much longer."""


class staying_alive:  # noqa: N801  # used as a function: with staying_alive(job) as alive
    """Writes, over a connection of its thread, how far the job is, until the block ends."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._where = (0, 0)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._tell, name=f"job {job.id} lives", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def at(self, done: int, total: int) -> None:
        """Say how far it is; whoever looks sees it at the next sign of life."""
        self._where = (done, total)

    def _tell(self) -> None:
        # Opened and closed in this thread, as Django asks.
        with JobProgress(self._job) as progress:
            while not self._ended.wait(EVERY):
                progress.tell(*self._where)

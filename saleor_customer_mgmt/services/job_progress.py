"""Saying how far a job is while its one transaction, which nobody sees into, goes on."""

from __future__ import annotations

import time
from contextlib import suppress
from types import TracebackType
from typing import Self

from django.db import Error as DatabaseFault
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from saleor_customer_mgmt.models import Job

EVERY = 1.0
"""Seconds between two looks that somebody may take at it."""


class JobProgress:
    """Writes progress over a connection of its own, which is made when there is something to say.

    Whatever the database has against that (no connection left), it is not what the job is about.
    """

    def __init__(self, job: Job) -> None:
        self.total = 0
        self._job, self._claim = job.id, job.claim
        self._connection: BaseDatabaseWrapper | None = None
        self._due = time.monotonic() + EVERY

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def tell(self, done: int, total: int) -> None:
        self.total = total
        if time.monotonic() < self._due:
            return
        self._due = time.monotonic() + EVERY
        try:
            if self._connection is None:
                self._connection = connection.copy()
            with self._connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE customer_mgmt_job SET done = %s, total = %s, updated_at = statement_timestamp() "
                    "WHERE id = %s AND claim = %s AND state = 'running'",
                    [done, total, self._job, self._claim],
                )
        except DatabaseFault:
            self._close()

    def _close(self) -> None:
        if self._connection is not None:
            with suppress(DatabaseFault):
                self._connection.close()
            self._connection = None

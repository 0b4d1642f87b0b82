"""Background work without Celery: one thread of the server's process."""

from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import AbstractContextManager, nullcontext

from django.db import connections

from saleor_customer_mgmt.services import run_work
from saleor_customer_mgmt.services.tend_runs import TEND_EVERY

PATIENCE = 20.0
"""Seconds that the end of the server waits for the batch that is being recorded. When that takes longer, it
is broken off; another server goes on from the batch before."""


class ServerThread:
    """Does one run after the other, and looks every minute whether one was left by another process.

    The thread is started with :meth:`begin`, or when there is something to do.
    """

    def __init__(self) -> None:
        self._waiting: deque[tuple[str, int]] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._stopping = False

    def start(self, kind: str, run: int, *, within: float | None) -> None:
        del within  # nothing is forgotten here for so long
        with self._changed:
            if (kind, run) not in self._waiting:
                self._waiting.append((kind, run))
            self._changed.notify()
        self.begin()

    def surroundings(self) -> AbstractContextManager[object]:
        return nullcontext()

    def stopping(self) -> bool:
        return self._stopping

    def helpers(self) -> int:
        """Return 0: there is one thread."""
        return 0

    def begin(self) -> None:
        """Begin to work, also with what other processes left."""
        with self._changed:
            if self._thread is None and not self._stopping:
                # A daemon: it never keeps the process from ending.
                self._thread = threading.Thread(target=self._work, name="customer-mgmt", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Stop working. An import stops after its batch, and waits for the next server."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def _work(self) -> None:
        due = time.monotonic()
        while not self._stopping:
            if time.monotonic() >= due:
                run_work.tend()
                due = time.monotonic() + TEND_EVERY.total_seconds()
            with self._changed:
                if not self._waiting and not self._stopping:
                    self._changed.wait(max(0.0, due - time.monotonic()))
                told = self._waiting.popleft() if self._waiting and not self._stopping else None
            if told is not None:
                run_work.do(*told)
            connections.close_all()  # this thread's
        connections.close_all()


background = ServerThread()

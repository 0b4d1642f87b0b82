"""A stage for races: actors with connections of their own, stopped and sent on at chosen points.

Nothing here measures time. An actor is waited for until it has ended, stands at its mark, or waits for
a lock that somebody else holds, as PostgreSQL itself tells.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from django.db import connection

PATIENCE = 60
"""Seconds after which a test gives up: a fault, never a slow machine."""


class Actor:
    """Does ``work`` in a thread. An actor with a mark stops when it gets there for the first time."""

    _on_stage: ClassVar[list[Actor]] = []

    def __init__(self, work: Callable[[], Any], *, mark: Mark | None = None) -> None:
        self._on_stage.append(self)
        self._work = work
        self._mark = mark
        self._at_mark = threading.Event()
        self._sent_on = threading.Event()
        self._ended = threading.Event()
        self._connected = threading.Event()
        self._backend = 0
        self._answer: Any = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    @classmethod
    def dismiss_all(cls) -> None:
        """Let everybody run to the end; whatever happens there concerns nobody any more."""
        for actor in cls._on_stage:
            actor._sent_on.set()
        for actor in cls._on_stage:
            actor._thread.join(PATIENCE)
        cls._on_stage.clear()

    def start(self) -> Actor:
        """Start and come back when the actor has ended, stands at its mark, or waits for a lock."""
        if self._mark is not None:
            self._mark.stops[self._thread] = self._stop
        self._thread.start()
        self.settle()
        return self

    def go_on(self) -> Actor:
        """Send the actor on from its mark and come back when it has ended or waits for a lock."""
        assert self.at_mark
        self._sent_on.set()
        self.settle()
        return self

    @property
    def at_mark(self) -> bool:
        return self._at_mark.is_set() and not self._sent_on.is_set()

    @property
    def blocked(self) -> bool:
        """Whether it waits for a lock that another connection holds or waits for before it."""
        if self._ended.is_set() or not self._connected.is_set():
            return False
        with connection.cursor() as cursor:
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [self._backend])
            (answer,) = cursor.fetchone()
        return bool(answer)

    def settle(self) -> None:
        end = time.monotonic() + PATIENCE
        while not (self._ended.is_set() or self.at_mark or self.blocked):
            assert time.monotonic() < end, "neither ended, nor at its mark, nor waiting for a lock"
            time.sleep(0.005)

    def answer(self) -> Any:
        """Wait for the end and return what the work returned, or raise what it raised."""
        assert self._ended.wait(PATIENCE), "did not end"
        self._thread.join(PATIENCE)
        if self._error is not None:
            raise self._error
        return self._answer

    def _stop(self) -> None:
        if not self._at_mark.is_set():
            self._at_mark.set()
            assert self._sent_on.wait(PATIENCE), "was never sent on"

    def _run(self) -> None:
        try:
            connection.ensure_connection()
            self._backend = connection.connection.info.backend_pid
            self._connected.set()
            self._answer = self._work()
        except BaseException as error:  # noqa: BLE001  # handed on by answer()
            self._error = error
        finally:
            connection.close()
            self._ended.set()


class Mark:
    """A function of the product; actors that have this mark stop right before it runs, or right after."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, module: Any, function: str, *, after: bool = False
    ) -> None:
        self.stops: dict[threading.Thread, Callable[[], None]] = {}
        original = getattr(module, function)

        def marked(*args: Any, **more: Any) -> Any:
            stop = self.stops.get(threading.current_thread(), lambda: None)
            if not after:
                stop()
            answer = original(*args, **more)
            if after:
                stop()
            return answer

        monkeypatch.setattr(module, function, marked)

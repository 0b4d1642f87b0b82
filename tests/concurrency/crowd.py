"""A crowd of real processes, each with a database connection of its own, that begin together.

They are spawned, not forked, so that nothing of the test process is in them; once for all tests of a run,
because starting Django sixteen times takes a while.
"""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from multiprocessing.synchronize import Barrier
from typing import Any

from django.db import connection
from psycopg.conninfo import make_conninfo

PATIENCE = 300
"""Seconds after which a test gives up: a fault, never a slow machine."""

_SPAWN = multiprocessing.get_context("spawn")

Job = tuple[Callable[..., Any], tuple[Any, ...]]


class Crowd:
    def __init__(self, size: int) -> None:
        self.size = size
        self._barriers = {count: _SPAWN.Barrier(count) for count in (1, 2, 4, size)}
        self._members, self._pipes = zip(*[self._hire() for _ in range(size)], strict=True)
        for pipe in self._pipes:
            assert self._answer(pipe) == "ready"

    def _hire(self) -> tuple[SpawnProcess, Connection]:
        ours, theirs = _SPAWN.Pipe()
        member = _SPAWN.Process(target=_member, args=(_database(), theirs, self._barriers), daemon=True)
        member.start()
        theirs.close()
        return member, ours

    def run(self, *jobs: Job) -> list[Any]:
        """Have as many members do a job each, all beginning at once; return what the jobs returned."""
        for pipe, job in zip(self._pipes, jobs, strict=False):
            pipe.send((len(jobs), job))
        answers = [self._answer(pipe) for pipe, _ in zip(self._pipes, jobs, strict=False)]
        faults = [fault for _, fault in answers if fault]
        assert not faults, faults[0]
        return [answer for answer, _ in answers]

    def run_to_death(self, *job: Any) -> int:
        """Have a new member do this job, a function and its arguments, that kills it; return the signal."""
        member, pipe = self._hire()
        assert self._answer(pipe) == "ready"
        work, *args = job
        pipe.send((1, (work, args)))
        try:
            answer, fault = self._answer(pipe)
        except EOFError:
            member.join()
            return -(member.exitcode or 0)
        raise AssertionError(fault or f"it lives, and answers {answer}")

    def _answer(self, pipe: Connection) -> Any:
        if not pipe.poll(PATIENCE):
            for member in self._members:
                member.kill()
            raise AssertionError("a process gives no answer")
        return pipe.recv()

    def go_home(self) -> None:
        for pipe in self._pipes:
            pipe.close()
        for member in self._members:
            member.join(20)
            if member.is_alive():
                member.kill()


def _database() -> str:
    """Return the connection string of the database of this test run."""
    told = connection.settings_dict
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    parts = {name: told[setting] for name, setting in named.items() if told.get(setting)}
    if "PRIVATE_SERVER" not in told:
        parts |= {k: v for k, v in told["OPTIONS"].items() if isinstance(v, str)}
    return make_conninfo(**parts)


def _member(database: str, pipe: Connection, barriers: dict[int, Barrier]) -> None:
    os.environ["DATABASE_URL"] = database
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    pipe.send("ready")
    while True:
        try:
            count, (work, args) = pipe.recv()
        except EOFError:
            return
        answer, fault = None, ""
        try:
            barriers[count].wait(PATIENCE)
            answer = work(*args)
        except Exception:  # noqa: BLE001  # told to the test
            fault = traceback.format_exc()
        finally:
            connection.close()
        pipe.send((answer, fault))

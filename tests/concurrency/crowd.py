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
from multiprocessing.synchronize import Barrier
from typing import Any

from django.db import connection
from psycopg.conninfo import make_conninfo

PATIENCE = 300
"""Seconds after which a test gives up: a fault, never a slow machine."""

Job = tuple[Callable[..., Any], tuple[Any, ...]]


class Crowd:
    def __init__(self, size: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.size = size
        self._barriers = {count: context.Barrier(count) for count in (1, 2, 4, size)}
        self._pipes: list[Connection] = []
        self._members = []
        for _ in range(size):
            ours, theirs = context.Pipe()
            member = context.Process(target=_member, args=(_database(), theirs, self._barriers), daemon=True)
            member.start()
            theirs.close()
            self._pipes.append(ours)
            self._members.append(member)
        for pipe in self._pipes:
            assert self._answer(pipe) == "ready"

    def run(self, *jobs: Job) -> list[Any]:
        """Have as many members do a job each, all beginning at once; return what the jobs returned."""
        for pipe, job in zip(self._pipes, jobs, strict=False):
            pipe.send((len(jobs), job))
        answers = [self._answer(pipe) for pipe, _ in zip(self._pipes, jobs, strict=False)]
        faults = [fault for _, fault in answers if fault]
        assert not faults, faults[0]
        return [answer for answer, _ in answers]

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

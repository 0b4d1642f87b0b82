"""What processes do while doubtful pairs are looked for. Importable in a spawned process."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any
from unittest import mock

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.services import find_doubtful, run_work, runs
from saleor_customer_mgmt.services.queue_doubtful import queue_doubtful_of_the_night

READING, LEARNING, COMPARING, DELETED, WRITTEN, BEFORE_COMMIT, AFTER_COMMIT = POINTS = (
    "the first customers were read",
    "the model was learnt",
    "the first pair was found",
    "the pairs of before were deleted",
    "new ones were written",
    "all is written but not committed",
    "all is committed",
)


def search(job: int) -> None:
    """Do what a worker does that is told of a search some minutes after another was killed.

    Not in a member of the crowd: some of them are forked, and DuckDB crashes in a fork of where it has run.
    """
    with mock.patch.object(runs, "FORSAKEN_AFTER", timedelta(0)):
        run_work.do("job", job)


def search_and_be_killed(job: int, point: str) -> None:
    """Search, and kill this process at this point."""
    with _killed_when(point):
        search(job)


def queue_at_night(moment: str) -> int | None:
    """Return the job that is queued at this moment where the merchant wants a search every night."""
    with mock.patch.object(conf, "looks_for_doubtful_every_night", return_value=True):
        job = queue_doubtful_of_the_night(datetime.fromisoformat(moment))
    return None if job is None else job.id


def _die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _killed_when(point: str) -> ExitStack:
    from saleor_customer_mgmt.engines.doubtful import search as engine

    stack = ExitStack()
    if point == READING:
        stack.enter_context(_afterwards(find_doubtful, "_read"))
    elif point == LEARNING:
        stack.enter_context(_afterwards(engine.Search, "learn"))
    elif point == COMPARING:
        stack.enter_context(_afterwards(engine, "_proposal"))
    elif point in (DELETED, WRITTEN):
        verb = "DELETE FROM" if point == DELETED else "INSERT INTO"
        stack.enter_context(_after_statement(f'{verb} "customer_mgmt_doubtfulpair"'))
    else:
        stack.enter_context(_at_the_last_commit(before=point == BEFORE_COMMIT))
    return stack


def _afterwards(owner: Any, name: str) -> Any:
    original = getattr(owner, name)

    def and_die(*args: Any) -> None:
        original(*args)
        _die()

    return mock.patch.object(owner, name, and_die)


def _after_statement(beginning: str) -> Any:
    def watch(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        answer = execute(sql, *more)
        if sql.startswith(beginning):
            _die()
        return answer

    return connection.execute_wrapper(watch)


def _at_the_last_commit(*, before: bool) -> ExitStack:
    """Die at the commit of the transaction that has written pairs."""
    stack, wrote = ExitStack(), []
    commit: Callable[[BaseDatabaseWrapper], Any] = vars(BaseDatabaseWrapper)["_commit"]

    def watch(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        if sql.startswith('INSERT INTO "customer_mgmt_doubtfulpair"'):
            wrote.append(sql)
        return execute(sql, *more)

    def commit_and_die(wrapper: BaseDatabaseWrapper) -> None:
        if wrote and before:
            _die()
        commit(wrapper)
        if wrote:
            _die()

    stack.enter_context(connection.execute_wrapper(watch))
    stack.enter_context(mock.patch.object(BaseDatabaseWrapper, "_commit", commit_and_die))
    return stack

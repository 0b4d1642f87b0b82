"""The batches of an import: checked and derived, where possible by other processes while one writes."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice

from saleor_customer_mgmt.core.address_check.japan_post import postal_codes
from saleor_customer_mgmt.core.checks import InvalidFacts, checked
from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.importers import FileRefused, OrderRead, Reading, RefusedRows
from saleor_customer_mgmt.models.codec import fingerprint
from saleor_customer_mgmt.services.derive import Making, derive
from saleor_customer_mgmt.services.order_drafts import Ready

Item = OrderRead | RefusedRows

BATCH = 500
"""Orders recorded in one transaction: few enough to let checkouts pass in between."""
LARGE = 2_000_000
"""Bytes of a file that is worth starting processes for."""
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_AHEAD = 2
"""Batches that wait for each process, so that none is idle."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The items of one batch: those that can be recorded, with checked facts, and those that cannot."""

    items: list[Item]
    read: list[OrderRead]
    refused: list[RefusedRows]
    ready: Ready | None
    bytes_read: int
    """Of the files, when it had been read."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """For each item its checked facts, or why it cannot be recorded (field and reason); what was derived."""

    checked: list[OrderFacts | tuple[str, str] | None]
    ready: Ready | None


def batches(
    reading: Reading, items: Iterator[Item], by: Callable[[], Making | None]
) -> Generator[Batch, None, None]:
    """Yield what is left of a reading, in order. ``by`` tells with what to derive; None: nothing is derived.

    Raises:
        FileRefused: when the file cannot be read on, after all that was read before.
    """
    with _processes(reading.total_bytes) as pool:
        ahead: deque[tuple[list[Item], int, Future[_Answer] | None]] = deque()
        ending: FileRefused | None = None
        most = 1 if pool is None else _AHEAD * _cores()
        while True:
            while ending is None and len(ahead) < most:
                try:
                    batch = list(islice(items, BATCH))
                except FileRefused as fault:
                    # What stood before the fault in this batch is not recorded: nobody knows how it goes on.
                    ending = fault
                    break
                if not batch:
                    break
                ahead.append((batch, reading.bytes_read, _begin(pool, batch, by)))
            if not ahead:
                break
            batch, bytes_read, answer = ahead.popleft()
            yield _put_together(batch, bytes_read, _answer_of(answer, batch))
        if ending is not None:
            raise ending


def batch_of(items: list[Item], bytes_read: int) -> Batch:
    """Return a batch that is made here: checked, and nothing derived beforehand."""
    return _put_together(items, bytes_read, _work_here(items))


@contextmanager
def _processes(size: int) -> Iterator[ProcessPoolExecutor | None]:
    """Yield processes that derive, when the file is large and this process may have children.

    They are forked, so that they begin at once: only where nothing else runs in this process, which might
    hold a lock at that moment. They talk to nobody but this process, and touch no connection of it. A
    worker of Celery may have no children.
    """
    alone = threading.active_count() == 1 and not multiprocessing.current_process().daemon
    if size < LARGE or _cores() < 2 or not sys.platform.startswith("linux") or not alone:
        yield None
        return
    postal_codes()  # read once, before it is needed in each
    forked = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(_cores(), mp_context=forked, initializer=_end_with_parent)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """Have this process end when its parent does, whatever ends that, and leave Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _cores() -> int:
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, 8)


def _begin(
    pool: ProcessPoolExecutor | None, batch: Sequence[Item], by: Callable[[], Making | None]
) -> Future[_Answer] | None:
    if pool is None:
        return None
    facts = [item.facts if isinstance(item, OrderRead) else None for item in batch]
    try:
        return pool.submit(_work, facts, by())
    except BrokenProcessPool:
        return None


def _answer_of(answer: Future[_Answer] | None, batch: Sequence[Item]) -> _Answer:
    """Return the answer; where there is no other process, or it was killed, work it out here."""
    if answer is not None:
        try:
            return answer.result()
        except BrokenProcessPool:
            pass
    return _work_here(batch)


def _work_here(batch: Sequence[Item]) -> _Answer:
    """Only check: what an order that is there already comes to needs not be derived."""
    return _work([item.facts if isinstance(item, OrderRead) else None for item in batch], None)


def _work(told: Sequence[OrderFacts | None], by: Making | None) -> _Answer:
    """Check facts, and derive what can be recorded. In whatever process."""
    found = [None if facts is None else _check(facts) for facts in told]
    if by is None:
        return _Answer(found, None)
    facts = [each for each in found if isinstance(each, OrderFacts)]
    fingerprints = [fingerprint(each, by.secret) for each in facts]
    derived = {digest: derive(each, by) for digest, each in zip(fingerprints, facts, strict=True)}
    return _Answer(found, Ready(by, fingerprints, derived))


def _check(facts: OrderFacts) -> OrderFacts | tuple[str, str]:
    try:
        return checked(facts)
    except InvalidFacts as fault:
        return fault.field, fault.reason


def _put_together(batch: list[Item], bytes_read: int, answer: _Answer) -> Batch:
    read: list[OrderRead] = []
    refused: list[RefusedRows] = []
    for item, found in zip(batch, answer.checked, strict=True):
        if isinstance(item, RefusedRows):
            refused.append(item)
        elif isinstance(found, OrderFacts):
            read.append(replace(item, facts=found))
        elif found is not None:
            file, line = item.rows[0]
            refused.append(RefusedRows(item.rows, file, line, *found, item.facts.number[:100]))
    return Batch(batch, read, refused, answer.ready, bytes_read)

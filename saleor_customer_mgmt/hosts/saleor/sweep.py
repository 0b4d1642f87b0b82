"""Orders that no hook took in: those written since the last sweep, and the shop's history.

Both go through Saleor's orders in small batches, each one transaction that records orders and says
how far it has come. So they can be killed at any point, run at the same time as themselves and as
hooks, and need no session of their own in the database. An order that cannot be recorded stops none
of the others: it is named in the log by its id, and every sweep tries it again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.db import InterfaceError, OperationalError, ProgrammingError, connection, transaction
from django.utils import timezone
from saleor.core.db.connection import allow_writer

from saleor_customer_mgmt.hosts.saleor import orders, progress
from saleor_customer_mgmt.lock_objects import own_work, try_own_work
from saleor_customer_mgmt.services.errors import Busy, Stale
from saleor_customer_mgmt.services.host_sweep import Taken
from saleor_customer_mgmt.services.record_orders import Outcome, record_orders

logger = logging.getLogger(__name__)

OVERLAP = timedelta(minutes=10)
"""How far back a sweep looks once more: for clocks that differ and transactions that took long."""
BATCH = 50
TIME_LIMIT = 240.0
"""Seconds after which a sweep leaves the rest to the next one."""
LOCK_TIMEOUT = "10s"
MOST_PENDING = 10_000
"""So many orders that cannot be recorded are no accident any more: the sweep stands still and says so."""

_LATER = (OperationalError, InterfaceError, ProgrammingError, Busy, Stale)
"""What is no single order's fault."""


class SweepStuck(Exception):
    """Raised when too many orders cannot be recorded to go on without them."""


class _Occupied(Exception):
    """Raised when another process does this work already."""


class SaleorOrders:
    """The shop's orders, for tasks and commands."""

    def sweep(self) -> Taken:
        """Record what Saleor wrote since the last sweep.

        Does not raise when the database cannot do it now: the next sweep will. Does nothing while the
        plugin is switched off; when it is on again, it goes on from where it stopped.
        """
        taken = Taken()
        try:
            with allow_writer():
                if orders.plugin_row()[0] is not False:
                    _sweep(taken)
        except _Occupied:
            logger.info("Another process sweeps.")
        except (*_LATER, SweepStuck) as error:
            logger.error("The sweep could not go on: %s", type(error).__qualname__)  # noqa: TRY400
        else:
            logger.info("Sweep: %d orders seen, %d new, %d changed", taken.seen, taken.new, taken.changed)
        return taken

    def backfill(self, *, batch: int, restart: bool, on_progress: Callable[[Taken], None]) -> Taken:
        """Record the whole history by age; two at the same time share the work."""
        taken = Taken()
        with allow_writer():
            if restart:
                progress.forget(progress.BACKFILL)
            while not taken.finished:
                _do(_History(batch), taken)
                on_progress(taken)
        return taken


def _sweep(taken: Taken) -> None:
    end = time.monotonic() + TIME_LIMIT
    for _ in range(0, len(progress.pending_orders()), BATCH):
        if time.monotonic() < end:
            _do(_Pending(), taken)
    recent = _Recent()
    taken.finished = False
    while not taken.finished and time.monotonic() < end:
        _do(recent, taken)


class _Work(Protocol):
    """Orders that are gone through. ``own``, ``next`` and ``done`` are called in a transaction."""

    def own(self) -> None: ...

    def next(self) -> list[UUID]: ...

    def done(self, failed: list[UUID]) -> bool:
        """Keep that these were recorded, all but the failed ones; return whether they were the last."""
        ...


class _Recent:
    """Orders written since the last sweep."""

    def __init__(self) -> None:
        self._place: orders.Place | datetime | None = None
        self._found: list[orders.Place] = []

    def own(self) -> None:
        _own_sweep()

    def next(self) -> list[UUID]:
        place = self._place or self._mark() - OVERLAP
        self._found = orders.next_by("updated_at", place, BATCH)
        return [order for _, order in self._found]

    def done(self, failed: list[UUID]) -> bool:
        mark = self._mark()
        if self._found:
            self._place = self._found[-1]
            mark = max(mark, self._place[0])
        last = len(self._found) < BATCH
        ended = {"finished": timezone.now().isoformat()} if last else {}
        _remember_failed(failed)
        progress.save(progress.SWEEP, progress.load(progress.SWEEP) | {"at": mark.isoformat()} | ended)
        return last

    def _mark(self) -> datetime:
        kept = progress.load(progress.SWEEP).get("at")
        return datetime.fromisoformat(kept) if kept else progress.installed_at() or timezone.now()


class _Pending:
    """Orders that hooks or earlier sweeps left; those that fail once more go to the end of the queue."""

    def __init__(self) -> None:
        self._ids: list[UUID] = []

    def own(self) -> None:
        _own_sweep()

    def next(self) -> list[UUID]:
        self._ids = progress.pending_orders()[:BATCH]
        return self._ids

    def done(self, failed: list[UUID]) -> bool:
        progress.settle_orders(self._ids)
        _remember_failed(failed)
        return True


class _History:
    """All orders, by age."""

    def __init__(self, batch: int) -> None:
        self._batch = batch
        self._found: list[orders.Place] = []

    def own(self) -> None:
        own_work(progress.BACKFILL)

    def next(self) -> list[UUID]:
        kept = progress.load(progress.BACKFILL)
        place: orders.Place | datetime = datetime(1, 1, 2, tzinfo=UTC)
        if kept:
            place = (datetime.fromisoformat(kept["at"]), UUID(kept["id"]))
        self._found = orders.next_by("created_at", place, self._batch)
        return [order for _, order in self._found]

    def done(self, failed: list[UUID]) -> bool:
        _remember_failed(failed)
        if self._found:
            moment, order = self._found[-1]
            progress.save(progress.BACKFILL, {"at": moment.isoformat(), "id": str(order)})
        return len(self._found) < self._batch


def _own_sweep() -> None:
    if not try_own_work(progress.SWEEP):
        raise _Occupied


def _remember_failed(failed: list[UUID]) -> None:
    progress.remember_orders(failed)
    if failed and len(progress.pending_orders()) > MOST_PENDING:
        raise SweepStuck


def _do(work: _Work, taken: Taken) -> None:
    """Record the next orders of this work: together or, when that fails, one by one."""
    ids: list[UUID] = []
    failed: list[UUID] = []
    try:
        with transaction.atomic():
            work.own()
            ids = work.next()
            outcomes = _record(ids)
            last = work.done([])
    except (*_LATER, _Occupied):
        raise
    except Exception as error:
        if not ids:
            raise
        logger.warning("A batch of orders is taken in one by one: %s", type(error).__qualname__)
        # Each in a transaction of its own, since locks are never taken out of their order.
        outcomes, failed = _record_one_by_one(ids)
        with transaction.atomic():
            work.own()
            last = work.done(failed)
    taken.seen += len(ids)
    taken.new += outcomes.count(Outcome.NEW)
    taken.changed += outcomes.count(Outcome.CHANGED)
    taken.failed += len(failed)
    taken.finished = last


def _record_one_by_one(ids: Iterable[UUID]) -> tuple[list[Outcome], list[UUID]]:
    outcomes: list[Outcome] = []
    failed: list[UUID] = []
    for order in ids:
        try:
            with transaction.atomic():
                outcomes += _record([order])
        except _LATER:
            raise
        except Exception as error:  # noqa: BLE001  # one order is not to keep the others out
            logger.error("Order %s cannot be taken in: %s", order, type(error).__qualname__)  # noqa: TRY400
            failed.append(order)
    return outcomes, failed


def _record(ids: list[UUID]) -> list[Outcome]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
    return [done.outcome for done in record_orders(orders.read_facts(ids))]

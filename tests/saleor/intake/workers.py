"""Two Celery workers and beat: the sweep arrives, and twice at once is as good as once.

Each worker also takes from a queue of its own, so that a task can be given to both.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from django_celery_beat.models import PeriodicTask
from saleor.celeryconf import app

from saleor_customer_mgmt.tasks import sweep
from tests.saleor.intake.failures import locked_tables
from tests.saleor.intake.people import new_address, new_email
from tests.saleor.intake.records import Records
from tests.saleor.intake.shop import Shop
from tests.saleor.table import Table

SWEEP_TASK = "saleor_customer_mgmt.tasks.sweep"
_SCHEDULE = {
    "customer-mgmt-sweep": (SWEEP_TASK, timedelta(minutes=5)),
    "customer-mgmt-tend": ("saleor_customer_mgmt.tasks.tend", timedelta(minutes=1)),
}
_PATIENCE = 60.0


def show_two_workers(table: Table, shop: Shop, records: Records, queues: Sequence[str]) -> None:
    """Deliver one sweep to two workers: while the first waits for the tables, and with nothing in the way."""
    for held in (True, False):
        shop.set_plugin(False)
        people = [(new_email(), new_address()) for _ in range(2)]
        numbers = [
            shop.buys(email=email, address=address, recorded=False)
            for email, address in people
            for _ in range(2)
        ]
        shop.set_plugin(True)
        what = "tables held" if held else "at once"
        table.row(f"two workers, {what}: missing before", records.missing_and_doubled(), (4, 0))
        before = _sweeps()
        if held:
            with locked_tables():
                took = _delivered(queues, before)
        else:
            took = _delivered(queues, before)
        table.row("          workers that took the sweep", took, 2)
        _await(lambda: records.missing_and_doubled()[0] == 0)
        table.row("          missing, doubled", records.missing_and_doubled(), (0, 0))
        table.row("          customers, of 4 orders of 2 people", records.customers(list(numbers)), 2)
        counts = sorted(records.of(number)["customer"]["orderCount"] for number in numbers)
        table.row("          orders of each customer", counts, [2] * 4)


def show_beat(table: Table) -> None:
    """Beat knows the sweep without anybody's editing settings, and sends it when it is due."""
    _await(lambda: PeriodicTask.objects.filter(name__in=_SCHEDULE).count() == len(_SCHEDULE))
    for name, (task, every) in _SCHEDULE.items():
        entry = PeriodicTask.objects.get(name=name)
        seen = (entry.task, entry.interval and entry.interval.schedule.run_every, entry.enabled)
        table.row(f"beat: {name}", seen, (task, every, True))
    entry = PeriodicTask.objects.get(name="customer-mgmt-sweep")
    before = sum(_sweeps().values())
    entry.last_run_at = datetime.now(UTC) - timedelta(hours=1)
    entry.save()  # tells beat, too
    _await(lambda: sum(_sweeps().values()) > before)
    table.row("beat: a sweep that is due reaches a worker", sum(_sweeps().values()) > before, True)


def _delivered(queues: Sequence[str], before: dict[str, int]) -> int:
    """Give the sweep to each worker, and return how many took it."""
    for queue in queues:
        sweep.apply_async(queue=queue)

    def took() -> int:
        return sum(done > before.get(worker, 0) for worker, done in _sweeps().items())

    _await(lambda: took() == len(queues))
    return took()


def _sweeps() -> dict[str, int]:
    """Return how many sweeps each worker has taken since it started."""
    told = app.control.inspect(timeout=2.0).stats() or {}
    return {worker: stats["total"].get(SWEEP_TASK, 0) for worker, stats in told.items()}


def _await(seen: Callable[[], bool]) -> None:
    """Wait until it is seen, or long enough for the row that follows to say that it was not."""
    end = time.monotonic() + _PATIENCE
    while not seen() and time.monotonic() < end:
        time.sleep(0.5)

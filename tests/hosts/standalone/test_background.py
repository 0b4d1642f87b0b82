"""Background work in the server's own process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import F

from saleor_customer_mgmt.hosts.standalone import background as module
from saleor_customer_mgmt.hosts.standalone.background import ServerThread
from saleor_customer_mgmt.models import Import, ImportChunk, OrderRecord
from saleor_customer_mgmt.services import background, import_batches, import_orders, run_work
from saleor_customer_mgmt.services.queue_import import queue_import
from tests.builders import STAFF

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]

PATIENCE = 60
ROWS = "order_number,name\n" + "".join(f"N{n},山田太郎\n" for n in range(5))


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> threading.Semaphore:
    """Is released whenever the thread has done a run."""
    finished = threading.Semaphore(0)
    do = run_work.do

    def counted(kind: str, run: int) -> None:
        do(kind, run)
        finished.release()

    monkeypatch.setattr(run_work, "do", counted)
    return finished


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], ServerThread]]:
    started: list[ServerThread] = []

    def start() -> ServerThread:
        thread = ServerThread()
        monkeypatch.setattr(background, "_registered", [thread])
        started.append(thread)
        return thread

    yield start
    for thread in started:
        thread.stop()
    assert not any(thread._thread and thread._thread.is_alive() for thread in started)


def queued(folder: Path) -> Import:
    path = folder / "orders.csv"
    path.write_text(ROWS, encoding="utf-8")
    return queue_import([path], actor=STAFF, source="shop")


def connections_of_others() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'"
        )
        return int(cursor.fetchone()[0])


def test_what_is_asked_for_is_done_by_the_thread(server, done, tmp_path) -> None:
    server()

    run = queued(tmp_path)

    assert run.state == "pending"
    assert done.acquire(timeout=PATIENCE)
    run.refresh_from_db()
    assert (run.state, run.new) == ("done", 5)
    assert not ImportChunk.objects.exists()


def test_a_server_goes_on_with_what_the_one_before_left(server, done, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(background, "_registered", [])
    run = queued(tmp_path)
    Import.objects.update(updated_at=F("updated_at") - timedelta(minutes=2))

    server().begin()

    assert done.acquire(timeout=PATIENCE)
    run.refresh_from_db()
    assert (run.state, run.new) == ("done", 5)


def test_a_server_that_stops_leaves_the_rest_to_the_next_one(server, done, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(import_batches, "BATCH", 2)
    first = server()
    take = import_orders._take
    stopping: list[threading.Thread] = []

    def stopped_meanwhile(*args) -> None:
        if not stopping:
            stopping.append(threading.Thread(target=first.stop))
            stopping[0].start()
            while not first.stopping():
                stopping[0].join(0.01)
        take(*args)

    monkeypatch.setattr(import_orders, "_take", stopped_meanwhile)
    run = queued(tmp_path)
    assert done.acquire(timeout=PATIENCE)
    stopping[0].join(PATIENCE)
    run.refresh_from_db()
    assert (run.state, run.new, OrderRecord.objects.count()) == ("pending", 2, 2)
    assert connections_of_others() == 0

    Import.objects.update(updated_at=F("updated_at") - timedelta(minutes=2))
    server().begin()

    assert done.acquire(timeout=PATIENCE)
    run.refresh_from_db()
    assert (run.state, run.new, run.unchanged, run.rows) == ("done", 5, 0, 5)


def test_every_now_and_then_it_looks_after_runs(server, monkeypatch) -> None:
    monkeypatch.setattr(module, "TEND_EVERY", timedelta(0))
    looked = threading.Semaphore(0)
    monkeypatch.setattr(run_work, "tend", looked.release)

    server().begin()

    for _ in range(3):
        assert looked.acquire(timeout=PATIENCE)


def test_a_server_that_has_stopped_begins_nothing(server, tmp_path) -> None:
    stopped = server()
    stopped.stop()

    run = queued(tmp_path)

    assert stopped._thread is None
    run.refresh_from_db()
    assert run.state == "pending"

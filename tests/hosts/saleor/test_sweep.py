"""The sweep and the backfill: what no hook took in is found, whatever happens on the way."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection

from saleor_customer_mgmt.models import HostProgress, OrderRecord
from saleor_customer_mgmt.services.errors import Busy, Stale
from saleor_customer_mgmt.services.host_sweep import Taken
from tests.concurrency.stage import Actor, Mark

PERSONAL = "山田太郎 taro@example.com"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class Killed(BaseException):
    """What ends a process at once: nothing of ours may catch it."""


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG, "saleor_customer_mgmt")
    return caplog


@pytest.fixture(autouse=True)
def curtain() -> Any:
    yield
    Actor.dismiss_all()


def told(log: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    """Return level and message of each line; none may have a traceback, which would show values."""
    ours = [line for line in log.records if line.name.startswith("saleor_customer_mgmt")]
    assert [line for line in ours if line.exc_info or line.stack_info] == []
    return [(line.levelname, line.getMessage()) for line in ours]


def pending() -> list[Any]:
    from saleor_customer_mgmt.hosts.saleor.progress import pending_orders

    return pending_orders()


def small_batches(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    from saleor_customer_mgmt.hosts.saleor import sweep

    monkeypatch.setattr(sweep, "BATCH", size)


def fail_on(monkeypatch: pytest.MonkeyPatch, *orders: Any, error: BaseException) -> None:
    """Have recording fail with this error whenever one of these orders is in it."""
    from saleor_customer_mgmt.hosts.saleor import sweep

    bad = {str(order.number) for order in orders}
    record = sweep.record_orders  # type: ignore[attr-defined]

    def maybe(facts: Any) -> Any:
        if bad & {each.number for each in facts}:
            raise error
        return record(facts)

    monkeypatch.setattr(sweep, "record_orders", maybe)


class TestSweep:
    def test_finds_what_was_missed(self, shop, log):
        from tests.standin.rows import numbers, recorded

        orders = [shop.order() for _ in range(3)]
        draft = shop.order(status="draft")
        done = shop.sweep()

        assert done == Taken(seen=3, new=3, changed=0, failed=0, finished=True)
        assert recorded() == numbers(*orders)
        assert str(draft.number) not in recorded()
        assert told(log) == [("INFO", "Sweep: 3 orders seen, 3 new, 0 changed")]

    def test_finds_what_is_out_of_date(self, shop):
        from tests.standin.rows import status_of

        order, other = shop.order(), shop.order()
        shop.sweep()
        order.status = "canceled"
        order.save()
        done = shop.sweep()

        assert (done.seen, done.new, done.changed) == (2, 0, 1)
        assert (status_of(order), status_of(other)) == ("cancelled", "placed")

    def test_goes_through_all_batches(self, shop, monkeypatch):
        from tests.standin.rows import numbers, recorded

        small_batches(monkeypatch, 2)
        orders = [shop.order() for _ in range(7)]
        done = shop.sweep()

        assert done == Taken(seen=7, new=7, finished=True)
        assert recorded() == numbers(*orders)

    def test_orders_of_one_moment_are_all_found(self, shop, monkeypatch):
        """A bulk import writes them so: the moment alone does not say which come next."""
        from tests.standin.rows import numbers, recorded

        small_batches(monkeypatch, 2)
        moment = datetime.now(UTC)
        orders = [shop.order(updated_at=moment) for _ in range(5)]

        assert shop.sweep().seen == 5
        assert recorded() == numbers(*orders)

    def test_leaves_to_the_backfill_what_is_older_than_our_tables(self, shop):
        shop.order(updated_at=LONG_AGO)

        assert shop.sweep() == Taken(finished=True)
        assert not OrderRecord.objects.exists()

    def test_begins_where_the_last_one_stopped_and_a_little_before(self, shop):
        from saleor_customer_mgmt.hosts.saleor import progress

        shop.sweep()
        mark = datetime.now(UTC) + timedelta(hours=1)
        before, overlap, after = (
            shop.order(updated_at=mark + timedelta(minutes=minutes)) for minutes in (-11, -9, 1)
        )
        progress.save(progress.SWEEP, {"at": mark.isoformat()})
        shop.sweep()

        from tests.standin.rows import numbers, recorded

        assert recorded() == numbers(overlap, after)
        assert str(before.number) not in recorded()
        assert progress.load(progress.SWEEP)["at"] == (mark + timedelta(minutes=1)).isoformat()

    def test_never_goes_back(self, shop):
        from saleor_customer_mgmt.hosts.saleor import progress

        mark = (datetime.now(UTC) + timedelta(minutes=5)).isoformat()
        progress.save(progress.SWEEP, {"at": mark})
        shop.order()

        assert shop.sweep().new == 1
        assert progress.load(progress.SWEEP)["at"] == mark

    @pytest.mark.parametrize(("row", "seen"), [(None, 1), (True, 1), (False, 0)])
    def test_does_nothing_while_the_plugin_is_off(self, shop, row, seen):
        if row is not None:
            shop.settings(active=row)
        shop.order()

        assert shop.sweep().seen == seen
        assert OrderRecord.objects.count() == seen

    def test_goes_on_when_the_plugin_is_on_again(self, shop):
        from tests.standin.rows import numbers, recorded

        shop.sweep()
        shop.settings(active=False)
        order = shop.order()
        shop.sweep()
        shop.settings(active=True)
        shop.sweep()

        assert recorded() == numbers(order)

    def test_leaves_the_rest_to_the_next_one_when_time_is_up(self, shop, monkeypatch):
        from saleor_customer_mgmt.hosts.saleor import sweep

        small_batches(monkeypatch, 2)
        orders = [shop.order(updated_at=datetime.now(UTC) + timedelta(minutes=20 * n)) for n in range(5)]
        with monkeypatch.context() as patch:
            # The end is at 10; one batch is begun before it.
            clock = iter([0.0, 5.0])
            patch.setattr(sweep, "TIME_LIMIT", 10.0)
            patch.setattr("saleor_customer_mgmt.hosts.saleor.sweep.time.monotonic", lambda: next(clock, 10.0))
            done = shop.sweep()
        assert (done.seen, done.finished, OrderRecord.objects.count()) == (2, False, 2)

        rest = shop.sweep()
        assert (rest.new, rest.finished, OrderRecord.objects.count()) == (3, True, len(orders))

    @pytest.mark.parametrize(
        "error",
        [
            OperationalError(PERSONAL),
            InterfaceError(PERSONAL),
            ProgrammingError(PERSONAL),
            Busy(PERSONAL),
            Stale(PERSONAL),
        ],
        ids=lambda error: type(error).__name__,
    )
    def test_what_is_no_orders_fault_is_left_to_the_next_one(self, shop, monkeypatch, log, error):
        from tests.standin.rows import numbers, recorded

        small_batches(monkeypatch, 1)
        first, second = shop.order(), shop.order()
        with monkeypatch.context() as patch:
            fail_on(patch, second, error=error)
            done = shop.sweep()

        assert (done.seen, done.new, done.failed, done.finished) == (1, 1, 0, False)
        assert recorded() == numbers(first)
        assert told(log) == [("ERROR", f"The sweep could not go on: {type(error).__name__}")]
        shop.sweep()
        assert recorded() == numbers(first, second)
        assert pending() == []

    @pytest.mark.parametrize("table", ["orderrecord", "hostprogress"])
    def test_missing_tables_are_only_logged(self, shop, log, table):
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE customer_mgmt_{table} RENAME TO gone")
        shop.order()

        assert shop.sweep().seen == 0
        assert told(log) == [("ERROR", "The sweep could not go on: ProgrammingError")]

    def test_asks_as_often_for_many_orders_as_for_one(self, shop):
        from django.test.utils import CaptureQueriesContext

        def asked(count: int) -> int:
            for _ in range(count):
                shop.order()
            with CaptureQueriesContext(connection) as found:
                shop.sweep()
            return len(found)

        asked(1)
        assert asked(1) == asked(20)


class TestOneBadOrder:
    def test_keeps_no_other_one_out(self, shop, monkeypatch, log):
        from tests.standin.rows import numbers, recorded

        first, bad, last = (shop.order() for _ in range(3))
        with monkeypatch.context() as patch:
            fail_on(patch, bad, error=ValueError(PERSONAL))
            done = shop.sweep()
            again = shop.sweep()

        assert done == Taken(seen=3, new=2, failed=1, finished=True)
        assert again.failed > 0
        assert recorded() == numbers(first, last)
        assert pending() == [bad.pk]
        assert told(log)[:3] == [
            ("WARNING", "A batch of orders is taken in one by one: ValueError"),
            ("ERROR", f"Order {bad.pk} cannot be taken in: ValueError"),
            ("INFO", "Sweep: 3 orders seen, 2 new, 0 changed"),
        ]

    def test_is_tried_again_long_after(self, shop, monkeypatch):
        from saleor_customer_mgmt.hosts.saleor import progress
        from tests.standin.rows import numbers, recorded

        bad = shop.order()
        with monkeypatch.context() as patch:
            fail_on(patch, bad, error=ValueError())
            shop.sweep()
        later = datetime.now(UTC) + timedelta(days=1)
        progress.save(progress.SWEEP, {"at": later.isoformat()})
        shop.sweep()

        assert recorded() == numbers(bad)
        assert pending() == []

    def test_that_is_gone_is_forgotten(self, shop):
        from saleor_customer_mgmt.hosts.saleor.progress import remember_orders

        gone, draft = shop.order(), shop.order(status="draft")
        remember_orders([gone.pk, draft.pk])
        gone.delete()
        shop.sweep()

        assert pending() == []
        assert not OrderRecord.objects.exists()

    def test_goes_to_the_end_of_the_queue(self, shop, monkeypatch):
        from saleor_customer_mgmt.hosts.saleor import progress

        small_batches(monkeypatch, 2)
        bad = [shop.order(updated_at=LONG_AGO) for _ in range(3)]
        progress.remember_orders([order.pk for order in bad])
        fail_on(monkeypatch, *bad, error=ValueError())
        shop.sweep()

        # Two rounds of two: each of the three was tried, the first of them twice.
        assert pending() == [bad[1].pk, bad[2].pk, bad[0].pk]

    def test_too_many_of_them_stop_the_sweep(self, shop, monkeypatch, log):
        from saleor_customer_mgmt.hosts.saleor import progress, sweep

        monkeypatch.setattr(sweep, "MOST_PENDING", 2)
        small_batches(monkeypatch, 2)
        mark = datetime.now(UTC).isoformat()
        progress.save(progress.SWEEP, {"at": mark})
        bad = [shop.order() for _ in range(3)]
        with monkeypatch.context() as patch:
            fail_on(patch, *bad, error=ValueError(PERSONAL))
            done = shop.sweep()

        assert (done.finished, OrderRecord.objects.count()) == (False, 0)
        assert told(log)[-1] == ("ERROR", "The sweep could not go on: SweepStuck")
        # It has not gone past what it does not remember.
        assert len(pending()) == 2
        shop.sweep()
        assert OrderRecord.objects.count() == 3
        assert pending() == []


class TestKilled:
    @pytest.mark.parametrize("at", range(4))
    def test_a_sweep_in_the_middle(self, committing_shop, monkeypatch, at):
        """Killed in any of its batches: what is committed is whole, and the next one does the rest."""
        from saleor_customer_mgmt.hosts.saleor import progress
        from tests.standin.rows import numbers, recorded

        shop = committing_shop
        small_batches(monkeypatch, 2)
        orders = [shop.order(updated_at=datetime.now(UTC) + timedelta(minutes=20 * n)) for n in range(7)]
        with monkeypatch.context() as patch:
            save, saved = progress.save, []

            def killed(key: str, value: Any) -> None:
                save(key, value)
                saved.append(key)
                if len(saved) > at:
                    raise Killed

            patch.setattr(progress, "save", killed)
            with pytest.raises(Killed):
                shop.sweep()
        assert recorded() == numbers(*orders[: 2 * at])

        shop.sweep()
        assert recorded() == numbers(*orders)
        assert OrderRecord.objects.count() == 7

    @pytest.mark.parametrize("at", range(4))
    def test_a_backfill_in_the_middle(self, committing_shop, monkeypatch, at):
        from saleor_customer_mgmt.hosts.saleor import progress
        from tests.standin.rows import numbers, recorded

        shop = committing_shop
        orders = [shop.order(created_at=LONG_AGO + timedelta(days=n)) for n in range(7)]
        with monkeypatch.context() as patch:
            save, saved = progress.save, []

            def killed(key: str, value: Any) -> None:
                save(key, value)
                saved.append(key)
                if len(saved) > at:
                    raise Killed

            patch.setattr(progress, "save", killed)
            with pytest.raises(Killed):
                shop.backfill(batch=2)
        assert recorded() == numbers(*orders[: 2 * at])

        # It goes on where it stopped: what was committed is not read again.
        assert shop.backfill(batch=2).seen == 7 - 2 * at
        assert recorded() == numbers(*orders)

    def test_while_one_by_one(self, committing_shop, monkeypatch):
        """Between a failed batch and the note of which order failed."""
        from saleor_customer_mgmt.hosts.saleor import sweep
        from tests.standin.rows import numbers, recorded

        shop = committing_shop
        first, bad, last = (shop.order() for _ in range(3))

        def killed(_failed: Any) -> None:
            raise Killed

        with monkeypatch.context() as patch:
            fail_on(patch, bad, error=ValueError())
            patch.setattr(sweep, "_remember_failed", lambda failed: killed(failed) if failed else None)
            with pytest.raises(Killed):
                shop.sweep()
        assert recorded() == numbers(first, last)
        assert not HostProgress.objects.exists()

        shop.sweep()
        assert recorded() == numbers(first, bad, last)


class TestAtOnce:
    def test_a_second_sweep_leaves_it_to_the_first(self, committing_shop, monkeypatch, log):
        from saleor_customer_mgmt.hosts.saleor import sweep
        from saleor_customer_mgmt.services.host_sweep import host_orders
        from tests.standin.rows import numbers, recorded

        orders = [committing_shop.order() for _ in range(3)]
        mark = Mark(monkeypatch, sweep, "_record")
        host = host_orders()
        assert host is not None
        first = Actor(host.sweep, mark=mark).start()
        assert first.at_mark

        assert committing_shop.sweep() == Taken()
        assert told(log) == [("INFO", "Another process sweeps.")]
        first.go_on()
        assert first.answer() == Taken(seen=3, new=3, finished=True)
        assert recorded() == numbers(*orders)

    def test_a_second_backfill_shares_the_work(self, committing_shop, monkeypatch):
        from saleor_customer_mgmt.hosts.saleor import sweep
        from saleor_customer_mgmt.services.host_sweep import host_orders
        from tests.standin.rows import numbers, recorded

        orders = [committing_shop.order() for _ in range(6)]
        mark = Mark(monkeypatch, sweep, "_record")
        host = host_orders()
        assert host is not None

        def backfill() -> Taken:
            return host.backfill(batch=2, restart=False, on_progress=lambda _taken: None)

        first = Actor(backfill, mark=mark).start()
        assert first.at_mark
        second = Actor(backfill).start()
        assert second.blocked
        first.go_on()

        both = (first.answer(), second.answer())
        assert sum(each.new for each in both) == 6
        assert sum(each.seen for each in both) == 6
        assert all(each.finished and not each.failed for each in both)
        assert recorded() == numbers(*orders)

    def test_a_hook_does_not_wait_for_a_sweep_that_is_elsewhere(self, committing_shop, monkeypatch):
        from saleor_customer_mgmt.hosts.saleor import sweep
        from saleor_customer_mgmt.services.host_sweep import host_orders
        from tests.standin.rows import numbers, recorded

        missed = committing_shop.order()
        host = host_orders()
        assert host is not None
        sweeping = Actor(host.sweep, mark=Mark(monkeypatch, sweep, "_record")).start()
        new = committing_shop.order()
        committing_shop.hook("order_created", new)

        assert recorded() == numbers(new)
        sweeping.go_on()
        sweeping.answer()
        assert recorded() == numbers(missed, new)
        assert OrderRecord.objects.count() == 2


class TestBackfill:
    def test_brings_in_all_by_age(self, shop, monkeypatch):
        from tests.standin.rows import numbers, recorded

        moments = [LONG_AGO + timedelta(days=days) for days in (5, 1, 3, 1, 1)]
        orders = [shop.order(created_at=moment, updated_at=LONG_AGO) for moment in moments]
        shop.order(status="draft", created_at=LONG_AGO)
        seen: list[tuple[int, bool]] = []
        done = shop.backfill(batch=2, on_progress=lambda taken: seen.append((taken.seen, taken.finished)))

        assert done == Taken(seen=5, new=5, finished=True)
        assert seen == [(2, False), (4, False), (5, True)]
        assert recorded() == numbers(*orders)

    def test_goes_on_where_it_stopped(self, shop):
        for days in range(3):
            shop.order(created_at=LONG_AGO + timedelta(days=days))
        shop.backfill()
        new = shop.order(created_at=LONG_AGO + timedelta(days=9))
        shop.order(created_at=LONG_AGO)
        done = shop.backfill()

        assert (done.seen, done.new) == (1, 1)
        assert OrderRecord.objects.filter(number=str(new.number)).exists()

    def test_begins_anew_when_told(self, shop):
        for _ in range(3):
            shop.order()
        shop.backfill()
        done = shop.backfill(restart=True)

        assert (done.seen, done.new, done.changed, done.finished) == (3, 0, 0, True)

    def test_of_an_empty_shop(self, shop):
        assert shop.backfill() == Taken(finished=True)

    def test_runs_while_the_plugin_is_off(self, shop):
        """A merchant asks for it by hand."""
        shop.settings(active=False)
        shop.order()

        assert shop.backfill().new == 1

    def test_leaves_a_bad_order_to_the_sweep(self, shop, monkeypatch):
        from tests.standin.rows import numbers, recorded

        bad, good = shop.order(), shop.order()
        with monkeypatch.context() as patch:
            fail_on(patch, bad, error=ValueError(PERSONAL))
            done = shop.backfill()
        assert done == Taken(seen=2, new=1, failed=1, finished=True)
        assert recorded() == numbers(good)

        shop.sweep()
        assert recorded() == numbers(bad, good)

    @pytest.mark.parametrize("error", [OperationalError(PERSONAL), Stale(PERSONAL)], ids=type)
    def test_tells_whoever_started_it_what_is_no_orders_fault(self, shop, monkeypatch, error):
        order = shop.order()
        fail_on(monkeypatch, order, error=error)

        with pytest.raises(type(error)):
            shop.backfill()
        assert not OrderRecord.objects.exists()
        assert not HostProgress.objects.filter(key="saleor.backfill").exists()

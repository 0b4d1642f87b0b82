"""The host's own orders, for tasks and commands that do not know which host they are in."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command

from saleor_customer_mgmt.services import host_sweep
from saleor_customer_mgmt.services.host_sweep import Taken, host_orders, use_host_orders


class Orders:
    """A host with so many orders, of which some cannot be recorded."""

    def __init__(self, *, failed: int = 0) -> None:
        self.failed = failed
        self.asked: list[tuple[int, bool]] = []

    def sweep(self) -> Taken:
        return Taken()

    def backfill(self, *, batch: int, restart: bool, on_progress: Callable[[Taken], None]) -> Taken:
        self.asked.append((batch, restart))
        on_progress(Taken(seen=1000, new=900))
        done = Taken(seen=2000, new=1800, changed=100, failed=self.failed, finished=True)
        on_progress(done)
        return done


@pytest.fixture(autouse=True)
def no_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host_sweep, "_registered", [])


def backfill(*arguments: str) -> tuple[int, str, str]:
    """Run ``manage.py customer_mgmt backfill`` and return exit code, output and errors."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("customer_mgmt", "backfill", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_there_is_none_until_one_says_so():
    assert host_orders() is None


def test_the_last_one_counts():
    first, second = Orders(), Orders()
    use_host_orders(first)
    use_host_orders(second)

    assert host_orders() is second


def test_nothing_is_taken_at_first():
    assert Taken() == Taken(seen=0, new=0, changed=0, failed=0, finished=False)


class TestBackfillCommand:
    def test_outside_a_shop_it_says_where_to_run_it(self):
        code, out, err = backfill()

        assert (code, out) == (1, "")
        assert "run manage.py customer_mgmt backfill inside Saleor" in err

    def test_it_tells_what_was_done(self):
        use_host_orders(Orders())

        assert backfill() == (0, "Orders read: 2,000; new: 1,800; changed: 100; not recorded: 0.\n", "")

    def test_some_that_were_not_recorded_are_an_exit_code(self):
        use_host_orders(Orders(failed=2))
        code, out, err = backfill()

        assert (code, out) == (1, "Orders read: 2,000; new: 1,800; changed: 100; not recorded: 2.\n")
        assert err == "The log names those not recorded by their ids; every sweep tries them again.\n"

    def test_for_programs(self):
        use_host_orders(Orders(failed=2))
        code, out, _err = backfill("--json")

        assert code == 1
        assert json.loads(out) == {
            "seen": 2000,
            "new": 1800,
            "changed": 100,
            "failed": 2,
            "finished": True,
        }

    @pytest.mark.parametrize(
        ("arguments", "asked"),
        [
            ((), (100, False)),
            (("--batch", "7"), (7, False)),
            (("--batch", "0"), (1, False)),
            (("--batch", "5000"), (1000, False)),
            (("--restart",), (100, True)),
        ],
    )
    def test_its_options(self, arguments, asked):
        orders = Orders()
        use_host_orders(orders)
        backfill(*arguments)

        assert orders.asked == [asked]


def test_the_command_in_a_shop(shop):
    """``shop`` has registered its orders before ``no_host`` took them away: they are put back here."""
    from saleor_customer_mgmt.hosts.saleor.sweep import SaleorOrders
    from tests.standin.rows import numbers, recorded

    use_host_orders(SaleorOrders())
    orders: list[Any] = [shop.order() for _ in range(3)]

    assert backfill("--batch", "2") == (0, "Orders read: 3; new: 3; changed: 0; not recorded: 0.\n", "")
    assert recorded() == numbers(*orders)
    assert backfill() == (0, "Orders read: 0; new: 0; changed: 0; not recorded: 0.\n", "")

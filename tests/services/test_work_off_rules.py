from __future__ import annotations

from contextlib import suppress

import pytest

from saleor_customer_mgmt.models import Job, RuleBacklog
from saleor_customer_mgmt.services import background, tend_runs, work_off_rules
from saleor_customer_mgmt.services.do_job import do_job
from saleor_customer_mgmt.services.queue_rules import queue_rules
from saleor_customer_mgmt.services.rule_backlog import leave_all
from tests.builders import STAFF
from tests.services.rules import LABEL, REPEATER, labels, order, rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting_orders(monkeypatch) -> Job:
    """Three people with two orders each, recorded before there was a rule, and worked off by twos."""
    for number in range(1, 7):
        order(number, phone=f"090-0000-567{number % 3}")
    rule(REPEATER, LABEL)
    leave_all()
    monkeypatch.setattr(work_off_rules, "STEP", 2)
    return queue_rules(actor=STAFF)


def test_in_steps_until_nothing_waits(waiting_orders: Job) -> None:
    do_job(waiting_orders.id)

    waiting_orders.refresh_from_db()
    assert (waiting_orders.state, waiting_orders.done, waiting_orders.total) == ("done", 6, 6)
    assert labels() == {str(n): {"repeater"} for n in (4, 5, 6)}
    assert not RuleBacklog.objects.exists()


def test_a_worker_that_is_told_to_stop_hands_the_rest_on(waiting_orders: Job, monkeypatch) -> None:
    class Stopping(background.Nobody):
        def stopping(self) -> bool:
            return True

    monkeypatch.setattr(background, "_registered", [Stopping()])
    do_job(waiting_orders.id)

    waiting_orders.refresh_from_db()
    assert (waiting_orders.state, waiting_orders.done) == ("pending", 4)
    assert RuleBacklog.objects.count() == 2

    monkeypatch.setattr(background, "_registered", [])
    do_job(waiting_orders.id)
    waiting_orders.refresh_from_db()
    assert (waiting_orders.state, waiting_orders.done, waiting_orders.total) == ("done", 6, 6)


def test_a_fault_ends_the_job_and_loses_nothing(waiting_orders: Job, monkeypatch) -> None:
    monkeypatch.setattr(work_off_rules, "apply_anew", lambda _: 1 / 0)
    with suppress(ZeroDivisionError):
        do_job(waiting_orders.id)
    waiting_orders.refresh_from_db()
    assert waiting_orders.state == "failed"
    assert RuleBacklog.objects.count() == 6


def test_what_waits_without_a_job_gets_one() -> None:
    order(1)
    tend_runs.tend_runs()
    assert not Job.objects.exists()

    leave_all()
    tend_runs.tend_runs()
    tend_runs.tend_runs()

    assert [job.kind for job in Job.objects.all()] == ["rules"]

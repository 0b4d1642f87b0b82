"""Searches for doubtful pairs whose workers are killed, and nights in which many processes begin one."""

from __future__ import annotations

import time
from signal import SIGKILL
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from saleor_customer_mgmt.models import AuditEntry, DoubtfulPair, Job, NotSame, OrderRecord
from saleor_customer_mgmt.selectors.review import review_pairs
from saleor_customer_mgmt.services import runs
from saleor_customer_mgmt.services.not_same import say_not_same
from saleor_customer_mgmt.services.queue_doubtful import queue_doubtful
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import STAFF, order_facts, order_id
from tests.concurrency import doubtful_jobs as jobs
from tests.concurrency.crowd import Crowd
from tests.concurrency.stage import PATIENCE

pytestmark = [pytest.mark.concurrency, pytest.mark.slow, pytest.mark.timeout(600)]

HOME: dict[str, Any] = {"postal_code": "100-0013", "address": "東京都千代田区霞が関1-2-3"}


@pytest.fixture
def searched(transactional_db: None) -> int:
    """Return the job of a search that has found 1 and 2, after which 5 and 6 came. 3 and 4 are two."""
    people = [("高橋 次郎", "3333"), ("高橋 次郎", "3334"), ("佐藤 花子", "1111"), ("佐藤 花子", "1112")]
    record_orders(
        [
            order_facts(str(n), name=name, phone=f"090-0000-{phone}", **HOME)
            for n, (name, phone) in enumerate(people, start=1)
        ]
    )
    say_not_same(order_id("saleor:3"), order_id("saleor:4"), actor=STAFF, reason="sisters")
    job = queue_doubtful(actor=STAFF).id
    jobs.search(job)
    assert pairs() == [("1", "2")]
    record_orders(
        [
            order_facts(n, name="林 誠", phone=f"090-0000-{phone}", **HOME)
            for n, phone in (("5", "5555"), ("6", "5556"))
        ]
    )
    return job


def pairs() -> list[tuple[str, str]]:
    names = dict(OrderRecord.objects.values_list("id", "number"))
    found = [(names[item.customer], names[other]) for item in review_pairs() for other in item.candidates]
    return sorted(found)


def rows() -> list[dict[str, Any]]:
    return [dict(row) for row in DoubtfulPair.objects.order_by("id").values()]


def await_gone() -> None:
    """Wait until the server has noticed that whoever was killed is gone, and given its locks back."""
    end = time.monotonic() + PATIENCE
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    with connection.cursor() as cursor:
        while cursor.execute(others).fetchone() != (0,):
            assert time.monotonic() < end, "the connection of a killed process is still there"
            time.sleep(0.01)


@pytest.mark.parametrize("point", jobs.POINTS)
def test_killed_at_any_point_nothing_is_half_written(crowd: Crowd, searched: int, point: str) -> None:
    before, said = rows(), list(NotSame.objects.values())
    job = queue_doubtful(actor=STAFF).id

    assert crowd.run_to_death(jobs.search_and_be_killed, job, point) == SIGKILL
    await_gone()

    committed = point == jobs.AFTER_COMMIT
    assert Job.objects.get(id=job).state == ("done" if committed else "running")
    if not committed:
        assert rows() == before
    assert {row["found_by_id"] for row in rows()} == {job if committed else searched}

    jobs.search(job)

    ended = Job.objects.get(id=job)
    assert (ended.state, ended.error) == ("done", "")
    assert ended.attempts == (1 if committed else 2)
    assert ended.result == {"customers": 6, "pairs": 2, "learnt": False}
    assert {row["found_by_id"] for row in rows()} == {job}
    assert pairs() == [("1", "2"), ("5", "6")]
    assert list(NotSame.objects.values()) == said
    assert AuditEntry.objects.filter(action="doubtful_pairs", data__run=job).count() == 1


def test_a_search_that_kills_every_worker_is_given_up(crowd: Crowd, searched: int) -> None:
    before, said = rows(), list(NotSame.objects.values())
    job = queue_doubtful(actor=STAFF).id
    for _ in range(runs.MOST_ATTEMPTS):
        assert crowd.run_to_death(jobs.search_and_be_killed, job, jobs.COMPARING) == SIGKILL
        await_gone()

    jobs.search(job)

    ended = Job.objects.get(id=job)
    assert (ended.state, ended.error) == ("failed", "given up: 5 workers ended without getting further")
    assert rows() == before
    assert list(NotSame.objects.values()) == said
    assert pairs() == [("1", "2")]


def test_sixteen_processes_begin_one_search_a_night(crowd: Crowd) -> None:
    at = timezone.localtime().replace(hour=4, minute=0).isoformat()

    found = crowd.run(*[(jobs.queue_at_night, (at,))] * crowd.size)

    job = Job.objects.get()
    assert set(found) <= {job.id, None}
    assert job.id in found
    assert (job.kind, job.state, job.by_kind) == ("doubtful_pairs", "pending", "system")

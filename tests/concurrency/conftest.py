from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from tests.concurrency.crowd import Crowd
from tests.concurrency.stage import Actor

PROCESSES = 16


@pytest.fixture(autouse=True)
def curtain(transactional_db: None) -> Iterator[None]:
    """See all actors off before the tables are emptied, also when a test has failed."""
    yield
    Actor.dismiss_all()


@pytest.fixture(scope="package")
def _crowd(django_db_setup: None) -> Iterator[Crowd]:
    crowd = Crowd(PROCESSES)
    yield crowd
    crowd.go_home()


def _deadlocks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


@pytest.fixture
def crowd(_crowd: Crowd, transactional_db: None) -> Iterator[Crowd]:
    """Sixteen processes; no test may let two of them wait for each other in a circle."""
    before = _deadlocks()
    yield _crowd
    assert _deadlocks() == before

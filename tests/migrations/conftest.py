"""Tables as they were before a migration, with rows in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

APP = "customer_mgmt"
Migrate = Callable[[str], Any]
"""Takes the tables to the state right after a migration, and returns the models that fit them."""


@pytest.fixture
def migrate(transactional_db: None) -> Iterator[Migrate]:
    """Afterwards all is empty, and of today, whatever happened."""
    try:
        yield _migrate
    finally:
        _empty()
        _migrate(newest())


def newest() -> str:
    ((_, name),) = (
        node for node in MigrationExecutor(connection).loader.graph.leaf_nodes() if node[0] == APP
    )
    return str(name)


def _migrate(name: str) -> Apps:
    executor = MigrationExecutor(connection)
    executor.migrate([(APP, name)])
    return executor.loader.project_state([(APP, name)]).apps


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables WHERE tablename LIKE %s",
            [f"{APP}\\_%"],
        )
        (tables,) = cursor.fetchone()
        cursor.execute(f"TRUNCATE {tables}")

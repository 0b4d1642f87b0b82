"""Saleor's databases: a template for each version, made once, and a copy of it for each run."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tests.saleor.runner.interpreters import Saleor
from tests.saleor.runner.postgresql import Server

PREFIX = "cm_test_"
_RECIPE = "1"
"""Raised when the template is to be made in another way."""


def template_name(saleor: Saleor) -> str:
    """Return the template's name, another one for each version and each set of migrations."""
    version = re.sub(r"[^0-9a-z]+", "_", saleor.version.lower())
    return f"{PREFIX}template_{version}_{migrations_hash(saleor.source / 'saleor')}"


def migrations_hash(package: Path) -> str:
    """Return a fingerprint of all migrations below a folder."""
    fingerprint = hashlib.sha256(_RECIPE.encode())
    for path in sorted(package.rglob("migrations/*.py")):
        fingerprint.update(f"{path.relative_to(package)}\0".encode())
        fingerprint.update(hashlib.sha256(path.read_bytes()).digest())
    return fingerprint.hexdigest()[:12]


def have_template(server: Server, name: str, fill: Callable[[str], None]) -> None:
    """Have the template there. When it is missing, ``fill`` fills an empty database, given its address.

    One process at a time makes a template; one that was not made to its end is made again.
    """
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        if _exists(connection, name):
            return
        draft = f"{name}_making"
        _drop(connection, draft)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
        fill(server.url(draft))
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name))
        )


@contextmanager
def copy(server: Server, template: str) -> Iterator[str]:
    """Give a fresh copy of the template for as long as the block lasts; return its address."""
    name = f"{PREFIX}run_{os.getpid()}_{secrets.token_hex(4)}"
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        # Held while the run lasts: by it, the next run knows what a killed one left.
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        _drop_left(connection)
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )
        try:
            yield server.url(name)
        finally:
            _drop(connection, name)


def _drop_left(connection: psycopg.Connection) -> None:
    pattern = f"^{PREFIX}run_"
    for (name,) in connection.execute(
        "SELECT datname FROM pg_database WHERE datname ~ %s", [pattern]
    ).fetchall():
        free = connection.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name]).fetchone()
        if free and free[0]:
            _drop(connection, name)
            connection.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])


def _exists(connection: psycopg.Connection, name: str) -> bool:
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return found.fetchone() is not None


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

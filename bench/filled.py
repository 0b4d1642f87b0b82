"""Databases with so many records in our tables: made once, and kept as templates."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import psycopg
from psycopg import sql

from tests.saleor.runner.databases import migrations_hash
from tests.saleor.runner.environment import module
from tests.saleor.runner.interpreters import PROJECT, Saleor
from tests.saleor.runner.postgresql import Server
from tests.saleor.runner.processes import running

_PATIENCE = 7200.0


def filled_template(
    server: Server,
    base: str,
    count: int,
    saleor: Saleor,
    *,
    environment: Callable[[str], Mapping[str, str]],
    folder: Path,
) -> str:
    """Return the name of a database that is ``base`` with our tables and so many records in them.

    Raises:
        NotUsable: with the last lines of what was said, when it cannot be made.
    """
    name = f"{base}_{migrations_hash(PROJECT / 'saleor_customer_mgmt')[:6]}_{count}"
    draft = f"{name}_making"
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        names = {"draft": sql.Identifier(draft), "base": sql.Identifier(base), "name": sql.Identifier(name)}
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {draft} WITH (FORCE)").format(**names))
        connection.execute(sql.SQL("CREATE DATABASE {draft} TEMPLATE {base}").format(**names))
        sys.stdout.write(f"Making a database with {count:,} order records.\n")
        sys.stdout.flush()
        for arguments in (["manage.py", "migrate", "customer_mgmt"], module("bench.fill", str(count))):
            with running(
                "filling",
                [saleor.python, *arguments],
                folder=folder,
                cwd=saleor.source,
                environment=environment(server.url(draft)),
            ) as program:
                if program.await_end(_PATIENCE) != 0:
                    raise program.failure("failed")
        connection.execute(sql.SQL("ALTER DATABASE {draft} RENAME TO {name}").format(**names))
    return name

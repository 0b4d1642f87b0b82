"""The PostgreSQL that everything is measured on, and databases on it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

SETTINGS = (
    *("server_version", "fsync", "synchronous_commit", "shared_buffers", "max_wal_size", "work_mem"),
    *("maintenance_work_mem", "effective_cache_size", "jit", "autovacuum"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A server. ``folder`` is for files of the benchmark, and for the server's where it is a private one."""

    url: str
    folder: Path

    def connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(self.of(database), autocommit=True)

    def of(self, database: str) -> str:
        return make_conninfo(self.url, dbname=database)

    def environment(self, database: str) -> dict[str, str]:
        """Return what a process of the product needs to work in this database."""
        return {
            **os.environ,
            "DATABASE_URL": self.of(database),
            "CUSTOMER_MGMT_HOME": str(self.folder),
            # The match keys of a database that is kept were made with it.
            "SECRET_KEY": "of-benchmarks-only",
            "DJANGO_SETTINGS_MODULE": "saleor_customer_mgmt.hosts.standalone.settings",
        }

    def create(self, database: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))

    def exists(self, database: str) -> bool:
        with psycopg.connect(self.url, autocommit=True) as connection:
            named = connection.execute("SELECT FROM pg_database WHERE datname = %s", [database])
            return named.fetchone() is not None

    def drop(self, database: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
            )

    def settings(self) -> dict[str, str]:
        """Return the server's settings that matter here, as they came."""
        with psycopg.connect(self.url) as connection:
            return {
                name: str(row[0])
                for name in SETTINGS
                if (row := connection.execute(sql.SQL("SHOW {}").format(sql.Identifier(name))).fetchone())
            }


@contextmanager
def place(folder: Path | None) -> Iterator[Place]:
    """Yield the server that DATABASE_URL names, else a private one.

    With a folder, files and a private server's databases are kept there; else they go in the end.
    """
    kept = folder is not None
    folder = (folder or Path(tempfile.mkdtemp(prefix="customer-mgmt-bench-"))).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # a private server of root's runs as somebody else
    try:
        if url := os.environ.get("DATABASE_URL"):
            yield Place(url, folder)
            return
        yield from _private(folder, kept=kept)
    finally:
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)


def _private(folder: Path, *, kept: bool) -> Iterator[Place]:
    from saleor_customer_mgmt.hosts.standalone.cluster import USER  # not with a server named
    from saleor_customer_mgmt.hosts.standalone.database import DATABASE, PrivateServer
    from saleor_customer_mgmt.hosts.standalone.layout import PORT, layout_of

    server = PrivateServer.at(folder)
    server.start()
    try:
        socket = str(layout_of(folder).socket)
        yield Place(make_conninfo(host=socket, port=PORT, user=USER, dbname=DATABASE), folder)
    finally:
        if kept:
            server.stop()
        else:
            server.delete()

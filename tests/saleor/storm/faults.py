"""What is done to customer management while people buy: its tables locked and dropped, its worker killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zlib import crc32

import psycopg
from django.conf import settings
from psycopg import sql

from saleor_customer_mgmt import lock_objects
from saleor_customer_mgmt.hosts.saleor import progress

_PATIENCE = 120.0
QUEUE = "cm-storm"


class Tables:
    """Our tables, from a session that is nobody's of Saleor."""

    def __init__(self) -> None:
        told = settings.DATABASES["default"]
        named = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
        self._place = {name: str(told[key]) for key, name in named.items() if told.get(key)}

    def ask(self, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
        with self._session() as session:
            return session.execute(statement.encode(), values).fetchall()

    def names(self) -> list[str]:
        rows = self.ask(
            "SELECT tablename FROM pg_tables WHERE starts_with(tablename, 'customer_mgmt_') ORDER BY 1"
        )
        return [row[0] for row in rows]

    @contextmanager
    def locked(self, names: list[str]) -> Iterator[None]:
        """Hold these tables, as an ALTER TABLE would."""
        with self._session() as session, session.transaction():
            tables = sql.SQL(", ").join(map(sql.Identifier, names))
            session.execute(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(tables))
            yield

    @contextmanager
    def dropped(self, dump: Path) -> Iterator[None]:
        """Drop all of them, and bring them back from a dump made before, as after an accident."""
        names = self.names()
        self._run("pg_dump", "--format=custom", f"--file={dump}", *(f"--table=public.{n}" for n in names))
        with self._session() as session:
            tables = sql.SQL(", ").join(map(sql.Identifier, names))
            session.execute(sql.SQL("DROP TABLE {} CASCADE").format(tables))
        assert not self.names()
        try:
            yield
        finally:
            dbname = self._place["dbname"]
            self._run("pg_restore", "--single-transaction", f"--dbname={dbname}", str(dump))
        assert self.names() == names

    def sweep_waits(self) -> bool:
        """Return whether a sweep is in the middle of its work and waits for a table."""
        held = lock_objects._WORK, crc32(progress.SWEEP.encode()) >> 1
        rows = self.ask(
            "SELECT count(*) FROM pg_locks held JOIN pg_locks wanted USING (pid) WHERE held.granted "
            "AND held.locktype = 'advisory' AND held.classid = %s AND held.objid = %s AND NOT wanted.granted",
            held,
        )
        return bool(rows[0][0])

    def _session(self) -> psycopg.Connection[Any]:
        return psycopg.connect(**self._place, autocommit=True)  # type: ignore[arg-type]

    def _run(self, program: str, *arguments: str) -> None:
        path = shutil.which(program)
        if path is None:
            raise FileNotFoundError(f"{program} is not there: install the client programs of PostgreSQL")
        names = {
            "host": "PGHOST",
            "port": "PGPORT",
            "user": "PGUSER",
            "password": "PGPASSWORD",
            "dbname": "PGDATABASE",
        }
        place = {names[key]: value for key, value in self._place.items()}
        subprocess.run([path, *arguments], check=True, env=os.environ | place, timeout=_PATIENCE)


class Worker:
    """A Celery worker that takes from a queue of ours only, so that it is the one that gets our sweep."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        begin = self.log.stat().st_size if self.log.exists() else 0
        command = [sys.executable, "-m", "celery", "--app", "saleor.celeryconf:app", "worker"]
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                [*command, "--loglevel=info", "--concurrency=1", "-n", f"{QUEUE}@%h", "-Q", QUEUE],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        if not seen(lambda: b" ready." in self.log.read_bytes()[begin:]):
            raise TimeoutError("the worker did not start")

    def kill(self) -> None:
        """End it and its children as a power cut would."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


def seen(look: Callable[[], bool], patience: float = _PATIENCE) -> bool:
    """Wait until it is seen; return False when it never was."""
    end = time.monotonic() + patience
    while not look():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True

"""The private PostgreSQL: started by whoever needs it first, stopped by whoever leaves last.

Several processes may use one server. Each holds a shared lock on a file, which the kernel takes back
even when the process is killed; who gets the lock for itself alone was the last one. A server
that nobody could stop any more is found and used again the next time.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from psycopg import sql

from saleor_customer_mgmt.hosts.standalone import home
from saleor_customer_mgmt.hosts.standalone.cluster import Cluster
from saleor_customer_mgmt.hosts.standalone.errors import DatabaseUnavailable, HomeUnavailable
from saleor_customer_mgmt.hosts.standalone.layout import layout_of

DATABASE = "customer_mgmt"


class PrivateServer:
    """The PostgreSQL that belongs to one folder. One object for each folder and process: ``at()``."""

    _known: ClassVar[dict[Path, PrivateServer]] = {}
    _known_lock: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self._layout = layout_of(folder)
        self._cluster = Cluster(self._layout, durable=durable)
        self._mutex = threading.RLock()
        self._use: int | None = None

    @classmethod
    def at(cls, folder: Path, *, durable: bool = True) -> PrivateServer:
        """Return the server of ``folder``, not started yet unless somebody did.

        Without ``durable`` a crash of the machine may lose the data, which tests are glad to allow.
        """
        with cls._known_lock:
            if folder not in cls._known:
                cls._known[folder] = cls(folder, durable=durable)
            return cls._known[folder]

    @classmethod
    def stop_all(cls) -> None:
        """Leave every private server that this process uses."""
        for server in list(cls._known.values()):
            server.stop()

    def start(self, *, check: bool = False) -> None:
        """Have the server running, with its database, until this process ends or calls ``stop``.

        After the first time this costs nothing, unless ``check`` asks to look whether it still runs.

        Raises:
            DatabaseUnavailable: when it cannot be had.
            HomeUnavailable: when its folder cannot be created.
        """
        with self._mutex:
            if self._use is not None and not check:
                return
            home.ensure(self._layout.home)
            with self._starting_or_stopping():
                if not self._cluster.answers():
                    self._cluster.bring_up()
                if self._use is None:
                    self._use = _locked(self._layout.users_lock, fcntl.LOCK_SH)
                    atexit.register(self.stop)
                self._create_database()

    def stop(self) -> None:
        """Leave the server, and stop it when no other process uses it."""
        with self._mutex:
            # When the folder was deleted under us, the server ends by itself.
            if self._leave() and self._layout.home.exists():
                with self._starting_or_stopping(), contextlib.suppress(BlockingIOError), self._alone():
                    self._cluster.stop()

    def delete(self) -> None:
        """Stop the server and delete all its data.

        Raises:
            DatabaseUnavailable: when another process uses it; it then stays as it is.
        """
        with self._mutex:
            self._leave()
            if not self._layout.home.exists():
                return
            try:
                with self._starting_or_stopping(), self._alone():
                    self._cluster.stop()
                    self._cluster.delete()
            except BlockingIOError:
                raise DatabaseUnavailable(
                    "The private PostgreSQL is still used by another process."
                ) from None

    def _leave(self) -> bool:
        """Give up our use, and return whether there was one."""
        if self._use is None:
            return False
        atexit.unregister(self.stop)
        os.close(self._use)
        self._use = None
        return True

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep others from using the server; raises BlockingIOError when somebody does."""
        held = _locked(self._layout.users_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            yield
        finally:
            os.close(held)

    @contextlib.contextmanager
    def _starting_or_stopping(self) -> Iterator[None]:
        """Let one process at a time start or stop this server."""
        held = _locked(self._layout.start_lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            os.close(held)

    def _create_database(self) -> None:
        with self._cluster.connect() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def _locked(path: Path, how: int) -> int:
    """Return an open file on which the lock is held; closing it gives the lock back."""
    try:
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise HomeUnavailable(
            f"Cannot write {path}: {error.strerror}. Set {home.VARIABLE} to a folder of your own."
        ) from error
    try:
        fcntl.flock(opened, how)
    except OSError:
        os.close(opened)
        raise
    return opened

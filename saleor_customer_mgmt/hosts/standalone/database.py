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
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import psycopg
from psycopg import sql

from saleor_customer_mgmt.hosts.standalone import home
from saleor_customer_mgmt.hosts.standalone.errors import DatabaseUnavailable
from saleor_customer_mgmt.hosts.standalone.layout import PORT, Layout, layout_of
from saleor_customer_mgmt.hosts.standalone.programs import Programs, find_programs

DATABASE = "customer_mgmt"
USER = "customer_mgmt"
_PATIENCE = 60.0


class PrivateServer:
    """The PostgreSQL that belongs to one folder. One object for each folder and process: ``at()``."""

    _known: ClassVar[dict[Path, PrivateServer]] = {}
    _known_lock: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.layout: Layout = layout_of(folder)
        self.durable = durable
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
        """
        with self._mutex:
            if self._use is not None and not check:
                return
            home.ensure(self.layout.home)
            with self._starting_or_stopping():
                if not self._answers():
                    self._bring_up()
                if self._use is None:
                    self._use = _locked(self.layout.users_lock, fcntl.LOCK_SH)
                    atexit.register(self.stop)
                self._create_database()

    def stop(self) -> None:
        """Leave the server, and stop it when no other process uses it."""
        with self._mutex:
            if self._use is None:
                return
            atexit.unregister(self.stop)
            os.close(self._use)
            self._use = None
            # The folder may have been deleted under us; the server then ends by itself.
            if not self.layout.data.exists():
                return
            with self._starting_or_stopping():
                try:
                    alone = _locked(self.layout.users_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return
                try:
                    self._programs().run("pg_ctl", ["-D", self.layout.data, "-m", "fast", "-w", "stop"])
                finally:
                    os.close(alone)

    @contextlib.contextmanager
    def _starting_or_stopping(self) -> Iterator[None]:
        """Let one process at a time start or stop this server."""
        held = _locked(self.layout.start_lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            os.close(held)

    def _programs(self) -> Programs:
        return find_programs(self.layout.data, self.layout.account)

    def _connect(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.layout.socket),
            port=PORT,
            user=USER,
            dbname=database,
            connect_timeout=5,
            autocommit=True,
        )

    def _answers(self) -> bool:
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _create_database(self) -> None:
        with self._connect() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))

    def _bring_up(self) -> None:
        """Start a server that does not answer, or wait for one that is on its way up."""
        programs = self._programs()
        try:
            self._prepare_folders()
            if not self.layout.data.exists():
                self._create_cluster(programs)
            self._write_settings()
        except OSError as error:
            raise DatabaseUnavailable(
                f"The private PostgreSQL cannot use {error.filename or self.layout.base}: {error.strerror}. "
                f"Set {home.VARIABLE} to a folder of your own, or set DATABASE_URL."
            ) from error
        if not self._postmaster_lives():
            # What a killed server leaves; PostgreSQL itself would believe any process of that number.
            (self.layout.data / "postmaster.pid").unlink(missing_ok=True)
            self._start_server(programs)
        self._wait_for_answer()

    def _start_server(self, programs: Programs) -> None:
        arguments: list[str | Path] = [
            "-D",
            self.layout.data,
            "-l",
            self.layout.log,
            "-w",
            "-t",
            str(int(_PATIENCE)),
            "start",
        ]
        deadline = time.monotonic() + 10
        while True:
            try:
                return programs.run("pg_ctl", arguments)
            except DatabaseUnavailable as error:
                # Parts of a killed server may need a moment to notice that it is gone.
                if time.monotonic() > deadline or "pre-existing shared memory" not in self._end_of_log():
                    raise DatabaseUnavailable(
                        f"{error}\nThe end of {self.layout.log}:\n{self._end_of_log()}"
                    ) from None
                time.sleep(0.5)

    def _wait_for_answer(self) -> None:
        deadline = time.monotonic() + _PATIENCE
        while not self._answers():
            if time.monotonic() > deadline:
                raise DatabaseUnavailable(
                    f"The private PostgreSQL runs but does not answer at {self.layout.socket}.\n"
                    f"The end of {self.layout.log}:\n{self._end_of_log()}"
                )
            time.sleep(0.1)

    def _prepare_folders(self) -> None:
        for folder in (self.layout.base, self.layout.socket):
            folder.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
            folder.mkdir(exist_ok=True, mode=0o700)
            self._give(folder)
            owner = self.layout.account.uid if self.layout.account else os.geteuid()
            if folder.is_symlink() or folder.stat().st_uid != owner:
                raise DatabaseUnavailable(
                    f"{folder} belongs to somebody else. Set {home.VARIABLE} to another folder."
                )

    def _give(self, path: Path) -> None:
        """Make over what root created to the account that the server runs as."""
        if self.layout.account and path.lstat().st_uid == 0:
            os.chown(path, self.layout.account.uid, self.layout.account.gid, follow_symlinks=False)

    def _create_cluster(self, programs: Programs) -> None:
        """Create the data folder, all or nothing."""
        draft = self.layout.base / "data.draft"
        if draft.exists():
            shutil.rmtree(draft)
        # PostgreSQL's own Unicode rules: the same order and case on every machine, no system locale needed.
        arguments = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        arguments += ["--auth=trust", f"--username={USER}", "--text-search-config=simple"]
        if not self.durable:
            arguments.append("--no-sync")
        programs.run("initdb", [*arguments, "-D", draft])
        with (draft / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write("include 'customer-mgmt.conf'\n")
        draft.rename(self.layout.data)

    def _write_settings(self) -> None:
        path = self.layout.data / "customer-mgmt.conf"
        path.unlink(missing_ok=True)
        path.write_text(_settings(self.layout.socket, durable=self.durable), encoding="utf-8")
        self._give(path)

    def _postmaster_lives(self) -> bool:
        try:
            number = int((self.layout.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return False
        command = _command_of(number)
        return "postgres" in command and str(self.layout.data) in command

    def _end_of_log(self) -> str:
        try:
            return "\n".join(self.layout.log.read_text(encoding="utf-8", errors="replace").splitlines()[-10:])
        except OSError:
            return "(no log)"


def _locked(path: Path, how: int) -> int:
    """Return an open file on which the lock is held; closing it gives the lock back."""
    opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(opened, how)
    except OSError:
        os.close(opened)
        raise
    return opened


def _command_of(number: int) -> str:
    """Return the command line of a process, empty when there is none of that number."""
    if Path("/proc/self").exists():
        try:
            return os.fsdecode(Path(f"/proc/{number}/cmdline").read_bytes()).replace("\0", " ")
        except OSError:
            return ""
    return subprocess.run(
        ["/bin/ps", "-ww", "-p", str(number), "-o", "args="], check=False, capture_output=True, text=True
    ).stdout


def _settings(socket: Path, *, durable: bool) -> str:
    quoted = str(socket).replace("'", "''").replace('"', '""')
    settings = {
        # Reached through a socket in a folder of its owner only; nothing listens on the network.
        "listen_addresses": "''",
        "port": str(PORT),
        "unix_socket_directories": f"'\"{quoted}\"'",
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "timezone": "'UTC'",
        "log_timezone": "'UTC'",
        # A failing statement or a doubled key would put people's names into the log.
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_parameter_max_length_on_error": "0",
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return "".join(f"{name} = {value}\n" for name, value in settings.items())

"""One PostgreSQL data folder and the server on it: created, started, asked, stopped.

Nothing here knows of other processes; ``database`` lets only one of them in at a time.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import time
from pathlib import Path

import psycopg

from saleor_customer_mgmt.hosts.standalone import home
from saleor_customer_mgmt.hosts.standalone.errors import DatabaseUnavailable
from saleor_customer_mgmt.hosts.standalone.layout import PORT, Layout
from saleor_customer_mgmt.hosts.standalone.programs import Programs, find_programs

USER = "customer_mgmt"
_PATIENCE = 60.0
_SETTINGS = {
    # Reached through a socket in a folder of its owner only; nothing listens on the network.
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A failing statement or a doubled key would put people's names into the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    "log_checkpoints": "off",
}
_NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Cluster:
    """The server of one layout. Without ``durable`` a crash of the machine may lose the data."""

    def __init__(self, layout: Layout, *, durable: bool) -> None:
        self._layout = layout
        self._durable = durable

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self._layout.socket),
            port=PORT,
            user=USER,
            dbname="postgres",
            connect_timeout=5,
            autocommit=True,
        )

    def answers(self) -> bool:
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def bring_up(self) -> None:
        """Start a server that does not answer, or wait for one that is on its way up.

        Raises:
            DatabaseUnavailable: when it does not come up; the message has the end of its log.
        """
        programs = self._programs()
        try:
            self._create_folders()
            if not self._layout.data.exists():
                self._create(programs)
            if not self._lives():
                self._start(programs)
        except OSError as error:
            raise DatabaseUnavailable(
                f"The private PostgreSQL cannot use {error.filename or self._layout.base}: {error.strerror}. "
                f"Set {home.VARIABLE} to a folder of your own, or set DATABASE_URL."
            ) from error
        deadline = time.monotonic() + _PATIENCE
        while not self.answers():
            if time.monotonic() > deadline:
                raise self._failure(f"The private PostgreSQL does not answer at {self._layout.socket}.")
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop the server, ending what its clients have not committed. Nothing happens when it is down."""
        if self._lives():
            self._programs().run("pg_ctl", ["-D", self._layout.data, "-m", "fast", "-w", "stop"])

    def delete(self) -> None:
        """Delete the data of a stopped server."""
        for folder in (self._layout.socket, self._layout.base):
            if folder.exists() and not folder.is_symlink():
                shutil.rmtree(folder)

    def _programs(self) -> Programs:
        return find_programs(self._layout.data, self._layout.account)

    def _create_folders(self) -> None:
        account = self._layout.account
        owner = os.geteuid() if account is None else account.uid
        home.create(self._layout.base.parent, 0o755)
        for folder in (self._layout.base, self._layout.socket):
            folder.mkdir(exist_ok=True, mode=0o700)
            if account is not None and folder.lstat().st_uid == 0:
                os.chown(folder, account.uid, account.gid, follow_symlinks=False)
            # In the folder for everybody's temporary files, somebody may have been here first.
            if folder.is_symlink() or folder.stat().st_uid != owner:
                raise DatabaseUnavailable(
                    f"{folder} belongs to somebody else. Set {home.VARIABLE} to a folder of your own."
                )

    def _create(self, programs: Programs) -> None:
        """Create the data folder, all or nothing."""
        draft = self._layout.base / "data.draft"
        if draft.exists():
            shutil.rmtree(draft)
        # PostgreSQL's own Unicode rules: the same order and case everywhere, and no system locale needed.
        arguments = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        arguments += ["--auth=trust", f"--username={USER}", "--text-search-config=simple"]
        if not self._durable:
            arguments.append("--no-sync")
        programs.run("initdb", [*arguments, "-D", draft])
        draft.rename(self._layout.data)

    def _start(self, programs: Programs) -> None:
        # What a killed server leaves: PostgreSQL would believe any process that now has its number.
        for left in (self._layout.data / "postmaster.pid", self._layout.socket_lock):
            left.unlink(missing_ok=True)
        # pg_ctl puts its arguments into a shell command, quoting only the options by itself.
        # Hence the plain names below the folder in which it runs.
        arguments = ["-D", self._layout.data.name, "-l", self._layout.log.name, "-o", self._options()]
        arguments += ["-w", "-t", str(int(_PATIENCE)), "start"]
        deadline = time.monotonic() + 10
        while True:
            try:
                return programs.run("pg_ctl", arguments, folder=self._layout.base)
            except DatabaseUnavailable as error:
                # Parts of a killed server may need a moment to notice that it is gone.
                if time.monotonic() > deadline or "pre-existing shared memory" not in self._end_of_log():
                    raise self._failure(str(error)) from None
                time.sleep(0.5)

    def _options(self) -> str:
        """Return the server's settings as a piece of a shell command."""
        folder = str(self._layout.socket).replace('"', '""')
        settings = _SETTINGS | {"unix_socket_directories": f'"{folder}"'}
        if not self._durable:
            settings |= _NOT_DURABLE
        return shlex.join(f"--{name}={value}" for name, value in settings.items())

    def _lives(self) -> bool:
        """Whether the process that the data folder names is a PostgreSQL, and this folder's."""
        try:
            number = int((self._layout.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return False
        if Path("/proc/self").exists():
            try:
                return Path(f"/proc/{number}/cwd").readlink() == self._layout.data.resolve()
            except OSError:
                return False
        command = ["/bin/ps", "-p", str(number), "-o", "comm="]
        return "postgres" in subprocess.run(command, check=False, capture_output=True, text=True).stdout

    def _failure(self, what: str) -> DatabaseUnavailable:
        return DatabaseUnavailable(f"{what}\nThe end of {self._layout.log}:\n{self._end_of_log()}")

    def _end_of_log(self) -> str:
        try:
            lines = self._layout.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return "(no log)"
        return "\n".join(lines[-10:])

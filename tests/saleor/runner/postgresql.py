"""The PostgreSQL server for Saleor's databases: a named one, or one of our own that keeps its data.

The private server of the standalone host brings no extensions, and Saleor's migrations need four. So
ours is made with the PostgreSQL that is installed on the machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg

from saleor_customer_mgmt.hosts.standalone.accounts import Account
from saleor_customer_mgmt.hosts.standalone.cluster import USER, Cluster
from saleor_customer_mgmt.hosts.standalone.database import PrivateServer
from saleor_customer_mgmt.hosts.standalone.errors import DatabaseUnavailable
from saleor_customer_mgmt.hosts.standalone.layout import Layout, layout_of
from saleor_customer_mgmt.hosts.standalone.programs import Programs
from tests.saleor.runner.finding import NotUsable

EXTENSIONS = frozenset({"btree_gin", "hstore", "pg_trgm", "pgcrypto"})
"""What Saleor's migrations create."""
_PROGRAMS = ("postgres", "initdb", "pg_ctl")
# Where Debian, Red Hat, and Homebrew have them, of several versions side by side.
_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)


class Server(Protocol):
    """A server on which databases can be made."""

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def url(self, database: str) -> str: ...


class NamedServer:
    """Somebody else's server: used, never started or stopped."""

    def __init__(self, url: str) -> None:
        self._url = url

    def start(self) -> None:
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=10).close()
        except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
            raise NotUsable(
                f"The database server that is named does not answer: {type(error).__name__}"
            ) from None

    def stop(self) -> None: ...

    def url(self, database: str) -> str:
        parts = urlsplit(self._url)
        return urlunsplit(parts._replace(path=f"/{database}"))


class OwnServer:
    """Our own, in the user's cache folder: what was made once is there the next time.

    Several runs may use it at once; the last one to leave stops it.
    """

    def __init__(self, folder: Path) -> None:
        programs = installed_programs()
        home = folder / f"postgresql-{major_version(programs)}"
        self._server = _PrivateServer(home, programs)
        self._socket = layout_of(home).socket

    def start(self) -> None:
        try:
            self._server.start()
        except DatabaseUnavailable as error:
            raise NotUsable(str(error)) from error

    def stop(self) -> None:
        self._server.stop()

    def url(self, database: str) -> str:
        # Without its port, the usual one: dj-database-url takes it for a part of the folder.
        return f"postgres://{USER}@{quote(str(self._socket), safe='')}/{database}"


class _PrivateServer(PrivateServer):
    def __init__(self, folder: Path, programs: Path) -> None:
        super().__init__(folder, durable=False)
        self._cluster = _InstalledCluster(self._layout, programs)


class _InstalledCluster(Cluster):
    """A data folder served by the programs of the machine."""

    def __init__(self, layout: Layout, programs: Path) -> None:
        super().__init__(layout, durable=False)
        self._folder = programs

    def bring_up(self) -> None:
        # Not durable: after a crash there may be anything in it, and all of it can be made again.
        if (self._layout.data / "postmaster.pid").exists() and not self._lives():
            shutil.rmtree(self._layout.data)
        super().bring_up()

    def _programs(self) -> Programs:
        account: Account | None = self._layout.account
        return Programs(folder=self._folder, account=account)

    def _create(self, programs: Programs) -> None:
        draft = self._layout.base / "data.draft"
        if draft.exists():
            shutil.rmtree(draft)
        arguments = ["--encoding=UTF8", "--locale=C", "--auth=trust", f"--username={USER}", "--no-sync"]
        programs.run("initdb", [*arguments, "-D", draft])
        draft.rename(self._layout.data)


def installed_programs() -> Path:
    """Return the folder of the newest PostgreSQL on this machine.

    Raises:
        NotUsable: when there is none.
    """
    folders = [folder for place in _PLACES for folder in Path("/").glob(place.lstrip("/"))]
    if on_path := shutil.which("pg_config"):
        said = subprocess.run([on_path, "--bindir"], check=False, capture_output=True, text=True)
        folders.append(Path(said.stdout.strip()))
    folders = [folder for folder in folders if all(os.access(folder / name, os.X_OK) for name in _PROGRAMS)]
    if not folders:
        raise NotUsable(
            "Saleor needs a PostgreSQL with extensions, and none is installed here. Install one (Debian: "
            'postgresql), or name a server in saleor.toml: database = "postgresql://user:password@host:5432"'
        )
    return max(folders, key=lambda folder: int(major_version(folder)))


def major_version(programs: Path) -> str:
    """Return the first number of a PostgreSQL's version; "0" when it does not tell."""
    said = subprocess.run([programs / "postgres", "--version"], check=False, capture_output=True, text=True)
    number = (said.stdout.split() or ["0"])[2:3] or ["0"]
    digits = number[0].split(".")[0]
    return digits if digits.isdigit() else "0"


def check(server: Server) -> None:
    """Look whether Saleor can live on this server.

    Raises:
        NotUsable: when an extension is missing, or we may not make databases.
    """
    with psycopg.connect(server.url("postgres")) as connection:
        rows = connection.execute("SELECT name FROM pg_available_extensions").fetchall()
        missing = sorted(EXTENSIONS - {row[0] for row in rows})
        if missing:
            raise NotUsable(
                f"The PostgreSQL lacks what Saleor's migrations create: {', '.join(missing)} "
                "(Debian: postgresql-contrib)."
            )
        may = connection.execute(
            "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        if not may or not may[0]:
            raise NotUsable("The user of the database server that is named may not create databases.")

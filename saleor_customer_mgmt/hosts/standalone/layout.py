"""Where the parts of one private PostgreSQL lie. Only computes; creates nothing."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from saleor_customer_mgmt.hosts.standalone.accounts import Account, lent_account

SYSTEM_FOLDER = Path("/var/lib/customer-mgmt")
"""For what root's own folders hide from the account that PostgreSQL runs as."""

PORT = 5432
"""Only a part of the socket's name: the server does not listen on the network."""

# 108 bytes on Linux, 104 on macOS and the BSDs, each with the closing zero byte.
_LONGEST_SOCKET = 103


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of one private server, all following from the folder that it belongs to."""

    home: Path
    base: Path
    socket: Path
    account: Account | None

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def log(self) -> Path:
        return self.base / "log"

    @property
    def socket_lock(self) -> Path:
        """PostgreSQL's own, beside the socket."""
        return self.socket / f".s.PGSQL.{PORT}.lock"

    @property
    def start_lock(self) -> Path:
        """Held while the server is started or stopped."""
        return self.home / "postgresql.start"

    @property
    def users_lock(self) -> Path:
        """Held, shared, by every process that uses the server."""
        return self.home / "postgresql.users"


def layout_of(home: Path) -> Layout:
    base = home / "postgresql"
    account = lent_account(base)
    if account is not None and not (account.reaches(base) or _will_be_passable(home, account)):
        base = SYSTEM_FOLDER / _digest(home)
        account = lent_account(base)
    return Layout(home=home, base=base, socket=_socket_folder(base), account=account)


def _will_be_passable(home: Path, account: Account) -> bool:
    """Whether a home that is not there yet will let ``account`` through once it is made."""
    return not home.exists() and account.reaches(home)


def _socket_folder(base: Path) -> Path:
    """Return a folder whose socket has a path short enough for a socket, and no comma.

    A comma would separate two hosts in a connection string.
    """
    wanted = base / "socket"
    if len(os.fsencode(wanted / f".s.PGSQL.{PORT}")) <= _LONGEST_SOCKET and "," not in str(wanted):
        return wanted
    return Path(tempfile.gettempdir()) / f"customer-mgmt-{os.geteuid()}-{_digest(base)}"


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]

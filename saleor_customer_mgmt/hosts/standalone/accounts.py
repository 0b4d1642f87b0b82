"""Who PostgreSQL runs as. It refuses to run as root, so root lends it another account.

No account is created and no permission of an existing folder is changed: what the other account
cannot reach is kept, or copied, where it can.
"""

from __future__ import annotations

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from saleor_customer_mgmt.hosts.standalone.errors import DatabaseUnavailable

_LENDERS = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    uid: int
    gid: int

    def reaches(self, path: Path) -> bool:
        """Whether this account can pass through all the folders above ``path``, as far as they exist."""
        return all(self._passes(folder) for folder in path.absolute().parents if folder.exists())

    def reads(self, path: Path) -> bool:
        """Whether this account can reach ``path`` and read and run it."""
        return self.reaches(path) and self._may(path, 0o5)

    def _passes(self, folder: Path) -> bool:
        return self._may(folder, 0o1)

    def _may(self, path: Path, bits: int) -> bool:
        found = path.stat()
        if found.st_uid == self.uid:
            shift = 6
        elif found.st_gid == self.gid:
            shift = 3
        else:
            shift = 0
        return (found.st_mode >> shift) & bits == bits


def lent_account(folder: Path) -> Account | None:
    """Return the account for the server of ``folder``, or None when it can run as who we are.

    A folder that is already there keeps its owner.
    """
    if os.geteuid() != 0:
        return None
    if folder.exists() and (found := folder.stat()).st_uid != 0:
        return Account(uid=found.st_uid, gid=found.st_gid)
    for name in _LENDERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(uid=entry.pw_uid, gid=entry.pw_gid)
    raise DatabaseUnavailable(
        "PostgreSQL cannot run as root, and there is neither a user postgres nor nobody. "
        "Run this as an ordinary user, or set DATABASE_URL."
    )

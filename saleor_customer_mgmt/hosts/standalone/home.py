"""The folder in which the standalone host keeps what is its own."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from saleor_customer_mgmt.hosts.standalone.errors import HomeUnavailable

NAME = "customer-mgmt"
VARIABLE = "CUSTOMER_MGMT_HOME"


def home() -> Path:
    """Return the folder, which may not exist yet.

    ``CUSTOMER_MGMT_HOME`` when it is set, else the user's data folder as the XDG rules name it.
    """
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser().absolute()
    if data := os.environ.get("XDG_DATA_HOME"):
        return Path(data).absolute() / NAME
    try:
        return Path.home() / ".local" / "share" / NAME
    except RuntimeError as error:
        raise HomeUnavailable(
            f"This user has no home folder. Set {VARIABLE} to a folder for the data."
        ) from error


def ensure(folder: Path) -> None:
    """Create the folder when it is missing. Others may neither list nor change it.

    For root it can be passed through, because PostgreSQL then runs as another user below it.
    """
    try:
        create(folder, 0o711 if os.geteuid() == 0 else 0o700)
    except OSError as error:
        raise HomeUnavailable(
            f"Cannot create the folder {folder}: {error.strerror}. "
            f"Set {VARIABLE} to a folder that can be written."
        ) from error


def create(folder: Path, mode: int) -> None:
    """Create what is missing of a folder and those above it, with ``mode`` whatever the umask says."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        try:
            path.mkdir(mode=0o700)
        except FileExistsError:
            continue
        path.chmod(mode)


def secret_key(folder: Path) -> str:
    """Return the key that signs sessions; made once and kept in the folder, for its owner only."""
    kept = folder / "secret-key"
    try:
        return kept.read_text(encoding="ascii")
    except FileNotFoundError:
        ensure(folder)
        return _keep_new_key(kept)
    except OSError as error:
        raise HomeUnavailable(
            f"Cannot read {kept}: {error.strerror}. Set {VARIABLE} to a folder of your own."
        ) from error


def _keep_new_key(kept: Path) -> str:
    """Write a new key; of several processes doing so at once, all return the one that came first."""
    draft = kept.with_name(f"{kept.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        draft.touch(mode=0o600, exist_ok=False)
        draft.write_text(secrets.token_urlsafe(50), encoding="ascii")
        try:
            os.link(draft, kept)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return kept.read_text(encoding="ascii")
    except OSError as error:
        raise HomeUnavailable(
            f"Cannot write {kept}: {error.strerror}. Set {VARIABLE} to a folder that can be written."
        ) from error

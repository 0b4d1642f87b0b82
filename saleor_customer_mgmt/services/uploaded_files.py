"""Uploaded files: kept in the database while their import waits or runs, on disk while it is read.

Why in the database: docs/adr/0070-background-work.md.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from saleor_customer_mgmt.models import Import, ImportChunk

CHUNK = 1 << 20
_PREFIX = "customer-mgmt-import-"
_LOCK = "in-use"
_MOMENT = 60.0
"""Seconds that a folder is left alone, since it may just be being made."""


def keep_files(run: Import, files: Sequence[Path]) -> None:
    """Copy files into the database, in the transaction that writes their run."""
    for number, path in enumerate(files):
        for part, data in pieces(path):
            ImportChunk.objects.create(run=run, file=number, part=part, data=data)


def pieces(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield a file in numbered pieces, as the database keeps them."""
    with path.open("rb") as file:
        yield from enumerate(iter(lambda: file.read(CHUNK), b""))


def lay_out(run: Import, folder: Path) -> list[Path]:
    """Write the files of a run into a folder and return where they are."""
    places = []
    for number, told in enumerate(run.files):
        place = folder / str(number) / told["name"]
        place.parent.mkdir()
        parts = ImportChunk.objects.filter(run=run, file=number).order_by("part")
        with place.open("wb") as file:
            for key in list(parts.values_list("id", flat=True)):
                file.write(ImportChunk.objects.values_list("data", flat=True).get(id=key))
        places.append(place)
    return places


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Yield a new folder that only this user can read. It goes at the end or, if this process is killed,
    as soon as another one of this machine comes here: orders are not to lie about.
    """
    remove_left_folders()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    lock = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def remove_left_folders() -> None:
    """Remove the folders of processes that were killed: those whose lock nobody has any more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            lock = os.open(folder / _LOCK, os.O_RDWR)
            try:
                made = os.fstat(lock)
                if made.st_uid == os.getuid() and time.time() - made.st_mtime > _MOMENT:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(folder)
            finally:
                os.close(lock)

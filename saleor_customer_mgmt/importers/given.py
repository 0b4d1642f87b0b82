"""The files of an import as they were given: on disk, or in archives on disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from saleor_customer_mgmt.importers import archive
from saleor_customer_mgmt.importers.contract import FileRefused
from saleor_customer_mgmt.importers.limits import Limits

LONGEST_NAME = 200


class GivenFile(Protocol):
    """A file whose bytes can be read, as often as need be, from the beginning."""

    @property
    def name(self) -> str:
        """What it is called in messages and results: within one import no two have the same name."""

    @property
    def size(self) -> int: ...

    def open(self) -> BinaryIO:
        """Return its bytes as a stream.

        Raises:
            FileRefused: there and when it is read, when an archive is damaged.
            OSError: when it cannot be opened.
        """


@dataclass(frozen=True, slots=True)
class DiskFile:
    """A file on disk."""

    path: Path
    name: str

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def open(self) -> BinaryIO:
        return self.path.open("rb")


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file in a ZIP archive. It is unpacked while it is read, and never written to disk."""

    path: Path
    at: int
    """Its place in the archive's directory: names may occur twice."""
    name: str
    size: int

    def open(self) -> BinaryIO:
        return archive.open_member(self.path, self.at, self.name)


def given_files(paths: Sequence[Path], limits: Limits) -> list[GivenFile]:
    """Return the files that are given by ``paths``, with those in archives in the place of these.

    Raises:
        FileRefused: when a file cannot be opened, or an archive is damaged, encrypted or beyond the limits.
    """
    found: list[DiskFile | ArchivedFile] = []
    for path in paths:
        try:
            found += _in(path, limits)
        except OSError as error:
            raise FileRefused(path.name, f"the file cannot be opened ({error.strerror})") from None
    unpacked = sum(each.size for each in found if isinstance(each, ArchivedFile))
    if unpacked > limits.unpacked:
        first = next(each for each in found if isinstance(each, ArchivedFile))
        raise FileRefused(first.path.name, limits.too_large(unpacked, "what is packed here and beside it"))
    return list(_named_apart(found))


def _in(path: Path, limits: Limits) -> list[DiskFile | ArchivedFile]:
    if not archive.is_archive(path, limits):
        return [DiskFile(path, _short(path.name))]
    members = archive.members(path, limits)
    return [ArchivedFile(path, each.at, _short(f"{path.name}/{each.name}"), each.size) for each in members]


def _short(name: str) -> str:
    """Return a name that results can keep: of one that is too long, its beginning and its end."""
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[: LONGEST_NAME // 2 - 1]}…{name[-LONGEST_NAME // 2 :]}"


def _named_apart(files: Sequence[DiskFile | ArchivedFile]) -> Iterator[GivenFile]:
    """Yield the files with names that differ: rows are told by the name of their file and their line."""
    taken: set[str] = set()
    for file in files:
        name, number = file.name, 1
        while name in taken:
            number += 1
            place = PurePosixPath(file.name)
            name = f"{file.name.removesuffix(place.suffix)} ({number}){place.suffix}"
        taken.add(name)
        yield file if name == file.name else replace(file, name=name)

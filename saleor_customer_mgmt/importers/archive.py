"""ZIP archives: which files in them are tables, and their bytes.

Nothing is unpacked to disk, so no name in an archive is ever the name of a file here.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from saleor_customer_mgmt.importers.contract import FileRefused
from saleor_customer_mgmt.importers.limits import Limits

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_TABLES = {"", ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}
_ARCHIVES = {".zip", ".gz", ".7z", ".rar", ".lzh", ".tar", ".tgz", ".bz2", ".xz"}
_OF_SYSTEMS = {"thumbs.db", "desktop.ini"}
_SHOWN = 5
_LONGEST_END = 22 + 0xFFFF
"""Bytes at the end of an archive: a record and a remark of 65,535 bytes at most."""
_MOST_OF_AN_ENTRY = 4096
"""Bytes of directory for one file, on the average: most have about a hundred."""

_FAULTS: list[type[Exception]] = [zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError]
"""What the parts of the standard library raise on archives that are damaged."""
with suppress(ImportError):  # a Python may be built without
    from lzma import LZMAError

    _FAULTS.append(LZMAError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its place in the directory, its name for people, its size when unpacked."""

    at: int
    name: str
    size: int


_MOST_OF_A_DOCUMENT = 1_000 * _MOST_OF_AN_ENTRY


def is_archive(path: Path, limits: Limits) -> bool:
    """Say whether a file is a ZIP archive and no document in the form of one (an Excel workbook).

    Raises:
        FileRefused: when its directory is so long that reading it alone would fill memory.
    """
    with path.open("rb") as file:
        if file.read(4) not in _BEGINNINGS:
            return False
        if _directory_size(file) > limits.archived_files * _MOST_OF_AN_ENTRY:
            raise FileRefused(path.name, limits.too_many_at_all)
        return not is_document(file)


def _directory_size(file: BinaryIO) -> int:
    """Return how many bytes of directory a ZIP archive says it has, 0 when there is no such word."""
    end = file.seek(0, io.SEEK_END)
    start = file.seek(max(0, end - _LONGEST_END))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 16:
        return 0
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    # ZIP64 has a record of its own for what is longer; a directory ends where the first such record begins.
    return size if size < 0xFFFFFFFF else start + at


def is_document(file: BinaryIO) -> bool:
    """Say whether an archive is a document of an office program: it has a list of its parts."""
    if _directory_size(file) > _MOST_OF_A_DOCUMENT:
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except tuple(_FAULTS):
        return False
    return "[Content_Types].xml" in names or {"mimetype", "content.xml"} <= names


def members(path: Path, limits: Limits) -> list[Member]:
    """Return the tables in an archive, as far as names tell, in its order.

    What the systems of people add (``__MACOSX``, ``.DS_Store``) is left out, and so is what no name of a
    table stands for (a PDF, a picture).

    Raises:
        FileRefused: when it is damaged, encrypted, beyond the limits, or has no table.
    """
    with _opened(path, path.name) as archive:
        infos = archive.infolist()
    if len(infos) > limits.archived_files:
        raise FileRefused(path.name, limits.too_many(len(infos)))
    files = [(at, name_of(info), info) for at, info in enumerate(infos) if not info.is_dir()]
    files = [(at, name, info) for at, name, info in files if not _of_a_system(name)]
    tables = [each for each in files if _suffix(each[1]) in _TABLES]
    for _, name, info in files:
        if _suffix(name) in _ARCHIVES:
            raise FileRefused(f"{path.name}/{name}", "an archive within an archive; unpack it first")
        if info.flag_bits & _ENCRYPTED:
            reason = "protected by a password; unpack it, and pack it again without one"
            raise FileRefused(f"{path.name}/{name}", reason)
    if not tables:
        raise FileRefused(path.name, _nothing([name for _, name, _ in files]))
    size = sum(info.file_size for _, _, info in tables)
    if size > limits.unpacked:
        raise FileRefused(path.name, limits.too_large(size, "this archive"))
    return [Member(at, name, info.file_size) for at, name, info in tables]


def name_of(info: zipfile.ZipInfo) -> str:
    """Return what people called a file: Japanese Windows writes CP932 without saying so, macOS UTF-8."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", "replace")
        for codec in ("utf-8", "cp932"):
            try:
                name = raw.decode(codec)
                break
            except UnicodeDecodeError:
                continue
    shown = "".join(char if char.isprintable() else "\ufffd" for char in name.replace("\\", "/"))
    return shown.strip("/") or "?"


def open_member(path: Path, at: int, name: str) -> BinaryIO:
    """Return the bytes of one file of an archive as they are unpacked. Closing it closes the archive."""
    return cast("BinaryIO", io.BufferedReader(_Unpacked(path, at, name), 1 << 16))


class _Unpacked(io.RawIOBase):
    """The unpacked bytes of one file. Damage is told as every file that cannot be read is."""

    def __init__(self, path: Path, at: int, name: str) -> None:
        self._name = name
        with ExitStack() as opened, _told_as_refusal(name):
            archive = opened.enter_context(zipfile.ZipFile(path))
            self._member = opened.enter_context(archive.open(archive.infolist()[at]))
            self._opened = opened.pop_all()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        place = memoryview(buffer).cast("B")
        with _told_as_refusal(self._name):
            data = self._member.read(len(place))
        place[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed and hasattr(self, "_opened"):
            self._opened.close()
        super().close()


@contextmanager
def _opened(path: Path, name: str) -> Iterator[zipfile.ZipFile]:
    with _told_as_refusal(name), zipfile.ZipFile(path) as archive:
        yield archive


@contextmanager
def _told_as_refusal(name: str) -> Iterator[None]:
    try:
        yield
    except NotImplementedError:
        reason = "packed by a method that is not read here (Deflate64?); pack it again as an ordinary ZIP"
        raise FileRefused(name, reason) from None
    except tuple(_FAULTS) as fault:
        if isinstance(fault, OSError) and fault.errno is not None:
            raise
        raise FileRefused(name, "the archive is damaged; download or pack it again") from None


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _of_a_system(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or parts[-1].startswith(".") or parts[-1].lower() in _OF_SYSTEMS


def _nothing(names: list[str]) -> str:
    if not names:
        return "the archive is empty"
    shown = ", ".join(names[:_SHOWN])
    return f"there is no table (CSV, text, Excel) in this archive, only {shown}"

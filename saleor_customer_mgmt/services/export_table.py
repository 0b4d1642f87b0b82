"""Exports: a list, with its filters, as a file. Who exported what is on record."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from saleor_customer_mgmt.exporters import Cell, CsvFile, ExcelMissing, TableFile, Workbook
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import ServiceError
from saleor_customer_mgmt.services.one_moment import as_of_one_moment

KINDS = ("csv", "csv-cp932", "xlsx")
_PERSONAL = ("search", "condition")
"""What may name somebody: of these the record says only that there was one."""


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows there were, and how many characters had to be replaced."""

    rows: int
    replaced: int


class CannotWrite(ServiceError):
    """Raised when a file cannot be made as asked for."""


def export_to(
    path: Path,
    head: Sequence[Cell],
    rows: Iterable[Sequence[Cell]],
    *,
    what: str,
    kind: str,
    asked: Mapping[str, Any],
    actor: Actor,
) -> Exported:
    """Write a head and rows into a file, which is there as a whole or not at all.

    ``rows`` are worked out here, all as of one moment. ``what`` is ``customers`` or ``orders``, ``kind``
    one of ``KINDS``, ``asked`` the filters that are in force. The record is written before the first row
    is. Only this user can read the file.

    Raises:
        CannotWrite: when the kind cannot be written, or the folder not written to.
    """
    told = {name: value for name, value in asked.items() if value not in (None, "", [], ())}
    shown = {name: True if name in _PERSONAL else value for name, value in told.items()}
    try:
        with _whole(path) as target:
            file = _open(target, kind, what)
            write_audit(actor, "export", what=what, kind=kind, asked=shown)
            number = 0
            file.write(head)
            with as_of_one_moment():
                for row in rows:
                    file.write(row)
                    number += 1
            file.finish()
    except OSError as error:
        raise CannotWrite(f"The file cannot be written: {error.strerror or 'unknown reason'}.") from None
    write_audit(actor, "export_written", what=what, kind=kind, rows=number)
    return Exported(number, file.replaced)


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """Yield a file that takes the place of the named one when all went well, and else goes."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=path.suffix, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as target:
            yield target
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _open(target: BinaryIO, kind: str, title: str) -> TableFile:
    if kind == "xlsx":
        try:
            return Workbook(target, title)
        except ExcelMissing as error:
            raise CannotWrite(str(error)) from None
    return CsvFile(target, "cp932" if kind == "csv-cp932" else "utf-8")

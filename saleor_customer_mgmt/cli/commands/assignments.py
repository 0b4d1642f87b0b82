"""``assignments``: which customer each order belongs to, as CSV."""

from __future__ import annotations

import csv
import os
import secrets
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from django.db.models.functions import Collate

from saleor_customer_mgmt.cli.failures import CommandFailed
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.language import translate_count
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.models import OrderRecord

HEAD = ("source", "order_number", "customer")


def run(args: Namespace, terminal: Terminal) -> int:
    if str(args.output) == "-":
        writer = csv.writer(_Lines(terminal), lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows(assignments())
        return 0
    try:
        number = _write_file(args.output)
    except OSError as error:
        raise CommandFailed(
            _("{file} cannot be written: {why}").format(file=args.output, why=error.strerror)
        ) from error
    told = translate_count("{n} order", "{n} orders", number)
    terminal.note(_("{file}: {orders}").format(file=args.output, orders=told))
    return 0


def assignments() -> Iterator[tuple[str, str, str]]:
    """Yield every order once, sorted by source and number (character by character, whatever the locale)."""
    rows = OrderRecord.objects.order_by(Collate("source", "C"), Collate("number", "C"))
    yield from rows.values_list("source", "number", "customer__public_id").iterator(5000)


def _write_file(output: Path) -> int:
    """Write the file, all or nothing: who reads it meanwhile sees the old one."""
    target = output.resolve()
    if target.exists() and not target.is_file():  # /dev/stdout, a pipe
        with target.open("w", encoding="utf-8", newline="") as file:
            return _write(file)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.draft")
    try:
        with draft.open("x", encoding="utf-8", newline="") as file:
            number = _write(file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return number


def _write(file: TextIO) -> int:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEAD)
    number = 0
    for number, row in enumerate(assignments(), 1):  # noqa: B007  # the last one is the answer
        writer.writerow(row)
    return number


class _Lines:
    """The standard output as csv wants it."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def write(self, text: str) -> None:
        self._terminal.raw(text)

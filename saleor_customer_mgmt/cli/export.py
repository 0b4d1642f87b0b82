"""Lists written into files."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from saleor_customer_mgmt.cli.failures import WrongUsage
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.language import translate_count
from saleor_customer_mgmt.cli.lookup import acting
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.exporters import Cell
from saleor_customer_mgmt.services.export_table import export_to


def export(
    args: Namespace,
    terminal: Terminal,
    head: Sequence[Cell],
    rows: Iterable[Sequence[Cell]],
    *,
    what: str,
    asked: Mapping[str, Any],
) -> int:
    """Write a list into the file of ``--export`` and say how many rows there are.

    Raises:
        WrongUsage: when the name of the file does not say what it is to be.
        CannotWrite: when it cannot be written.
    """
    done = export_to(args.export, head, rows, what=what, kind=_kind(args), asked=asked, actor=acting())
    if args.json:
        terminal.json({"file": str(args.export), "rows": done.rows, "replaced": done.replaced})
        return 0
    counted = translate_count("{n} row", "{n} rows", done.rows)
    terminal.line(_("{counted} written into {file}.").format(counted=counted, file=args.export))
    if done.replaced:
        terminal.line(
            translate_count(
                "{n} character that the file cannot hold became 〓; .xlsx holds it.",
                "{n} characters that the file cannot hold became 〓; .xlsx holds them.",
                done.replaced,
            )
        )
    return 0


def _kind(args: Namespace) -> str:
    suffix = args.export.suffix.lower()
    if suffix == ".xlsx":
        return "xlsx"
    if suffix != ".csv":
        raise WrongUsage(_("The name of the file has to end in .xlsx or .csv."))
    return "csv-cp932" if args.encoding == "cp932" else "csv"

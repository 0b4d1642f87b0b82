"""What an import tells: one object for programs, or tables for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from saleor_customer_mgmt.cli.language import spoken, translate_count
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.table import table
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.importers import FileRefused
from saleor_customer_mgmt.importers.in_japanese import in_japanese
from saleor_customer_mgmt.models import Customer, Import, ImportResult

COUNTS = ("new", "changed", "unchanged", "refused")
_SHOWN = 20


@dataclass(slots=True)
class Report:
    """The runs of one command, and the files that were not imported."""

    dry_run: bool
    runs: list[Import] = field(default_factory=list)
    failed: list[FileRefused] = field(default_factory=list)

    def total(self, name: str) -> int:
        return sum(getattr(run, name) for run in self.runs)

    def refused(self) -> Iterator[ImportResult]:
        """Return one result for each refused order: the one that says where the fault is."""
        for run in self.runs:
            yield from run.results.filter(outcome=ImportResult.Outcome.REFUSED, line__isnull=False).iterator()

    def repaired(self) -> Iterator[tuple[ImportResult, dict[str, Any]]]:
        """Return every cell that was put right, with the result that it belongs to."""
        for run in self.runs:
            for result in run.results.filter(repaired=True).iterator():
                for repair in result.repairs:
                    yield result, repair

    def as_json(self) -> dict[str, Any]:
        return {
            **{name: self.total(name) for name in COUNTS},
            "rows": self.total("rows"),
            "dry_run": self.dry_run,
            "refused_rows": [
                {
                    "file": result.file,
                    "line": result.line,
                    "column": result.column,
                    "reason": result.reason,
                    "order_number": result.order_number,
                    "lines": result.lines,
                }
                for result in self.refused()
            ],
            "repaired": self.total("repaired"),
            "repaired_cells": [
                {"file": result.file, **repair, "order_number": result.order_number}
                for result, repair in self.repaired()
            ],
            "files": [_run_as_json(run) for run in self.runs],
            "failed_files": [
                {"file": e.file, "line": e.line, "column": e.column, "reason": e.reason} for e in self.failed
            ],
        }


def _run_as_json(run: Import) -> dict[str, Any]:
    return {
        "files": [file["name"] for file in run.files],
        "format": run.file_format,
        "mapping": None if run.saved_mapping is None else run.saved_mapping.mapping.name,
        "source": run.source,
        "encoding": run.encoding,
        "rows": run.rows,
        **{name: getattr(run, name) for name in COUNTS},
    }


def print_report(report: Report, terminal: Terminal) -> None:
    if not report.runs:
        return
    head = [
        _("FILE"),
        _("FORMAT"),
        _("ENCODING"),
        _("ROWS"),
        _("NEW"),
        _("CHANGED"),
        _("UNCHANGED"),
        _("REFUSED"),
    ]
    rows = [
        [
            " + ".join(file["name"] for file in run.files),
            _format_of(run),
            run.encoding,
            *(f"{number:,}" for number in (run.rows, *(getattr(run, name) for name in COUNTS))),
        ]
        for run in report.runs
    ]
    terminal.lines(table(head, rows, right=range(3, 8)))
    _print_refused(report, terminal)
    _print_repaired(report, terminal)
    terminal.line()
    if report.dry_run:
        terminal.line(_("This was a trial (--dry-run): nothing was recorded."))
        return
    terminal.line(
        _("Orders: {new} new, {changed} changed, {unchanged} unchanged, {refused} refused.").format(
            **{name: f"{report.total(name):,}" for name in COUNTS}
        )
    )
    customers = Customer.objects.filter(merged_into=None).count()
    terminal.line(translate_count("There is {n} customer now.", "There are {n} customers now.", customers))


def _format_of(run: Import) -> str:
    """Return how the files were read; of a saved mapping its name."""
    return run.file_format if run.saved_mapping is None else f"“{run.saved_mapping.mapping.name}”"


def _told(text: str) -> str:
    return in_japanese(text) if spoken() == "ja" else text


def _print_repaired(report: Report, terminal: Terminal) -> None:
    number = report.total("repaired")
    if not number:
        return
    terminal.line()
    terminal.line(translate_count("{n} order was put right:", "{n} orders were put right:", number))
    rows = [
        [result.file, str(repair["line"]), repair["column"], result.order_number, _told(repair["what"])]
        for result, repair in islice(report.repaired(), _SHOWN + 1)
    ]
    terminal.lines(
        table(
            [_("FILE"), _("LINE"), _("COLUMN"), _("ORDER"), _("WHAT")], rows[:_SHOWN], right=[1], indent="  "
        )
    )
    if len(rows) > _SHOWN:
        terminal.line("  " + _("… and more; --json tells all."))


def _print_refused(report: Report, terminal: Terminal) -> None:
    number = report.total("refused")
    if not number:
        return
    terminal.line()
    terminal.line(translate_count("{n} order was refused:", "{n} orders were refused:", number))
    rows: list[list[str]] = []
    for result in report.refused():
        if len(rows) == _SHOWN:
            break
        rows.append([result.file, str(result.line), result.column, result.order_number, _told(result.reason)])
    terminal.lines(
        table([_("FILE"), _("LINE"), _("COLUMN"), _("ORDER"), _("REASON")], rows, right=[1], indent="  ")
    )
    if number > len(rows):
        terminal.line("  " + _("… and {n} more; --json tells all.").format(n=f"{number - len(rows):,}"))

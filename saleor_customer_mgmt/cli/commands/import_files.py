"""``import FILE…``: take in order files."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from saleor_customer_mgmt.cli import import_report
from saleor_customer_mgmt.cli.commands.mapping import find_mapping
from saleor_customer_mgmt.cli.failures import CommandFailed
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.lookup import acting
from saleor_customer_mgmt.cli.search_work import finish_search
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.importers import FileRefused, MappingFile, MappingRefused, plan_files
from saleor_customer_mgmt.models import Import
from saleor_customer_mgmt.services import run_work
from saleor_customer_mgmt.services.import_limits import import_limits
from saleor_customer_mgmt.services.import_orders import import_orders


def run(args: Namespace, terminal: Terminal) -> int:
    """Import files, those of one export together; a file that cannot be read does not stop the others."""
    saved = _saved(args.mapping)
    mapping = None if saved else _mapping(args.mapping)
    files = list(dict.fromkeys(args.files))
    groups = [[path] for path in files] if args.mapping else plan_files(files, import_limits())
    report = import_report.Report(dry_run=args.dry_run)
    run_work.tend()  # commands that were killed are no longer shown as running
    for group in groups:
        try:
            done = import_orders(
                group,
                actor=acting(),
                source=args.source,
                file_format=args.file_format,
                mapping=mapping,
                timezone=args.time_zone,
                saved_mapping=saved,
                dry_run=args.dry_run,
                on_progress=lambda run: terminal.progress(_progress(run)),
            )
        except FileRefused as error:
            terminal.note(_("Not imported: {why}").format(why=error))
            report.failed.append(error)
        except ValueError as error:
            if type(error) is not ValueError:  # its kin (UnicodeError) tell of a fault in the program
                raise
            raise CommandFailed(str(error)) from error
        else:
            report.runs.append(done)
            if done.state == Import.State.CANCELLED:
                terminal.note(_("Staff had this import stopped; what was recorded stays."))
    finish_search(terminal)
    if args.json:
        terminal.json(report.as_json())
    else:
        terminal.clear_progress()
        import_report.print_report(report, terminal)
    cancelled = any(done.state == Import.State.CANCELLED for done in report.runs)
    return 1 if report.failed or cancelled else 0


def _saved(named: Path | None) -> int | None:
    """Return the id of the saved mapping that is named, unless it is a file."""
    if named is None or named.exists():
        return None
    mapping = find_mapping(str(named))
    return None if mapping is None else mapping.id


def _mapping(path: Path | None) -> MappingFile | None:
    if path is None:
        return None
    try:
        return MappingFile.load(path)
    except MappingRefused as error:
        raise CommandFailed(str(error)) from error


def _progress(run: Import) -> str:
    share = 100 * run.bytes_read // run.total_bytes if run.total_bytes else 0
    names = " + ".join(file["name"] for file in run.files)
    return _("{file}: {share} %, {rows} rows").format(file=names, share=share, rows=f"{run.rows:,}")

"""Import order files: what a file holds goes the one way in, and every row's fate is kept.

A command imports the files that it was given (:func:`import_orders`). A worker imports those that a request
left (:mod:`services.queue_import`), and goes on with a run whose worker was killed: :func:`do_import`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from django.db import transaction

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.importers import DEFAULT_TIMEZONE, FileRefused, MappingFile, Reading, open_orders
from saleor_customer_mgmt.models import Import, ImportMappingRevision
from saleor_customer_mgmt.services import runs
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.current_criteria import criteria_at_present
from saleor_customer_mgmt.services.derive import Making, making
from saleor_customer_mgmt.services.import_batches import Batch, batches
from saleor_customer_mgmt.services.import_limits import import_limits
from saleor_customer_mgmt.services.import_progress import (
    PROGRESS,
    check,
    count,
    go_past,
    leave_out,
    signs_of_life,
    write_progress,
)
from saleor_customer_mgmt.services.import_rows import record_batch, writable
from saleor_customer_mgmt.services.import_together import import_together, is_shared
from saleor_customer_mgmt.services.run_endings import Cancelled, check_stopping, ending
from saleor_customer_mgmt.services.uploaded_files import lay_out, temporary_folder
from saleor_customer_mgmt.services.use_mapping import mapping_for, named_mapping, read_revision

Progress = Callable[[Import], None]


def import_orders(
    files: Sequence[Path],
    *,
    actor: Actor,
    source: str | None = None,
    file_format: str | None = None,
    mapping: MappingFile | None = None,
    timezone: str | None = None,
    saved_mapping: int | None = None,
    dry_run: bool = False,
    on_progress: Progress | None = None,
) -> Import:
    """Read the files of one import, record their orders, and return the run with its counts.

    ``timezone`` is that of times without offset, where neither the format nor a mapping file says it.

    Orders are recorded in batches, each with its rows' results in one transaction: a run that is
    broken off has recorded whole batches, and running the files again finds those unchanged. With
    ``dry_run`` the results say what would become of each row; no order is recorded. When staff have it
    cancelled, the run comes back as it is then.

    Raises:
        FileRefused: when a file cannot be read as a whole. The run is kept as failed; what was
            recorded of it before stays.
        NotFound: when there is no such saved mapping; there is no run then.
        ServiceError: when recording is refused (Busy, Stale). The run is kept as failed, too.
        ValueError: when an argument is not what it should be (an unknown format); there is no run then.
    """
    run = Import(dry_run=dry_run, saved_mapping=_named(saved_mapping), **actor.columns())
    reading = open_files(
        run, files, source=source, file_format=file_format, mapping=mapping, timezone=timezone
    )
    runs.begin(run)
    with ending(run, raising=True):
        _read_on(run, reading, on_progress)
        with transaction.atomic():
            runs.end(run, Import.State.DONE, bytes_read=run.total_bytes)
    return run


def do_import(run_id: int) -> None:
    """Carry out a run of uploaded files, or go on with one. Nothing, when another worker is at it."""
    run = runs.claim(Import, run_id)
    if run is None:
        return
    asked = run.asked
    with ending(run), temporary_folder() as folder:
        check(run)
        reading = open_orders(
            lay_out(run, folder),
            format=asked.get("file_format"),
            source=asked.get("source"),
            mapping=_mapping_of(run)
            or (MappingFile.parse(asked["mapping"]) if asked.get("mapping") else None),
            timezone=asked.get("timezone") or DEFAULT_TIMEZONE,
            limits=import_limits(),
            shops=conf.shops(),
        )
        _read_on(run, reading, None)
        with transaction.atomic():
            runs.end(run, Import.State.DONE, bytes_read=run.total_bytes)


def open_files(
    run: Import,
    files: Sequence[Path],
    *,
    source: str | None,
    file_format: str | None,
    mapping: MappingFile | None,
    timezone: str | None = None,
) -> Reading:
    """Recognise files, and write into the run what they are; it is not saved.

    A file of no known format is read with the saved mapping that the run names, or that was made for files
    with its columns.

    Raises:
        FileRefused: when they cannot be read; the run is saved as failed.
        ValueError: when an argument is not what it should be; the run is not saved.
    """
    try:
        if mapping is None and file_format is None and run.saved_mapping is None and files:
            run.saved_mapping = mapping_for(files[0], import_limits())
        reading = open_orders(
            list(files),
            format=file_format,
            source=source,
            mapping=mapping or _mapping_of(run),
            timezone=timezone or DEFAULT_TIMEZONE,
            limits=import_limits(),
            shops=conf.shops(),
        )
    except FileRefused as error:
        run.files = [{"name": writable(path.name)} for path in files]
        with transaction.atomic():
            run.save()
            runs.end(run, Import.State.FAILED, writable(str(error)))
        raise
    run.files = [_describe(path) for path in files]
    run.file_format, run.encoding = reading.format, reading.encoding[:50]
    run.source, run.total_bytes = reading.source or "", reading.total_bytes
    return reading


def _named(saved_mapping: int | None) -> ImportMappingRevision | None:
    return None if saved_mapping is None else named_mapping(saved_mapping)


def _mapping_of(run: Import) -> MappingFile | None:
    return None if run.saved_mapping is None else read_revision(run.saved_mapping)


def _describe(path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"name": writable(path.name), "size": path.stat().st_size, "sha256": digest}


def _read_on(run: Import, reading: Reading, on_progress: Progress | None) -> None:
    """Record what the reading gives out, but for what an earlier worker has dealt with."""
    reading.on_row = signs_of_life(run)
    items = iter(reading)
    leave_out(run, items, reading)
    if is_shared(run):
        import_together(run, reading, items)
        return
    with closing(batches(reading, items, _with_what(run))) as prepared:
        for batch in prepared:
            check_stopping(run)
            _take(run, batch)
            if on_progress is not None:
                on_progress(run)


def _with_what(run: Import) -> Callable[[], Making | None]:
    """Return what tells with what orders would be derived now; a dry run derives nothing."""
    return lambda: None if run.dry_run else making(criteria_at_present())


def _take(run: Import, batch: Batch) -> None:
    with runs.step(run) as row:
        if row.cancel_asked:
            raise Cancelled
        tally = record_batch(row, batch)
        count(row, tally)
        go_past(row, batch.items)
        row.bytes_read = batch.bytes_read
        write_progress(row)
    for name in PROGRESS:
        setattr(run, name, getattr(row, name))

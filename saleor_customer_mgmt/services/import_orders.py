"""Import order files: what a file holds goes the one way in, and every row's fate is kept."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from saleor_customer_mgmt.core.checks import InvalidFacts, checked
from saleor_customer_mgmt.importers import (
    FileRefused,
    MappingFile,
    OrderRead,
    Reading,
    RefusedRows,
    open_orders,
)
from saleor_customer_mgmt.models import Import, ImportResult
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import ServiceError
from saleor_customer_mgmt.services.record_orders import Outcome, classify_orders, record_orders

BATCH = 500
"""Orders recorded in one transaction: few enough to let checkouts pass in between."""

Progress = Callable[[Import], None]


def import_orders(
    files: Sequence[Path],
    *,
    actor: Actor,
    source: str | None = None,
    file_format: str | None = None,
    mapping: MappingFile | None = None,
    dry_run: bool = False,
    on_progress: Progress | None = None,
) -> Import:
    """Read the files of one import, record their orders, and return the run with its counts.

    Orders are recorded in batches, each with its rows' results in one transaction: a run that is
    broken off has recorded whole batches, and running the files again finds those unchanged. With
    ``dry_run`` the results say what would become of each row; no order is recorded.

    Raises:
        FileRefused: when a file cannot be read as a whole. The run is kept as failed; what was
            recorded of it before stays.
        ServiceError: when recording is refused (Busy, Stale). The run is kept as failed, too.
        ValueError: when an argument is not what it should be (an unknown format); there is no run then.
    """
    run = Import(dry_run=dry_run, **actor.columns())
    try:
        reading = open_orders(list(files), format=file_format, source=source, mapping=mapping)
        run.files = [_describe(path) for path in files]
        run.file_format, run.encoding = reading.format, reading.encoding[:50]
        run.source, run.total_bytes = reading.source or "", reading.total_bytes
        run.save()
        for batch in _batches(reading):
            _take(run, batch, reading)
            if on_progress is not None:
                on_progress(run)
    except FileRefused as error:
        _fail(run, actor, str(error), files)
        raise
    except ServiceError as error:
        _fail(run, actor, error.message, files)
        raise
    except Exception as error:
        if isinstance(error, ValueError) and not run.files:
            raise
        # The texts of unexpected errors may hold values of people; the log of the host has them.
        _fail(run, actor, "stopped by a fault of the program", files)
        raise
    _end(run, actor, Import.State.DONE)
    return run


def _fail(run: Import, actor: Actor, error: str, files: Sequence[Path]) -> None:
    if run.pk is not None:
        run.refresh_from_db()  # what the batch that failed has counted was not recorded
    run.error = _writable(error)
    run.files = run.files or [{"name": _writable(path.name)} for path in files]
    _end(run, actor, Import.State.FAILED)


def _writable(text: str) -> str:
    """Return a text that a database takes: names of files may be no text at all."""
    return text.encode("utf-8", "replace").decode().replace("\0", "?")


def _describe(path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"name": _writable(path.name), "size": path.stat().st_size, "sha256": digest}


def _batches(reading: Reading) -> Iterator[list[OrderRead | RefusedRows]]:
    items = iter(reading)
    while batch := list(islice(items, BATCH)):
        yield batch


def _end(run: Import, actor: Actor, state: Import.State) -> None:
    run.state, run.finished_at = state, timezone.now()
    with transaction.atomic():
        run.save()
        write_audit(
            actor,
            "import",
            run=run.id,
            state=run.state,
            dry_run=run.dry_run,
            new=run.new,
            changed=run.changed,
            unchanged=run.unchanged,
            refused=run.refused,
        )


@dataclass(slots=True)
class _Sorted:
    """The items of one batch: those that can be recorded, and those that cannot."""

    read: list[OrderRead] = field(default_factory=list)
    refused: list[RefusedRows] = field(default_factory=list)


def _sort(batch: list[OrderRead | RefusedRows]) -> _Sorted:
    found = _Sorted()
    for item in batch:
        if isinstance(item, RefusedRows):
            found.refused.append(item)
            continue
        try:
            checked(item.facts)
        except InvalidFacts as fault:
            file, line = item.rows[0]
            found.refused.append(
                RefusedRows(item.rows, file, line, fault.field, fault.reason, item.facts.number[:100])
            )
        else:
            found.read.append(item)
    return found


def _take(run: Import, batch: list[OrderRead | RefusedRows], reading: Reading) -> None:
    items = _sort(batch)
    facts = [item.facts for item in items.read]
    with transaction.atomic():
        answers: list[tuple[Outcome, int | None]]
        if run.dry_run:
            answers = [(outcome, None) for outcome in classify_orders(facts)]
        else:
            answers = [(answer.outcome, answer.order_id) for answer in record_orders(facts)]
        results: list[ImportResult] = []
        for item, (outcome, order) in zip(items.read, answers, strict=True):
            results += _results(
                run, item.rows, outcome=outcome.value, order_id=order, order_number=item.facts.number
            )
        for refused in items.refused:
            results += _results(run, refused.rows, outcome=ImportResult.Outcome.REFUSED, refused=refused)
        ImportResult.objects.bulk_create(results)
        for outcome, _ in answers:
            setattr(run, outcome.value, getattr(run, outcome.value) + 1)
        run.refused += len(items.refused)
        run.refused_rows += sum(len(refused.rows) for refused in items.refused)
        run.rows += sum(len(item.rows) for item in batch)
        run.bytes_read = reading.bytes_read
        run.save()


def _results(
    run: Import, rows: Sequence[tuple[str, int]], *, refused: RefusedRows | None = None, **columns: object
) -> list[ImportResult]:
    """Return one result for each file that has rows of the order; the fault stands where it is."""
    lines: dict[str, list[int]] = defaultdict(list)
    for file, line in rows:
        lines[_writable(file)].append(line)
    results = [ImportResult(run=run, file=file, lines=found, **columns) for file, found in lines.items()]
    if refused is not None:
        for result in results:
            result.order_number = _writable(refused.order_number[:100])
            result.reason = _writable(refused.reason)
            if result.file == _writable(refused.file):
                result.line, result.column = refused.line, _writable(refused.column[:255])
    return results

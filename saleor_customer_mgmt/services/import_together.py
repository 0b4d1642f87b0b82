"""One import by several workers: one reads the files and hands out batches, all of them record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from saleor_customer_mgmt.importers import FileRefused, Reading
from saleor_customer_mgmt.models import Import, ImportShare
from saleor_customer_mgmt.services import import_batches, runs, shares
from saleor_customer_mgmt.services.background import background
from saleor_customer_mgmt.services.import_items import items_from_bytes, items_to_bytes
from saleor_customer_mgmt.services.import_progress import Item, check, count, go_past, write_progress
from saleor_customer_mgmt.services.import_rows import record_batch
from saleor_customer_mgmt.services.share_out import Sharing

HELP = "import-help"
"""What helping with an import is called where work is started."""
_AHEAD = 2
"""Batches that wait for each worker, so that none is idle."""


def is_shared(run: Import) -> bool:
    """Say whether it pays that others help; once begun so, a run goes on so."""
    large = run.in_background and run.total_bytes >= import_batches.LARGE
    return (large and background().helpers() > 0) or run.shares.exists()


def import_together(run: Import, reading: Reading, items: Iterator[Item]) -> None:
    """Record what is left of a reading, with whoever helps.

    Raises:
        FileRefused: when the file cannot be read on, after all that was read before is recorded.
    """
    sharing = Sharing(
        HELP,
        run.shares.all(),
        run=run,
        check=lambda: check(run),
        do=lambda share: _record(run, share),
        settle=lambda: _settle(run),
    )
    most = _AHEAD * (1 + background().helpers())
    ending: FileRefused | None = None
    read_to = reading.bytes_read
    while ending is None:
        try:
            batch = list(islice(items, import_batches.BATCH))
        except FileRefused as fault:
            ending = fault
            break
        if not batch:
            break
        _hand_out(run, batch, reading.bytes_read - read_to)
        read_to = reading.bytes_read
        while shares.waiting(run.shares.all()).count() >= most and sharing.go_on():
            pass
    sharing.finish()
    if ending is not None:
        raise ending


def help_import(run_id: int) -> None:
    """Record batches of an import that another worker reads."""
    shares.help_with(Import.objects.filter(cancel_asked=False), run_id, _record)


def _hand_out(run: Import, batch: Sequence[Item], read: int) -> None:
    with runs.step(run) as row:
        ImportShare.objects.create(run=row, number=row.items, items=items_to_bytes(batch), bytes_read=read)
        go_past(row, batch)
        count(row, shares.settle(row))
        write_progress(row)


def _settle(run: Import) -> None:
    with runs.step(run) as row:
        if tally := shares.settle(row):
            count(row, tally)
            write_progress(row)


def _record(run: Import, share: ImportShare) -> Counter[str]:
    batch = import_batches.batch_of(items_from_bytes(bytes(share.items)), share.bytes_read)
    tally = record_batch(run, batch)
    tally["bytes_read"] = share.bytes_read
    return tally

"""One import by several workers: one reads the files and hands out batches, all of them record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from saleor_customer_mgmt.core.lanes import Lanes
from saleor_customer_mgmt.importers import FileRefused, OrderRead, Reading
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
    lanes = Lanes(most)
    ending: FileRefused | None = None
    read_to = reading.bytes_read
    while ending is None:
        window, ending = _read_on(items, most)
        if not window:
            break
        _hand_out(run, window, lanes, reading.bytes_read - read_to)
        read_to = reading.bytes_read
        while shares.waiting(run.shares.all()).count() >= most and sharing.go_on():
            pass
    sharing.finish()
    if ending is not None:
        raise ending


def help_import(run_id: int) -> None:
    """Record batches of an import that another worker reads."""
    shares.help_with(Import.objects.filter(cancel_asked=False), run_id, _record)


def _read_on(items: Iterator[Item], batches: int) -> tuple[list[Item], FileRefused | None]:
    """Return so many batches of what comes next, and what ends the reading before its time."""
    window: list[Item] = []
    try:
        for item in islice(items, import_batches.BATCH * batches):
            window.append(item)  # noqa: PERF402 - what came before a fault is wanted
    except FileRefused as fault:
        # What stood before the fault in the last batch is not recorded: nobody knows how it goes on.
        del window[len(window) - len(window) % import_batches.BATCH :]
        return window, fault
    return window, None


def _hand_out(run: Import, window: Sequence[Item], lanes: Lanes, read: int) -> None:
    """Make batches of what was read next, all at once: handed out is always a beginning of the file."""
    by_lane: dict[int, list[Item]] = defaultdict(list)
    for item in window:
        by_lane[lanes.lane_of(item.facts if isinstance(item, OrderRead) else None)].append(item)
    size = import_batches.BATCH
    found = [
        (lane, items[start : start + size])
        for lane, items in by_lane.items()
        for start in range(0, len(items), size)
    ]
    with runs.step(run) as row:
        ImportShare.objects.bulk_create(
            ImportShare(
                run=row,
                number=row.items + place,
                lane=lane,
                items=items_to_bytes(batch),
                bytes_read=0 if place else read,
            )
            for place, (lane, batch) in enumerate(found)
        )
        go_past(row, window)
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

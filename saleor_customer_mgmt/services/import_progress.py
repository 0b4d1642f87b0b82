"""How far an import came, and whether it is to go on."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from saleor_customer_mgmt.importers import FileRefused, OrderRead, Reading, RefusedRows
from saleor_customer_mgmt.models import Import
from saleor_customer_mgmt.services import runs
from saleor_customer_mgmt.services.run_endings import Cancelled, check_stopping

Item = OrderRead | RefusedRows

PROGRESS = (
    *("new", "changed", "unchanged", "refused", "rows", "refused_rows", "repaired"),
    *("items", "mark", "bytes_read"),
)
"""The columns that tell it."""
_SIGN_EVERY = 10.0


def count(row: Import, tally: Mapping[str, int]) -> None:
    """Add to the counts of a run."""
    for name, more in tally.items():
        setattr(row, name, getattr(row, name) + more)


def go_past(row: Import, items: Sequence[Item]) -> None:
    """Remember that these items, which the reader gave out next, are dealt with."""
    row.items += len(items)
    for item in items:
        row.mark = _marked(row.mark, item)


def leave_out(run: Import, items: Iterator[Item], reading: Reading) -> None:
    """Go past the items that are dealt with.

    Raises:
        FileRefused: when they are not the same as then.
    """
    mark = ""
    for item in islice(items, run.items):
        mark = _marked(mark, item)
        reading.on_row()
    if mark != run.mark:
        raise FileRefused(
            run.files[0]["name"],
            "the program was updated meanwhile and reads this file otherwise; import it again",
        )


def _marked(mark: str, item: Item) -> str:
    return hashlib.sha256(f"{mark}{item.rows!r}".encode("utf-8", "surrogatepass")).hexdigest()


def write_progress(row: Import) -> None:
    """Write how far a run came, inside its step."""
    runs.got_further(row, **{name: getattr(row, name) for name in PROGRESS})


def check(run: Import) -> None:
    """Raise ``Cancelled`` or ``HandedBack`` when it is not to go on here."""
    check_stopping(run)
    if Import.objects.filter(id=run.id, cancel_asked=True).exists():
        raise Cancelled


def signs_of_life(run: Import) -> Callable[[], None]:
    """Return what is called for each row that is read, and says now and then that somebody reads."""
    due = time.monotonic() + _SIGN_EVERY

    def sign() -> None:
        nonlocal due
        if time.monotonic() >= due:
            runs.sign_of_life(run)
            check(run)
            due = time.monotonic() + _SIGN_EVERY

    return sign

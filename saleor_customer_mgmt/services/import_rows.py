"""One batch of an import: its orders are recorded, and every row's fate is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from saleor_customer_mgmt.core.checks import InvalidFacts, checked
from saleor_customer_mgmt.importers import OrderRead, RefusedRows
from saleor_customer_mgmt.models import Import, ImportResult
from saleor_customer_mgmt.services.record_orders import Outcome, classify_orders, record_orders

Item = OrderRead | RefusedRows


def record_batch(run: Import, batch: Sequence[Item]) -> None:
    """Record the orders of these items, or only look at them in a dry run; write results, count in ``run``.

    In the caller's transaction, which also writes the run.
    """
    items = _sort(batch)
    facts = [item.facts for item in items.read]
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


@dataclass(slots=True)
class _Sorted:
    """The items of one batch: those that can be recorded, and those that cannot."""

    read: list[OrderRead] = field(default_factory=list)
    refused: list[RefusedRows] = field(default_factory=list)


def _sort(batch: Sequence[Item]) -> _Sorted:
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


def writable(text: str) -> str:
    """Return a text that a database takes: names of files may be no text at all."""
    return text.encode("utf-8", "replace").decode().replace("\0", "?")


def _results(
    run: Import, rows: Sequence[tuple[str, int]], *, refused: RefusedRows | None = None, **columns: object
) -> list[ImportResult]:
    """Return one result for each file that has rows of the order; the fault stands where it is."""
    lines: dict[str, list[int]] = defaultdict(list)
    for file, line in rows:
        lines[writable(file)].append(line)
    results = [ImportResult(run=run, file=file, lines=found, **columns) for file, found in lines.items()]
    if refused is not None:
        for result in results:
            result.order_number = writable(refused.order_number[:100])
            result.reason = writable(refused.reason)
            if result.file == writable(refused.file):
                result.line, result.column = refused.line, writable(refused.column[:255])
    return results

"""One batch of an import: its orders are recorded, and every row's fate is kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from psycopg.types.json import Jsonb

from saleor_customer_mgmt.importers import RefusedRows, Repair
from saleor_customer_mgmt.models import Import, ImportResult
from saleor_customer_mgmt.services.copy_rows import copy_rows
from saleor_customer_mgmt.services.import_batches import Batch
from saleor_customer_mgmt.services.record_orders import Outcome, classify_checked, record_checked


def record_batch(run: Import, batch: Batch) -> Counter[str]:
    """Record the orders of a batch, or only look at them in a dry run; write results.

    Return what came of it, by names of the run's columns. In the caller's transaction, which also keeps that.
    """
    facts = [item.facts for item in batch.read]
    answers: list[tuple[Outcome, int | None]]
    if run.dry_run:
        answers = [(outcome, None) for outcome in classify_checked(facts)]
    else:
        answers = [(answer.outcome, answer.order_id) for answer in record_checked(facts, batch.ready)]
    results: list[dict[str, object]] = []
    for item, (outcome, order) in zip(batch.read, answers, strict=True):
        told = _results(run, item.rows, outcome=outcome.value, order_id=order, order_number=item.facts.number)
        results += _with_repairs(told, item.repairs) if item.repairs else told
    for refused in batch.refused:
        results += _results(run, refused.rows, outcome=ImportResult.Outcome.REFUSED.value, refused=refused)
    copy_rows(ImportResult, results)
    tally = Counter(outcome.value for outcome, _ in answers)
    tally["refused"] = len(batch.refused)
    tally["refused_rows"] = sum(len(refused.rows) for refused in batch.refused)
    tally["repaired"] = sum(bool(item.repairs) for item in batch.read)
    tally["rows"] = sum(len(item.rows) for item in batch.items)
    return tally


def writable(text: str) -> str:
    """Return a text that a database takes: names of files may be no text at all."""
    return text.encode("utf-8", "replace").decode().replace("\0", "?")


def _results(
    run: Import, rows: Sequence[tuple[str, int]], *, refused: RefusedRows | None = None, **columns: object
) -> list[dict[str, object]]:
    """Return the columns of one result for each file with rows of the order; the fault stands where it is."""
    lines: dict[str, list[int]] = defaultdict(list)
    for file, line in rows:
        lines[writable(file)].append(line)
    results: list[dict[str, object]] = [
        {**_NOTHING_WRONG, "run_id": run.id, "file": file, "lines": found, **columns}
        for file, found in lines.items()
    ]
    if refused is not None:
        for result in results:
            result |= {
                "order_number": writable(refused.order_number[:100]),
                "reason": writable(refused.reason),
            }
            if result["file"] == writable(refused.file):
                result |= {"line": refused.line, "column": writable(refused.column[:255])}
    return results


def _with_repairs(results: list[dict[str, object]], repairs: Sequence[Repair]) -> list[dict[str, object]]:
    """Return results that tell what was repaired, each in its own file."""
    told: dict[str, list[dict[str, object]]] = defaultdict(list)
    for each in repairs:
        found = {"line": each.line, "column": writable(each.column), "what": writable(each.what)}
        told[writable(each.file)].append(found)
    return [
        {**result, "repaired": True, "repairs": Jsonb(told[str(result["file"])])}
        if str(result["file"]) in told
        else result
        for result in results
    ]


_NOTHING_WRONG: dict[str, object] = {
    "order_id": None,
    "order_number": "",
    "line": None,
    "column": "",
    "reason": "",
    "repaired": False,
    "repairs": Jsonb([]),
}

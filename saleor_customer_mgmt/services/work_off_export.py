"""An export as a job: worked out as of one moment, its file kept in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db.models import F, OrderBy
from django.utils import timezone

from saleor_customer_mgmt.core.conditions import Subject
from saleor_customer_mgmt.exporters import Cell
from saleor_customer_mgmt.models import Job, JobFile
from saleor_customer_mgmt.selectors.customers import SORTS, list_customers
from saleor_customer_mgmt.selectors.order_list import NEWEST, list_orders
from saleor_customer_mgmt.services import export_rows, runs
from saleor_customer_mgmt.services.export_table import Exported, export_to
from saleor_customer_mgmt.services.read_condition import read_condition
from saleor_customer_mgmt.services.stay_alive import staying_alive
from saleor_customer_mgmt.services.uploaded_files import pieces, temporary_folder

_STEP = 1000


def work_off_export(job: Job) -> None:
    """Write the file, and keep it in pieces of a mebibyte.

    Raises:
        CannotWrite: when it cannot be written.
        Superseded: when another worker goes on with it; nothing is kept.
    """
    wanted = job.result
    with temporary_folder() as folder, staying_alive(job) as alive:
        path = folder / f"{wanted['what']}.{wanted['kind'].partition('-')[0]}"

        def counted() -> Iterator[Sequence[Cell]]:
            for number, row in enumerate(_rows(wanted), start=1):
                if number % _STEP == 0:
                    alive.at(number, 0)
                yield row

        columns = export_rows.CUSTOMERS if wanted["what"] == "customers" else export_rows.ORDERS
        done = export_to(
            path,
            export_rows.head(columns, wanted["language"]),
            counted(),
            what=wanted["what"],
            kind=wanted["kind"],
            asked=wanted["asked"],
            actor=runs.author_of(job),
        )
        with runs.step(job) as row:
            kept = _keep(row, path)
            result = _told(wanted, path, done) | {"pieces": kept}
            runs.end(row, Job.State.DONE, done=done.rows, total=done.rows, result=result)
    job.refresh_from_db()


def _told(wanted: Mapping[str, Any], path: Path, done: Exported) -> dict[str, Any]:
    """Return what is known of the file; what was looked for is not kept any longer."""
    return {
        "what": wanted["what"],
        "kind": wanted["kind"],
        "file": path.name,
        "size": path.stat().st_size,
        "rows": done.rows,
        "replaced": done.replaced,
    }


def _keep(job: Job, path: Path) -> int:
    """Return how many pieces the file has."""
    kept = 0
    for number, data in pieces(path):
        JobFile.objects.create(job=job, number=number, data=data)
        kept = number + 1
    return kept


def _rows(wanted: Mapping[str, Any]) -> Iterator[Sequence[Cell]]:
    zone = timezone.get_default_timezone()
    asked = dict(wanted["asked"])
    if wanted["what"] == "customers":
        if asked.get("condition") is not None:
            asked["condition"] = read_condition(asked["condition"], Subject.CUSTOMER)
        order = _order(wanted["order"]) or SORTS["purchases"]
        return export_rows.customer_rows(list_customers(**asked), order, zone=zone)
    for name in ("placed_from", "placed_before"):
        if asked.get(name) is not None:
            asked[name] = datetime.fromisoformat(asked[name])
    return export_rows.order_rows(list_orders(**asked), NEWEST, zone=zone, language=wanted["language"])


def _order(told: Sequence[Sequence[Any]]) -> list[OrderBy]:
    return [
        OrderBy(F(field), descending=descending, **({"nulls_last": True} if nullable else {}))
        for field, descending, nullable in told
    ]

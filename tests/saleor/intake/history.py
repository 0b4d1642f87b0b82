"""The orders that were there before: ``manage.py customer_mgmt backfill``."""

from __future__ import annotations

import io
import json
from typing import Any

from django.core.management import call_command

from tests.saleor.intake.records import Records
from tests.saleor.intake.shop import Shop
from tests.saleor.table import Table


def backfill(*options: str) -> dict[str, Any]:
    """Run the command; return what it says of itself."""
    said = io.StringIO()
    call_command("customer_mgmt", "backfill", "--json", *options, stdout=said)
    told: dict[str, Any] = json.loads(said.getvalue())
    return told


def show_backfill(table: Table, _shop: Shop, records: Records) -> None:
    backfill("--batch", "7", "--restart")
    table.row("backfill: orders missing, doubled", records.missing_and_doubled(), (0, 0))
    again = backfill("--batch", "7", "--restart")
    table.row(
        "backfill once more: new, changed, failed",
        (again["new"], again["changed"], again["failed"]),
        (0, 0, 0),
    )
    table.row("backfill goes on where it stopped: orders read", backfill()["seen"], 0)

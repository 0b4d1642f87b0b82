"""What sweep and backfill remember between runs. Ids and moments only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.migrations.recorder import MigrationRecorder

from saleor_customer_mgmt.models import HostProgress

SWEEP, BACKFILL, PENDING = "saleor.sweep", "saleor.backfill", "saleor.pending"


def load(key: str) -> dict[str, Any]:
    row = HostProgress.objects.filter(key=key).values_list("value", flat=True).first()
    return dict(row or {})


def save(key: str, value: dict[str, Any]) -> None:
    HostProgress.objects.update_or_create(key=key, defaults={"value": value})


def forget(key: str) -> None:
    HostProgress.objects.filter(key=key).delete()


def remember_orders(ids: Iterable[UUID]) -> None:
    """Have the next sweep look at these orders too. Inside a transaction."""
    if wanted := [str(each) for each in ids]:
        _change_pending(lambda known: [*known, *wanted])


def settle_orders(ids: Iterable[UUID]) -> None:
    """Take these orders from what the sweep has to look at. Inside a transaction."""
    gone = {str(each) for each in ids}
    if gone:
        _change_pending(lambda known: [each for each in known if each not in gone])


def pending_orders() -> list[UUID]:
    return [UUID(each) for each in load(PENDING).get("orders", ())]


def _change_pending(change: Any) -> None:
    HostProgress.objects.get_or_create(key=PENDING)
    row = HostProgress.objects.select_for_update(no_key=True).get(key=PENDING)
    row.value = {"orders": list(dict.fromkeys(change(row.value.get("orders", []))))}
    row.save()


def installed_at() -> datetime | None:
    """Return when our tables came: since then, there are hooks. Earlier orders are the backfill's."""
    applied = MigrationRecorder.Migration.objects.filter(app="customer_mgmt")
    moment: datetime | None = applied.order_by("applied").values_list("applied", flat=True).first()
    return moment

"""Writing the audit trail."""

from __future__ import annotations

from typing import Any

from saleor_customer_mgmt.models import AuditEntry
from saleor_customer_mgmt.services.actor import Actor


def write_audit(actor: Actor, action: str, **data: Any) -> None:
    """Note what was done, inside the transaction that does it. ``data``: ids, numbers, reasons."""
    AuditEntry.objects.create(action=action, data=data, **actor.columns())

"""What JSON says of customers, orders and decisions. docs/cli.md promises these keys."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from saleor_customer_mgmt.exporters import table_file
from saleor_customer_mgmt.models import Customer, OrderRecord, StaffDecision


def moment(value: datetime | None) -> str | None:
    return None if value is None else value.astimezone(UTC).isoformat()


def amount(value: Decimal | None) -> str | None:
    """Return an amount without needless zeros, as text: JSON numbers lose digits."""
    return None if value is None else table_file.amount(value)


def customer(row: Customer) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "name": row.name,
        "kana": row.kana,
        "email": row.email,
        "phone": row.phone,
        "address": row.address,
        "orders": row.order_count,
        "accounts": row.account_count,
        "purchases": row.purchase_count,
        "totals": row.totals,
        "sources": row.sources,
        "first_order_at": moment(row.first_order_at),
        "last_order_at": moment(row.last_order_at),
    }


def order(row: OrderRecord) -> dict[str, Any]:
    return {
        "source": row.source,
        "order_number": row.number,
        "customer": row.customer.public_id,
        "placed_at": moment(row.placed_at),
        "status": row.status,
        "total": amount(row.total),
        "currency": row.currency,
    }


def decision(row: StaffDecision) -> dict[str, Any]:
    return {
        "decision": row.id,
        "kind": row.kind,
        "by": row.by_label or row.by_kind,
        "at": moment(row.created_at),
        "reason": row.reason,
        "undone_by": (row.undone_by_label or row.undone_by_kind) if row.undone_at else None,
        "undone_at": moment(row.undone_at),
        "undo_reason": row.undo_reason if row.undone_at else None,
    }

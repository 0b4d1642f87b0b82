"""Writing the rows of orders. Inside the transaction and locks of the caller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import connection
from django.db.models import Model
from django.utils import timezone
from psycopg import sql
from psycopg.types.json import Jsonb

from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.evidence import Evidence
from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus
from saleor_customer_mgmt.core.search import fold, order_text
from saleor_customer_mgmt.core.traits import Traits
from saleor_customer_mgmt.models import (
    OrderDigests,
    OrderEvidence,
    OrderKey,
    OrderLine,
    OrderNumberRange,
    OrderRecord,
)
from saleor_customer_mgmt.models.codec import evidence_to_json, people_to_json, traits_to_json
from saleor_customer_mgmt.services.search_rows import number_ranges


class Draft(Protocol):
    """An order about to be written."""

    facts: OrderFacts
    evidence: Evidence
    traits: Traits
    count_reason: Reason
    digests: bytes
    recipe: int
    keys: set[UUID]
    fingerprint: UUID
    order_id: OrderId
    is_new: bool


def reserve_ids(count: int) -> list[OrderId]:
    """Take ids for new orders, so that rows that refer to each other can be written in one go."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('customer_mgmt_orderrecord', 'id')) "
            "FROM generate_series(1, %s)",
            [count],
        )
        return sorted(row[0] for row in cursor.fetchall())


def write(drafts: Sequence[Draft], customer_of: Mapping[OrderId, OrderId]) -> None:
    """Write these orders with lines, evidence and keys; new ones with these customers.

    Raises:
        IntegrityError: when a new order was recorded by somebody else in the meantime.
    """
    new = sorted((d for d in drafts if d.is_new), key=lambda d: (d.facts.source, d.facts.number))
    changed = [d for d in drafts if not d.is_new]
    now = timezone.now()
    _copy(OrderRecord, [_order_row(d, customer_of[d.order_id], now) for d in new])
    _copy(OrderEvidence, [{"order_id": d.order_id, **_evidence_row(d)} for d in new])
    _copy(OrderNumberRange, list(number_ranges((d.order_id, fold(d.facts.number)) for d in new)))
    _copy(OrderDigests, [{"order_id": d.order_id, **_digests_row(d)} for d in new])
    for draft in changed:
        OrderDigests.objects.filter(order_id=draft.order_id).update(**_digests_row(draft))
        OrderRecord.objects.filter(id=draft.order_id).update(changed_at=now, **_columns(draft))
        OrderEvidence.objects.filter(order_id=draft.order_id).update(**_evidence_row(draft))
    if changed:
        OrderLine.objects.filter(order_id__in=[d.order_id for d in changed]).delete()
        OrderKey.objects.filter(order_id__in=[d.order_id for d in changed]).delete()
    _copy(OrderLine, [line for d in (*new, *changed) for line in _line_rows(d)])
    _copy(
        OrderKey,
        [{"digest": key, "order_id": d.order_id} for d in (*new, *changed) for key in sorted(d.keys)],
    )


def _copy(model: type[Model], rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows (column: value) by COPY: several times as quick as INSERT for rows with arrays."""
    if not rows:
        return
    columns = sql.SQL(", ").join(map(sql.Identifier, rows[0]))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(model._meta.db_table), columns)
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([Jsonb(v) if isinstance(v, dict) else v for v in row.values()])


def _columns(draft: Draft) -> dict[str, object]:
    facts = draft.facts
    return {
        "placed_at": facts.placed_at,
        "status": (facts.status or OrderStatus.PLACED).value,
        "status_text": facts.status_text,
        "total": facts.total,
        "currency": facts.currency,
        "payment_method": facts.payment_method,
        "shipping_method": facts.shipping_method,
        "channel": facts.channel,
        "refunded": facts.refunded,
        "is_exchange": facts.is_exchange,
        "count_reason": draft.count_reason.value,
        "traits": traits_to_json(draft.traits),
        "fingerprint": draft.fingerprint,
    }


def _order_row(draft: Draft, customer: OrderId, now: datetime) -> dict[str, object]:
    return {
        "id": draft.order_id,
        "source": draft.facts.source,
        "number": draft.facts.number,
        "customer_id": customer,
        "recorded_at": now,
        "changed_at": now,
        **_columns(draft),
    }


def _digests_row(draft: Draft) -> dict[str, object]:
    return {"digests": draft.digests, "recipe": draft.recipe}


def _evidence_row(draft: Draft) -> dict[str, object]:
    return {
        "people": people_to_json(draft.facts),
        "evidence": evidence_to_json(draft.evidence),
        "search_text": order_text(draft.facts.number, draft.evidence),
    }


def _line_rows(draft: Draft) -> list[dict[str, object]]:
    return [
        {
            "order_id": draft.order_id,
            "position": position,
            "line_id": line.line_id,
            "sku": line.sku,
            "product": line.product,
            "quantity": line.quantity,
            "unit_price": line.unit_price,
        }
        for position, line in enumerate(draft.facts.lines or (), start=1)
    ]

"""Writing the rows of orders. Inside the transaction and locks of the caller."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection
from django.db.models import Model
from django.utils import timezone
from psycopg import sql

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus
from saleor_customer_mgmt.core.search import fold
from saleor_customer_mgmt.models import (
    OrderDigests,
    OrderEvidence,
    OrderKey,
    OrderLine,
    OrderNumberRange,
    OrderRecord,
)
from saleor_customer_mgmt.services.copy_rows import copy_rows
from saleor_customer_mgmt.services.derive import Derived
from saleor_customer_mgmt.services.search_rows import number_ranges


class Draft(Protocol):
    """An order about to be written."""

    facts: OrderFacts
    derived: Derived
    fingerprint: UUID
    recipe: int
    order_id: OrderId
    is_new: bool


def known_or_reserved(
    names: Collection[tuple[str, str]],
) -> tuple[dict[tuple[str, str], tuple[OrderId, UUID]], list[OrderId]]:
    """Return id and fingerprint of those of these orders (source, number) that are recorded, and for each of
    the others an id, in ascending order: rows that refer to each other can then be written in one go.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT named.source, named.number, o.id, o.fingerprint,
                CASE WHEN o.id IS NULL
                    THEN nextval(pg_get_serial_sequence('customer_mgmt_orderrecord', 'id')) END
            FROM unnest(%s::text[], %s::text[]) AS named(source, number)
            LEFT JOIN customer_mgmt_orderrecord o ON o.source = named.source AND o.number = named.number
            """,
            [[source for source, _ in names], [number for _, number in names]],
        )
        rows = cursor.fetchall()
    known = {(source, number): (order, digest) for source, number, order, digest, new in rows if new is None}
    return known, sorted(new for *_, new in rows if new is not None)


def write(
    drafts: Sequence[Draft],
    customer_of: Mapping[OrderId, OrderId],
    *,
    in_no_group: Collection[OrderId] = frozenset(),
) -> None:
    """Write these orders with lines, evidence and keys; new ones with these customers.

    ``in_no_group``: orders of which it is kept that their customer was in no group when they came.

    Raises:
        IntegrityError: when a new order was recorded by somebody else in the meantime.
    """
    new = sorted((d for d in drafts if d.is_new), key=lambda d: (d.facts.source, d.facts.number))
    changed = [d for d in drafts if not d.is_new]
    now = timezone.now()
    copy_rows(OrderRecord, [_order_row(d, customer_of, in_no_group, now) for d in new])
    copy_rows(OrderEvidence, [{"order_id": d.order_id, **_evidence_row(d)} for d in new])
    copy_rows(OrderNumberRange, list(number_ranges((d.order_id, fold(d.facts.number)) for d in new)))
    copy_rows(OrderDigests, [{"order_id": d.order_id, **_digests_row(d)} for d in new])
    for draft in changed:
        _update(OrderDigests, "order_id", draft.order_id, _digests_row(draft))
        _update(OrderRecord, "id", draft.order_id, {"changed_at": now, **_columns(draft)})
        _update(OrderEvidence, "order_id", draft.order_id, _evidence_row(draft))
    if changed:
        OrderLine.objects.filter(order_id__in=[d.order_id for d in changed]).delete()
        OrderKey.objects.filter(order_id__in=[d.order_id for d in changed]).delete()
    copy_rows(OrderLine, [line for d in (*new, *changed) for line in _line_rows(d)])
    copy_rows(
        OrderKey,
        [{"digest": key, "order_id": d.order_id} for d in (*new, *changed) for key in sorted(d.derived.keys)],
    )


def _update(model: type[Model], key: str, order: OrderId, columns: Mapping[str, Any]) -> None:
    """Not through the ORM, which would write text that is JSON as a JSON text."""
    told = sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(name)) for name in columns)
    statement = sql.SQL("UPDATE {} SET {} WHERE {} = %s").format(
        sql.Identifier(model._meta.db_table), told, sql.Identifier(key)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*columns.values(), order])


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
        "shipped_at": facts.shipped_at,
        "count_reason": draft.derived.count_reason,
        "traits": draft.derived.traits,
        "fingerprint": draft.fingerprint,
    }


def _order_row(
    draft: Draft, customer_of: Mapping[OrderId, OrderId], in_no_group: Collection[OrderId], now: datetime
) -> dict[str, object]:
    return {
        "id": draft.order_id,
        "source": draft.facts.source,
        "number": draft.facts.number,
        "customer_id": customer_of[draft.order_id],
        "groups": "[]" if draft.order_id in in_no_group else None,
        "recorded_at": now,
        "changed_at": now,
        **_columns(draft),
    }


def _digests_row(draft: Draft) -> dict[str, object]:
    return {"digests": draft.derived.digests, "recipe": draft.recipe}


def _evidence_row(draft: Draft) -> dict[str, object]:
    return {
        "people": draft.derived.people,
        "evidence": draft.derived.evidence,
        "search_text": draft.derived.search_text,
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

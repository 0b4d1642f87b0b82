"""Taking expired values out of what staff wrote about customers: notes, labels, reasons, and their copies in
the audit trail. Under the locks of these customers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection
from django.db.models import Model, Q, QuerySet

from saleor_customer_mgmt.core.actions import MAX_LABEL
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.redact import redacted
from saleor_customer_mgmt.models import (
    AuditEntry,
    CustomerLabel,
    CustomerNote,
    GroupEntry,
    GroupEvent,
    Hold,
    NotSame,
    OrderLabel,
    OrderRecord,
    StaffDecision,
    WatchMark,
)

# Whatever is about one of these orders or customers, which are named by orders, and says something in words.
_AUDITED = """
    SELECT id FROM customer_mgmt_auditentry
    WHERE (coalesce(data ->> 'reason', '') <> '' OR coalesce(data ->> 'note', '') <> ''
        OR coalesce(data ->> 'label', '') <> '') AND (
        (data ->> 'decision')::bigint = ANY(%(decisions)s) OR (data ->> 'hold')::bigint = ANY(%(holds)s)
        OR (data ->> 'mark')::bigint = ANY(%(marks)s) OR (data ->> 'order')::bigint = ANY(%(orders)s)
        OR (data ->> 'customer')::bigint = ANY(%(orders)s)
        OR EXISTS (
            SELECT FROM jsonb_array_elements_text(CASE WHEN jsonb_typeof(data -> 'customers') = 'array'
                THEN data -> 'customers' ELSE '[]' END) AS told(id)
            WHERE told.id ~ '^[0-9]+$' AND told.id::bigint = ANY(%(orders)s)
        )
        OR (action IN ('orders_labelled', 'orders_unlabelled') AND EXISTS (
            SELECT FROM jsonb_array_elements_text(data -> 'orders') AS told(id)
            WHERE told.id::bigint = ANY(%(orders)s)
        ))
    )
"""


def redact_texts(customers: Collection[OrderId], values: Collection[str]) -> int:
    """Take these values (folded) out of all texts about these customers; return how many texts had one."""
    if not values:
        return 0
    orders = list(OrderRecord.objects.filter(customer_id__in=customers).values_list("id", flat=True))
    decisions = StaffDecision.objects.filter(
        Q(links__one_id__in=orders) | Q(links__other_id__in=orders) | Q(members__order_id__in=orders)
    ).distinct()
    holds = Hold.objects.filter(order_id__in=orders)
    marks = WatchMark.objects.filter(anchor_id__in=orders)
    changed = _redact_audit(orders, decisions, holds, marks, values)
    changed += _redact(decisions, ("reason", "undo_reason"), values)
    changed += _redact(holds, ("reason", "note", "close_note"), values)
    changed += _redact(marks, ("reason", "end_reason"), values)
    changed += _redact(CustomerNote.objects.filter(anchor_id__in=orders), ("text",), values)
    changed += _redact_labels(CustomerLabel.objects.filter(anchor_id__in=orders), "anchor_id", values)
    changed += _redact_labels(OrderLabel.objects.filter(order_id__in=orders), "order_id", values)
    changed += _redact(GroupEntry.objects.filter(anchor_id__in=orders), ("reason",), values)
    changed += _redact(GroupEvent.objects.filter(customer_id__in=orders), ("detail",), values)
    said = NotSame.objects.filter(Q(one_id__in=orders) | Q(other_id__in=orders))
    return changed + _redact(said, ("reason",), values)


def _redact(rows: QuerySet[Any], columns: Iterable[str], values: Collection[str]) -> int:
    names = list(columns)

    def tells(row: Model) -> bool:
        texts = {name: redacted(getattr(row, name), values) for name in names}
        differs = any(getattr(row, name) != text for name, text in texts.items())
        for name, text in texts.items():
            setattr(row, name, text)
        return differs

    telling = [row.pk for row in rows.exclude(**dict.fromkeys(names, "")) if tells(row)]
    if not telling:
        return 0
    every: QuerySet[Any] = rows.model._default_manager.all()  # noqa: SLF001  # Django's public name of it
    # Read once more, in the order in which all lock them: somebody may be writing there.
    locked = every.filter(pk__in=telling).order_by("pk").select_for_update(no_key=True)
    return int(every.bulk_update([row for row in locked if tells(row)], names))


def _redact_labels(rows: QuerySet[Any], holder: str, values: Collection[str]) -> int:
    """As ``_redact``, of labels that people put there: whoever writes them has the customers' locks, too. One
    that says no more than another one then goes.
    """
    changed = 0
    for row in rows.filter(rule=None).order_by("id"):
        text = redacted(row.text, values)[:MAX_LABEL]
        if text != row.text:
            same = rows.filter(rule=None, text=text, **{holder: getattr(row, holder)})
            if same.exists():
                row.delete()
            else:
                row.text = text
                row.save(update_fields=["text"])
            changed += 1
    return changed


def _redact_audit(
    orders: list[OrderId],
    decisions: QuerySet[StaffDecision],
    holds: QuerySet[Hold],
    marks: QuerySet[WatchMark],
    values: Collection[str],
) -> int:
    told = {
        "orders": orders,
        "decisions": list(decisions.values_list("id", flat=True)),
        "holds": list(holds.values_list("id", flat=True)),
        "marks": list(marks.values_list("id", flat=True)),
    }
    with connection.cursor() as cursor:
        cursor.execute(_AUDITED, told)
        ids = [row[0] for row in cursor.fetchall()]
    changed = []
    for entry in AuditEntry.objects.filter(id__in=ids):
        data = {
            name: redacted(value, values)
            if name in ("reason", "note", "label") and isinstance(value, str)
            else value
            for name, value in entry.data.items()
        }
        if data != entry.data:
            entry.data = data
            changed.append(entry)
    AuditEntry.objects.bulk_update(changed, ["data"])
    return len(changed)

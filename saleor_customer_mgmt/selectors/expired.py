"""What is kept of orders of which values have expired."""

from __future__ import annotations

from collections.abc import Collection

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.core.expire import Expired
from saleor_customer_mgmt.core.value_digests import unpack
from saleor_customer_mgmt.models import OrderRecord
from saleor_customer_mgmt.models.codec import evidence_from_json


def load_expired(ids: Collection[OrderId]) -> dict[OrderId, Expired]:
    """Return what is kept of those of these orders of which values have expired."""
    if not ids:
        return {}
    rows = OrderRecord.objects.filter(id__in=ids, expired__isnull=False)
    columns = ("id", "expired", "evidence__evidence", "digests__digests", "traits")
    return {
        order: Expired(
            frozenset(map(Field, fields)),
            evidence_from_json(evidence or {}),
            unpack(bytes(digests or b"")),
            traits,
        )
        for order, fields, evidence, digests, traits in rows.values_list(*columns)
    }


def has_expired() -> bool:
    """Return whether values of any order have expired."""
    return OrderRecord.objects.filter(expired__isnull=False).exists()

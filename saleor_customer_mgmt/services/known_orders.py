"""Checking that what a decision names is there."""

from __future__ import annotations

from collections.abc import Collection

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.models import OrderRecord
from saleor_customer_mgmt.services.errors import NotFound


def require_orders(ids: Collection[OrderId]) -> None:
    """Check that all of these orders are recorded.

    Raises:
        NotFound: naming those that are not.
    """
    missing = set(ids) - set(OrderRecord.objects.filter(id__in=ids).values_list("id", flat=True))
    if missing:
        raise NotFound(f"There is no order with the id {', '.join(map(str, sorted(missing)))}.")

"""What processes do with groups at the same time. Importable in a spawned process."""

from __future__ import annotations

from django.db import transaction

from saleor_customer_mgmt.lock_objects import lock_customers, share_judging
from saleor_customer_mgmt.models import Customer
from saleor_customer_mgmt.services.refresh_groups import refresh_groups


def go_through_all(times: int) -> int:
    """Refresh the groups of all customers, a few at a time, as the nightly job does."""
    changes = 0
    for _ in range(times):
        ids = list(Customer.objects.order_by("id").values_list("id", flat=True))
        for start in range(0, len(ids), 5):
            with transaction.atomic():
                share_judging()
                lock_customers(ids[start : start + 5])
                changes += refresh_groups(ids[start : start + 5])
    return changes

from __future__ import annotations

from typing import Any

from django.db import transaction
from saleor.order.models import Order

from tests.standin.steps import refresh_order_status


def update_order_status(order: Any) -> None:
    with transaction.atomic():
        locked = Order.objects.select_for_update().get(pk=order.pk)
        if refresh_order_status(locked):
            order.status = locked.status
            locked.save(update_fields=["status", "updated_at"])

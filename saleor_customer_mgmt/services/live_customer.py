"""Finding the customer that an order or an old id stands for now."""

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


def customer_now(order: OrderId) -> OrderId:
    """Return the id of the customer that has this order now (a customer's id is an order's id too).

    Raises:
        NotFound: when there is no such order.
    """
    customer = OrderRecord.objects.filter(id=order).values_list("customer_id", flat=True).first()
    if customer is None:
        raise NotFound(f"There is no order with the id {order}.")
    return customer

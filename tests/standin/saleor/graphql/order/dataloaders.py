from __future__ import annotations

from typing import Any

from saleor.graphql.core.dataloaders import DataLoader
from saleor.order.models import Order


class OrderByNumberLoader(DataLoader):
    context_key = "order_by_number"

    def batch_load(self, keys: Any) -> Any:
        orders = Order.objects.using(self.database_connection_name).filter(number__in=keys)
        found = {order.number: order for order in orders}
        return [found.get(key) for key in keys]

"""The Saleor plugin: host events in, services called. Nothing is decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from saleor.plugins.base_plugin import BasePlugin

from saleor_customer_mgmt.hosts.saleor.intake import take_in

if TYPE_CHECKING:
    from saleor.order.models import Order


class CustomerManagementPlugin(BasePlugin):
    """Takes in the shop's orders as they come and change.

    Hooks take ``*args, **kwargs`` because Saleor passes more to some of them than to others, and not
    the same in every version; every one has to return ``previous_value``.
    """

    PLUGIN_ID = "customer-management"
    PLUGIN_NAME = "Customer management"
    PLUGIN_DESCRIPTION = (
        "Decides which orders, from the shop and from the malls, belong to the same customer."
    )
    CONFIGURATION_PER_CHANNEL = False
    DEFAULT_ACTIVE = True

    def order_created(self, order: Order, previous_value: Any = None, **_more: Any) -> Any:
        take_in(order)
        return previous_value

    order_updated = order_created
    order_confirmed = order_created
    order_cancelled = order_created

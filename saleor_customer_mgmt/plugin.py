"""The Saleor plugin: host events in, services called. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from saleor.plugins.base_plugin import BasePlugin, ConfigurationTypeField
from saleor.plugins.error_codes import PluginErrorCode

from saleor_customer_mgmt.hosts.saleor import options, pages
from saleor_customer_mgmt.hosts.saleor.dashboard import follow_settings
from saleor_customer_mgmt.hosts.saleor.group_vouchers import offer, require_member
from saleor_customer_mgmt.hosts.saleor.intake import (
    never_in_the_way,
    take_in,
    take_in_change,
    take_in_new,
    take_in_orders_of,
)
from saleor_customer_mgmt.hosts.saleor.status import respond

if TYPE_CHECKING:
    from saleor.account.models import User
    from saleor.checkout.fetch import CheckoutInfo
    from saleor.checkout.models import Checkout
    from saleor.order.models import Fulfillment, Order
    from saleor.plugins.models import PluginConfiguration


class CustomerManagementPlugin(BasePlugin):
    """Takes in the shop's orders as they come and change.

    Hooks take ``*args, **kwargs`` because Saleor passes more to some of them than to others, and not
    the same in every version; every one has to return ``previous_value``. Saleor tells of one change
    with several hooks; an order that is as it was costs little.
    """

    PLUGIN_ID = options.PLUGIN_ID
    PLUGIN_NAME = options.PLUGIN_NAME
    PLUGIN_DESCRIPTION = (
        "Decides which orders, from the shop and from the malls, belong to the same customer."
    )
    CONFIGURATION_PER_CHANNEL = False
    DEFAULT_ACTIVE = True
    CONFIG_STRUCTURE: ClassVar[dict[str, dict[str, str]]] = {
        name: {"type": ConfigurationTypeField.STRING, **shown} for name, shown in options.FIELDS.items()
    }
    DEFAULT_CONFIGURATION: ClassVar[list[dict[str, Any]]] = [
        {"name": name, "value": value} for name, value in options.DEFAULTS.items()
    ]

    # Orders

    def order_created(self, order: Order, *_args: Any, previous_value: Any = None, **_more: Any) -> Any:
        self._take_in(lambda told: take_in_new(order, told))
        return previous_value

    def order_confirmed(self, order: Order, *_args: Any, previous_value: Any = None, **_more: Any) -> Any:
        # Of an order that comes confirmed, Saleor tells so in the same breath.
        self._take_in(lambda told: take_in_change(order.pk, told, as_it_came=True))
        return previous_value

    def order_updated(self, order: Order, *_args: Any, previous_value: Any = None, **_more: Any) -> Any:
        self._take_in(lambda told: take_in_change(order.pk, told, as_it_came=False))
        return previous_value

    order_cancelled = order_updated
    order_expired = order_updated
    order_paid = order_updated
    order_fully_paid = order_updated
    order_refunded = order_updated
    order_fully_refunded = order_updated
    order_fulfilled = order_updated

    def order_bulk_created(
        self, orders: list[Order], *_args: Any, previous_value: Any = None, **_more: Any
    ) -> Any:
        self._take_in(lambda told: take_in([order.pk for order in orders], told))
        return previous_value

    def fulfillment_created(
        self, fulfillment: Fulfillment, *_args: Any, previous_value: Any = None, **_more: Any
    ) -> Any:
        self._take_in(lambda told: take_in([fulfillment.order_id], told))
        return previous_value

    fulfillment_canceled = fulfillment_created
    fulfillment_approved = fulfillment_created

    # Checkouts: members of groups get their vouchers, and nobody else does

    def checkout_created(
        self, checkout: Checkout, *_args: Any, previous_value: Any = None, **_more: Any
    ) -> Any:
        offer(checkout, options.options_of(self.configuration).wait_ms)
        return previous_value

    checkout_updated = checkout_created

    def preprocess_order_creation(
        self, checkout_info: CheckoutInfo, *_args: Any, previous_value: Any = None, **_more: Any
    ) -> Any:
        require_member(checkout_info)
        return previous_value

    # Accounts: whose orders they are changes, which Saleor writes without saying order_updated

    def customer_updated(self, user: User, *_args: Any, previous_value: Any = None, **_more: Any) -> Any:
        with never_in_the_way(), options.in_use(options.options_of(self.configuration)) as told:
            take_in_orders_of(user, told.wait_ms)
        return previous_value

    customer_created = customer_updated
    customer_deleted = customer_updated
    account_confirmed = customer_updated
    account_email_changed = customer_updated
    account_deleted = customer_updated

    # Settings

    @classmethod
    def validate_plugin_configuration(cls, plugin_configuration: PluginConfiguration, **_more: Any) -> None:
        """Refuse what cannot be used, each field by itself.

        Raises:
            ValidationError: naming every field that is wrong.
        """
        wrong = options.faults(plugin_configuration.configuration)
        if wrong:
            code = PluginErrorCode.INVALID.value
            raise ValidationError({name: ValidationError(why, code=code) for name, why in wrong.items()})

    @classmethod
    def save_plugin_configuration(cls, plugin_configuration: PluginConfiguration, cleaned_data: Any) -> Any:
        """Save the settings, and show or hide our screens in the dashboard as they say.

        Saleor makes the row of a plugin that was never saved switched off, and leaves it like that when
        the settings are refused: a typing error would switch the plugin off.
        """
        if not plugin_configuration.name:  # a new row: Saleor names none
            plugin_configuration.active = cls.DEFAULT_ACTIVE
            plugin_configuration.name = cls.PLUGIN_NAME
            plugin_configuration.configuration = deepcopy(cls.DEFAULT_CONFIGURATION)
            plugin_configuration.save()
        saved = super().save_plugin_configuration(plugin_configuration, cleaned_data)
        follow_settings()
        return saved

    # The route /plugins/global/customer-management/

    def webhook(self, request: Any, path: str | None, previous_value: Any = None) -> Any:  # noqa: ARG002
        if pages.is_page(path):
            return pages.respond(request, path or "", options.options_of(self.configuration))
        return respond(request, path)

    def _take_in(self, take: Callable[[options.Options], None]) -> None:
        # Saleor read the settings for this request already.
        with never_in_the_way(), options.in_use(options.options_of(self.configuration)) as told:
            take(told)

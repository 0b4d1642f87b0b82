from __future__ import annotations

from collections.abc import Callable
from typing import Any


class ConfigurationTypeField:
    STRING = "String"


class BasePlugin:
    """As in Saleor, a hook is a name with a type and no value: what a plugin does not define, it has not."""

    PLUGIN_NAME = ""
    PLUGIN_ID = ""
    PLUGIN_DESCRIPTION = ""
    CONFIG_STRUCTURE: Any = None
    CONFIGURATION_PER_CHANNEL = True
    DEFAULT_CONFIGURATION: Any = []  # noqa: RUF012  # as it is there
    DEFAULT_ACTIVE = False

    account_confirmed: Callable[..., Any]
    account_deleted: Callable[..., Any]
    account_email_changed: Callable[..., Any]
    customer_created: Callable[..., Any]
    customer_deleted: Callable[..., Any]
    customer_updated: Callable[..., Any]
    fulfillment_approved: Callable[..., Any]
    fulfillment_canceled: Callable[..., Any]
    fulfillment_created: Callable[..., Any]
    order_bulk_created: Callable[..., Any]
    order_cancelled: Callable[..., Any]
    order_confirmed: Callable[..., Any]
    order_created: Callable[..., Any]
    order_expired: Callable[..., Any]
    order_fulfilled: Callable[..., Any]
    order_fully_paid: Callable[..., Any]
    order_fully_refunded: Callable[..., Any]
    order_paid: Callable[..., Any]
    order_refunded: Callable[..., Any]
    order_updated: Callable[..., Any]
    webhook: Callable[..., Any]

    def __init__(
        self,
        *,
        configuration: Any,
        active: Any,
        channel: Any = None,
        requestor_getter: Any = None,
        db_config: Any = None,
        allow_replica: Any = True,
    ) -> None:
        self.configuration = configuration
        self.active = active

    @classmethod
    def validate_plugin_configuration(cls, plugin_configuration: Any, **kwargs: Any) -> None:
        pass

    @classmethod
    def save_plugin_configuration(cls, plugin_configuration: Any, cleaned_data: Any) -> Any:
        """Change what is told, ask whether that may be, save it."""
        told = {item["name"]: item["value"] for item in cleaned_data.get("configuration") or ()}
        for item in plugin_configuration.configuration:
            item["value"] = told.get(item["name"], item["value"])
        plugin_configuration.active = cleaned_data.get("active", plugin_configuration.active)
        cls.validate_plugin_configuration(plugin_configuration)
        plugin_configuration.save()
        return plugin_configuration

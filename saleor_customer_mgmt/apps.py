"""How Django, and with it Saleor, gets to know the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomerManagementConfig(AppConfig):
    """The app. Saleor names only the package, so this is the one config that Django finds here."""

    name = "saleor_customer_mgmt"
    label = "customer_mgmt"
    verbose_name = _("Customer management")
    default_auto_field = "django.db.models.BigAutoField"

"""How Django, and with it Saleor, gets to know the app."""

from __future__ import annotations

import logging

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)


class CustomerManagementConfig(AppConfig):
    """The app. Saleor names only the package, so this is the one config that Django finds here."""

    name = "saleor_customer_mgmt"
    label = "customer_mgmt"
    verbose_name = _("Customer management")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        if apps.is_installed("saleor.order"):
            _put_into_saleor()


def _put_into_saleor() -> None:
    """Add our GraphQL to the shop's. A shop that does not let us goes on selling without it."""
    from saleor_customer_mgmt.graphql.access import use_host  # noqa: PLC0415  # the apps must be loaded
    from saleor_customer_mgmt.hosts.saleor import access, mount  # noqa: PLC0415

    try:
        mount.mount()
        use_host(access.saleor_host())
    except (mount.MountFailed, ImportError) as error:
        logger.error("Customer management is not in the GraphQL API: %s", error)  # noqa: TRY400

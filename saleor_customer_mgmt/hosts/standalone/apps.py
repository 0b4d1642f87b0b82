"""The standalone host as a Django app: brings its pages, permissions and who may ask."""

from __future__ import annotations

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

LABEL = "customer_mgmt_standalone"


class StandaloneConfig(AppConfig):
    name = "saleor_customer_mgmt.hosts.standalone"
    label = LABEL
    verbose_name = "Customer management, standalone"

    def ready(self) -> None:
        # These need the app registry to be there.
        from saleor_customer_mgmt.graphql.access import Host, use_host  # noqa: PLC0415
        from saleor_customer_mgmt.hosts.standalone.permissions import create_permissions  # noqa: PLC0415
        from saleor_customer_mgmt.hosts.standalone.requestor import requestor  # noqa: PLC0415

        use_host(Host(requestor=requestor))
        # Django tells only apps that have models.
        post_migrate.connect(create_permissions, sender=apps.get_app_config("auth"), dispatch_uid=LABEL)

"""The plugin's page in the dashboard: what is refused, what is accepted, what is in use."""

from __future__ import annotations

from saleor.plugins.models import PluginConfiguration

from saleor_customer_mgmt import conf
from tests.saleor.intake.records import Records
from tests.saleor.intake.shop import PLUGIN, Shop
from tests.saleor.table import Table


def show_settings(table: Table, shop: Shop, _records: Records) -> None:
    PluginConfiguration.objects.filter(identifier=PLUGIN).delete()
    refused = shop.set_plugin(
        True, default_region="XX", hook_wait_ms="5", dashboard_origin="http://dashboard.example.com/x"
    )
    table.row("settings refused", refused, ["dashboard-origin", "default-region", "hook-wait-ms"])
    row = PluginConfiguration.objects.get(identifier=PLUGIN)
    table.row("          plugin still on", row.active, True)
    accepted = shop.set_plugin(
        True, default_region="us", hook_wait_ms="300", dashboard_origin="https://dashboard.example.com"
    )
    table.row("settings accepted", accepted, [])
    table.row("          default region in use", conf.profile().default_region, "US")
    shop.set_plugin(True, default_region="", hook_wait_ms="500", dashboard_origin="")
    table.row("          empty again", conf.profile().default_region, "JP")

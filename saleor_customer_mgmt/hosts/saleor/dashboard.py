"""Our entries in Saleor's dashboard: rows of its table of apps, kept as the plugin's settings say.

Saleor shows the screens of apps only, and there is no way to update one that is installed from outside. So
its row is written here, as Saleor itself writes it when an app is installed, but without what an app on a
server of its own needs: it has no token and no webhooks, it is only a place in the dashboard. What the
screens ask for they ask as the member of staff who looks at them.

Everything happens under one lock, after which the settings are read anew: of any number of processes the last
one leaves the rows as the settings are.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from saleor.app.models import App, AppExtension
from saleor.app.types import AppType
from saleor.core.db.connection import allow_writer
from saleor.core.utils import build_absolute_uri
from saleor.permission.enums import get_permissions
from saleor.plugins.models import PluginConfiguration

import saleor_customer_mgmt
from saleor_customer_mgmt.hosts.saleor.dashboard_entries import PERMISSIONS, entries, values
from saleor_customer_mgmt.hosts.saleor.options import (
    DASHBOARD,
    DEFAULTS,
    PLUGIN_ID,
    PLUGIN_NAME,
    faults,
    options_of,
)
from saleor_customer_mgmt.hosts.saleor.orders import plugin_row
from saleor_customer_mgmt.hosts.saleor.pages import PLACE
from saleor_customer_mgmt.lock_objects import own_work
from saleor_customer_mgmt.services.host_dashboard import NotRegistered, Registered

logger = logging.getLogger(__name__)

IDENTIFIER = "saleor-customer-mgmt"
_LOCK = "saleor-dashboard"
_LONGEST_ADDRESS = 200
_SWITCHED_OFF = "The plugin is switched off: switch it on in the dashboard, then try again."
_NO_ORIGIN = "Say where the dashboard is: dashboard register --origin https://dashboard.example.com"


def follow_settings() -> None:
    """Bring the rows to what the settings say. Never raises an ``Exception``: settings are saved anyway."""
    try:
        with _alone():
            _follow()
    except Exception as error:  # noqa: BLE001  # see above
        why = str(error) if isinstance(error, NotRegistered) else type(error).__qualname__
        logger.error("Customer management could not be put into the dashboard: %s", why)  # noqa: TRY400


class SaleorDashboard:
    """The dashboard of the shop, for the command line."""

    def register(self, origins: Sequence[str] | None) -> Registered:
        with _alone():
            if origins is not None:
                _set_origins(" ".join(origins))
            active, configuration = plugin_row()
            if active is False:
                raise NotRegistered(_SWITCHED_OFF)
            if not options_of(configuration).dashboards:
                raise NotRegistered(_NO_ORIGIN)
            _follow()
            return _registered()

    def remove(self) -> bool:
        with _alone():
            # Else the next one to save the settings would bring it back.
            if _configuration_row() is not None:
                _set_origins("")
            # Those that somebody deleted in the dashboard, too: Saleor keeps their rows for a while.
            deleted, _ = App.objects.filter(identifier=IDENTIFIER, type=AppType.THIRDPARTY).delete()
            return bool(deleted)

    def registered(self) -> Registered:
        with allow_writer():
            return _registered()


@contextmanager
def _alone() -> Iterator[None]:
    with allow_writer(), transaction.atomic():
        own_work(_LOCK)
        yield


def _follow() -> None:
    active, configuration = plugin_row()
    if active is False or not options_of(configuration).dashboards:
        _ours().update(is_active=False)
    else:
        _bring_in_order()


def _ours() -> Any:
    return App.objects.filter(identifier=IDENTIFIER, type=AppType.THIRDPARTY, removed_at=None)


def _bring_in_order() -> None:
    """Create our app or bring it up to date, with its entries.

    Raises:
        NotRegistered: when the server's own address is too long for Saleor's table.
    """
    address = build_absolute_uri(PLACE)
    columns = {field.name for field in AppExtension._meta.get_fields()}
    wanted = {entry.key: entry for entry in entries(columns)}
    if max(len(address + entry.path) for entry in wanted.values()) > _LONGEST_ADDRESS:
        raise NotRegistered(f"The address of this server is too long: {address}")
    app = _ours().order_by("pk").first() or App(identifier=IDENTIFIER, type=AppType.THIRDPARTY)
    app.name = PLUGIN_NAME
    app.is_active = app.is_installed = True
    app.app_url = address
    app.version = saleor_customer_mgmt.__version__
    app.author = "Customer Management for Saleor"
    app.about_app = "Who is who over all sources, and which orders are held. Part of a plugin of this server."
    app.save()
    app.permissions.set(get_permissions(PERMISSIONS))
    there: dict[tuple[str, str, str], Any] = {}
    for extension in AppExtension.objects.filter(app=app).order_by("pk"):
        key = (extension.mount, extension.target, extension.label)
        if key in wanted and key not in there:
            there[key] = extension
        else:
            extension.delete()
    for key, entry in wanted.items():
        extension = there.get(key) or AppExtension(app=app)
        for name, value in values(entry, address, columns).items():
            setattr(extension, name, value)
        extension.save()
        extension.permissions.set(get_permissions(entry.permissions))


def _registered() -> Registered:
    app = _ours().order_by("pk").first()
    found: Iterable[Any] = AppExtension.objects.filter(app=app).order_by("pk") if app else ()
    return Registered(
        active=bool(app and app.is_active),
        address=str(app.app_url) if app else "",
        origins=options_of(plugin_row()[1]).dashboards,
        entries=tuple(f"{each.mount}: {each.label}" for each in found),
    )


def _configuration_row() -> Any:
    rows = PluginConfiguration.objects.select_for_update()
    return rows.filter(identifier=PLUGIN_ID, channel=None).first()


def _set_origins(origins: str) -> None:
    told = {"name": DASHBOARD, "value": origins}
    for why in faults([told]).values():
        raise NotRegistered(why, field=DASHBOARD)
    row = _configuration_row()
    if row is None:
        # As the plugin itself is when nobody has set anything.
        configuration = [{"name": name, "value": value} for name, value in DEFAULTS.items()]
        row = PluginConfiguration(
            identifier=PLUGIN_ID, name=PLUGIN_NAME, active=True, configuration=configuration
        )
    # What stands in the column may have been written by anybody.
    before = row.configuration if isinstance(row.configuration, list) else []
    others = [item for item in before if isinstance(item, dict) and item.get("name") != DASHBOARD]
    row.configuration = [*others, told]
    row.save()

"""What follows when the tables were made or changed."""

from __future__ import annotations

import pkgutil
from typing import Any

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from saleor_customer_mgmt import conf, migrations
from saleor_customer_mgmt.services.install_presets import install_presets

APP = "customer_mgmt"


def after_migrating(*, using: str = "default", **_: Any) -> None:
    """Install the presets, when all our migrations are applied: on the way back the tables are older."""
    if using == "default" and conf.installs_presets() and _all_applied(using):
        install_presets()


def _all_applied(using: str) -> bool:
    ours = {(APP, module.name) for module in pkgutil.iter_modules(migrations.__path__)}
    return ours <= MigrationRecorder(connections[using]).applied_migrations().keys()

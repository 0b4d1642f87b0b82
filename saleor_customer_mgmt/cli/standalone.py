"""Getting ready without Saleor: settings, and a database with the tables of this version."""

from __future__ import annotations

import os

import django
from django.conf import settings

from saleor_customer_mgmt.cli.failures import CommandFailed
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.terminal import Terminal

SETTINGS = "saleor_customer_mgmt.hosts.standalone.settings"
_MIGRATING = 0x637573746D67  # "custmg": of PostgreSQL's advisory locks, the one for migrations


def set_up() -> None:
    """Set Django up with the standalone settings, whatever DJANGO_SETTINGS_MODULE says."""
    if not settings.configured:
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
        django.setup()


def prepare_database(terminal: Terminal) -> None:
    """Create or update the tables, when they are not those of this version.

    Any number of processes may come here at the same time: one does it, the others wait.
    """
    from django.db import connection  # noqa: PLC0415  # needs settings

    if not _missing_migrations():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('checkout_checkout') IS NOT NULL")
        if cursor.fetchone()[0]:
            raise CommandFailed(
                _("This database belongs to a Saleor. Use manage.py customer_mgmt there instead.")
            )
        cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATING])
        try:
            if _missing_migrations():
                from django.core.management import call_command  # noqa: PLC0415

                terminal.note(_("Setting up the database (once) …"))
                call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATING])


def _missing_migrations() -> bool:
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

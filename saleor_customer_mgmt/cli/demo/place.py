"""Where the demo keeps its data: never where the user keeps theirs."""

from __future__ import annotations

import contextlib
import fcntl
import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from saleor_customer_mgmt.cli.failures import CommandFailed
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.hosts.standalone import home
from saleor_customer_mgmt.hosts.standalone.connection import database_from_url

STARTED = "demo"
"""The audit entry that tells a database of the demo from any other."""


def enter_demo(args: Namespace) -> None:
    """Point the settings, which are not read yet, at the demo's own folder."""
    if os.environ.get("DATABASE_URL") and not args.use_database_url:
        raise CommandFailed(
            _(
                "DATABASE_URL is set, and the demo empties its database. Unset it, and the demo has a "
                "PostgreSQL of its own; or let it empty that one: demo --use-database-url"
            )
        )
    if args.use_database_url:
        url = os.environ.get("DATABASE_URL")
        if not url:
            raise CommandFailed(_("There is no DATABASE_URL to use."))
        # Before any table is made there.
        if not str(database_from_url(url)["NAME"]).endswith("demo"):
            raise _not_empty_of_others()
    os.environ[home.VARIABLE] = str(home.home() / "demo")


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Keep a second demo from emptying the database of one that is still shown."""
    home.ensure(home.home())
    with (home.home() / "demo.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandFailed(
                _("The demo is running already. Stop it first (Ctrl-C where it runs).")
            ) from None
        yield


def require_own_database(args: Namespace) -> None:
    """Refuse to empty anything but what the demo made itself.

    Raises:
        CommandFailed: when the settings lead elsewhere, or the database has other data.
    """
    from saleor_customer_mgmt.models import AuditEntry, OrderRecord  # noqa: PLC0415  # needs settings

    database = settings.DATABASES["default"]
    private = database.get("PRIVATE_SERVER")
    if private is not None and Path(private["folder"]) == home.home() and home.home().name == "demo":
        return
    if private is not None or not args.use_database_url:
        raise CommandFailed(_("The demo does not empty a database that is not its own."))
    used = OrderRecord.objects.exists() and not AuditEntry.objects.filter(action=STARTED).exists()
    if used or not str(database["NAME"]).endswith("demo"):
        raise _not_empty_of_others()


def _not_empty_of_others() -> CommandFailed:
    return CommandFailed(
        _("The demo empties only a database whose name ends in 'demo' and that has no other orders.")
    )

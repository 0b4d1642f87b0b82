"""``backfill``: bring in the history of the shop this runs in."""

from __future__ import annotations

import dataclasses
from argparse import Namespace

from saleor_customer_mgmt.cli.failures import CommandFailed
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.services.host_sweep import Taken, host_orders


def run(args: Namespace, terminal: Terminal) -> int:
    """Record all orders of the shop; exit code 1 when some could not be recorded."""
    host = host_orders()
    if host is None:
        raise CommandFailed(
            _("A backfill needs the orders of a shop: run manage.py customer_mgmt backfill inside Saleor.")
        )
    batch = max(1, min(args.batch, 1000))
    done = host.backfill(
        batch=batch, restart=args.restart, on_progress=lambda taken: terminal.progress(_told(taken))
    )
    if args.json:
        terminal.json(dataclasses.asdict(done))
    else:
        terminal.line(_told(done))
        if done.failed:
            terminal.note(_("The log names those not recorded by their ids; every sweep tries them again."))
    return 1 if done.failed else 0


def _told(taken: Taken) -> str:
    return _("Orders read: {seen}; new: {new}; changed: {changed}; not recorded: {failed}.").format(
        seen=f"{taken.seen:,}",
        new=f"{taken.new:,}",
        changed=f"{taken.changed:,}",
        failed=f"{taken.failed:,}",
    )

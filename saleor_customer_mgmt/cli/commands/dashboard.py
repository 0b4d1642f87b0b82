"""``dashboard register|show|remove``: our screens in Saleor's dashboard."""

from __future__ import annotations

import dataclasses
from argparse import Namespace

from saleor_customer_mgmt.cli.failures import CommandFailed
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.services.host_dashboard import HostDashboard, Registered, host_dashboard


def run(args: Namespace, terminal: Terminal) -> int:
    """Do it and say how it is now."""
    host = host_dashboard()
    if host is None:
        raise CommandFailed(
            _("Only Saleor has a dashboard: run manage.py customer_mgmt dashboard inside Saleor.")
        )
    if args.action == "remove":
        _remove(host, args, terminal)
        return 0
    found = host.register(args.origin) if args.action == "register" else host.registered()
    if args.json:
        terminal.json(dataclasses.asdict(found))
    else:
        _show(found, terminal)
    return 0


def _remove(host: HostDashboard, args: Namespace, terminal: Terminal) -> None:
    removed = host.remove()
    if args.json:
        terminal.json({"removed": removed})
    elif removed:
        terminal.line(_("Customer management was taken out of the dashboard."))
    else:
        terminal.line(_("Customer management was not in the dashboard."))


def _show(found: Registered, terminal: Terminal) -> None:
    if not found.address:
        terminal.line(_("Customer management is not in the dashboard."))
    elif found.active:
        terminal.line(
            _("Customer management is in the dashboard; its screens are at {address}").format(
                address=found.address
            )
        )
    else:
        terminal.line(_("Customer management is switched off in the dashboard."))
    terminal.line(_("May be opened from: {origins}").format(origins=", ".join(found.origins) or _("nowhere")))
    terminal.lines(f"  {entry}" for entry in found.entries)

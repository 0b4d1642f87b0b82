"""``demo``: show everything with invented orders, then serve it to be tried."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from argparse import Namespace

from django.core.management import call_command

from saleor_customer_mgmt.cli.commands.user import create_staff
from saleor_customer_mgmt.cli.demo.place import STARTED, alone, require_own_database
from saleor_customer_mgmt.cli.demo.story import Story, print_title
from saleor_customer_mgmt.cli.failures import CommandFailed
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.lookup import acting
from saleor_customer_mgmt.cli.serving import Listening, listen
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.core.retention_policy import parse_retention
from saleor_customer_mgmt.hosts.standalone import home
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.change_retention import change_retention

NAME = PASSWORD = "demo"  # noqa: S105  # only for invented people, and only on this machine
_FIRST_PORT, _PORTS = 8000, 20


def run(args: Namespace, terminal: Terminal) -> int:
    """Tell the story; the port is taken before, so that a demo that cannot be served changes nothing."""
    with alone():
        require_own_database(args)
        listening = None if args.no_serve else _listen(args.port)
        call_command("flush", interactive=False, verbosity=0)
        write_audit(acting(), STARTED)
        create_staff(NAME, PASSWORD)
        # The people of the demo are invented, and its Amazon orders years old.
        change_retention(parse_retention({"amazon": {"days": None}}), actor=acting(), reason="a demo")
        terminal.line(
            _("The demo: orders of invented people. Its data is in a database of its own, {place}").format(
                place=_place()
            )
        )
        Story(terminal).tell()
        _print_how_to_go_on(terminal, listening)
        if listening is not None:
            listening.run(terminal)
    return 0


def _listen(port: int | None) -> Listening:
    """Listen on this machine only; without a port asked for, at the first one that is free."""
    if port is not None:
        return listen("127.0.0.1", port)
    for candidate in range(_FIRST_PORT, _FIRST_PORT + _PORTS):
        try:
            return listen("127.0.0.1", candidate)
        except CommandFailed:
            if candidate == _FIRST_PORT + _PORTS - 1:
                raise
    raise AssertionError("there is a last port")


def _place() -> str:
    return "DATABASE_URL" if os.environ.get("DATABASE_URL") else str(home.home())


def _print_how_to_go_on(terminal: Terminal, listening: Listening | None) -> None:
    print_title(_("Now you"), terminal)
    terminal.line(_("In another terminal, with the same orders:"))
    if not os.environ.get("DATABASE_URL"):
        terminal.line(f"  export {home.VARIABLE}={shlex.quote(str(home.home()))}")
    # make demo runs the program where the shell would not find it.
    program = "customer-mgmt" if shutil.which("customer-mgmt") else sys.argv[0]
    terminal.line(f"  {program} customers --search 中村")
    terminal.line(f"  {program} criteria preview name+phone")
    if listening is None:
        return
    terminal.line(_("In the browser: {address}").format(address=listening.address))
    terminal.line("  " + _("Sign in as {name}, password {password}.").format(name=NAME, password=PASSWORD))
    terminal.line("  " + _("The GraphQL endpoint is {address}graphql/").format(address=listening.address))
    terminal.line(_("Stop with Ctrl-C."))

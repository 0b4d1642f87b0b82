"""``serve``: answer GraphQL without Saleor."""

from __future__ import annotations

from argparse import Namespace

from django.contrib.auth import get_user_model

from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.serving import listen
from saleor_customer_mgmt.cli.terminal import Terminal

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def run(args: Namespace, terminal: Terminal) -> int:
    listening = listen(args.host, args.port)
    terminal.line(_("Serving at {address}").format(address=listening.address))
    terminal.line(_("GraphQL endpoint: {address}graphql/").format(address=listening.address))
    if get_user_model().objects.filter(is_staff=True, is_active=True).exists():
        terminal.line(_("Sign in with a staff account; 'customer-mgmt user list' shows which there are."))
    else:
        terminal.line(
            _("There is no staff account to sign in with yet. Create one: customer-mgmt user create NAME")
        )
    if args.host not in _LOOPBACK:
        terminal.line(_("Others reach it under the names that ALLOWED_HOSTS lists. It speaks plain HTTP:"))
        terminal.line(_("put a server that speaks HTTPS before it."))
    terminal.line(_("Stop with Ctrl-C."))
    listening.run(terminal)
    return 0

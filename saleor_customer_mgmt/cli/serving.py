"""Serving the standalone host with waitress."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import Any

from saleor_customer_mgmt.cli.failures import CommandFailed
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.terminal import Terminal

_THREADS = 8


@dataclass(frozen=True, slots=True)
class Listening:
    """A server that holds its port and answers once it runs."""

    server: Any
    address: str

    def run(self, terminal: Terminal) -> None:
        """Answer until the process is told to stop (Ctrl-C, SIGTERM): the normal end, no failure."""
        from saleor_customer_mgmt.hosts.standalone.background import background  # noqa: PLC0415  # as below

        background.begin()
        try:
            with contextlib.suppress(KeyboardInterrupt, SystemExit):
                terminal.flush()
                self.server.run()
        finally:
            background.stop()


def listen(host: str, port: int) -> Listening:
    """Take the port, so that nothing else is begun when it cannot be had."""
    try:
        from waitress.server import create_server  # noqa: PLC0415  # an extra: Saleor has no need of it
    except ImportError:
        raise CommandFailed(
            _("waitress is missing. Run: pip install 'saleor-customer-mgmt[standalone]'")
        ) from None
    from saleor_customer_mgmt.hosts.standalone.wsgi import application  # noqa: PLC0415  # needs settings

    try:
        server = create_server(application, host=host, port=port, threads=_THREADS, ident=None)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise CommandFailed(
            _("Cannot listen at {host}, port {port}: {why}. Choose another with --port.").format(
                host=host, port=port, why=why
            )
        ) from error
    places = getattr(server, "effective_listen", None) or [(server.effective_host, server.effective_port)]
    shown, bound = places[0]
    if ":" in shown:
        shown = f"[{shown}]"
    return Listening(server, f"http://{shown}:{bound}/")

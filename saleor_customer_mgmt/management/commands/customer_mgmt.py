"""``manage.py customer_mgmt``: the command line inside Saleor."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from saleor_customer_mgmt.cli.arguments import add_arguments, add_general_options
from saleor_customer_mgmt.cli.language import choose_language, speak
from saleor_customer_mgmt.cli.running import guarded, run_command
from saleor_customer_mgmt.cli.terminal import Terminal


class Command(BaseCommand):
    """The same subcommands as ``customer-mgmt``, on the database of the shop.

    Ends with SystemExit when the exit code is not 0.
    """

    help = "Customer management: import orders, find customers, decide who is who."
    requires_system_checks = []  # noqa: RUF012  # Django's own way to say it

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        speak(choose_language(sys.argv[1:], os.environ))
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_general_options(parser, traceback=False)
        add_arguments(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        if "lang" in options:
            speak(options["lang"])
        asked = Namespace(**options, in_saleor=True)
        terminal = Terminal(self.stdout, self.stderr, zone=timezone.get_default_timezone())
        if code := guarded(lambda: run_command(asked, terminal), asked, terminal):
            sys.exit(code)

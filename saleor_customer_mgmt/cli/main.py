"""``customer-mgmt``: the command line without Saleor."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from types import FrameType

import saleor_customer_mgmt
from saleor_customer_mgmt.cli.arguments import add_arguments, add_general_options
from saleor_customer_mgmt.cli.language import choose_language, speak
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.running import guarded, run_command
from saleor_customer_mgmt.cli.terminal import Terminal, local_zone


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments (else the command line's) ask for and return the exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    speak(choose_language(arguments, os.environ))
    parser = build_parser()
    try:
        args = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    terminal = Terminal(zone=local_zone(os.environ.get("TZ")))
    with _ended_in_order():
        return guarded(lambda: _run(args, terminal), args, terminal)


def build_parser() -> ArgumentParser:
    """Return the parser, its texts in the language spoken."""
    parser = ArgumentParser(
        prog="customer-mgmt",
        description=_("Decides which orders, from every source, belong to the same customer."),
        epilog=_("'customer-mgmt COMMAND --help' tells more; 'customer-mgmt demo' shows it."),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=saleor_customer_mgmt.__version__)
    add_general_options(parser)
    add_arguments(parser)
    return parser


def _run(args: Namespace, terminal: Terminal) -> int:
    # Not at the top: --help needs no Django, and the demo chooses its database before it is set up.
    from saleor_customer_mgmt.cli import standalone  # noqa: PLC0415

    if args.module == "demo":
        from saleor_customer_mgmt.cli.demo.place import enter_demo  # noqa: PLC0415

        enter_demo(args)
    standalone.set_up()
    standalone.prepare_database(terminal)
    return run_command(args, terminal)


@contextlib.contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the process as an exception does, so that PostgreSQL is stopped too."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _exit) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _exit(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)

"""Running a command: what goes wrong becomes a message and an exit code.

==== ==============================================================
code meaning
==== ==============================================================
0    the work was done (refused rows are reported, they are no failure)
1    it could not be done, or not all of it
2    wrong usage
130  stopped with Ctrl-C (143: by SIGTERM)
141  whoever read the output (``head``) had enough
==== ==============================================================
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module

from saleor_customer_mgmt.cli.failures import CommandFailed, WrongUsage
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.core.errors import CoreError

DONE, FAILED, USAGE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141


def run_command(args: Namespace, terminal: Terminal) -> int:
    """Run the subcommand that was asked for and return its exit code. Django is set up."""
    if getattr(args, "in_saleor", False) and (why := _not_in_saleor().get(args.module)):
        raise CommandFailed(why)
    module = import_module(f"saleor_customer_mgmt.cli.commands.{args.module}")
    code: int = module.run(args, terminal)
    return code


def _not_in_saleor() -> dict[str, str]:
    return {
        "serve": _("Inside Saleor there is nothing to serve: Saleor's own /graphql/ answers."),
        "user": _("Inside Saleor, staff accounts are Saleor's: use its dashboard."),
        "demo": _("The demo never runs in a shop's database. Use customer-mgmt demo, outside of Saleor."),
    }


def guarded(work: Callable[[], int], args: Namespace, terminal: Terminal) -> int:
    """Return the exit code of ``work``, whatever happens in it."""
    try:
        code = work()
        terminal.flush()
    except BrokenPipeError:
        _discard_output()
        return PIPE_CLOSED
    except KeyboardInterrupt:
        terminal.note(_("Stopped. What was complete by then is kept."))
        return INTERRUPTED
    except Exception as error:  # whatever it is, its text may hold values of people
        if getattr(args, "traceback", False):
            raise
        message, code_name = _told(error)
        _report(message, code_name, args, terminal)
        return USAGE if isinstance(error, WrongUsage) else FAILED
    return code


def _report(message: str, code_name: str, args: Namespace, terminal: Terminal) -> None:
    """Tell what went wrong; with ``--json`` also as the one object on the standard output."""
    if getattr(args, "json", False) and not terminal.written:
        try:
            terminal.json({"error": {"code": code_name, "message": message}})
            terminal.flush()
        except BrokenPipeError:
            _discard_output()
    terminal.note(message)


def _told(error: Exception) -> tuple[str, str]:
    """Return what to say about an error, and its name for programs."""
    if isinstance(error, CommandFailed):
        return str(error), error.code
    if isinstance(error, CoreError):
        return str(error), "INVALID"
    # The standalone host's errors, by name: inside Saleor its modules are never loaded.
    if any(each.__name__ == "StandaloneError" for each in type(error).__mro__):
        return str(error), "UNAVAILABLE"
    return _told_by_django(error) or (
        _(
            "Something went wrong that should not have ({kind}). With --traceback you see where; "
            "it may show data of customers."
        ).format(kind=type(error).__name__),
        "INTERNAL",
    )


def _told_by_django(error: Exception) -> tuple[str, str] | None:
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415  # not before it is needed
    from django.db import OperationalError, ProgrammingError  # noqa: PLC0415

    from saleor_customer_mgmt.services.errors import Invalid, ServiceError  # noqa: PLC0415

    first_line = str(error).partition("\n")[0]
    if isinstance(error, Invalid):
        return "\n".join(f"{place}: {why}" for place, why in error.faults), error.code
    if isinstance(error, ServiceError):
        return _(error.message), error.code
    if isinstance(error, ImproperlyConfigured):
        return _("The settings are not in order: {why}").format(why=first_line), "UNAVAILABLE"
    if isinstance(error, OperationalError):
        return _("The database cannot do it: {why}").format(why=first_line), "UNAVAILABLE"
    if isinstance(error, ProgrammingError) and "does not exist" in first_line:
        return _("The tables are not there yet. Run: manage.py migrate"), "UNAVAILABLE"
    return None


def _discard_output() -> None:
    """Keep Python from complaining, when it ends, about output that nobody reads any more."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return

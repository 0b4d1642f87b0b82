"""The subcommands about rules, holds, the watchlist, groups, counting and retention, and their arguments."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from saleor_customer_mgmt.cli import values
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.core.actions import HoldPoint, WatchLevel

Command = Callable[..., ArgumentParser]
"""What makes a subcommand."""
_ORDER, _WHO = "SOURCE:ORDER", "ID"


def add_rule_arguments(group: Callable[[str, str], Any], command: Command) -> None:
    """Add all of them. ``group`` makes a subcommand that has others."""
    _add_rules(group("rule", _("what is done about orders that a condition is true of")), command)
    _add_holds(group("hold", _("orders that must not go on until somebody releases them")), command)
    _add_watchlist(group("watch", _("the watchlist")), command)
    _add_notes(group("note", _("notes on customers")), command)
    _add_groups(group("group", _("groups of customers")), command)
    _add_counting(group("counting", _("what counts as a purchase")), command)
    _add_retention(group("retention", _("how long what is kept of people")), command)


def _add_rules(actions: Any, command: Command) -> None:
    command(actions, "list", _("list the rules, in the order in which they are asked"), module="rule")
    for name, help_ in (
        ("show", _("show a rule")),
        ("on", _("switch a rule on; the whole history is asked")),
        ("off", _("switch a rule off; what it did is taken back, its holds stay")),
        ("delete", _("delete a rule; its holds stay")),
    ):
        parser = command(actions, name, help_, module="rule")
        parser.add_argument("rule", type=values.count, metavar="RULE", help=_("its number, see rule list"))
    _add_change_of_rule(
        command(actions, "change", _("change a rule; what is not named stays"), module="rule")
    )
    parser = command(actions, "add", _("make a rule"), module="rule")
    parser.add_argument("name", type=values.text, metavar="NAME")
    add_condition(parser, required=True)
    parser.add_argument(
        "--actions", required=True, type=values.text, metavar="JSON|FILE", help=_("what it does, as a list")
    )
    parser.add_argument(
        "--priority", type=values.whole, default=100, metavar="N", help=_("small ones first (100)")
    )
    parser.add_argument(
        "--valid-from", type=values.moment, metavar="TIME", help=_("only orders placed then or later")
    )
    parser.add_argument(
        "--valid-to", type=values.moment, metavar="TIME", help=_("only orders placed earlier")
    )
    parser.add_argument("--on", action="store_true", help=_("switch it on at once"))
    parser = command(
        actions, "backtest", _("show what a rule would have matched; change nothing"), module="rule"
    )
    parser.add_argument("rule", nargs="?", type=values.count, metavar="RULE", help=_("else a condition"))
    add_condition(parser)
    parser.add_argument("--months", type=values.count, default=12, metavar="N", help=_("how far back (12)"))


def _add_change_of_rule(parser: ArgumentParser) -> None:
    parser.add_argument("rule", type=values.count, metavar="RULE", help=_("its number, see rule list"))
    parser.add_argument("--name", type=values.text, help=_("what it is called from now on"))
    add_condition(parser)
    parser.add_argument("--actions", type=values.text, metavar="JSON|FILE", help=_("what it does, as a list"))
    parser.add_argument("--priority", type=values.whole, metavar="N", help=_("small ones first"))
    for end, help_ in (
        ("from", _("only orders placed then or later; none: from the beginning")),
        ("to", _("only orders placed earlier; none: without an end")),
    ):
        parser.add_argument(f"--valid-{end}", type=values.moment_or_none, metavar="TIME|none", help=help_)


def _add_change_of_group(parser: ArgumentParser) -> None:
    parser.add_argument("slug", type=values.text, metavar="GROUP")
    parser.add_argument("--name", type=values.text, help=_("what it is called from now on"))
    parser.add_argument("--description", type=values.text, help=_("what it is for"))
    add_condition(parser)
    parser.add_argument(
        "--no-condition", action="store_true", help=_("nobody by condition: by hand and by rules only")
    )
    parser.add_argument("--priority", type=values.whole, metavar="N", help=_("small ones first"))
    parser.add_argument(
        "--voucher", type=values.text, metavar="CODE", help=_("a voucher for its members; '' for none")
    )
    parser.add_argument(
        "--customer-type",
        type=values.text,
        metavar="SLUG",
        help=_("Saleor's customer type for its members; '' for none"),
    )


def add_condition(parser: ArgumentParser, *, required: bool = False) -> None:
    """Add a condition or a preset, of which one may be given (``cli.conditions`` reads them)."""
    one = parser.add_mutually_exclusive_group(required=required)
    one.add_argument(
        "--condition", type=values.text, metavar="JSON|FILE", help=_("the condition, or a file that has it")
    )
    one.add_argument("--preset", type=values.text, metavar="KEY", help=_("a shipped condition"))


def _add_reason(parser: ArgumentParser, option: str = "--reason") -> None:
    parser.add_argument(option, type=values.text, default="", help=_("why, for those who read it later"))


def _add_limit(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--limit", type=values.count, help=_("how many to show; 0 for all (tables: 50, JSON: all)")
    )


def _add_holds(actions: Any, command: Command) -> None:
    parser = command(actions, "list", _("list the open holds, the newest first"), module="hold")
    parser.add_argument("--source", type=values.text, default="", help=_("only orders from here"))
    parser.add_argument("--all", action="store_true", help=_("those that are closed, too"))
    _add_limit(parser)
    parser = command(actions, "place", _("hold orders"), module="hold")
    parser.add_argument("orders", nargs="+", type=values.order_name, metavar=_ORDER)
    parser.add_argument(
        "--point", required=True, choices=list(HoldPoint), help=_("what is stopped, with all after it")
    )
    parser.add_argument("--reason", required=True, type=values.text, help=_("why they are held"))
    _add_reason(parser, "--note")
    for name, help_ in (
        ("release", _("release holds: after its last one an order goes on")),
        ("cancel", _("cancel holds: they should never have been")),
    ):
        parser = command(actions, name, help_, module="hold")
        parser.add_argument(
            "holds", nargs="+", type=values.count, metavar="HOLD", help=_("its number, see hold list")
        )
        _add_reason(parser, "--note")


def _add_watchlist(actions: Any, command: Command) -> None:
    parser = command(actions, "list", _("list the marks in force"), module="watch")
    parser.add_argument("--all", action="store_true", help=_("those that have ended or expired, too"))
    _add_limit(parser)
    parser = command(actions, "add", _("put a customer on the watchlist"), module="watch")
    parser.add_argument(
        "customer",
        type=values.customer_or_order,
        metavar=_WHO,
        help=_("a customer id, or SOURCE:ORDER because of which"),
    )
    parser.add_argument("--level", required=True, choices=list(WatchLevel), help=_("how much care it takes"))
    parser.add_argument("--until", type=values.moment, metavar="TIME", help=_("when it expires, if ever"))
    _add_reason(parser)
    parser = command(actions, "end", _("end a mark"), module="watch")
    parser.add_argument("mark", type=values.count, metavar="MARK", help=_("its number, see watch list"))
    _add_reason(parser)


def _add_notes(actions: Any, command: Command) -> None:
    for name, help_ in (
        ("list", _("show what was written about a customer")),
        ("add", _("write a note on a customer")),
    ):
        parser = command(actions, name, help_, module="note")
        parser.add_argument(
            "customer",
            type=values.customer_or_order,
            metavar=_WHO,
            help=_("a customer id, or SOURCE:ORDER because of which"),
        )
    parser.add_argument("text", type=values.text, metavar="TEXT")
    for name, help_ in (("change", _("change a note")), ("delete", _("delete a note for ever"))):
        parser = command(actions, name, help_, module="note")
        parser.add_argument("note", type=values.count, metavar="NOTE", help=_("its number, see note list"))
        if name == "change":
            parser.add_argument("text", type=values.text, metavar="TEXT")


def _add_groups(actions: Any, command: Command) -> None:
    command(actions, "list", _("list the groups"), module="group")
    parser = command(actions, "show", _("show a group, and who entered and left last"), module="group")
    parser.add_argument("slug", type=values.text, metavar="GROUP")
    parser = command(actions, "add", _("make a group"), module="group")
    parser.add_argument("slug", type=values.text, metavar="GROUP", help=_("a-z, 0-9, - and _"))
    parser.add_argument("name", type=values.text, metavar="NAME")
    add_condition(parser)
    parser.add_argument(
        "--priority", type=values.whole, default=100, metavar="N", help=_("small ones first (100)")
    )
    parser.add_argument(
        "--voucher", type=values.text, default="", metavar="CODE", help=_("a voucher for its members")
    )
    _add_change_of_group(
        command(actions, "change", _("change a group; what is not named stays"), module="group")
    )
    parser = command(actions, "delete", _("delete a group; its diary stays"), module="group")
    parser.add_argument("slug", type=values.text, metavar="GROUP")
    parser = command(actions, "members", _("list who is in a group, or change that by hand"), module="group")
    parser.add_argument("slug", type=values.text, metavar="GROUP")
    for option, help_ in (
        ("--put-in", _("put these in, whatever the condition says")),
        ("--take-out", _("take back that these were put in")),
        ("--keep-out", _("keep these out, whatever the condition says")),
        ("--forget", _("as if nobody had ever done anything with these")),
    ):
        parser.add_argument(
            option, nargs="+", type=values.customer_or_order, default=[], metavar=_WHO, help=help_
        )
    _add_reason(parser)
    _add_limit(parser)


def _add_counting(actions: Any, command: Command) -> None:
    command(actions, "show", _("show the counting policy, and earlier ones"), module="counting")
    parser = command(actions, "set", _("use another counting policy, for all orders"), module="counting")
    parser.add_argument(
        "policy", type=values.text, metavar="JSON|FILE", help=_("the policy, or a file that has it")
    )
    _add_reason(parser)
    parser = command(
        actions,
        "receipt",
        _("show which orders of a customer count, and why others do not"),
        module="counting",
    )
    parser.add_argument(
        "customer", type=values.customer_or_order, metavar=_WHO, help=_("a customer id, or SOURCE:ORDER")
    )


def _add_retention(actions: Any, command: Command) -> None:
    command(actions, "show", _("show how long what is kept, by source, and why"), module="retention")
    parser = command(actions, "set", _("use other terms; sources left out: as shipped"), module="retention")
    parser.add_argument(
        "policy", type=values.text, metavar="JSON|FILE", help=_("the terms, or a file that has them")
    )
    _add_reason(parser)
    parser = command(actions, "preview", _("show what will expire, by source and day"), module="retention")
    parser.add_argument(
        "--days", type=values.count, default=30, metavar="N", help=_("from today on so many days (30)")
    )
    command(actions, "expire", _("let go now what is to be kept no longer: for ever"), module="retention")

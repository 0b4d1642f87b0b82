"""What can be asked: the subcommands and their arguments, for both ways to start them.

argparse, because Django's own commands are made of it: ``manage.py customer_mgmt`` takes the very same
parser, and nothing is added to a shop's environment.
"""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, _SubParsersAction
from pathlib import Path
from typing import TYPE_CHECKING

from saleor_customer_mgmt.cli import values
from saleor_customer_mgmt.cli.language import LANGUAGES
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.rule_arguments import add_condition, add_rule_arguments
from saleor_customer_mgmt.core.actions import WatchLevel

if TYPE_CHECKING:
    Commands = _SubParsersAction[ArgumentParser]

SORTS = ("purchases", "total", "last_purchase", "last_order", "first_order", "name")


def add_arguments(parser: ArgumentParser) -> None:
    """Give the parser all subcommands. ``module`` and ``action`` in the result say what to run."""
    commands = parser.add_subparsers(dest="subcommand", required=True, metavar=_("COMMAND"))
    _add_import(commands)
    _add_lists(commands)
    _add_questions(commands)
    _add_decisions(commands)
    _add_criteria(commands)
    add_rule_arguments(lambda name, help_: _group(commands, name, help_), _command)
    _add_upkeep(commands)
    _add_standalone(commands)


def add_general_options(parser: ArgumentParser, *, traceback: bool = True) -> None:
    """Add the options that may stand before and behind the subcommand (hence no defaults)."""
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=SUPPRESS, help=_("language of the messages (else that of LANG)")
    )
    if traceback:
        parser.add_argument(
            "--traceback", action="store_true", default=SUPPRESS, help=_("show where an error came from")
        )


def _command(
    commands: Commands, name: str, help_: str, *, module: str = "", json: bool = True
) -> ArgumentParser:
    parser: ArgumentParser = commands.add_parser(name, help=help_, description=help_, allow_abbrev=False)
    parser.set_defaults(module=module or name, action=name)
    add_general_options(parser)
    if json:
        parser.add_argument("--json", action="store_true", help=_("write JSON, for programs"))
    return parser


def _group(commands: Commands, name: str, help_: str) -> Commands:
    """Return what a subcommand's own subcommands are added to."""
    parser = commands.add_parser(name, help=help_, description=help_, allow_abbrev=False)
    add_general_options(parser)
    return parser.add_subparsers(dest=f"{name}_action", required=True, metavar=_("COMMAND"))


def _add_reason(parser: ArgumentParser) -> None:
    parser.add_argument("--reason", type=values.text, default="", help=_("why, for those who read it later"))


def _add_limit(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--limit", type=values.count, help=_("how many to show; 0 for all (tables: 50, JSON: all)")
    )


def _add_import(commands: Commands) -> None:
    parser = _command(commands, "import", _("take in order files"), module="import_files")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=_("an order file, as downloaded"))
    parser.add_argument(
        "--source", type=values.text, help=_("where the orders come from, if not from the file")
    )
    parser.add_argument(
        "--format",
        type=values.file_format,
        dest="file_format",
        help=_("what kind of file it is, if that is not seen"),
    )
    parser.add_argument(
        "--mapping",
        type=Path,
        metavar="FILE|NAME",
        help=_("a TOML file that says what the columns mean, or the name of a saved one"),
    )
    parser.add_argument(
        "--time-zone",
        type=values.time_zone,
        metavar="ZONE",
        help=_("of times without one, where no format knows it: Europe/Paris"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("say what would happen; record nothing"))
    _add_mapping(commands)


def _add_mapping(commands: Commands) -> None:
    actions = _group(commands, "mapping", _("what the columns of files of other programs mean"))
    parser = _command(
        actions,
        "guess",
        _("guess what the columns of a file are, and write a mapping file"),
        module="mapping",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=_("any table of orders"))
    parser.add_argument(
        "--customers", action="store_true", help=_("its rows are customers (who registered), and no orders")
    )
    parser = _command(
        actions, "save", _("save a mapping file: files with these columns are read with it"), module="mapping"
    )
    parser.add_argument("name", type=values.text, metavar="NAME", help=_("one that is there is changed"))
    parser.add_argument("file", type=Path, metavar="MAPPING", help=_("as guess wrote it, corrected"))
    _command(actions, "list", _("list the saved mappings"), module="mapping")
    for name, help_ in (
        ("show", _("show a saved mapping as a mapping file")),
        ("remove", _("remove a saved mapping; what was imported with it stays")),
    ):
        parser = _command(actions, name, help_, module="mapping")
        parser.add_argument("name", type=values.text, metavar="NAME")


def _add_lists(commands: Commands) -> None:
    parser = _command(commands, "customers", _("list customers"))
    found = _("any part of a name, kana, e-mail, phone, address, order number or customer id")
    parser.add_argument("--search", type=values.text, default="", help=found)
    parser.add_argument(
        "--min-purchases", type=values.count, metavar="N", help=_("only with so many purchases")
    )
    ordered = parser.add_mutually_exclusive_group()
    ordered.add_argument("--ordered", action="store_true", help=_("only who ordered, whatever became of it"))
    ordered.add_argument(
        "--never-ordered", action="store_true", help=_("only who registered and never ordered")
    )
    parser.add_argument(
        "--source",
        type=values.text,
        action="append",
        default=[],
        help=_("only who bought here; again: and here"),
    )
    _add_marks(parser)
    add_condition(parser)
    parser.add_argument("--sort", choices=SORTS, default="purchases", help=_("what comes first"))
    _add_limit(parser)
    _add_export(parser)
    parser = _command(commands, "orders", _("list orders"))
    parser.add_argument("--search", type=values.text, default="", help=found)
    parser.add_argument("--source", type=values.text, default="", help=_("only orders from here"))
    _add_marks(parser)
    _add_limit(parser)
    _add_export(parser)


def _add_export(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--export",
        type=Path,
        metavar="FILE",
        help=_("write all of them into a file: .xlsx for Excel, .csv for any other"),
    )
    parser.add_argument(
        "--encoding",
        choices=("utf-8", "cp932"),
        default="utf-8",
        help=_("of a CSV file (utf-8: with a byte order mark, for Excel)"),
    )


def _add_marks(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--label",
        type=values.text,
        action="append",
        default=[],
        help=_("only with this label; again: or with this"),
    )
    parser.add_argument(
        "--group",
        type=values.text,
        action="append",
        default=[],
        help=_("only of customers in this group; again: or in this"),
    )
    parser.add_argument(
        "--watch",
        choices=list(WatchLevel),
        action="append",
        default=[],
        help=_("only of customers at this level of the watchlist; again: or at this"),
    )


def _add_questions(commands: Commands) -> None:
    parser = _command(commands, "customer", _("show who a customer is, over all sources"))
    parser.add_argument(
        "customer", type=values.customer_or_order, metavar="ID", help=_("a customer id, or SOURCE:ORDER")
    )
    parser = _command(commands, "why", _("say why two orders are one customer's, or are not"))
    parser.add_argument("one", type=values.order_name, metavar="SOURCE:ORDER")
    parser.add_argument("other", type=values.order_name, metavar="SOURCE:ORDER")
    parser = _command(commands, "review", _("list customers that may be one, for staff to decide"))
    _add_limit(parser)
    _command(
        commands, "doubtful", _("look for customers that may be one though no criterion says so, for review")
    )


def _add_decisions(commands: Commands) -> None:
    who = _("a customer id, or SOURCE:ORDER")
    parser = _command(commands, "merge", _("decide that two customers are one"), module="decide")
    parser.add_argument(
        "main",
        type=values.customer_or_order,
        metavar="MAIN",
        help=_("whose name is shown; {who}").format(who=who),
    )
    parser.add_argument("other", type=values.customer_or_order, metavar="OTHER", help=who)
    _add_reason(parser)
    parser = _command(commands, "split", _("decide that some orders are somebody else's"), module="decide")
    parser.add_argument(
        "named",
        nargs="*",
        type=values.customer_or_order,
        metavar="CUSTOMER|SOURCE:ORDER",
        help=_("the customer, for safety; or the orders to take out"),
    )
    parser.add_argument(
        "--orders",
        nargs="+",
        type=values.order_name,
        default=[],
        metavar="SOURCE:ORDER",
        help=_("the orders to take out"),
    )
    _add_reason(parser)
    parser = _command(commands, "undo", _("take a merge or a split back"), module="decide")
    parser.add_argument(
        "decision", type=values.count, metavar="DECISION", help=_("its number, see decisions")
    )
    _add_reason(parser)
    parser = _command(
        commands, "not-same", _("decide that two customers for review are two people"), module="doubtful"
    )
    for name in ("one", "other"):
        parser.add_argument(name, type=values.customer_or_order, metavar=name.upper(), help=who)
    parser.add_argument("--undo", action="store_true", help=_("take that back"))
    _add_reason(parser)
    parser = _command(commands, "decisions", _("list merges and splits"))
    _add_limit(parser)


def _add_criteria(commands: Commands) -> None:
    actions = _group(commands, "criteria", _("what makes two orders one customer's"))
    written = _("such as 'name+phone OR name+email'")
    _command(actions, "show", _("show the match criteria in use, and earlier ones"), module="criteria")
    parser = _command(actions, "set", _("use other match criteria"), module="criteria")
    parser.add_argument("criteria", type=values.criteria, metavar="CRITERIA", help=written)
    _add_reason(parser)
    parser = _command(
        actions, "preview", _("show what other match criteria would change; change nothing"), module="preview"
    )
    parser.add_argument("criteria", type=values.criteria, metavar="CRITERIA", help=written)
    parser = _command(actions, "revert", _("bring earlier match criteria back"), module="criteria")
    parser.add_argument(
        "revision", nargs="?", type=values.count, metavar="REVISION", help=_("else the one before")
    )
    _add_reason(parser)


def _add_upkeep(commands: Commands) -> None:
    parser = _command(commands, "rebuild", _("judge all orders anew; decisions of staff stay in force"))
    parser.add_argument(
        "--from-facts",
        action="store_true",
        help=_("derive everything anew from what the sources told, also what is up to date"),
    )
    parser.add_argument(
        "--engine",
        choices=["own", "duckdb", "spark"],
        default="own",
        help=_("what says which orders hang together (own); the others need an extra"),
    )
    parser.add_argument(
        "--folder",
        type=Path,
        metavar="FOLDER",
        help=_("for the engine's files: one that all its machines see"),
    )
    parser = _command(commands, "backfill", _("bring in the history of the shop (inside Saleor only)"))
    parser.add_argument(
        "--batch", type=values.count, default=100, metavar="N", help=_("how many orders at a time (100)")
    )
    parser.add_argument(
        "--restart",
        action="store_true",
        help=_("begin with the oldest order again, not where the last run stopped"),
    )
    actions = _group(
        commands, "dashboard", _("customer management in Saleor's dashboard (inside Saleor only)")
    )
    parser = _command(
        actions, "register", _("show it there, or bring it up to date after an upgrade"), module="dashboard"
    )
    parser.add_argument(
        "--origin",
        type=values.text,
        action="append",
        metavar="https://…",
        help=_("where staff open the dashboard (else as set before); again: and there"),
    )
    _command(actions, "show", _("show whether it is there, and as what"), module="dashboard")
    _command(actions, "remove", _("take it out of the dashboard, before uninstalling"), module="dashboard")
    parser = _command(
        commands, "assignments", _("write which customer each order belongs to, as CSV"), json=False
    )
    parser.add_argument(
        "--output",
        required=True,
        type=Path,
        metavar="FILE",
        help=_("the file to write; - for the standard output"),
    )


def _add_standalone(commands: Commands) -> None:
    parser = _command(commands, "serve", _("serve the GraphQL endpoint, without Saleor"), json=False)
    parser.add_argument(
        "--host",
        type=values.text,
        default="127.0.0.1",
        help=_("address to listen at (127.0.0.1: this machine only)"),
    )
    parser.add_argument(
        "--port", type=values.port, default=8000, help=_("port to listen at; 0 for any that is free (8000)")
    )
    actions = _group(commands, "user", _("staff accounts, without Saleor"))
    for name, help_ in (
        ("create", _("create a staff account")),
        ("password", _("give an account another password")),
    ):
        parser = _command(actions, name, help_, module="user", json=False)
        parser.add_argument("name", type=values.text, metavar="NAME")
        parser.add_argument(
            "--password-stdin", action="store_true", help=_("read the password from the standard input")
        )
    _command(actions, "list", _("list the accounts"), module="user")
    parser = _command(
        commands, "demo", _("show everything with invented orders, in a database of its own"), json=False
    )
    parser.add_argument(
        "--port", type=values.port, help=_("port to serve at (else 8000, or the next free one)")
    )
    parser.add_argument("--no-serve", action="store_true", help=_("end after the story"))
    parser.add_argument(
        "--use-database-url",
        action="store_true",
        help=_("use (and empty!) the database that DATABASE_URL names"),
    )

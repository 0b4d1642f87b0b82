"""``doubtful`` and ``not-same``: customers that may be one though no criterion says so, and that are not."""

from __future__ import annotations

from argparse import Namespace

from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.language import translate_count
from saleor_customer_mgmt.cli.lookup import acting, require_customer, require_order
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.cli.values import OrderName
from saleor_customer_mgmt.models import Customer
from saleor_customer_mgmt.services import run_work
from saleor_customer_mgmt.services.do_job import find_doubtful_now
from saleor_customer_mgmt.services.not_same import say_not_same, take_back_not_same


def run(args: Namespace, terminal: Terminal) -> int:
    return _not_same(args, terminal) if args.action == "not-same" else _find(args, terminal)


def _find(args: Namespace, terminal: Terminal) -> int:
    run_work.tend()  # commands that were killed are no longer shown as running
    terminal.progress(_("Comparing customers …"))
    done = find_doubtful_now(
        actor=acting(),
        on_progress=lambda steps, total: terminal.progress(
            _("Comparing customers: {share} %").format(share=100 * steps // max(total, 1))
        ),
    )
    if args.json:
        terminal.json(done)
        return 0
    found = translate_count("{n} doubtful pair was found.", "{n} doubtful pairs were found.", done["pairs"])
    compared = translate_count(
        "{n} customer was compared.", "{n} customers were compared.", done["customers"]
    )
    terminal.line(f"{compared} {found}")
    if done["pairs"]:
        terminal.line(_("'review' shows them."))
    return 0


def _not_same(args: Namespace, terminal: Terminal) -> int:
    one, other = (_customer(named) for named in (args.one, args.other))
    if args.undo:
        take_back_not_same(one.id, other.id, actor=acting())
        told = _("{one} and {other} may be shown for review again.")
    else:
        say_not_same(one.id, other.id, actor=acting(), reason=args.reason)
        told = _("{one} and {other} are two; they are not shown for review again.")
    if args.json:
        terminal.json({"one": one.public_id, "other": other.public_id, "not_same": not args.undo})
    else:
        terminal.line(told.format(one=one.public_id, other=other.public_id))
    return 0


def _customer(named: str | OrderName) -> Customer:
    return require_order(named).customer if isinstance(named, OrderName) else require_customer(named)

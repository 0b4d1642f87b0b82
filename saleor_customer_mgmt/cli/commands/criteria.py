"""``criteria show|set|revert``: what makes two orders one customer's."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from saleor_customer_mgmt.cli import shapes
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.language import translate_count
from saleor_customer_mgmt.cli.lookup import acting
from saleor_customer_mgmt.cli.table import table
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.models import CriteriaRevision, Customer
from saleor_customer_mgmt.selectors.why import criteria_in_use
from saleor_customer_mgmt.services.change_criteria import change_criteria, revert_criteria


def run(args: Namespace, terminal: Terminal) -> int:
    if args.action == "show":
        _show(args, terminal)
        return 0
    before = _customers()
    if args.action == "set":
        revision = change_criteria(args.criteria, actor=acting(), reason=args.reason)
    else:
        revision = revert_criteria(args.revision, actor=acting(), reason=args.reason)
    if args.json:
        terminal.json({**_as_json(revision), "customers_before": before, "customers": _customers()})
        return 0
    terminal.line(_("Match criteria, revision {n}: {text}").format(n=revision.id, text=revision.text))
    terminal.line(
        _("{before} before, {now} now. To take it back: criteria revert").format(
            before=translate_count("{n} customer", "{n} customers", before),
            now=f"{_customers():,}",
        )
    )
    return 0


def _customers() -> int:
    return Customer.objects.filter(merged_into=None).count()


def _show(args: Namespace, terminal: Terminal) -> None:
    used, revisions = criteria_in_use(), list(CriteriaRevision.objects.order_by("-id"))
    if args.json:
        terminal.json({"criteria": str(used), "revisions": [_as_json(row) for row in revisions]})
        return
    terminal.line(_("Orders are one customer's when these are equal:"))
    terminal.lines(f"  {_('or ') if at else ''}{criterion}" for at, criterion in enumerate(used.criteria))
    if revisions:
        terminal.line()
        rows = [
            [
                str(row.id),
                row.text,
                _("shipped") if row.by_kind == "system" else row.by_label,
                terminal.minute(row.created_at),
                row.reason,
            ]
            for row in revisions
        ]
        head = [_("REVISION"), _("CRITERIA"), _("BY"), _("AT"), _("REASON")]
        terminal.lines(table(head, rows, right=[0]))


def _as_json(row: CriteriaRevision) -> dict[str, Any]:
    return {
        "revision": row.id,
        "criteria": row.text,
        "by": row.by_label or row.by_kind,
        "at": shapes.moment(row.created_at),
        "reason": row.reason,
    }

"""``counting show|set|receipt``: what counts as a purchase."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from saleor_customer_mgmt.cli import shapes
from saleor_customer_mgmt.cli.conditions import read_json
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.language import translate_count
from saleor_customer_mgmt.cli.lookup import acting, require_customer
from saleor_customer_mgmt.cli.table import table
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.cli.waiting import do_what_waits
from saleor_customer_mgmt.cli.words import money, reason_word, status_word
from saleor_customer_mgmt.core.counting_policy import parse_policy, policy_to_json
from saleor_customer_mgmt.core.counting_words import reason_text
from saleor_customer_mgmt.models import CountingRevision, Customer
from saleor_customer_mgmt.selectors.counting import counting_policy
from saleor_customer_mgmt.selectors.receipt import ReceiptLine, receipt_of
from saleor_customer_mgmt.services.change_counting import change_counting


def run(args: Namespace, terminal: Terminal) -> int:
    if args.action == "receipt":
        _receipt(require_customer(args.customer), args, terminal)
        return 0
    if args.action == "set":
        terminal.progress(_("Counting all orders anew …"))
        change_counting(parse_policy(read_json(args.policy)), actor=acting(), reason=args.reason)
        do_what_waits(terminal)
    _show(args, terminal)
    return 0


def _show(args: Namespace, terminal: Terminal) -> None:
    policy = policy_to_json(counting_policy())
    revisions = list(CountingRevision.objects.order_by("-id"))
    if args.json:
        terminal.json({"policy": policy, "revisions": [_as_json(row) for row in revisions]})
        return
    terminal.line(_("What counts as a purchase:"))
    rows = [[name, _told(value)] for name, value in policy.items()]
    terminal.lines(table([_("SETTING"), _("VALUE")], rows, indent="  "))
    if revisions:
        terminal.line()
        head = [_("REVISION"), _("BY"), _("AT"), _("REASON")]
        lines = [
            [str(row.id), row.by_label or row.by_kind, terminal.minute(row.created_at), row.reason]
            for row in revisions
        ]
        terminal.lines(table(head, lines, right=[0]))


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(value) if isinstance(value, list) else str(value or "")


def _as_json(row: CountingRevision) -> dict[str, Any]:
    return {
        "revision": row.id,
        "policy": row.data,
        "by": row.by_label or row.by_kind,
        "at": shapes.moment(row.created_at),
        "reason": row.reason,
    }


def _receipt(customer: Customer, args: Namespace, terminal: Terminal) -> None:
    receipt = receipt_of(customer.id)
    totals = {currency: str(shapes.amount(total)) for currency, total in receipt.totals.items()}
    if args.json:
        lines = [_line(line) for line in receipt.lines]
        terminal.json(
            {
                "customer": customer.public_id,
                "purchases": receipt.purchases,
                "totals": totals,
                "orders": lines,
            }
        )
        return
    terminal.line(
        _("{counting} of {orders} count as purchases; total {total}").format(
            counting=receipt.purchases,
            orders=translate_count("{n} order", "{n} orders", len(receipt.lines)),
            total=money(totals) or "0",
        )
    )
    head = [_("ORDER"), _("PLACED"), _("STATUS"), _("SPENT"), _("PURCHASE")]
    rows = [
        [
            f"{line.source}:{line.number}",
            terminal.minute(line.placed_at),
            status_word(line.status),
            "" if line.spent is None else money({line.currency or "": str(line.spent)}).strip(),
            reason_word(line.reason),
        ]
        for line in receipt.lines
    ]
    terminal.lines(table(head, rows, right=[3], indent="  "))


def _line(line: ReceiptLine) -> dict[str, Any]:
    return {
        "source": line.source,
        "order_number": line.number,
        "placed_at": shapes.moment(line.placed_at),
        "status": line.status.value,
        "counts": line.counts,
        "reason": line.reason.value,
        "text": {"en": reason_text(line.reason, "en"), "ja": reason_text(line.reason, "ja")},
        "spent": shapes.amount(line.spent),
        "currency": line.currency,
    }

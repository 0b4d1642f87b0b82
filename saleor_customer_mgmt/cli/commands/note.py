"""``note list|add|change|delete``: notes on customers."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from saleor_customer_mgmt.cli import shapes
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.lookup import acting, name_of, require_customer, require_order
from saleor_customer_mgmt.cli.table import table
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.cli.values import OrderName
from saleor_customer_mgmt.models import CustomerNote
from saleor_customer_mgmt.services.note_customer import change_note, delete_note, write_note


def run(args: Namespace, terminal: Terminal) -> int:
    # Whoever may use the command line may manage what is in the database.
    if args.action == "delete":
        delete_note(args.note, actor=acting(), may_manage=True)
        if args.json:
            terminal.json({"note": args.note})
        else:
            terminal.line(_("Note {n} is deleted.").format(n=args.note))
        return 0
    if args.action == "list":
        customer = require_customer(args.customer).id
        _print(list(_notes().filter(anchor__customer_id=customer).order_by("-id")), args, terminal)
        return 0
    if args.action == "add":
        named = args.customer
        anchor = require_order(named).id if isinstance(named, OrderName) else require_customer(named).id
        note = write_note(anchor, args.text, actor=acting())
    else:
        note = change_note(args.note, args.text, actor=acting(), may_manage=True)
    row = _notes().get(id=note.id)
    if args.json:
        terminal.json(_as_json(row))
    else:
        _print([row], args, terminal)
    return 0


def _notes() -> Any:
    return CustomerNote.objects.select_related("anchor__customer")


def _print(rows: list[CustomerNote], args: Namespace, terminal: Terminal) -> None:
    if args.json:
        terminal.json_list(map(_as_json, rows))
        return
    if not rows:
        terminal.line(_("There is no note."))
        return
    head = [_("NOTE"), _("ORDER"), _("BY"), _("AT"), _("CHANGED"), _("TEXT")]
    lines = [
        [
            str(row.id),
            name_of(row.anchor),
            row.by_label or row.by_kind,
            terminal.minute(row.created_at),
            terminal.minute(row.changed_at),
            " ".join(row.text.split()),
        ]
        for row in rows
    ]
    terminal.lines(table(head, lines, right=[0]))


def _as_json(row: CustomerNote) -> dict[str, Any]:
    return {
        "note": row.id,
        "text": row.text,
        "customer": row.anchor.customer.public_id,
        "source": row.anchor.source,
        "order_number": row.anchor.number,
        "by": row.by_label or row.by_kind,
        "at": shapes.moment(row.created_at),
        "changed_by": (row.changed_by_label or row.changed_by_kind) if row.changed_at else None,
        "changed_at": shapes.moment(row.changed_at),
    }

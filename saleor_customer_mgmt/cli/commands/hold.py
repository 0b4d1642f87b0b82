"""``hold list|place|release|cancel``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from saleor_customer_mgmt.cli import shapes
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.language import translate_count
from saleor_customer_mgmt.cli.listing import chosen, print_rest
from saleor_customer_mgmt.cli.lookup import acting, name_of, require_order
from saleor_customer_mgmt.cli.table import table
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.cli.words import shipped
from saleor_customer_mgmt.models import Hold
from saleor_customer_mgmt.selectors.holds import hold_queue
from saleor_customer_mgmt.services.close_hold import cancel_holds, release_holds
from saleor_customer_mgmt.services.place_hold import place_holds


def run(args: Namespace, terminal: Terminal) -> int:
    if args.action == "list":
        _list(args, terminal)
        return 0
    if args.action == "place":
        orders = [require_order(name).id for name in args.orders]
        done = place_holds(orders, point=args.point, reason=args.reason, note=args.note, actor=acting())
    else:
        close = release_holds if args.action == "release" else cancel_holds
        done = close(args.holds, actor=acting(), note=args.note)
    rows = list(_with_orders().filter(id__in=[hold.id for hold in done]).order_by("id"))
    if args.json:
        terminal.json([_as_json(row) for row in rows])
    else:
        terminal.lines(_table(rows, terminal))
    return 0


def _with_orders() -> Any:
    return Hold.objects.select_related("order", "rule")


def _list(args: Namespace, terminal: Terminal) -> None:
    states = Hold.State.values if args.all else (Hold.State.OPEN,)
    found = hold_queue(states=states, sources=[args.source] if args.source else None)
    found = found.select_related("order", "rule")
    if args.json:
        terminal.json_list(map(_as_json, found[: args.limit] if args.limit else found))
        return
    shown = chosen(found, args.limit)
    if not shown:
        terminal.line(_("No order is held."))
        return
    terminal.lines(_table(shown, terminal))
    number = found.count()
    print_rest(terminal, len(shown), number, translate_count("{n} hold", "{n} holds", number))


def _table(rows: Sequence[Hold], terminal: Terminal) -> list[str]:
    head = [_("HOLD"), _("ORDER"), _("STOPS"), _("STATE"), _("REASON"), _("BY"), _("OWNER"), _("SINCE")]
    lines = [
        [
            str(row.id),
            name_of(row.order),
            _point(row),
            _state(row),
            shipped(row.reason),
            shipped(row.rule.name) if row.rule else row.by_label or row.by_kind,
            row.owner_label or row.owner_id,
            terminal.minute(row.created_at),
        ]
        for row in rows
    ]
    return table(head, lines, right=[0])


def _point(row: Hold) -> str:
    return {
        Hold.Point.CONFIRM: _("confirming"),
        Hold.Point.CAPTURE: _("capturing"),
        Hold.Point.FULFIL: _("fulfilling"),
    }[Hold.Point(row.point)]


def _state(row: Hold) -> str:
    return {
        Hold.State.OPEN: _("open"),
        Hold.State.RELEASED: _("released"),
        Hold.State.CANCELLED: _("cancelled"),
    }[Hold.State(row.state)]


def _as_json(row: Hold) -> dict[str, Any]:
    return {
        "hold": row.id,
        "source": row.order.source,
        "order_number": row.order.number,
        "point": row.point,
        "state": row.state,
        "reason": row.reason,
        "note": row.note,
        "rule": row.rule_id,
        "by": row.by_label or row.by_kind,
        "at": shapes.moment(row.created_at),
        "owner": row.owner_label or row.owner_id or None,
        "closed_by": (row.closed_by_label or row.closed_by_kind) if row.closed_at else None,
        "closed_at": shapes.moment(row.closed_at),
        "close_note": row.close_note if row.closed_at else None,
    }

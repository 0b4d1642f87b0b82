"""``watch list|add|end``: the watchlist."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone

from saleor_customer_mgmt.cli import shapes
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.language import translate_count
from saleor_customer_mgmt.cli.listing import chosen, print_rest
from saleor_customer_mgmt.cli.lookup import acting, name_of, require_customer, require_order
from saleor_customer_mgmt.cli.table import table
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.cli.values import OrderName
from saleor_customer_mgmt.cli.words import shipped
from saleor_customer_mgmt.core.actions import WatchLevel
from saleor_customer_mgmt.models import WatchMark
from saleor_customer_mgmt.services.watch_customer import end_watch, watch_customer


def run(args: Namespace, terminal: Terminal) -> int:
    if args.action == "list":
        _list(args, terminal)
        return 0
    if args.action == "add":
        named = args.customer
        anchor = require_order(named).id if isinstance(named, OrderName) else require_customer(named).id
        mark = watch_customer(
            anchor, WatchLevel(args.level), actor=acting(), reason=args.reason, expires_at=args.until
        )
    else:
        mark = end_watch(args.mark, actor=acting(), reason=args.reason)
    row = _marks().get(id=mark.id)
    if args.json:
        terminal.json(_as_json(row))
    else:
        terminal.lines(_table([row], terminal))
    return 0


def _marks() -> Any:
    return WatchMark.objects.select_related("anchor__customer", "rule")


def _list(args: Namespace, terminal: Terminal) -> None:
    found = _marks().order_by("-id")
    if not args.all:
        found = found.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()), ended_at=None)
    if args.json:
        terminal.json_list(map(_as_json, found[: args.limit] if args.limit else found))
        return
    shown = chosen(found, args.limit)
    if not shown:
        terminal.line(_("Nobody is on the watchlist."))
        return
    terminal.lines(_table(shown, terminal))
    number = found.count()
    print_rest(terminal, len(shown), number, translate_count("{n} mark", "{n} marks", number))


def _table(rows: Sequence[WatchMark], terminal: Terminal) -> list[str]:
    head = [
        _("MARK"),
        _("LEVEL"),
        _("CUSTOMER"),
        _("NAME"),
        _("BECAUSE OF"),
        _("REASON"),
        _("BY"),
        _("AT"),
        _("UNTIL"),
        _("ENDED"),
    ]
    lines = [
        [
            str(row.id),
            _level(row),
            row.anchor.customer.public_id,
            row.anchor.customer.name,
            name_of(row.anchor),
            row.reason,
            shipped(row.rule.name) if row.rule else row.by_label or row.by_kind,
            terminal.minute(row.created_at),
            terminal.minute(row.expires_at),
            terminal.minute(row.ended_at),
        ]
        for row in rows
    ]
    return table(head, lines, right=[0])


def _level(row: WatchMark) -> str:
    return {
        WatchMark.Level.WATCH: _("watch"),
        WatchMark.Level.BLOCK: _("block"),
        WatchMark.Level.VICTIM: _("victim"),
    }[WatchMark.Level(row.level)]


def _as_json(row: WatchMark) -> dict[str, Any]:
    return {
        "mark": row.id,
        "level": row.level,
        "customer": row.anchor.customer.public_id,
        "source": row.anchor.source,
        "order_number": row.anchor.number,
        "reason": row.reason,
        "rule": row.rule_id,
        "by": row.by_label or row.by_kind,
        "at": shapes.moment(row.created_at),
        "until": shapes.moment(row.expires_at),
        "ended_by": (row.ended_by_label or row.ended_by_kind) if row.ended_at else None,
        "ended_at": shapes.moment(row.ended_at),
        "end_reason": row.end_reason if row.ended_at else None,
    }

"""``orders``: list orders."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import Any

from saleor_customer_mgmt.cli import shapes
from saleor_customer_mgmt.cli.export import export
from saleor_customer_mgmt.cli.language import spoken, translate_count
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.listing import first_of, in_all, print_rest
from saleor_customer_mgmt.cli.table import table
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.cli.words import money, status_word
from saleor_customer_mgmt.models import OrderRecord
from saleor_customer_mgmt.selectors.order_list import NEWEST, list_orders
from saleor_customer_mgmt.services import export_rows


def run(args: Namespace, terminal: Terminal) -> int:
    asked: dict[str, Any] = {
        "search": args.search,
        "sources": [args.source] if args.source else None,
        "labels": args.label or None,
        "groups": args.group or None,
        "watch_levels": args.watch or None,
    }
    found = list_orders(**asked)
    if args.export:
        rows = export_rows.order_rows(found, NEWEST, zone=terminal.zone, language=spoken())
        columns = export_rows.head(export_rows.ORDERS, spoken())
        return export(args, terminal, columns, rows, what="orders", asked=asked)
    found = replace(found, rows=found.rows.select_related("customer"))
    if args.json:
        shown_all = found.first(args.limit, NEWEST) if args.limit else found.sorted(NEWEST).iterator(2000)
        terminal.json_list(shapes.order(row) for row in shown_all)
        return 0
    shown = first_of(found, NEWEST, args.limit)
    if not shown:
        terminal.line(_("No order was found."))
        return 0
    head = [_("ORDER"), _("PLACED"), _("STATUS"), _("TOTAL"), _("CUSTOMER"), _("NAME")]
    lines = [
        [
            f"{row.source}:{row.number}",
            terminal.minute(row.placed_at),
            status_word(row.status),
            order_total(row),
            row.customer.public_id,
            row.customer.name,
        ]
        for row in shown
    ]
    terminal.lines(table(head, lines, right=[3]))
    number = found.total(len(shown))
    counted = in_all(found, number, translate_count("{n} order", "{n} orders", number))
    print_rest(terminal, len(shown), number, counted)
    return 0


def order_total(order: OrderRecord) -> str:
    return "" if order.total is None else money({order.currency or "": str(order.total)}).strip()

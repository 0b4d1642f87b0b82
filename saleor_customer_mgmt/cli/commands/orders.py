"""``orders``: list orders."""

from __future__ import annotations

from argparse import Namespace

from django.db.models import F

from saleor_customer_mgmt.cli import shapes
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.language import translate_count
from saleor_customer_mgmt.cli.listing import chosen, print_rest
from saleor_customer_mgmt.cli.table import table
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.cli.words import money, status_word
from saleor_customer_mgmt.models import OrderRecord
from saleor_customer_mgmt.selectors.order_list import list_orders


def run(args: Namespace, terminal: Terminal) -> int:
    found = list_orders(
        search=args.search,
        sources=[args.source] if args.source else None,
        labels=args.label or None,
        groups=args.group or None,
        watch_levels=args.watch or None,
    )
    found = found.select_related("customer").order_by(F("placed_at").desc(nulls_last=True), "-id")
    if args.json:
        rows = found if not args.limit else found[: args.limit]
        terminal.json_list(shapes.order(row) for row in rows.iterator(2000))
        return 0
    shown = chosen(found, args.limit)
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
    number = found.count()
    print_rest(terminal, len(shown), number, translate_count("{n} order", "{n} orders", number))
    return 0


def order_total(order: OrderRecord) -> str:
    return "" if order.total is None else money({order.currency or "": str(order.total)}).strip()

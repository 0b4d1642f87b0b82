"""``customers``: list customers."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from saleor_customer_mgmt.cli import shapes
from saleor_customer_mgmt.cli.conditions import condition_of
from saleor_customer_mgmt.cli.export import export
from saleor_customer_mgmt.cli.language import spoken, translate_count
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.listing import first_of, in_all, print_rest
from saleor_customer_mgmt.cli.table import table
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.cli.words import money
from saleor_customer_mgmt.core.conditions import Subject
from saleor_customer_mgmt.models import Customer
from saleor_customer_mgmt.selectors.customers import SORTS, list_customers
from saleor_customer_mgmt.services import export_rows
from saleor_customer_mgmt.services.read_condition import read_condition


def run(args: Namespace, terminal: Terminal) -> int:
    written = condition_of(args, Subject.CUSTOMER)
    asked: dict[str, Any] = {
        "search": args.search,
        "min_purchases": args.min_purchases,
        "has_orders": True if args.ordered else False if args.never_ordered else None,
        "sources": args.source,
        "labels": args.label or None,
        "groups": args.group or None,
        "watch_levels": args.watch or None,
        "condition": None if written is None else read_condition(written, Subject.CUSTOMER),
    }
    found = list_customers(**asked)
    order = SORTS[args.sort]
    if args.export:
        rows = export_rows.customer_rows(found, order, zone=terminal.zone)
        columns = export_rows.head(export_rows.CUSTOMERS, spoken())
        return export(args, terminal, columns, rows, what="customers", asked=asked)
    if args.json:
        shown_all = found.first(args.limit, order) if args.limit else found.sorted(order).iterator(2000)
        terminal.json_list(shapes.customer(row) for row in shown_all)
        return 0
    shown = first_of(found, order, args.limit)
    if not shown:
        terminal.line(_("No customer was found."))
        return 0
    terminal.lines(customer_table(shown, terminal))
    number = found.total(len(shown))
    counted = in_all(found, number, translate_count("{n} customer", "{n} customers", number))
    print_rest(terminal, len(shown), number, counted)
    return 0


def customer_table(customers: list[Customer], terminal: Terminal, *, indent: str = "") -> list[str]:
    head = [_("CUSTOMER"), _("NAME"), _("PURCHASES"), _("ORDERS"), _("TOTAL"), _("LAST ORDER"), _("SOURCES")]
    rows = [
        [
            row.public_id,
            row.name or row.kana or row.email,
            f"{row.purchase_count:,}",
            f"{row.order_count:,}",
            money(row.totals),
            terminal.day(row.last_order_at),
            ", ".join(row.sources),
        ]
        for row in customers
    ]
    return table(head, rows, right=[2, 3, 4], indent=indent)

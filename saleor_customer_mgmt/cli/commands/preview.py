"""``criteria preview``: what other match criteria would change, before they are used."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.language import translate_count
from saleor_customer_mgmt.cli.lookup import name_of, orders_by_id
from saleor_customer_mgmt.cli.table import table
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.cli.words import field_word
from saleor_customer_mgmt.models import Customer, Group, OrderRecord, Rule
from saleor_customer_mgmt.services.preview_consequences import Consequences
from saleor_customer_mgmt.services.preview_criteria import Preview, Regrouping, preview_criteria

Orders = dict[int, OrderRecord]
_ORDERS_SHOWN = 4


def run(args: Namespace, terminal: Terminal) -> int:
    preview = preview_criteria(args.criteria)
    groups = (*preview.joins, *preview.parts)
    ids = {o for group in groups for orders in group.orders for o in orders}
    orders = orders_by_id(ids | {o for pair in preview.doubtful_pairs for o in (pair.one, pair.other)})
    if args.json:
        terminal.json(_as_json(preview, orders))
        return 0
    print_preview(preview, orders, terminal)
    return 0


def print_preview(preview: Preview, orders: Orders, terminal: Terminal) -> None:
    terminal.line(_("With {criteria}:").format(criteria=preview.criteria))
    rows = [
        [_("customers"), f"{preview.customers_now:,}", f"{preview.customers_then:,}"],
        [_("with 2 purchases or more"), f"{preview.repeaters_now:,}", f"{preview.repeaters_then:,}"],
    ]
    terminal.lines(table(["", _("NOW"), _("THEN")], rows, right=[1, 2], indent="  "))
    _print_groups(_("Would become one customer:"), preview.joins, preview.joining, orders, terminal)
    _print_groups(_("Would come apart:"), preview.parts, preview.parting, orders, terminal)
    _print_consequences(preview.consequences, terminal)
    if preview.doubtful_pairs:
        terminal.line()
        terminal.line(_("Doubtful, would become one although something differs:"))
        for pair in preview.doubtful_pairs:
            differs = ", ".join(map(field_word, pair.fields))
            names = f"{_named(orders[pair.one])} | {_named(orders[pair.other])}"
            terminal.line("  " + _("{names}: different {fields}").format(names=names, fields=differs))
        _print_more(preview.doubtful - len(preview.doubtful_pairs), terminal)
    without = {s: (lacking, total) for s, (lacking, total) in preview.without_key.items() if lacking}
    if without:
        terminal.line()
        terminal.line(_("Orders that could not be matched at all:"))
        head = [_("SOURCE"), _("ORDERS"), _("OF")]
        rows = [[source, f"{lacking:,}", f"{total:,}"] for source, (lacking, total) in without.items()]
        terminal.lines(table(head, rows, right=[1, 2], indent="  "))
    terminal.line()
    terminal.line(
        _("Nothing was changed. To use these criteria: criteria set '{criteria}'").format(
            criteria=preview.criteria
        )
    )


def _print_consequences(found: Consequences, terminal: Terminal) -> None:
    if found.rules:
        names = dict(Rule.objects.values_list("id", "name"))
        head = [_("RULE"), _("NOW"), _("THEN"), _("BEGINS"), _("ENDS"), _("WOULD HOLD"), _("HOLDS LAPSE")]
        rows = [
            [names[c.rule], *(f"{n:,}" for n in (c.now, c.then, c.begins, c.ends, c.holds, c.lapsed))]
            for c in found.rules
        ]
        terminal.line()
        terminal.line(_("Orders that rules match:"))
        terminal.lines(table(head, rows, right=[1, 2, 3, 4, 5, 6], indent="  "))
    if found.groups:
        slugs = dict(Group.objects.values_list("id", "slug"))
        head = [_("GROUP"), _("NOW"), _("THEN"), _("ENTER"), _("LEAVE")]
        rows = [
            [slugs[c.group], *(f"{n:,}" for n in (c.now, c.then, c.enters, c.leaves))] for c in found.groups
        ]
        terminal.line()
        terminal.line(_("Members of groups:"))
        terminal.lines(table(head, rows, right=[1, 2, 3, 4], indent="  "))
    if found.left_out:
        terminal.line(
            translate_count(
                "{n} customer that would have too many orders is left out of both.",
                "{n} customers that would have too many orders are left out of both.",
                found.left_out,
            )
        )


def _print_groups(
    title: str, groups: Sequence[Regrouping], number: int, orders: Orders, terminal: Terminal
) -> None:
    if not groups:
        return
    terminal.line()
    terminal.line(title)
    for group in groups:
        parts = [_part([orders[o] for o in part]) for part in group.orders]
        terminal.line("  " + " | ".join(parts))
    _print_more(number - len(groups), terminal)


def _print_more(number: int, terminal: Terminal) -> None:
    if number > 0:
        terminal.line("  " + translate_count("… and {n} more", "… and {n} more", number))


def _part(orders: Sequence[OrderRecord]) -> str:
    """Return ``山田太郎 (rakuten:1, saleor:2)``."""
    names = [name_of(order) for order in orders[:_ORDERS_SHOWN]]
    if len(orders) > _ORDERS_SHOWN:
        names.append(f"+{len(orders) - _ORDERS_SHOWN}")
    return f"{orders[0].customer.name} ({', '.join(names)})".strip()


def _named(order: OrderRecord) -> str:
    return f"{name_of(order)} {order.customer.name}".rstrip()


def _as_json(preview: Preview, orders: Orders) -> dict[str, Any]:
    customers = {i for group in (*preview.joins, *preview.parts) for i in group.customers_now}
    ids = dict(Customer.objects.filter(id__in=customers).values_list("id", "public_id"))

    def group(of: Regrouping) -> dict[str, Any]:
        return {
            "customers_now": [ids[i] for i in of.customers_now],
            "orders": [[name_of(orders[o]) for o in part] for part in of.orders],
        }

    return {
        "criteria": str(preview.criteria),
        "orders": preview.orders,
        "customers_now": preview.customers_now,
        "customers_then": preview.customers_then,
        "repeaters_now": preview.repeaters_now,
        "repeaters_then": preview.repeaters_then,
        "joining": preview.joining,
        "parting": preview.parting,
        "joins": [group(g) for g in preview.joins],
        "parts": [group(g) for g in preview.parts],
        "doubtful": preview.doubtful,
        "doubtful_pairs": [
            {
                "one": name_of(orders[pair.one]),
                "other": name_of(orders[pair.other]),
                "different": [field.value for field in pair.fields],
            }
            for pair in preview.doubtful_pairs
        ],
        "without_key": {
            source: {"orders": lacking, "of": total}
            for source, (lacking, total) in preview.without_key.items()
        },
        **_consequences(preview.consequences),
    }


def _consequences(found: Consequences) -> dict[str, Any]:
    slugs = dict(Group.objects.values_list("id", "slug"))
    return {
        "rules": [
            {
                "rule": c.rule,
                "now": c.now,
                "then": c.then,
                "begins": c.begins,
                "begins_customers": c.begins_customers,
                "ends": c.ends,
                "ends_customers": c.ends_customers,
                "holds": c.holds,
                "lapsed": c.lapsed,
            }
            for c in found.rules
        ],
        "groups": [
            {"group": slugs[c.group], "now": c.now, "then": c.then, "enters": c.enters, "leaves": c.leaves}
            for c in found.groups
        ],
        "left_out": {"customers": found.left_out, "orders": found.left_out_orders},
    }

"""``decisions``: list what staff decided."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from django.db.models import Q

from saleor_customer_mgmt.cli import shapes
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.language import translate_count
from saleor_customer_mgmt.cli.listing import chosen, limit_of, print_rest
from saleor_customer_mgmt.cli.table import table
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.models import Customer, DecisionLink, SplitMember, StaffDecision


def run(args: Namespace, terminal: Terminal) -> int:
    found = StaffDecision.objects.order_by("-id")
    if args.json:
        rows = found[: args.limit] if args.limit else found
        terminal.json_list({**shapes.decision(row), "orders": orders_in(row)} for row in rows)
        return 0
    shown = chosen(found, args.limit)
    if not shown:
        terminal.line(_("Staff decided nothing yet."))
        return 0
    terminal.lines(decision_table(shown, terminal))
    number = len(shown) if limit_of(args.limit) is None else found.count()
    print_rest(terminal, len(shown), number, translate_count("{n} decision", "{n} decisions", number))
    return 0


def decisions_about(customer: Customer) -> list[StaffDecision]:
    """Return the decisions that name an order of this customer, the undone ones too."""
    links = DecisionLink.objects.filter(Q(one__customer=customer) | Q(other__customer=customer))
    members = SplitMember.objects.filter(order__customer=customer)
    ids = {*links.values_list("decision_id", flat=True), *members.values_list("decision_id", flat=True)}
    return list(StaffDecision.objects.filter(id__in=ids).order_by("id"))


def orders_in(decision: StaffDecision) -> list[str]:
    """Return the orders that a merge links, or that a split took out."""
    if decision.kind == StaffDecision.Kind.MERGE:
        first = decision.links.order_by("id").select_related("one", "other")[:1]
        named = [order for link in first for order in (link.one, link.other)]
    else:
        members = decision.members.filter(out=True).order_by("order_id").select_related("order")
        named = [member.order for member in members]
    return [f"{order.source}:{order.number}" for order in named]


def decision_table(decisions: Sequence[StaffDecision], terminal: Terminal, *, indent: str = "") -> list[str]:
    head = [_("DECISION"), _("KIND"), _("ABOUT"), _("BY"), _("AT"), _("REASON"), _("UNDONE")]
    rows = [
        [
            str(row.id),
            kind_word(row),
            _orders(row),
            row.by_label or row.by_kind,
            terminal.minute(row.created_at),
            row.reason,
            terminal.minute(row.undone_at),
        ]
        for row in decisions
    ]
    return table(head, rows, right=[0], indent=indent)


def kind_word(decision: StaffDecision) -> str:
    return _("merge") if decision.kind == StaffDecision.Kind.MERGE else _("split")


def _orders(decision: StaffDecision) -> str:
    names = orders_in(decision)
    if decision.kind == StaffDecision.Kind.MERGE:
        return " = ".join(names)
    more = f" … (+{len(names) - 2})" if len(names) > 2 else ""
    return ", ".join(names[:2]) + more

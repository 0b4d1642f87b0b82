"""``customer ID``: who a customer is, what it bought, and what was decided about it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from django.db.models import F

from saleor_customer_mgmt.cli import shapes
from saleor_customer_mgmt.cli.commands.customers import customer_table
from saleor_customer_mgmt.cli.commands.decisions import decision_table, decisions_about
from saleor_customer_mgmt.cli.commands.orders import order_total
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.language import translate_count
from saleor_customer_mgmt.cli.lookup import name_of, require_customer
from saleor_customer_mgmt.cli.profile import Told, told_by_orders
from saleor_customer_mgmt.cli.table import table
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.cli.words import field_word, money, reason_word, relation_word, status_word
from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.evidence import Trust
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.importers.accounts import TOLD
from saleor_customer_mgmt.models import Customer, OrderRecord, StaffDecision
from saleor_customer_mgmt.selectors.customers import CountedOrder, purchase_receipt
from saleor_customer_mgmt.selectors.review import review_list


def run(args: Namespace, terminal: Terminal) -> int:
    customer = require_customer(args.customer)
    orders = list(
        customer.orders.select_related("customer", "evidence").order_by(
            F("placed_at").asc(nulls_last=True), "id"
        )
    )
    accounts = [each for each in orders if each.status == OrderStatus.ACCOUNT]
    receipt = purchase_receipt([each for each in orders if each.status != OrderStatus.ACCOUNT])
    told = told_by_orders(orders)
    decisions = decisions_about(customer)
    maybe = Customer.objects.filter(
        id__in={other for item in review_list([customer.id]) for other in item.candidates}
    ).order_by("id")
    if args.json:
        terminal.json(
            {
                **shapes.customer(customer),
                "earlier_ids": _earlier_ids(customer),
                "known_as": [
                    {"field": t.field.value, "value": t.value, "trust": t.trust.value, "sources": t.sources}
                    for t in told
                ],
                "receipt": [
                    {
                        **shapes.order(c.order),
                        "counts": c.reason is Reason.COUNTS,
                        "why_not": None if c.reason is Reason.COUNTS else c.reason.value,
                    }
                    for c in receipt
                ],
                "accounts": [_account_as_json(each) for each in accounts],
                "decisions": [shapes.decision(d) for d in decisions],
                "may_be_the_same_as": [other.public_id for other in maybe],
            }
        )
        return 0
    _print_who(customer, told, terminal)
    _print_receipt(customer, receipt, terminal)
    _print_accounts(accounts, terminal)
    _print_more(decisions, list(maybe), terminal)
    return 0


def _earlier_ids(customer: Customer) -> list[str]:
    return list(customer.dissolved.order_by("id").values_list("public_id", flat=True))


def _print_who(customer: Customer, told: Sequence[Told], terminal: Terminal) -> None:
    terminal.line(f"{customer.public_id}  {customer.name or customer.kana or customer.email}".rstrip())
    if earlier := _earlier_ids(customer):
        terminal.line(_("Found under these ids as well: {ids}").format(ids=", ".join(earlier)))
    if told:
        terminal.line()
        rows, before = [], None
        for each in told:
            word = "" if each.field is before else field_word(each.field)
            before = each.field
            unusable = relation_word(each.trust)
            note = _("{why}, joins nobody").format(why=unusable) if unusable else ""
            if each.trust is Trust.EXPIRED:
                note = _("value no longer kept, still joins")
            rows.append([word, each.value, ", ".join(each.sources), note])
        terminal.lines(table([_("FIELD"), _("VALUE"), _("TOLD BY"), _("NOTE")], rows, indent="  "))


def _print_receipt(customer: Customer, receipt: Sequence[CountedOrder], terminal: Terminal) -> None:
    terminal.line()
    terminal.line(
        _("{counting} of {orders} count as purchases; total {total}").format(
            counting=customer.purchase_count,
            orders=translate_count("{n} order", "{n} orders", len(receipt)),
            total=money(customer.totals) or "0",
        )
    )
    rows = [
        [
            name_of(c.order),
            terminal.minute(c.order.placed_at),
            order_total(c.order),
            status_word(c.order.status),
            reason_word(c.reason),
        ]
        for c in receipt
    ]
    head = [_("ORDER"), _("PLACED"), _("TOTAL"), _("STATUS"), _("PURCHASE")]
    terminal.lines(table(head, rows, right=[2], indent="  "))


def _account_as_json(account: OrderRecord) -> dict[str, Any]:
    told = account.evidence.people["buyer"]
    return {
        "source": account.source,
        "number": account.number,
        "registered_at": shapes.moment(account.placed_at),
        "state": account.status_text,
        **{name: told.get(name) for name in TOLD},
    }


def _print_accounts(accounts: Sequence[OrderRecord], terminal: Terminal) -> None:
    if not accounts:
        return
    terminal.line()
    terminal.line(_("Registered as a member (no orders):"))
    rows = []
    for each in accounts:
        told = each.evidence.people["buyer"]
        # Each line by itself: a note may have several.
        texts = [" ".join((told.get(name) or "").split()) for name in TOLD]
        rows.append([name_of(each), terminal.minute(each.placed_at), each.status_text or "", *texts])
    head = [_("ACCOUNT"), _("REGISTERED"), _("STATE"), _("NOTE"), _("NEWSLETTER"), _("GROUP"), _("POINTS")]
    terminal.lines(table(head, rows, indent="  "))


def _print_more(decisions: Sequence[StaffDecision], maybe: Sequence[Customer], terminal: Terminal) -> None:
    if decisions:
        terminal.line()
        terminal.line(_("What staff decided:"))
        terminal.lines(decision_table(decisions, terminal, indent="  "))
    if maybe:
        terminal.line()
        terminal.line(_("For review, may be the same as:"))
        terminal.lines(customer_table(list(maybe), terminal, indent="  "))

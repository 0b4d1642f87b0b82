"""``merge``, ``split``, ``undo``: what staff decide."""

from __future__ import annotations

from argparse import Namespace

from saleor_customer_mgmt.cli import shapes
from saleor_customer_mgmt.cli.commands.customers import customer_table
from saleor_customer_mgmt.cli.commands.decisions import kind_word
from saleor_customer_mgmt.cli.failures import CommandFailed, WrongUsage
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.lookup import acting, require_customer, require_order
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.cli.values import OrderName
from saleor_customer_mgmt.models import Customer, DecisionLink, SplitMember, StaffDecision
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.split_customer import split_customer
from saleor_customer_mgmt.services.undo_decision import undo_decision


def run(args: Namespace, terminal: Terminal) -> int:
    decision = {"merge": _merge, "split": _split, "undo": _undo}[args.action](args)
    customers = _customers_after(decision)
    if args.json:
        terminal.json({**shapes.decision(decision), "customers": [shapes.customer(row) for row in customers]})
        return 0
    if args.action == "undo":
        told = _("Decision {n} ({kind}) is undone.")
    else:
        told = _("Decision {n} ({kind}). To take it back: undo {n}")
    terminal.line(told.format(n=decision.id, kind=kind_word(decision)))
    terminal.line()
    terminal.lines(customer_table(customers, terminal))
    return 0


def _merge(args: Namespace) -> StaffDecision:
    main, other = _order_of(args.main), _order_of(args.other)
    return merge_customers(main, other, actor=acting(), reason=args.reason)


def _order_of(named: str | OrderName) -> int:
    """Return an order of the customer named: the one that was named, else its first."""
    return require_order(named).id if isinstance(named, OrderName) else require_customer(named).id


def _split(args: Namespace) -> StaffDecision:
    customers = [named for named in args.named if not isinstance(named, OrderName)]
    named_here = [named for named in args.named if isinstance(named, OrderName)]
    names = list(dict.fromkeys([*named_here, *args.orders]))
    if not names:
        raise WrongUsage(_("Name the orders to take out: split SOURCE:ORDER …"))
    if len(customers) > 1:
        raise WrongUsage(_("A split is of one customer; {n} are named.").format(n=len(customers)))
    orders = [require_order(name) for name in names]
    for customer in map(require_customer, customers):
        for order, name in zip(orders, names, strict=True):
            if order.customer_id != customer.id:
                raise CommandFailed(
                    _("Order {name} is not of customer {id}.").format(name=name, id=customer.public_id)
                )
    return split_customer([order.id for order in orders], actor=acting(), reason=args.reason)


def _undo(args: Namespace) -> StaffDecision:
    if not StaffDecision.objects.filter(id=args.decision).exists():
        raise CommandFailed(
            _("There is no decision {n}. 'decisions' lists them.").format(n=args.decision), code="NOT_FOUND"
        )
    return undo_decision(args.decision, actor=acting(), reason=args.reason)


def _customers_after(decision: StaffDecision) -> list[Customer]:
    """Return the customers that the orders of the decision have now."""
    links = DecisionLink.objects.filter(decision=decision)
    members = SplitMember.objects.filter(decision=decision)
    ids = {
        *links.values_list("one__customer_id", flat=True),
        *links.values_list("other__customer_id", flat=True),
        *members.values_list("order__customer_id", flat=True),
    }
    return list(Customer.objects.filter(id__in=ids).order_by("id"))

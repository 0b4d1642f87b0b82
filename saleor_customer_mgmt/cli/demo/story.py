"""What the demo shows, step by step, with the real commands."""

from __future__ import annotations

import shlex
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from saleor_customer_mgmt.cli.arguments import add_arguments
from saleor_customer_mgmt.cli.demo import samples
from saleor_customer_mgmt.cli.failures import CommandFailed
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.running import run_command
from saleor_customer_mgmt.cli.table import table, width
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.core.criteria import PRESET, CriteriaSet
from saleor_customer_mgmt.models import Customer, OrderRecord, StaffDecision
from saleor_customer_mgmt.selectors.customers import SORTS, list_customers
from saleor_customer_mgmt.selectors.why import explain_orders
from saleor_customer_mgmt.services.preview_criteria import preview_criteria

_WIDTH = 72


class Story:
    """Tells one step after the other."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._step = 0

    def tell(self) -> None:
        self._title(_("Orders of four marketplaces and the own shop, from their own files"))
        self._run(["import", *map(str, samples.files())])
        self._title(_("Who buys again, wherever"))
        self._run(["customers", "--min-purchases", "3"])
        joined = self._tell_or()
        if joined:
            self._tell_why(joined[0])
        self._tell_merge()
        self._tell_holds()

    def _title(self, text: str) -> None:
        self._step += 1
        print_title(f"{self._step}. {text}", self._terminal)

    def _run(self, arguments: Sequence[str]) -> None:
        """Show a command and do it."""
        shown = [argument.rpartition("/")[2] if "/" in argument else argument for argument in arguments]
        quoted = (shlex.quote(argument) if " " in argument else argument for argument in shown)
        self._terminal.line(f"$ customer-mgmt {' '.join(quoted)}")
        parser = ArgumentParser()
        add_arguments(parser)
        if run_command(parser.parse_args(list(arguments)), self._terminal):
            raise CommandFailed(_("The demo could not go on."))

    def _tell_or(self) -> list[Customer]:
        """Show whom only the OR of criteria joins, and return them."""
        self._title(_("Whom only the OR of two criteria joins"))
        terminal = self._terminal
        alone = [preview_criteria(CriteriaSet((criterion,))) for criterion in PRESET.criteria]
        rows = [[str(each.criteria), f"{each.customers_then:,}"] for each in alone]
        rows.append([str(PRESET), f"{alone[0].customers_now:,}"])
        terminal.lines(table([_("CRITERIA"), _("CUSTOMERS")], rows, right=[1], indent="  "))
        part_always = set.intersection(*({i for g in each.parts for i in g.customers_now} for each in alone))
        joined = list(Customer.objects.filter(id__in=part_always).order_by("-purchase_count", "id"))
        names = ", ".join(f"{row.name} ({', '.join(row.sources)})" for row in joined)
        terminal.line(_("Rakuten hides e-mail addresses, Amazon's files have no phone numbers."))
        terminal.line(
            _("With either criterion alone, several customers instead of one: {names}").format(names=names)
        )
        return joined

    def _tell_why(self, customer: Customer) -> None:
        """Ask about the two orders of the customer that are the farthest apart."""
        self._title(_("Why are these one customer's?"))
        orders = list(customer.orders.order_by("id"))
        one, other = max(
            ((orders[0], order) for order in orders[1:]),
            key=lambda pair: (len(explain_orders(*pair).chain), -pair[1].id),
        )
        self._run(["why", _name(one), _name(other)])

    def _tell_merge(self) -> None:
        self._title(_("What only people can know: a merge, and its undo"))
        one, other = list_customers(search=samples.MERGED).sorted(SORTS["name"])
        before = _rows_of(one, other)
        self._run(["customers", "--search", samples.MERGED])
        self._terminal.line()
        self._run(["merge", one.public_id, other.public_id, "--reason", _("said so on the phone")])
        self._terminal.line()
        self._run(["undo", str(StaffDecision.objects.latest("id").id)])
        if _rows_of(one, other) == before:
            self._terminal.line(_("Both are again exactly what they were before: ids, counts, everything."))

    def _tell_holds(self) -> None:
        """Mark two people: the shipped rules hold what is still to be sent to them."""
        self._title(_("Whose orders are to be looked at before they go on"))
        for name, level, reason in (
            (samples.UNPAID, "block", _("did not pay three times")),
            (samples.MISUSED, "victim", _("somebody orders in her name")),
        ):
            (customer,) = list_customers(search=name).all()
            self._run(["watch", "add", customer.public_id, "--level", level, "--reason", reason])
            self._terminal.line()
        self._run(["hold", "list"])


def print_title(text: str, terminal: Terminal) -> None:
    terminal.line()
    terminal.line(f"── {text} " + "─" * max(3, _WIDTH - width(text)))


def _name(order: OrderRecord) -> str:
    return f"{order.source}:{order.number}"


def _rows_of(*customers: Customer) -> list[Any]:
    return list(Customer.objects.filter(id__in=[row.id for row in customers]).order_by("id").values())

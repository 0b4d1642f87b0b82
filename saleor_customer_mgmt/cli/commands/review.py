"""``review``: customers that may be one, which only people can tell."""

from __future__ import annotations

from argparse import Namespace

from saleor_customer_mgmt.cli.commands.customers import customer_table
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.language import translate_count
from saleor_customer_mgmt.cli.listing import limit_of, print_rest
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.models import Customer
from saleor_customer_mgmt.selectors.review import review_list


def run(args: Namespace, terminal: Terminal) -> int:
    items = review_list()
    shown = items[: args.limit or None] if args.json else items[: limit_of(args.limit)]
    customers = Customer.objects.in_bulk(
        list({i for item in shown for i in (item.customer, *item.candidates)})
    )
    if args.json:
        terminal.json_list(
            {
                "customer": customers[item.customer].public_id,
                "may_be_the_same_as": [customers[c].public_id for c in item.candidates],
                "only_contested_keys": item.lonely,
            }
            for item in shown
        )
        return 0
    if not shown:
        terminal.line(_("There is nothing to review."))
        return 0
    terminal.line(_("These share what a split has shown not to tell one person. Who are they?"))
    terminal.line(_("(merge ID ID joins two of them; why SOURCE:ORDER SOURCE:ORDER compares.)"))
    told: set[frozenset[int]] = set()
    for item in shown:
        ids = frozenset((item.customer, *item.candidates))
        if ids not in told:  # two that are alike name each other
            told.add(ids)
            terminal.line()
            both = [customers[item.customer], *(customers[c] for c in item.candidates)]
            terminal.lines(customer_table(both, terminal))
    print_rest(terminal, len(shown), len(items), translate_count("{n} customer", "{n} customers", len(items)))
    return 0

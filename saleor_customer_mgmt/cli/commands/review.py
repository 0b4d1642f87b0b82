"""``review``: customers that may be one, which only people can tell."""

from __future__ import annotations

from argparse import Namespace
from math import floor

from saleor_customer_mgmt.cli.commands.customers import customer_table
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.language import translate_count
from saleor_customer_mgmt.cli.listing import limit_of, print_rest
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.cli.words import field_word, level_word
from saleor_customer_mgmt.models import Customer
from saleor_customer_mgmt.selectors.doubtful import Doubt
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
                "doubtful": [
                    {
                        "customer": customers[other].public_id,
                        "weight": doubt.weight,
                        "probability": doubt.probability,
                        "fields": [
                            {"field": field, "level": level, "weight": weight}
                            for field, level, weight in doubt.fields
                        ],
                    }
                    for other, doubt in item.doubts.items()
                ],
            }
            for item in shown
        )
        return 0
    if not shown:
        terminal.line(_("There is nothing to review."))
        return 0
    terminal.line(_("These may be one: a split has parted what they share, or a search found them alike."))
    terminal.line(_("(merge ID ID joins two of them; not-same ID ID keeps them from this list;"))
    terminal.line(_("why SOURCE:ORDER SOURCE:ORDER compares.)"))
    told: set[frozenset[int]] = set()
    for item in shown:
        ids = frozenset((item.customer, *item.candidates))
        if ids not in told:  # two that are alike name each other
            told.add(ids)
            terminal.line()
            both = [customers[item.customer], *(customers[c] for c in item.candidates)]
            terminal.lines(customer_table(both, terminal))
            for other, doubt in item.doubts.items():
                terminal.line(_doubt(customers[other], doubt))
    print_rest(terminal, len(shown), len(items), translate_count("{n} customer", "{n} customers", len(items)))
    return 0


def _doubt(other: Customer, doubt: Doubt) -> str:
    """Return one line that says what speaks for a candidate, field by field."""
    fields = ", ".join(
        f"{field_word(field)}: {level_word(level)} ({weight:+.1f})"
        for field, level, weight in doubt.fields
        if level != "absent"
    )
    return _("{id}, {share} % likely: {fields}").format(
        id=other.public_id, share=floor(1000 * doubt.probability) / 10, fields=fields
    )

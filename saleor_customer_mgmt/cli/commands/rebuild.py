"""``rebuild``: judge all orders anew."""

from __future__ import annotations

import dataclasses
from argparse import Namespace

from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.language import translate_count
from saleor_customer_mgmt.cli.lookup import acting
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.services.rebuild import rebuild


def run(args: Namespace, terminal: Terminal) -> int:
    terminal.progress(_("Judging all orders anew …"))
    done = rebuild(actor=acting())
    if args.json:
        terminal.json(dataclasses.asdict(done))
        return 0
    terminal.line(
        _(
            "Orders judged anew: {orders}; read differently now: {read}; with another customer: {moved}."
        ).format(orders=f"{done.orders:,}", read=f"{done.evidence_changed:,}", moved=f"{done.moved:,}")
    )
    terminal.line(
        translate_count("There is {n} customer now.", "There are {n} customers now.", done.customers)
    )
    return 0

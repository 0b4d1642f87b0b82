"""``rebuild``: judge all orders anew."""

from __future__ import annotations

import dataclasses
from argparse import Namespace

from saleor_customer_mgmt.cli.language import translate as _
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
            "{orders} orders were judged anew: {evidence_changed} read differently now, {moved} changed "
            "their customer. There are {customers} customers."
        ).format(**{name: f"{number:,}" for name, number in dataclasses.asdict(done).items()})
    )
    return 0

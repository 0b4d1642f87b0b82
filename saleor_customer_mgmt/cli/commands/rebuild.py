"""``rebuild``: judge all orders anew."""

from __future__ import annotations

import dataclasses
from argparse import Namespace
from functools import partial

from saleor_customer_mgmt.cli.failures import WrongUsage
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.language import translate_count
from saleor_customer_mgmt.cli.lookup import acting
from saleor_customer_mgmt.cli.search_work import finish_search
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.services import run_work
from saleor_customer_mgmt.services.do_job import rebuild_now
from saleor_customer_mgmt.services.judge_all import judge_stored
from saleor_customer_mgmt.services.judge_elsewhere import judge_stored_elsewhere, require_engine


def run(args: Namespace, terminal: Terminal) -> int:
    judge = judge_stored
    if args.engine != "own":
        require_engine(args.engine)
        judge = partial(judge_stored_elsewhere, args.engine, args.folder)
    elif args.folder:
        raise WrongUsage(_("--folder is for another engine: --engine duckdb or spark"))
    run_work.tend()  # commands that were killed are no longer shown as running
    terminal.progress(_("Judging all orders anew …"))
    done = rebuild_now(
        actor=acting(),
        from_facts=args.from_facts,
        judge=judge,
        on_progress=lambda steps, total: terminal.progress(
            _("Judging all orders anew: {share} %").format(share=100 * steps // max(total, 1))
        ),
    )
    finish_search(terminal)
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

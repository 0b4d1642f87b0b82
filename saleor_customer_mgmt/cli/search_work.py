"""What a command leaves of the search, done by itself: there need be no worker."""

from __future__ import annotations

from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.services import run_work
from saleor_customer_mgmt.services.search_rows import SEARCH
from saleor_customer_mgmt.services.work_off_search import search_waits


def finish_search(terminal: Terminal) -> None:
    """Write what a search looks through for those whom an import or a judgement left to the background."""
    if search_waits():
        terminal.progress(_("Bringing the search up to date …"))
        run_work.do(SEARCH, 0)

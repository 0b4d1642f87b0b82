"""Work that waits: a machine without a server has nobody else to do it."""

from __future__ import annotations

from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.models import Job
from saleor_customer_mgmt.services.do_job import do_job


def do_what_waits(terminal: Terminal) -> None:
    """Apply rules and groups where that waits; a worker that is at it already is left to it."""
    kinds = (Job.Kind.RULES, Job.Kind.GROUPS)
    waits = Job.objects.filter(kind__in=kinds, state=Job.State.PENDING).order_by("id")
    for job in waits.values_list("id", flat=True):
        terminal.progress(_("Applying rules and groups …"))
        do_job(job)
    terminal.clear_progress()

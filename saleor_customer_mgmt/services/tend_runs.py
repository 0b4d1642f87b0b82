"""Look after runs that nobody is at. Called every minute, in any number of processes."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from saleor_customer_mgmt.models import Import, Job, RuleBacklog
from saleor_customer_mgmt.models.run import Run
from saleor_customer_mgmt.services import background, runs
from saleor_customer_mgmt.services.actor import SYSTEM
from saleor_customer_mgmt.services.queue_doubtful import queue_doubtful_of_the_night
from saleor_customer_mgmt.services.queue_export import throw_away_exports
from saleor_customer_mgmt.services.queue_groups import queue_groups_of_the_day
from saleor_customer_mgmt.services.queue_import import IMPORT
from saleor_customer_mgmt.services.queue_job import JOB
from saleor_customer_mgmt.services.queue_retention import queue_retention_of_the_day
from saleor_customer_mgmt.services.queue_rules import queue_rules
from saleor_customer_mgmt.services.run_endings import INTERRUPTED
from saleor_customer_mgmt.services.search_rows import SEARCH
from saleor_customer_mgmt.services.send_notices import NOTICES, unsent
from saleor_customer_mgmt.services.uploaded_files import remove_left_folders
from saleor_customer_mgmt.services.work_off_search import search_waits

TEND_EVERY = timedelta(minutes=1)
WAITS_LONG = timedelta(minutes=1)
"""A run that has waited so long may have been told to nobody; telling somebody twice does no harm."""


def tend_runs() -> None:
    """Have those runs started that wait or were forsaken, and write down which commands were killed."""
    remove_left_folders()
    throw_away_exports()
    _have_rules_applied()
    if unsent():
        background.start(NOTICES, 0, within=TEND_EVERY.total_seconds())
    if search_waits():
        background.start(SEARCH, 0, within=TEND_EVERY.total_seconds())
    for kind, model in KINDS.items():
        waits = Q(state=Run.State.PENDING, updated_at__lt=Now() - WAITS_LONG)
        found = model.objects.filter(waits | runs.forsaken(), in_background=True).order_by("id")
        for key in found.values_list("id", flat=True):
            background.start(kind, key, within=TEND_EVERY.total_seconds())
        for run in model.objects.filter(runs.forsaken(), in_background=False).order_by("id"):
            _end_killed(run)
    queue_groups_of_the_day()
    queue_retention_of_the_day()
    queue_doubtful_of_the_night()


def _have_rules_applied() -> None:
    """Whoever could not apply the rules left the orders, and had no time to tell anybody."""
    under_way = Job.objects.filter(
        kind=Job.Kind.RULES, state__in=(Run.State.PENDING, Run.State.RUNNING)
    ).exists()
    if not under_way and RuleBacklog.objects.exists():
        queue_rules(actor=SYSTEM)


def _end_killed(run: Import | Job) -> None:
    with suppress(runs.Superseded), transaction.atomic():
        # Under the lock it is looked at again: its process may only have waited for somebody.
        forsaken = type(run)._default_manager.filter(runs.forsaken(), id=run.id)  # noqa: SLF001
        if runs.try_own_run(run) and forsaken.exists():
            runs.end(run, Run.State.INTERRUPTED, INTERRUPTED)


KINDS: dict[str, type[Import | Job]] = {IMPORT: Import, JOB: Job}

"""Deriving many orders anew before everything is judged: in small steps, by whoever helps.

Nobody waits for it for longer than a step takes, while judging, which comes after it, keeps everybody else
from recording. Keys are left to that: until then orders are found by the keys that they had.
"""

from __future__ import annotations

from collections.abc import Callable

from saleor_customer_mgmt.lock_objects import share_judging
from saleor_customer_mgmt.models import Job, JobShare, OrderRecord
from saleor_customer_mgmt.services import remake, runs, shares
from saleor_customer_mgmt.services.current_criteria import criteria_at_present, require_usable_digests
from saleor_customer_mgmt.services.derive import making
from saleor_customer_mgmt.services.errors import Stale
from saleor_customer_mgmt.services.job_queue import JOB_HELP
from saleor_customer_mgmt.services.locking import lock_what_it_takes, try_until_it_holds_still
from saleor_customer_mgmt.services.passes import Advance
from saleor_customer_mgmt.services.rule_backlog import customers_of
from saleor_customer_mgmt.services.run_endings import check_stopping
from saleor_customer_mgmt.services.share_out import Sharing

STEP = 200
"""Orders in one transaction: few enough to let checkouts pass in between."""


def derive_ahead(job: Job, on_progress: Advance | None = None) -> None:
    """Derive what this rebuild has to derive anew, when that is much. Its result says what came out.

    Raises:
        Superseded: when another worker goes on with it.
        HandedBack: when another worker is to.
        Busy: when others kept changing the same customers.
    """
    if not job.result:
        _begin(job)
    Sharing(
        JOB_HELP,
        job.shares.all(),
        run=job,
        check=lambda: check_stopping(job),
        do=derive_share,
        settle=lambda: _settle(job, on_progress),
    ).finish()


def _begin(job: Job) -> None:
    by = making(criteria_at_present())
    orders = remake.to_remake(by, everything=job.from_facts)
    with runs.step(job) as row:
        much = orders.count()
        if much <= remake.CHUNK or not _may_record():
            return
        shares.cut_up(row, orders, STEP)
        # Judging goes over all of them four times.
        runs.got_further(row, total=much + 4 * OrderRecord.objects.count(), result=_told(0, 0))
    job.result = _told(0, 0)


def _may_record() -> bool:
    """Return whether others may record; with another secret they may not, and digests must not be mixed."""
    try:
        require_usable_digests()
    except Stale:
        return False
    return True


def derive_share(share: JobShare) -> dict[str, int]:
    share_judging()
    by = making(criteria_at_present())
    orders = remake.to_remake(by, everything=share.run.from_facts)
    ids = list(orders.filter(id__gte=share.first, id__lte=share.last))

    def locked() -> int:
        lock_what_it_takes(lambda: customers_of(ids), lambda seen: seen)
        return remake.derive_anew(ids, by)[1]

    return _told(len(ids), try_until_it_holds_still(locked))


def _settle(job: Job, on_progress: Callable[[int, int], None] | None) -> None:
    with runs.step(job) as row:
        if tally := shares.settle(row):
            done = row.done + tally["derived_ahead"]
            result = {name: row.result[name] + tally[name] for name in row.result}
            runs.got_further(row, done=done, result=result)
            job.done, job.result = done, result
            if on_progress is not None:
                on_progress(done, row.total)


def _told(orders: int, differed: int) -> dict[str, int]:
    return {"derived_ahead": orders, "evidence_changed": differed}

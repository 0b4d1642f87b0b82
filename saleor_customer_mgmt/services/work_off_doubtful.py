"""A search for doubtful pairs as a job: computed outside any transaction, written in one.

Killed while it computes, it has written nothing, and another worker begins anew; told twice, one claims it.
"""

from __future__ import annotations

from saleor_customer_mgmt.models import DoubtfulPair, Job
from saleor_customer_mgmt.services import runs
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.find_doubtful import Found, find_doubtful
from saleor_customer_mgmt.services.passes import Advance
from saleor_customer_mgmt.services.stay_alive import staying_alive


def work_off_doubtful(job: Job, on_progress: Advance | None = None) -> None:
    """Look for doubtful pairs, and put them in the place of those of the search before.

    Raises:
        NotInstalled: when the engine is not installed where this worker is; nothing is written.
        Superseded: when another worker goes on with it; nothing is written.
    """
    with staying_alive(job) as alive:

        def tell(done: int, total: int) -> None:
            alive.at(done, total)
            if on_progress is not None:
                on_progress(done, total)

        found = find_doubtful(tell)
    with runs.step(job) as row:
        _replace(row, found)
        result = {"customers": found.customers, "pairs": len(found.proposals), "learnt": found.learnt}
        write_audit(runs.author_of(row), "doubtful_pairs", run=row.id, **result)
        runs.end(row, Job.State.DONE, result=result, done=2 * found.customers, total=2 * found.customers)
    job.refresh_from_db()


def _replace(job: Job, found: Found) -> None:
    DoubtfulPair.objects.all().delete()
    DoubtfulPair.objects.bulk_create(
        (
            DoubtfulPair(
                one_id=proposal.one,
                other_id=proposal.other,
                weight=proposal.weight,
                probability=proposal.probability,
                fields=[[like.field, like.level, like.weight] for like in proposal.fields],
                found_by=job,
            )
            for proposal in found.proposals
        ),
        batch_size=1000,
    )

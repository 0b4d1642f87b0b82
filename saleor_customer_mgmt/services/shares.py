"""Work that several workers share: cut into shares, rows that whoever is free takes.

The worker that claimed the run (``services.runs``) cuts it up, takes shares itself, and writes down what came
of all of them; only it says how the run ends. Others help: they take shares while there are any. A share is
done in one transaction that has its row locked, so that nobody takes it twice, and the one of a worker that
was killed is free again at once. Where nobody helps, nothing waits for help: ``services.share_out``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Min, QuerySet

from saleor_customer_mgmt.lock_objects import try_own_work
from saleor_customer_mgmt.models import Import, ImportShare, Job
from saleor_customer_mgmt.models.run import Run
from saleor_customer_mgmt.models.share import Share
from saleor_customer_mgmt.services.background import background

S = TypeVar("S", bound=Share)
Tally = Mapping[str, int]


def waiting(shares: QuerySet[S]) -> QuerySet[S]:
    """Return those that are to be done, also those that somebody is at."""
    return shares.filter(tally__isnull=True)


def cut_up(job: Job, ids: QuerySet[Any], size: int) -> None:
    """Make shares of so many of these ids each. In the caller's step."""
    found, values = ids.order_by().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO customer_mgmt_jobshare (run_id, number, first, last)
            SELECT %s, number, min(id), max(id)
            FROM (
                SELECT id, (row_number() OVER (ORDER BY id) - 1) / %s AS number FROM ({found}) AS found (id)
            ) numbered
            GROUP BY number
            """,  # noqa: S608 - Django's statement, with its values beside it
            [job.id, size, *values],
        )


def _emptied(share: Share) -> dict[str, Any]:
    """Return the columns that hold what is needed no more."""
    return {"items": b""} if isinstance(share, ImportShare) else {}


def _first(shares: QuerySet[S], **which: int) -> S | None:
    """Return the first that nobody is at, locked."""
    return waiting(shares).filter(**which).order_by("number").select_for_update(skip_locked=True).first()


def _in_free_lane(shares: QuerySet[S]) -> S | None:
    """Return the first share of an import in a lane in which nobody is, and have the lane."""
    if shares.model is not ImportShare:
        return None
    lanes = waiting(shares).values_list("run_id", "lane").annotate(first=Min("number")).order_by("first")
    for run, lane, _ in lanes:
        if try_own_work(f"lane.{run}.{lane}") and (found := _first(shares, lane=lane)):
            return found
    return None


def take(shares: QuerySet[S], do: Callable[[S], Tally]) -> bool:
    """Do one share that nobody is at; return whether there was one. Raises what doing it raises."""
    with transaction.atomic():
        share = _in_free_lane(shares) or _first(shares)
        if share is None:
            return False
        tally = dict(do(share))
        type(share)._default_manager.filter(pk=share.pk).update(tally=tally, **_emptied(share))  # noqa: SLF001
        return True


def help_with(helped: QuerySet[Any], run_id: int, do: Callable[[Any, Any], Tally]) -> None:
    """Take shares of a run that another worker carries out, until there are none, or it has helpers enough.

    ``helped`` are the runs that may be helped at all; ``do`` is given the run and the share.
    """
    kind = helped.model.__name__
    places = [f"help.{kind}.{run_id}.{place}" for place in range(background().helpers())]
    while not background().stopping():
        with transaction.atomic():
            # Places that are free again when the transaction ends, however that is.
            if not any(try_own_work(place) for place in places):
                return
            run = helped.filter(id=run_id, state=Run.State.RUNNING).first()
            if run is None or not take(run.shares.all(), partial(do, run)):
                return


def settle(run: Import | Job) -> Counter[str]:
    """Return what came of the shares that are done, all together, and forget these. In the caller's step."""
    table = run.shares.model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} WHERE run_id = %s AND tally IS NOT NULL RETURNING tally::text",  # noqa: S608
            [run.id],
        )
        total: Counter[str] = Counter()
        for (tally,) in cursor.fetchall():
            total.update(json.loads(tally))
        return total


def stop(run: Import | Job) -> Counter[str]:
    """Wait for those who are at shares, take all shares away, and return what came of those that are done."""
    shares = run.shares.all()
    list(shares.order_by("number").select_for_update().values_list("id", flat=True))
    total = settle(run)
    shares.delete()
    return total

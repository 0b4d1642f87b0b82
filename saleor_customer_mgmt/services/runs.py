"""Who works on a run: exactly one process, also when a worker is told twice or is killed.

A worker *claims* a run: it writes a token of its own into the row. Whatever it records afterwards, it
records in a :func:`step`: one transaction that has the lock of this run (``lock_objects``, 0) and finds the
token still there. A worker that was killed leaves nothing half done. One that was only taken for dead does no
harm: another one has claimed the run by then, and the first one's next step raises :class:`Superseded`.

A run is *forsaken* when it gave no sign of life for a while and nobody has its lock. Signs of life use the
clock of the database, since those of the machines differ.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar, cast

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest, Now

from saleor_customer_mgmt.lock_objects import own_work, try_own_work
from saleor_customer_mgmt.models import Import, Job
from saleor_customer_mgmt.models.run import Run
from saleor_customer_mgmt.services import shares
from saleor_customer_mgmt.services.actor import Actor, ActorKind
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import ServiceError

R = TypeVar("R", bound=Import | Job)

FORSAKEN_AFTER = timedelta(minutes=2)
"""Longer than anything that a worker does between two signs of life without having the run's lock."""
MOST_ATTEMPTS = 5
"""So many workers ended over a run without getting further: it would end the next one, too."""
ENDED = (Run.State.DONE, Run.State.FAILED, Run.State.CANCELLED, Run.State.INTERRUPTED)


class Superseded(ServiceError):
    """Raised in a process whose run was ended, or taken over, by another. It has written nothing since."""

    code = "CONFLICT"


def author_of(run: Run) -> Actor:
    return Actor(ActorKind(run.by_kind), run.by_id, run.by_label)


def forsaken() -> Q:
    """Return what selects the runs that somebody began and gave no sign of life for."""
    return Q(state=Run.State.RUNNING, updated_at__lt=Now() - FORSAKEN_AFTER)


def begin(run: R) -> None:
    """Write a new run that this very process carries out."""
    run.state, run.claim, run.in_background = run.State.RUNNING, uuid.uuid4(), False
    run.save()
    _rows(type(run)).filter(id=run.id).update(started_at=Now(), updated_at=Now())


def claim(model: type[R], run_id: int) -> R | None:
    """Take a run that waits, or was forsaken, and return it; None when there is nothing to do."""
    with transaction.atomic():
        if not try_own_work(_work(model, run_id)):
            return None
        # Asked for and written in one statement: who had it may be giving a sign of life just now.
        waiting = Q(state=Run.State.PENDING) | forsaken()
        taken = (
            _rows(model)
            .filter(waiting, id=run_id, in_background=True)
            .update(
                state=Run.State.RUNNING,
                claim=uuid.uuid4(),
                attempts=F("attempts") + 1,
                started_at=Coalesce("started_at", Now()),
                updated_at=Now(),
            )
        )
        if not taken:
            return None
        run = _rows(model).get(id=run_id)
        if run.attempts > MOST_ATTEMPTS:
            end(run, Run.State.FAILED, f"given up: {MOST_ATTEMPTS} workers ended without getting further")
            return None
        return run


@contextmanager
def step(run: R) -> Iterator[R]:
    """Do something for a run, in one transaction; yields its row as it is now.

    Raises:
        Superseded: when it is not this process's run any more.
    """
    with transaction.atomic():
        own_work(_work(type(run), run.id))
        row = _rows(type(run)).filter(id=run.id, claim=run.claim, state=Run.State.RUNNING).first()
        if row is None:
            raise Superseded("Another process has ended this run, or goes on with it.")
        yield row


def sign_of_life(run: R) -> None:
    """Say that this process is still at it.

    Raises:
        Superseded: when it is not this process's run any more.
    """
    mine = _rows(type(run)).filter(id=run.id, claim=run.claim, state=Run.State.RUNNING)
    if not mine.update(updated_at=Now()):
        raise Superseded("Another process has ended this run, or goes on with it.")


def got_further(run: R, **columns: Any) -> None:
    """Write how far a run came, inside its :func:`step`; workers that ended before that count no more."""
    _rows(type(run)).filter(id=run.id).update(attempts=0, updated_at=Now(), **columns)


def hand_back(run: R, *, in_vain: bool = False) -> None:
    """Leave a run to whoever takes it next. What was recorded stays.

    ``in_vain``: something was in the way. So many attempts in a row end the run.
    """
    mine = _rows(type(run)).filter(id=run.id, claim=run.claim, state=Run.State.RUNNING)
    attempts = F("attempts") if in_vain else F("attempts") - 1
    mine.update(state=Run.State.PENDING, claim=None, attempts=Greatest(attempts, 0), updated_at=Now())


def try_own_run(run: R) -> bool:
    """Take the lock of a run until the transaction ends, or return False when somebody is at it."""
    return try_own_work(_work(type(run), run.id))


def end(run: R, state: Run.State, error: str = "", **columns: Any) -> None:
    """Write how a run ended, in the caller's transaction. The uploaded files go with that, and what an export
    was to look for, which may name people.

    Raises:
        Superseded: when it has ended already, or is not this process's.
    """
    mine = _rows(type(run)).filter(id=run.id, claim=run.claim).exclude(state__in=ENDED)
    tally = shares.stop(run)
    if isinstance(run, Import):
        columns |= {name: F(name) + more for name, more in tally.items()}
    elif run.kind == Job.Kind.EXPORT:
        kept = columns.get("result", run.result)
        columns["result"] = {name: value for name, value in kept.items() if name != "asked"}
    changed = mine.update(
        state=state, error=error, claim=None, finished_at=Now(), updated_at=Now(), **columns
    )
    if not changed:
        raise Superseded("Another process has ended this run, or goes on with it.")
    run.refresh_from_db()
    if isinstance(run, Import):
        run.chunks.all().delete()
        _audit_import(run)


def _audit_import(run: Import) -> None:
    write_audit(
        author_of(run),
        "import",
        run=run.id,
        state=run.state,
        dry_run=run.dry_run,
        new=run.new,
        changed=run.changed,
        unchanged=run.unchanged,
        refused=run.refused,
    )


def _rows(model: type[R]) -> QuerySet[R]:
    rows: Any = model._default_manager.all()  # noqa: SLF001  # its type is too general for one of two models
    return cast("QuerySet[R]", rows)


def _work(model: type[Run], run_id: int) -> str:
    return f"{model._meta.model_name}.{run_id}"  # Django's public name of it

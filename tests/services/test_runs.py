"""Who may work on a run, and how it ends."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from saleor_customer_mgmt.importers import FileRefused
from saleor_customer_mgmt.models import AuditEntry, Import, ImportChunk, Job
from saleor_customer_mgmt.services import background, run_work, runs
from saleor_customer_mgmt.services.errors import Busy, NotFound
from saleor_customer_mgmt.services.run_endings import Cancelled, HandedBack, ending
from tests.background import Told
from tests.builders import STAFF

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    who = Told()
    monkeypatch.setattr(background, "_registered", [who])
    return who


def new(**columns: Any) -> Import:
    columns = {"files": [{"name": "a.csv"}], "in_background": True} | columns
    return Import.objects.create(**STAFF.columns(), **columns)


def let_pass(minutes: float) -> None:
    for model in (Import, Job):
        model.objects.update(updated_at=F("updated_at") - timedelta(minutes=minutes))


def claimed(run: Import) -> Import:
    found = runs.claim(Import, run.id)
    assert found is not None
    return found


def fail(error: Exception) -> None:
    raise error


def test_a_run_that_waits_is_claimed_once() -> None:
    run = new()

    mine = claimed(run)

    assert (mine.state, mine.attempts) == ("running", 1)
    assert mine.claim is not None
    assert mine.started_at is not None
    assert runs.claim(Import, run.id) is None
    assert Import.objects.get().claim == mine.claim


@pytest.mark.parametrize("state", ["done", "failed", "cancelled", "interrupted"])
def test_a_run_that_has_ended_is_never_claimed(state: str) -> None:
    run = new(state=state)
    let_pass(60)

    assert runs.claim(Import, run.id) is None
    assert Import.objects.get().state == state


def test_what_a_command_does_and_what_is_not_there_is_not_claimed() -> None:
    run = new(in_background=False)

    assert runs.claim(Import, run.id) is None
    assert runs.claim(Import, run.id + 1) is None


def test_a_forsaken_run_is_another_ones_and_the_first_one_cannot_go_on() -> None:
    first = claimed(new())
    let_pass(1.9)
    assert runs.claim(Import, first.id) is None
    let_pass(0.2)

    second = claimed(first)

    assert second.claim != first.claim
    assert second.attempts == 2
    assert second.started_at == first.started_at
    for deed in (lambda: runs.sign_of_life(first), lambda: runs.end(first, Import.State.DONE)):
        with pytest.raises(runs.Superseded):
            deed()
    with pytest.raises(runs.Superseded), runs.step(first):
        pytest.fail("it goes on")
    runs.hand_back(first, in_vain=True)
    assert Import.objects.get().claim == second.claim
    runs.sign_of_life(second)
    with runs.step(second) as row:
        assert row.id == second.id


def test_a_sign_of_life_keeps_a_run(told: Told) -> None:
    mine = claimed(new())
    let_pass(3)
    runs.sign_of_life(mine)

    assert runs.claim(Import, mine.id) is None
    run_work.tend()
    assert told.runs == []


def test_a_run_over_which_every_worker_ends_is_given_up() -> None:
    run = new()
    for _ in range(runs.MOST_ATTEMPTS):
        claimed(run)
        let_pass(3)

    assert runs.claim(Import, run.id) is None

    ended = Import.objects.get()
    assert (ended.state, ended.error) == (
        "failed",
        "given up: 5 workers ended without getting further",
    )
    assert AuditEntry.objects.get().data["state"] == "failed"


@pytest.mark.parametrize(
    ("error", "state", "why"),
    [
        (FileRefused("a.csv", "no"), "failed", "a.csv: no"),
        (NotFound("There is none."), "failed", "There is none."),
        (RuntimeError("山田太郎"), "failed", "stopped by a fault of the program"),
        (Cancelled(), "cancelled", ""),
        (HandedBack(), "pending", ""),
        (Busy("Later."), "pending", ""),
        (OperationalError("山田太郎"), "pending", ""),
    ],
)
def test_how_a_run_ends_in_a_worker(caplog: Any, error: Exception, state: str, why: str) -> None:
    run = claimed(new())
    ImportChunk.objects.create(run=run, file=0, part=0, data=b"a")

    with ending(run):
        fail(error)

    now = Import.objects.get()
    assert (now.state, now.error, now.claim) == (state, why, None)
    assert (now.finished_at is None) == (state == "pending")
    assert ImportChunk.objects.exists() == (state == "pending")
    assert "山田" not in caplog.text


def test_a_worker_that_leaves_a_run_to_the_next_one_has_not_tried_in_vain() -> None:
    run = new()
    for error, attempts in ((HandedBack(), 0), (Busy("Later."), 1), (HandedBack(), 1), (Busy("Later."), 2)):
        with ending(claimed(run)):
            fail(error)
        assert Import.objects.get().attempts == attempts


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(143)])
def test_a_command_that_is_stopped_says_so(error: BaseException) -> None:
    run = Import(files=[{"name": "a.csv"}], **STAFF.columns())
    runs.begin(run)

    with pytest.raises(type(error)), ending(run, raising=True):
        raise error

    now = Import.objects.get()
    assert (now.state, now.error) == ("interrupted", "the command was stopped before it was done")


def test_a_process_whose_run_was_taken_over_changes_nothing_at_its_end() -> None:
    first = claimed(new())
    let_pass(3)
    second = claimed(first)

    with ending(first):
        fail(RuntimeError())

    now = Import.objects.get()
    assert (now.state, now.claim) == ("running", second.claim)
    assert not AuditEntry.objects.exists()


def test_tending_has_started_what_waits_long_and_what_was_forsaken(told: Told) -> None:
    waits, forsaken, job = new(), new(), Job.objects.create(kind="rebuild", in_background=True)
    claimed(forsaken)
    command = new(in_background=False, state="running", claim=uuid4())
    done = new(state="done")
    let_pass(3)
    new()  # just asked for: somebody was told

    run_work.tend()

    assert told.runs == [("import", waits.id), ("import", forsaken.id), ("job", job.id)]
    command.refresh_from_db()
    assert (command.state, command.claim) == ("interrupted", None)
    done.refresh_from_db()
    assert done.state == "done"


def test_the_clock_is_that_of_the_database() -> None:
    """A machine whose clock is a day ahead neither forsakes its runs nor takes those of others."""
    run = claimed(new())
    Import.objects.filter(id=run.id).update(updated_at=Now() - timedelta(minutes=1))

    ahead = timezone.now() + timedelta(days=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: ahead)
        assert runs.claim(Import, run.id) is None


def test_work_that_goes_wrong_unexpectedly_raises_nothing_and_tells_no_values(
    monkeypatch: Any, caplog: Any
) -> None:
    monkeypatch.setattr(runs, "claim", lambda *_: fail(RuntimeError("山田太郎")))

    run_work.do("import", 1)
    run_work.do("job", 1)

    assert caplog.text.count("RuntimeError at ") == 2
    assert "山田" not in caplog.text


ASKED = {"what": "customers", "kind": "csv", "language": "ja", "asked": {"search": "佐藤"}}
FORGOTTEN = {"what": "customers", "kind": "csv", "language": "ja"}


def export(**columns: Any) -> Job:
    return Job.objects.create(
        **STAFF.columns(), **{"kind": "export", "result": ASKED, "in_background": True} | columns
    )


@pytest.mark.parametrize("state", runs.ENDED)
def test_what_an_export_was_to_look_for_goes_however_it_ends(state: str) -> None:
    export()
    other = export()
    run = runs.claim(Job, other.id)
    assert run is not None

    runs.end(run, Job.State(state))

    assert Job.objects.get(id=other.id).result == FORGOTTEN
    assert Job.objects.exclude(id=other.id).get().result == ASKED


def test_an_export_that_fails_of_a_fault_keeps_nothing_of_what_it_was_to_look_for() -> None:
    run = runs.claim(Job, export().id)
    assert run is not None

    with ending(run):
        fail(RuntimeError("佐藤"))

    ended = Job.objects.get()
    assert (ended.state, ended.result) == ("failed", FORGOTTEN)
    assert "佐藤" not in ended.error


def test_an_export_that_nobody_gets_done_keeps_nothing_of_what_it_was_to_look_for() -> None:
    job = export(attempts=runs.MOST_ATTEMPTS)

    assert runs.claim(Job, job.id) is None

    ended = Job.objects.get()
    assert (ended.state, ended.result) == ("failed", FORGOTTEN)


def test_an_export_that_goes_on_later_still_knows_what_to_look_for() -> None:
    run = runs.claim(Job, export().id)
    assert run is not None

    with ending(run):
        fail(OperationalError())

    waits = Job.objects.get()
    assert (waits.state, waits.result) == ("pending", ASKED)


def test_what_came_out_of_other_jobs_stays_when_they_end() -> None:
    run = runs.claim(Job, export(kind="retention").id)
    assert run is not None

    runs.end(run, Job.State.FAILED)

    assert Job.objects.get().result == ASKED

"""What the processes of a crowd do."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.core.criteria import parse_criteria
from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus
from saleor_customer_mgmt.models import Customer, Import, Job, OrderRecord, StaffDecision
from saleor_customer_mgmt.services import (
    background,
    derive_ahead,
    do_job,
    import_batches,
    import_rows,
    import_together,
    remake,
    run_work,
    runs,
    work_off_groups,
)
from saleor_customer_mgmt.services.change_counting import change_counting
from saleor_customer_mgmt.services.change_criteria import change_criteria
from saleor_customer_mgmt.services.errors import AlreadyDone, NotFound, ServiceError
from saleor_customer_mgmt.services.import_orders import import_orders
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.rebuild import rebuild
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.split_customer import split_customer
from saleor_customer_mgmt.services.undo_decision import undo_decision
from tests.builders import STAFF


def record_in_batches(orders: Sequence[OrderFacts], seed: int) -> Counter[tuple[str, str]]:
    """Record these orders in a random order, some alone, some together; count outcome and number."""
    random = Random(seed)
    remaining = random.sample(orders, len(orders))
    found: Counter[tuple[str, str]] = Counter()
    while remaining:
        size = random.choice((1, 1, 2, 5, 9))
        batch, remaining = remaining[:size], remaining[size:]
        answers = record_orders(batch)
        found.update((a.outcome.value, f.number) for a, f in zip(answers, batch, strict=True))
    return found


def decide(times: int, seed: int) -> Counter[str]:
    """Merge, split and undo at random; count what was done and what was refused."""
    random = Random(seed)
    done: Counter[str] = Counter()
    for _ in range(times):
        deed = random.choice((_merge, _split, _split, _undo))
        try:
            deed(random)
        except (AlreadyDone, NotFound) as refusal:
            done[type(refusal).__name__] += 1
        except ServiceError as refusal:
            if refusal.code != "INVALID":
                raise
            done["Invalid"] += 1
        else:
            done[deed.__name__] += 1
    return done


def _merge(random: Random) -> None:
    orders = list(OrderRecord.objects.values_list("id", flat=True))
    merge_customers(*random.sample(orders, 2), actor=STAFF)


def _split(random: Random) -> None:
    large = list(Customer.objects.filter(order_count__gte=2).values_list("id", flat=True))
    if not large:
        raise NotFound("nobody has two orders yet")
    orders = list(OrderRecord.objects.filter(customer=random.choice(large)).values_list("id", flat=True))
    split_customer(random.sample(orders, random.randint(1, max(1, len(orders) - 1))), actor=STAFF)


def _undo(random: Random) -> None:
    # Those that are undone already come first now and then: it has to be refused then.
    made = list(StaffDecision.objects.order_by("-id").values_list("id", flat=True)[:6])
    undo_decision(random.choice(made) if made else 0, actor=STAFF)


def judge_everything(times: int) -> None:
    texts = "name+phone", "name+phone OR name+email", "name+email"
    policies = CountingPolicy(frozenset({OrderStatus.FULFILLED})), CountingPolicy()
    for time_ in range(times):
        rebuild(actor=STAFF)
        with suppress(AlreadyDone):
            change_criteria(parse_criteria(texts[time_ % len(texts)]), actor=STAFF)
        with suppress(AlreadyDone):
            change_counting(policies[time_ % len(policies)], actor=STAFF)


def import_file(path: str, batch: int) -> int:
    with mock.patch.object(import_batches, "BATCH", batch):
        return import_orders([Path(path)], actor=STAFF, source="shop").id


def count_chances(path: str, batch: int) -> int:
    """Import the file, and return how many chances there are to be killed on the way."""
    chances = 0

    def count() -> None:
        nonlocal chances
        chances += 1

    with _at_each_chance(count):
        import_file(path, batch)
    return chances


def import_and_be_killed(path: str, batch: int, chance: int) -> int:
    """Import the file in a process of its own that kills itself at this chance; return the signal."""

    def work() -> None:
        left = chance

        def perhaps() -> None:
            nonlocal left
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

        with _at_each_chance(perhaps):
            import_file(path, batch)

    return os.WTERMSIG(_in_a_fork(work))


def import_and_be_killed_from_outside(path: str, batch: int, after: float) -> int:
    return os.WTERMSIG(_in_a_fork(lambda: import_file(path, batch), kill_after=after))


def _in_a_fork(work: Callable[[], Any], *, kill_after: float | None = None) -> int:
    # The member of the crowd has one thread, and its connection is closed: nothing is shared.
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)  # whatever happened: it must not go on as a second member of the crowd
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def _at_each_chance(happens: Callable[[], None]) -> ExitStack:
    """Call this before and after each statement and each commit."""
    stack = ExitStack()

    def around_statement(execute: Any, *args: Any) -> Any:
        happens()
        answer = execute(*args)
        happens()
        return answer

    commit: Callable[[BaseDatabaseWrapper], Any] = vars(BaseDatabaseWrapper)["_commit"]

    def around_commit(wrapper: BaseDatabaseWrapper) -> Any:
        happens()
        answer = commit(wrapper)
        happens()
        return answer

    stack.enter_context(connection.execute_wrapper(around_statement))
    stack.enter_context(mock.patch.object(BaseDatabaseWrapper, "_commit", around_commit))
    return stack


def record_orders_at_once(orders: Sequence[OrderFacts]) -> Counter[str]:
    return Counter(answer.outcome.value for answer in record_orders(orders))


def work_off(kind: str, run: int, batch: int, *, forsaken_at_once: bool = False) -> None:
    """Do what a worker does that is told of a run; ``forsaken_at_once``: as if a few minutes had passed."""
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(import_batches, "BATCH", batch))
        if forsaken_at_once:
            stack.enter_context(mock.patch.object(runs, "FORSAKEN_AFTER", timedelta(0)))
        run_work.do(kind, run)


def count_chances_of_work(kind: str, run: int, batch: int) -> int:
    chances = 0

    def count() -> None:
        nonlocal chances
        chances += 1

    with _at_each_chance(count):
        work_off(kind, run, batch)
    return chances


def work_and_be_killed(kind: str, run: int, batch: int, chance: int) -> int:
    """Work in a process of its own that kills itself at this chance; return the signal, 0 without one."""

    def work() -> None:
        left = chance

        def perhaps() -> None:
            nonlocal left
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

        with _at_each_chance(perhaps):
            work_off(kind, run, batch, forsaken_at_once=True)

    return os.WTERMSIG(_in_a_fork(work))


class _Several(background.Nobody):
    """There are other workers: those that the test has begin."""

    def helpers(self) -> int:
        return 8


def _shared() -> ExitStack:
    stack = ExitStack()
    stack.enter_context(mock.patch.object(import_batches, "LARGE", 0))
    stack.enter_context(mock.patch.object(background, "_registered", [_Several()]))
    return stack


def work_off_shared(kind: str, run: int, batch: int, forsaken_at_once: bool = False) -> int:
    with _shared():
        work_off(kind, run, batch, forsaken_at_once=forsaken_at_once)
    return 0


def help_until_it_ends(run: int, batch: int) -> int:
    """Do what workers do that are told to help, again and again; return how many batches that were."""
    taken = 0
    original = import_rows.record_batch

    def counted(*args: Any) -> Any:
        nonlocal taken
        tally = original(*args)
        taken += 1
        return tally

    with _shared(), mock.patch.object(import_together, "record_batch", counted):
        while not Import.objects.filter(id=run, state__in=runs.ENDED).exists():
            work_off("import-help", run, batch)
    return taken


def count_chances_of_shared_work(kind: str, run: int, batch: int) -> int:
    with _shared():
        return count_chances_of_work(kind, run, batch)


def share_and_be_killed(kind: str, run: int, batch: int, chance: int) -> int:
    with _shared():
        return work_and_be_killed(kind, run, batch, chance)


def work_off_groups_shared(job: int, customers: int) -> int:
    """Carry out a job of groups, so many customers at a time; return how many shares were done here."""
    with mock.patch.object(work_off_groups, "STEP", customers):
        return _shares_of_groups_done(work_off_groups, lambda: work_off_shared("job", job, 1))


def help_groups(job: int) -> int:
    return _shares_of_groups_done(do_job, lambda: _help_until_it_ends(job))


def _help_until_it_ends(job: int) -> None:
    while not Job.objects.filter(id=job, state__in=runs.ENDED).exists():
        work_off_shared("job-help", job, 1)


def _shares_of_groups_done(module: Any, work: Callable[[], object]) -> int:
    return _counted(module, "refresh_share", work)["done"]


def _counted(module: Any, name: str, work: Callable[[], object]) -> Counter[str]:
    """Work, and return what came of the shares that were done here; ``done`` is how many that were."""
    total: Counter[str] = Counter()
    original = getattr(module, name)

    def counted(share: Any) -> Any:
        tally = original(share)
        total.update(tally)
        total["done"] += 1 - tally.get("done", 0)
        return tally

    with mock.patch.object(module, name, counted):
        work()
    return total


def _in_small_steps() -> ExitStack:
    stack = ExitStack()
    stack.enter_context(mock.patch.object(remake, "CHUNK", 5))
    stack.enter_context(mock.patch.object(derive_ahead, "STEP", 5))
    return stack


def rebuild_shared(job: int, forsaken_at_once: bool = False) -> int:
    """Carry out a rebuild; return how many orders were derived anew here before everything was judged."""
    with _in_small_steps():
        work = partial(work_off_shared, "job", job, 1, forsaken_at_once)
        return _counted(derive_ahead, "derive_share", work)["derived_ahead"]


def help_deriving(job: int) -> int:
    with _in_small_steps():
        return _counted(do_job, "derive_share", lambda: _help_until_it_ends(job))["derived_ahead"]


def rebuild_and_be_killed(job: int, chance: int) -> int:
    with _in_small_steps():
        return share_and_be_killed("job", job, 1, chance)

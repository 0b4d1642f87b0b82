"""Whether more workers finish sooner: an import, and the jobs that go over everything."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from bench.history.files import write_history
from bench.scale.processes import run_step
from bench.scale.run import Run

ORDERS = 20_000
"""At most: two workers are compared, not sizes."""
WORKERS = (1, 2, 4)
_JOBS = {"rebuild": "deriving everything anew and judging it", "groups": "the groups of all customers"}


def measure_workers(run: Run) -> None:
    """Add what the same work takes with more and more workers, each round all of them in turn."""
    orders = min(run.orders, ORDERS)
    path = run.place.folder / f"shared-{orders}.csv"
    write_history(orders, run.seed, path, path.with_suffix(".truth"))
    found: dict[str, dict[int, list[float]]] = {
        what: {workers: [] for workers in WORKERS} for what in ("import", *_JOBS)
    }
    for turn in range(1, run.rounds + 1):
        for workers in WORKERS:
            run.tell(f"{orders:,} orders with {workers} workers, {turn} of {run.rounds}")
            for what, seconds in _seconds(run, str(path), workers).items():
                found[what][workers].append(seconds)
    told = [
        f"{_JOBS.get(what, 'the import of the file')}: {_compared(taken)}" for what, taken in found.items()
    ]
    run.remarks.append(
        f"{orders:,} orders by so many workers that share the work, on this one machine with its PostgreSQL; "
        f"in brackets, how many times as fast as one in the same round. {'. '.join(told)}."
    )


def _compared(taken: Mapping[int, list[float]]) -> str:
    return "; ".join(
        f"{workers}: {median(seconds):.1f} s "
        f"({min(_ratios(taken[1], seconds)):.2f} to {max(_ratios(taken[1], seconds)):.2f} ×)"
        for workers, seconds in taken.items()
    )


def _ratios(alone: list[float], seconds: list[float]) -> list[float]:
    return [one / several for one, several in zip(alone, seconds, strict=True)]


def _seconds(run: Run, path: str, workers: int) -> dict[str, float]:
    """Return how many seconds the worker took whose import, or job, it is."""
    database = f"{run.database}_shared"
    environment = run.place.environment(database)
    run.place.drop(database)
    run.place.create(database)
    try:
        run_step("migrate", environment)
        waits = run_step("queue", environment, path=path).answer
        taken = {"import": _together(environment, waits, workers, "import")}
        run_step("finish_work", environment)
        for job in _JOBS:
            waits = run_step("queue_job", environment, job=job).answer
            taken[job] = _together(environment, waits, workers, "job")
        return taken
    finally:
        run.place.drop(database)


def _together(environment: Mapping[str, str], waits: int, workers: int, kind: str) -> float:
    told = {"run": waits, "helpers": workers - 1, "kind": kind}
    with ThreadPoolExecutor(workers) as threads:
        helping = [threads.submit(run_step, "help_out", environment, **told) for _ in range(workers - 1)]
        done = run_step("carry_out", environment, **told)
        for each in helping:
            each.result()
    if done.answer["done"] == 0:
        raise AssertionError("nothing was done")
    return done.seconds

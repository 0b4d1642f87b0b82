"""Whether more workers finish an import sooner."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from bench.history.files import write_history
from bench.scale.processes import run_step
from bench.scale.run import Run

ORDERS = 20_000
"""At most: two workers are compared, not sizes."""
WORKERS = (1, 2, 4)


def measure_workers(run: Run) -> None:
    """Add what the same import takes with more and more workers, each round all of them in turn."""
    orders = min(run.orders, ORDERS)
    path = run.place.folder / f"shared-{orders}.csv"
    write_history(orders, run.seed, path, path.with_suffix(".truth"))
    found: dict[int, list[float]] = {workers: [] for workers in WORKERS}
    for _ in range(run.rounds):
        for workers in WORKERS:
            run.tell(f"importing {orders:,} orders with {workers} workers")
            found[workers].append(_import(run, str(path), workers))
    alone = found[1]
    told = [
        f"{workers}: {sorted(seconds)[len(seconds) // 2]:.1f} s "
        f"({min(_ratios(alone, seconds)):.2f} to {max(_ratios(alone, seconds)):.2f} ×)"
        for workers, seconds in found.items()
    ]
    run.remarks.append(
        f"An uploaded file of {orders:,} orders by so many workers that share it, on this one machine with "
        f"its PostgreSQL; in brackets, how many times as fast as one in the same round: {'; '.join(told)}."
    )


def _ratios(alone: list[float], seconds: list[float]) -> list[float]:
    return [one / several for one, several in zip(alone, seconds, strict=True)]


def _import(run: Run, path: str, workers: int) -> float:
    """Return how many seconds the worker took whose import it is."""
    database = f"{run.database}_shared"
    environment = run.place.environment(database)
    run.place.drop(database)
    run.place.create(database)
    try:
        run_step("migrate", environment)
        waits = run_step("queue", environment, path=path).answer
        with ThreadPoolExecutor(workers) as threads:
            helping = [
                threads.submit(run_step, "help_out", environment, run=waits, helpers=workers - 1)
                for _ in range(workers - 1)
            ]
            done = run_step("carry_out", environment, run=waits, helpers=workers - 1)
            for each in helping:
                each.result()
        if done.answer["orders"] == 0:
            raise AssertionError("nothing was imported")
        return done.seconds
    finally:
        run.place.drop(database)

"""Recording one order in a full table, in turn with a table of 10,000."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from statistics import median

from bench.scale.bars import bar
from bench.scale.processes import Asked
from bench.scale.run import Run

SMALL = 10_000
_WARM_UP = 10
_COUNTED = 20
_QUARTERS = 4


def measure_recording(run: Run, times: int) -> None:
    small = replace(run, database=f"{run.database}_small", orders=SMALL)
    run.place.drop(small.database)
    try:
        small.fill()
        taken, counted = _take_turns({"large": run, "small": small}, times, random.Random(run.seed))
    finally:
        run.place.drop(small.database)
    ours = medians([each["record"] for each in taken["large"]])
    what = f"recording one order at {run.orders:,} (median of {times})"
    queries = {name: median(each["queries"] for each in told) for name, told in counted.items()}
    note = f"{queries['large']:.0f} queries, and {queries['small']:.0f} among {SMALL:,}"
    theirs = medians([each["record"] for each in taken["small"]])
    run.found.append(bar(what, f"the same at {SMALL:,}", 1.25, ours, theirs, unit="ms", note=note))
    theirs = medians([each["select"] for each in taken["large"]])
    beside = "a primary-key `SELECT` over the same connection"
    run.found.append(bar(what, beside, 20, ours, theirs, unit="ms", note=_parts(counted["large"])))


def _parts(counted: list[dict[str, float]]) -> str:
    took, statements, commit = (
        median(each[part] for each in counted) for part in ("all", "statements", "commit")
    )
    return (
        f"with every statement noted down, one takes {took:.1f} ms: {statements:.1f} ms until the statements "
        f"are answered, {commit:.1f} ms for the commit, the rest in Python (medians of {len(counted)})"
    )


def medians(taken: list[float]) -> list[float]:
    """Return the median of each quarter of the run, in the order of time."""
    size = max(1, -(-len(taken) // _QUARTERS))
    return [median(taken[start : start + size]) for start in range(0, len(taken), size)]


def _take_turns(
    runs: dict[str, Run], times: int, chance: random.Random
) -> tuple[dict[str, list[dict[str, float]]], dict[str, list[dict[str, float]]]]:
    """Return what each recording took, and what was counted of some more."""
    with ExitStack() as stack:
        asked = {name: stack.enter_context(_recorder(run, times)) for name, run in runs.items()}
        for each in asked.values():
            for _ in range(_WARM_UP):
                each.ask("time")
        counted = {name: [each.ask("count") for _ in range(_COUNTED)] for name, each in asked.items()}
        runs["large"].tell(f"recording {times} orders, in turn with as many among {SMALL:,}")
        taken: dict[str, list[dict[str, float]]] = {name: [] for name in asked}
        for _ in range(times):
            for name in chance.sample(sorted(asked), 2):
                taken[name].append(asked[name].ask("time"))
    return taken, counted


@contextmanager
def _recorder(run: Run, times: int) -> Iterator[Asked]:
    """Yield a process that records an order whenever it is asked."""
    environment = run.place.environment(run.database)
    wanted = {"folder": run.place.folder, "orders": run.orders, "seed": run.seed}
    asked = Asked("record", environment, **wanted, count=times + _WARM_UP + _COUNTED)
    try:
        yield asked
    finally:
        asked.end()

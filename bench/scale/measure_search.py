"""Search beside Saleor's way of searching customers; the first pages of lists; and the overview."""

from __future__ import annotations

from statistics import median, quantiles
from typing import Any

from bench.scale.bars import bar
from bench.scale.run import Run

ROUNDS = 5


def measure_search(run: Run) -> None:
    run.tell("searching")
    found = run.step("search", rounds=max(ROUNDS, run.rounds)).answer
    ours, theirs = (high([query[side] for query in found["queries"]]) for side in ("ours", "theirs"))
    what = f"search by part of a name among {run.orders:,} orders, 95th percentile"
    beside = "Saleor's way (`search_vector` with GIN, ranked) with the same names"
    run.found.append(bar(what, beside, 1, ours, theirs, unit="ms"))
    run.remarks.append(
        "Queries, with the median of ours and theirs in ms and how many of the first 21 each side finds: "
        + "; ".join(map(_query, found["queries"]))
        + ". Saleor finds words by their beginning only, and no reading for a name."
    )
    lists = ", ".join(f"{name} {median(taken):.1f}" for name, taken in found["lists"].items())
    run.remarks.append(f"First page of the list of customers by, in ms: {lists}.")
    run.remarks.append(_overview(run.step("overview", rounds=run.rounds).answer))


def high(taken: list[list[float]]) -> list[float]:
    """Return the 95th percentile of each round: ``taken`` has the times of all rounds for each query."""
    return [quantiles(one_round, n=20)[-1] for one_round in zip(*taken, strict=True)]


def _overview(found: dict[str, Any]) -> str:
    ratio = median(ours / bare for ours, bare in zip(found["ours"], found["bare"], strict=True))
    return (
        f"Overview of the newest twelve months ({found['orders']:,} orders) in months, with the year before: "
        f"{median(found['ours']):.2f} s, {ratio:.1f} × one `GROUP BY` month and source of the same orders."
    )


def _query(each: dict[str, Any]) -> str:
    ours, theirs = median(each["ours"]), median(each["theirs"])
    return f"`{each['text']}` {ours:.1f}, {theirs:.1f} ({each['found'][0]}, {each['found'][1]})"

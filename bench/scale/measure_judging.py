"""Rebuild, preview and clustering of everything."""

from __future__ import annotations

from bench.scale.bare import BarePass
from bench.scale.bars import Limit, bar
from bench.scale.run import MB, Run

OTHER = "name+phone OR name+email OR name+address"


def measure_judging(run: Run, *, preview: bool) -> None:
    """Rebuild beside a bare pass, and preview beside the rebuild, in turn."""
    rebuilt, previewed, bare, peaks = [], [], [], []
    with run.place.connect(run.database) as connection:
        bare_pass = BarePass(connection)
        for turn in range(1, run.rounds + 1):
            run.tell(f"rebuild, {turn} of {run.rounds}")
            bare.append(bare_pass.seconds())
            done = run.step("rebuild")
            rebuilt.append(done.seconds)
            peaks.append(done.peak / MB)
            if preview:
                run.tell(f"preview, {turn} of {run.rounds}")
                previewed.append(run.step("preview", criteria=OTHER).seconds)
    what = f"rebuild of {run.orders:,} orders, nothing changed"
    beside = f"bare pass: `COPY` of the keys out and of the assignments in ({bare_pass.format})"
    note = _told(run.step("rebuild_parts").answer)
    run.found.append(bar(what, beside, 2.5, rebuilt, bare, note=note))
    run.found.append(Limit("peak memory of rebuild", 600, "MB", max(peaks)))
    if preview:
        what = f"preview of `{OTHER}` on {run.orders:,} orders"
        note = _told(run.step("preview_parts", criteria=OTHER).answer)
        run.found.append(bar(what, "the rebuild above", 1, previewed, rebuilt, note=note))


def measure_anew(run: Run) -> None:
    run.tell("rebuild from the facts")
    done = run.step("rebuild", from_facts=True)
    run.remarks.append(
        f"Rebuilding with everything derived anew from what the sources told took {done.seconds:.0f} s."
    )
    run.finish()  # what is measured next is measured of tables in their usual state


def _told(parts: dict[str, float]) -> str:
    whole = parts.pop("all")
    longest = sorted(parts.items(), key=lambda part: -part[1])
    return f"of {whole:.2f} s, " + ", ".join(f"{what} {taken:.2f}" for what, taken in longest)


def measure_clustering(run: Run) -> None:
    run.tell("clustering, and Splink")
    found = run.step("cluster", rounds=run.rounds).answer
    what = f"clustering step alone, {found['orders']:,} orders"
    beside = "Splink deterministic link and cluster on DuckDB, same keys"
    run.found.append(bar(what, beside, 1, found["ours"], found["theirs"]))

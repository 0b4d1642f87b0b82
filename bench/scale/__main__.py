"""A million orders, measured: ``make bench``.

    python -m bench.scale [--orders 1000000] [--only import,rebuild,preview,cluster,record,search,workers]

On DATABASE_URL's server, or a private PostgreSQL that is made for this and thrown away; both sides of
each ratio on the same one. Prints a table and writes it into docs/benchmarks.md. With ``--keep FOLDER``
files and database stay, and the next run of the same kind need not import.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from pathlib import Path

from bench.report import write
from bench.scale.measure_import import measure_import
from bench.scale.measure_judging import measure_anew, measure_clustering, measure_judging
from bench.scale.measure_recording import measure_recording
from bench.scale.measure_search import measure_search
from bench.scale.measure_workers import measure_workers
from bench.scale.place import place
from bench.scale.processes import StepFailed
from bench.scale.report import BEGIN, report
from bench.scale.run import Run

PARTS = ("import", "rebuild", "preview", "anew", "cluster", "search", "record", "workers")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.scale", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--only", type=_parts, default=PARTS, help=",".join(PARTS))
    parser.add_argument("--rounds", type=int, default=3, help="how often both sides take turns")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=int, default=200, help="orders recorded one by one")
    parser.add_argument("--keep", type=Path, help="a folder for files and database, which stay")
    parser.add_argument("--dry", action="store_true", help="do not write docs/benchmarks.md")
    asked = parser.parse_args()
    began = time.monotonic()

    def tell(what: str) -> None:
        sys.stderr.write(f"{time.monotonic() - began:7.0f} s  {what}\n")

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was made is taken away
    try:
        with place(asked.keep) as where:
            name = f"customer_mgmt_bench_{asked.orders}"
            run = Run(where, name, asked.orders, asked.seed, asked.rounds, tell)
            try:
                _measure(run, asked.only, asked.times)
                told = report(run)
            finally:
                if asked.keep is None:
                    where.drop(name)
    except StepFailed as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("\n".join(told) + "\n")
    if not asked.dry:
        write(told, begin=BEGIN)
    return 0


def _parts(text: str) -> tuple[str, ...]:
    chosen = tuple(text.split(","))
    if unknown := set(chosen) - set(PARTS):
        raise argparse.ArgumentTypeError(
            f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}"
        )
    return chosen


def _measure(run: Run, parts: tuple[str, ...], times: int) -> None:
    if "workers" in parts:
        measure_workers(run)
    if parts == ("workers",):
        return
    if "import" in parts:
        run.place.drop(run.database)
        measure_import(run)
    elif not run.place.exists(run.database):
        run.fill()
    else:  # kept from an earlier run, perhaps of an earlier version
        run.step("migrate")
        run.finish()
    if "rebuild" in parts or "preview" in parts:
        measure_judging(run, preview="preview" in parts)
    if "anew" in parts:
        measure_anew(run)
    if "cluster" in parts:
        measure_clustering(run)
    if "search" in parts:
        measure_search(run)
    if "record" in parts:  # the last one, since it adds orders
        measure_recording(run, times)


if __name__ == "__main__":
    sys.exit(main())

"""The throughput of each format: ``make bench-formats``.

    python -m bench.formats [--rows 20000] [--rounds 3] [--only rakuten,shopify] [--dry]

Files are made of the samples of the tests, again and again with other order numbers. Orders are read from
each, and, in turn, only its cells by Python's csv module. Prints a table and writes it into
docs/benchmarks.md. CPU time is compared, since neither side waits for anything.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.formats.measure import NothingLikeIt, lines, measure
from bench.report import here, write
from tests.samples.every import SAMPLES

BEGIN = "<!-- Written by make bench-formats. -->"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.formats", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3, help="how often both sides take turns")
    parser.add_argument("--only", default="", help="formats, parted by commas; all without it")
    parser.add_argument("--dry", action="store_true", help="do not write docs/benchmarks.md")
    asked = parser.parse_args(arguments)
    chosen = asked.only.split(",") if asked.only else [each.format for each in SAMPLES]
    if unknown := set(chosen) - {each.format for each in SAMPLES}:
        parser.error(f"no format {', '.join(sorted(unknown))}")
    measured = []
    for sample in SAMPLES:
        if sample.format in chosen:
            sys.stderr.write(f"{sample.id}\n")
            with tempfile.TemporaryDirectory(prefix="customer-mgmt-bench-") as folder:
                try:
                    measured.append(measure(sample, asked.rows, asked.rounds, Path(folder)))
                except NothingLikeIt as error:
                    sys.stderr.write(f"{error}\n")
                    return 1
    rounds = f"{asked.rounds} rounds where both sides take turns"
    told = [*lines(measured), "", f"CPU time, {rounds}. {here()}"]
    sys.stdout.write("\n".join(told) + "\n")
    if not asked.dry:
        write(told, begin=BEGIN)
    return 0


if __name__ == "__main__":
    sys.exit(main())

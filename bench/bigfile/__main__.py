"""A file of 5 GB, read in constant memory: ``python -m bench.bigfile``.

    python -m bench.bigfile [--gb 5] [--minutes 60] [--imported-gb 0.05] [--dry]

A file of that size is made (the sample of Rakuten's file again and again, with other order numbers), and one
of a fiftieth of it. Each is recognised and read to its end, every row put aside until its order is whole and
every order given out, in a process of its own; how much memory it had at most stands beside the size. Two
small ones are imported as a dry run, too, on a private PostgreSQL or DATABASE_URL's. Nothing of it is kept.
Prints a table and writes it into docs/benchmarks.md.

Needs three times the size on disk: the file, and its rows while they wait (SQLITE_TMPDIR names where).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.bigfile.writing import Written, write_large
from bench.report import here, write
from bench.scale.place import Place, place
from bench.scale.processes import StepFailed, run_step
from tests.saleor.runner.interpreters import PROJECT
from tests.samples.every import SAMPLES

BEGIN = "<!-- Written by bench.bigfile. -->"
GB, MB = 1_000_000_000, 1_000_000
_SMALLER = 50
_DATABASE = "customer_mgmt_bench_bigfile"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.bigfile", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--gb", type=float, default=5)
    parser.add_argument("--minutes", type=float, default=60, help="after that, reading is broken off")
    parser.add_argument("--imported-gb", type=float, default=0.05, help="0: nothing is imported")
    parser.add_argument("--dry", action="store_true", help="do not write docs/benchmarks.md")
    asked = parser.parse_args(arguments)
    lines = [
        "| what | size | rows | orders | seconds | peak memory |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    try:
        lines += [_read(gb, asked.minutes * 60) for gb in (asked.gb / _SMALLER, asked.gb)]
        if asked.imported_gb:
            with place(None) as where:
                lines += [_imported(where, gb) for gb in (asked.imported_gb / 10, asked.imported_gb)]
    except (NotAllRead, StepFailed) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    told = [*lines, "", here()]
    sys.stdout.write("\n".join(told) + "\n")
    if not asked.dry:
        write(told, begin=BEGIN)
    return 0


class NotAllRead(Exception):
    """Raised when what was read is not what was written, or it took too long."""


def _read(gb: float, seconds: float) -> str:
    with tempfile.TemporaryDirectory(prefix="customer-mgmt-bench-") as folder:
        path, written = _written(gb, Path(folder))
        try:
            done = subprocess.run(
                [sys.executable, "-m", "bench.bigfile.reading", str(path)],
                cwd=PROJECT,
                check=True,
                capture_output=True,
                text=True,
                timeout=seconds,
            )
        except subprocess.TimeoutExpired:
            raise NotAllRead(f"{written.size:,} bytes were not read in {seconds:.0f} seconds") from None
        except subprocess.CalledProcessError as error:
            raise NotAllRead(str(error.stderr)[-3000:]) from None
    told = json.loads(done.stdout)
    if (told["orders"], told["refused"]) != (written.orders, 0):
        raise NotAllRead(f"{told['orders']:,} orders were read of {written.orders:,}")
    return _line(f"read, `{told['format']}`", written, told["seconds"], told["peak"])


def _imported(where: Place, gb: float) -> str:
    where.create(_DATABASE)
    try:
        with tempfile.TemporaryDirectory(prefix="customer-mgmt-bench-") as folder:
            path, written = _written(gb, Path(folder))
            environment = where.environment(_DATABASE)
            run_step("migrate", environment)
            done = run_step("dry_run", environment, path=path)
    finally:
        where.drop(_DATABASE)
    if done.answer["new"] != written.orders:
        raise NotAllRead(f"{done.answer['new']:,} orders were new of {written.orders:,}")
    return _line("imported as a dry run", written, done.seconds, done.peak)


def _written(gb: float, folder: Path) -> tuple[Path, Written]:
    (sample,) = (each for each in SAMPLES if each.id == "rakuten")
    sys.stderr.write(f"writing {gb:g} GB\n")
    path = folder / "rakuten.csv"
    written = write_large(sample, int(gb * GB), path, remark="コメント")
    sys.stderr.write(f"reading {written.size:,} bytes\n")
    return path, written


def _line(what: str, written: Written, seconds: float, peak: int) -> str:
    return (
        f"| {what} | {written.size / MB:,.0f} MB | {written.rows:,} | {written.orders:,} "
        f"| {seconds:,.0f} | **{peak / MB:,.0f} MB** |"
    )


if __name__ == "__main__":
    sys.exit(main())

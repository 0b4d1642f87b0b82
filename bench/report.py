"""The figures as a table, and under which conditions they came about."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg

import saleor_customer_mgmt
from bench.pairs import Difference
from tests.saleor.runner.interpreters import PROJECT, Saleor
from tests.saleor.runner.postgresql import Server

PAGE = PROJECT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- Written by make bench-checkout. -->", "<!-- End of what it wrote. -->"


@dataclass(frozen=True, slots=True)
class Conditions:
    """What was measured on what."""

    day: str
    machine: str
    load: float
    software: str


@dataclass(frozen=True, slots=True)
class Measured:
    """``lag``: milliseconds from an order's coming into being until it is recorded, median."""

    difference: Difference
    lag: float


def conditions(saleor: Saleor, server: Server) -> Conditions:
    with psycopg.connect(server.url("postgres")) as connection:
        row = connection.execute(
            "SELECT split_part(current_setting('server_version'), ' ', 1), current_setting('fsync')"
        ).fetchone()
    assert row is not None
    python = subprocess.run(
        [saleor.python, "-c", "import platform; print(platform.python_version())"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    return Conditions(
        day=f"{datetime.now(UTC):%Y-%m-%d}",
        machine=f"{os.cpu_count()} × {_processor()}, {_memory()}",
        load=os.getloadavg()[0],
        software=(
            f"Customer management {saleor_customer_mgmt.__version__}{_commit()}, Saleor {saleor.version}, "
            f"Python {python}, PostgreSQL {row[0]} with fsync {row[1]}, {platform.system()}"
        ),
    )


def lines(measured: Mapping[int, Measured], met: Conditions) -> list[str]:
    """Return the table and what belongs to it, as Markdown."""
    rows = [
        f"| {count:,} | {d.pairs} | {d.off:.1f} | {d.on:.1f} | {d.added:.1f} ({d.least:.1f} to {d.most:.1f}) "
        f"| **{d.share(d.added):.1f} %** ({d.share(d.least):.1f} to {d.share(d.most):.1f}) | {lag:.0f} |"
        for count, d, lag in sorted((count, each.difference, each.lag) for count, each in measured.items())
    ]
    return [
        "| order records | pairs | off, ms | on, ms | added, ms | added | recorded after, ms |",
        "|---:|---:|---:|---:|---:|---:|---:|",
        *rows,
        "",
        f"{met.day}. {met.software}. {met.machine}; load average {met.load:.1f} at the beginning.",
    ]


def here() -> str:
    """Return when and where something is measured that needs no Saleor."""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}. Customer management {saleor_customer_mgmt.__version__}{_commit()}, "
        f"Python {platform.python_version()}, {platform.system()}. {os.cpu_count()} × {_processor()}, "
        f"{_memory()}; load average {os.getloadavg()[0]:.1f} at the end."
    )


def write(told: list[str], page: Path = PAGE, begin: str = BEGIN) -> None:
    """Put these lines between the marks of the page, of which the first is ``begin``.

    Raises:
        ValueError: when the page has no such marks.
    """
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(begin)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(f"{page} has no place for the table")
    page.write_text(before + "\n".join([begin, "", *told, "", END]) + after, encoding="utf-8")


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"
    except (ValueError, OSError):
        return "memory unknown"


def _commit() -> str:
    said = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], check=False, capture_output=True, text=True, cwd=PROJECT
    )
    return f" ({said.stdout.strip()})" if said.returncode == 0 else ""

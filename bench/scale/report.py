"""The bars as they go into docs/benchmarks.md."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from bench.report import here
from bench.scale.bars import notes, table
from bench.scale.run import Run

BEGIN = "<!-- Written by make bench. -->"
_BESIDE = ("Django", "psycopg", "django-import-export", "splink", "duckdb", "numpy", "scipy")


def report(run: Run) -> list[str]:
    """Return the table of what a run has found, with all that belongs to it, as Markdown."""
    settings = ", ".join(f"{name} {value}" for name, value in run.place.settings().items())
    return [
        *table(run.found),
        "",
        *notes(run.found),
        *(f"* {remark}" for remark in run.remarks),
        f"* {run.orders:,} orders, seed {run.seed}, {run.rounds} rounds where both sides take turns.",
        f"* PostgreSQL as it comes: {settings}.",
        f"* {here()} {_versions()}.",
    ]


def _versions() -> str:
    found = []
    for name in _BESIDE:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)

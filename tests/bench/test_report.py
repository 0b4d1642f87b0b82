"""What a run has found comes into the page, between its marks and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bench import report as page
from bench.scale.bars import Bar, Limit, bar
from bench.scale.place import Place
from bench.scale.report import BEGIN, report
from bench.scale.run import Run


@dataclass(frozen=True, slots=True)
class Elsewhere(Place):
    """A server that nobody has to start."""

    told: dict[str, str] = field(default_factory=lambda: {"fsync": "on", "shared_buffers": "128MB"})

    def settings(self) -> dict[str, str]:
        return self.told


@pytest.fixture
def run(tmp_path: Path) -> Run:
    found: list[Bar | Limit] = [bar("rebuild", "bare pass", 2.5, [2.0], [1.0], note="quick")]
    return Run(Elsewhere("", tmp_path), "bench", 1_000, 1, 3, lambda _: None, found, ["All were joined."])


def test_the_report_has_the_table_and_its_conditions(run):
    told = report(run)

    assert told[2] == "| rebuild | bare pass | 2 s | 1 s | 2 × | 2.5 × | passed |"
    assert told[4:8] == [
        "* rebuild: quick",
        "* All were joined.",
        "* 1,000 orders, seed 1, 3 rounds where both sides take turns.",
        "* PostgreSQL as it comes: fsync on, shared_buffers 128MB.",
    ]
    assert "Django 5.2" in told[8]


def test_it_is_written_between_its_marks(run, tmp_path):
    copy = tmp_path / "benchmarks.md"
    before = page.PAGE.read_text(encoding="utf-8")
    copy.write_text(before, encoding="utf-8")

    page.write(report(run), copy, begin=BEGIN)

    after = copy.read_text(encoding="utf-8")
    begins = before.index(BEGIN)
    ends = before.index(page.END, begins)
    assert after.startswith(before[:begins])
    assert after.endswith(before[ends:])
    assert "\n".join(report(run)[:3]) in after


def test_a_page_without_the_marks_stays_as_it_is(run, tmp_path):
    other = tmp_path / "other.md"
    other.write_text("# Other\n", encoding="utf-8")

    with pytest.raises(ValueError, match="has no place for the table"):
        page.write(report(run), other, begin=BEGIN)

    assert other.read_text(encoding="utf-8") == "# Other\n"

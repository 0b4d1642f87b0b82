from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_customer_mgmt.core.periods import Period, Step, last_months

TOKYO = ZoneInfo("Asia/Tokyo")


def period(written: str) -> Period:
    first, _, last = written.partition("..")
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def shown(periods: list[Period]) -> list[str]:
    return [f"{p.first}..{p.last}" for p in periods]


@pytest.mark.parametrize(
    ("whole", "step", "parts"),
    [
        (
            "2026-01-15..2026-03-01",
            Step.MONTH,
            ["2026-01-15..2026-01-31", "2026-02-01..2026-02-28", "2026-03-01..2026-03-01"],
        ),
        # The first of January 2026 is a Thursday.
        (
            "2026-01-01..2026-01-12",
            Step.WEEK,
            ["2026-01-01..2026-01-04", "2026-01-05..2026-01-11", "2026-01-12..2026-01-12"],
        ),
        (
            "2024-02-28..2024-03-01",
            Step.DAY,
            [f"{d}..{d}" for d in ("2024-02-28", "2024-02-29", "2024-03-01")],
        ),
        ("2025-12-01..2026-01-31", Step.MONTH, ["2025-12-01..2025-12-31", "2026-01-01..2026-01-31"]),
    ],
)
def test_a_period_is_divided(whole: str, step: Step, parts: list[str]) -> None:
    assert shown(period(whole).divided(step)) == parts


@pytest.mark.parametrize(
    ("whole", "before"),
    [
        ("2026-03-01..2026-03-31", "2026-02-01..2026-02-28"),
        ("2026-01-01..2026-03-31", "2025-10-01..2025-12-31"),
        ("2024-02-01..2024-02-29", "2024-01-01..2024-01-31"),
        ("2026-01-01..2026-12-31", "2025-01-01..2025-12-31"),
        ("2026-03-02..2026-03-31", "2026-01-31..2026-03-01"),
        ("2026-03-05..2026-03-05", "2026-03-04..2026-03-04"),
    ],
)
def test_the_period_before(whole: str, before: str) -> None:
    assert shown([period(whole).before()]) == [before]


def test_days_begin_in_the_zone() -> None:
    first = period("2026-01-01..2026-01-02")

    assert first.begins(TOKYO) == datetime(2025, 12, 31, 15, tzinfo=UTC)
    assert first.ends(TOKYO) == datetime(2026, 1, 2, 15, tzinfo=UTC)
    # A day of 23 hours.
    spring = period("2026-03-29..2026-03-29")
    berlin = ZoneInfo("Europe/Berlin")
    assert spring.ends(berlin).astimezone(UTC) - spring.begins(berlin).astimezone(UTC) == timedelta(hours=23)


def test_the_last_months() -> None:
    assert shown([last_months(date(2026, 3, 15), 12)]) == ["2025-04-01..2026-03-15"]
    assert shown([last_months(date(2026, 1, 31), 1)]) == ["2026-01-01..2026-01-31"]


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(0, 800), st.sampled_from(Step))
def test_parts_follow_each_other_and_make_up_the_whole(first: date, more: int, step: Step) -> None:
    whole = Period(first, first + timedelta(days=more))

    parts = whole.divided(step)

    assert (parts[0].first, parts[-1].last) == (whole.first, whole.last)
    for one, two in itertools.pairwise(parts):
        assert two.first == one.last + timedelta(days=1)
    assert sum(part.days for part in parts) == whole.days
    before = whole.before()
    assert before.last + timedelta(days=1) == whole.first
    assert before.is_of_months if whole.is_of_months else before.days == whole.days

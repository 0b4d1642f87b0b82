"""Periods of whole days, and the days, weeks and months in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum


class Step(StrEnum):
    """What a period is divided into. Weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days: the first and the last one, both in it."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def is_of_months(self) -> bool:
        return self.first.day == 1 and (self.last + timedelta(days=1)).day == 1

    def begins(self, zone: tzinfo) -> datetime:
        return _midnight(self.first, zone)

    def ends(self, zone: tzinfo) -> datetime:
        """Return the moment after its last one."""
        return _midnight(self.last + timedelta(days=1), zone)

    def before(self) -> Period:
        """Return the period of the same length right before: so many months, where it is of whole months."""
        last = self.first - timedelta(days=1)
        if not self.is_of_months:
            return Period(self.first - timedelta(days=self.days), last)
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        return Period(_first_of(self.first.year * 12 + self.first.month - 1 - months), last)

    def divided(self, step: Step) -> list[Period]:
        """Return its parts in their order; the first and the last may be cut off by it."""
        parts = []
        first = self.first
        while first <= self.last:
            last = min(_last_of(first, step), self.last)
            parts.append(Period(first, last))
            first = last + timedelta(days=1)
        return parts


def last_months(today: date, months: int) -> Period:
    """Return the period up to today of so many months, of which this is the last and may not be over."""
    return Period(_first_of(today.year * 12 + today.month - months), today)


def _last_of(day: date, step: Step) -> date:
    if step is Step.DAY:
        return day
    if step is Step.WEEK:
        return day + timedelta(days=6 - day.weekday())
    return _first_of(day.year * 12 + day.month) - timedelta(days=1)


def _first_of(month: int) -> date:
    """Return the first day of a month, counted from that of the year 0."""
    return date(month // 12, month % 12 + 1, 1)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone)

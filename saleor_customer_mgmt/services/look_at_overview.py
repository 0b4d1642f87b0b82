"""The overview of a period that somebody asks for. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from saleor_customer_mgmt.core.periods import Period, Step, last_months
from saleor_customer_mgmt.selectors.overview import Overview, overview
from saleor_customer_mgmt.services.errors import ServiceError
from saleor_customer_mgmt.services.one_moment import as_of_one_moment

MONTHS = 12
MOST_DAYS, MOST_STEPS = 3660, 400
_EARLIEST = date(1990, 1, 1)


def look_at_overview(
    *,
    now: datetime,
    first: str | None = None,
    last: str | None = None,
    step: Step = Step.MONTH,
    sources: Sequence[str] | None = None,
) -> Overview:
    """Return the overview from one day (``2026-01-31``) to another, in the time zone of the settings.

    Left out: up to today, and from the beginning of the month eleven months before. ``sources``: else all.

    Raises:
        ServiceError: for what is no day, or a period that is too long, or turned round.
    """
    zone = timezone.get_default_timezone()
    period = _period(first, last, now.astimezone(zone).date())
    if len(period.divided(step)) > MOST_STEPS:
        raise ServiceError(f"That is more than {MOST_STEPS} steps: take longer ones.", field="step")
    with as_of_one_moment():
        with connection.cursor() as cursor:
            # Compiling takes longer than the statement, and sorting on disk too.
            cursor.execute("SELECT set_config('jit', 'off', true), set_config('work_mem', '64MB', true)")
        return overview(period, step, zone, sources)


def _period(first: str | None, last: str | None, today: date) -> Period:
    end = today if last is None else _day(last, "last")
    begin = last_months(end, MONTHS).first if first is None else _day(first, "first")
    if begin > end:
        raise ServiceError("The first day is after the last one.", field="last")
    if (end - begin).days >= MOST_DAYS:
        raise ServiceError(f"A period has at most {MOST_DAYS} days.", field="first")
    return Period(begin, end)


def _day(written: str, field: str) -> date:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = date.min
    # Years after 9990 have periods before and after that no calendar has.
    if not _EARLIEST <= day <= date(9000, 1, 1) or len(written) != len("2026-01-31"):
        raise ServiceError("Write a day such as 2026-01-31.", field=field)
    return day

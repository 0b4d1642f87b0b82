"""Moments in conditions: aware datetimes, and days, which begin and end in a zone."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from saleor_customer_mgmt.core.conditions.faults import BadValue
from saleor_customer_mgmt.core.conditions.tree import Comparison, Moment, Op, Range

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(?P<zone>Z|[+-]\d{2}:\d{2})?", re.ASCII
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


def parse_moment(text: str) -> Moment:
    """Read a day (``2026-11-21``) or a moment with its offset (``2026-11-21T09:00:00+09:00``).

    Raises:
        BadValue: saying what is wrong.
    """
    found = _MOMENT.fullmatch(text)
    if found is None and _DAY.fullmatch(text) is None:
        raise BadValue("is neither a day (2026-11-21) nor a moment (2026-11-21T09:00:00+09:00)")
    if found is not None and found["zone"] is None:
        raise BadValue("is a time without its offset from UTC (such as +09:00 or Z)")
    try:
        moment = date.fromisoformat(text) if found is None else datetime.fromisoformat(text)
    except ValueError:
        raise BadValue("is not in the calendar") from None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise BadValue(f"is not between the years {_FIRST_YEAR} and {_LAST_YEAR}")
    return moment


def parse_zone(name: str) -> str:
    """Accept the name of a time zone.

    Raises:
        BadValue: when there is none of that name.
    """
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise BadValue("is not a time zone (such as Asia/Tokyo or UTC)") from None
    return name


def is_day(moment: object) -> bool:
    return isinstance(moment, date) and not isinstance(moment, datetime)


def limits(comparison: Comparison) -> list[tuple[str, datetime]]:
    """Return what a moment has to fulfil, as signs (``<``, ``<=``, ``>``, ``>=``) and moments.

    ``before`` a day is before it begins and ``after`` a day is after it has ended; ``between`` goes
    from the beginning of the first to the end of the last.
    """
    zone = ZoneInfo(str(comparison.parameter("zone")))
    value = comparison.value
    if comparison.op is Op.BEFORE:
        return [("<", _begin(value, zone))]
    if comparison.op is Op.AFTER:
        return [(">=", _end(value, zone)) if is_day(value) else (">", _begin(value, zone))]
    assert isinstance(value, Range)
    last = ("<", _end(value.high, zone)) if is_day(value.high) else ("<=", _begin(value.high, zone))
    return [(">=", _begin(value.low, zone)), last]


def is_empty(low: Moment, high: Moment, zone: str) -> bool:
    """Return whether nothing is between the two."""
    known = ZoneInfo(zone)
    return _begin(low, known) > _begin(high, known)


def _begin(moment: object, zone: ZoneInfo) -> datetime:
    if isinstance(moment, datetime):
        return moment
    assert isinstance(moment, date)
    return datetime.combine(moment, time(), zone)


def _end(day: object, zone: ZoneInfo) -> datetime:
    assert isinstance(day, date)
    return datetime.combine(day + timedelta(days=1), time(), zone)

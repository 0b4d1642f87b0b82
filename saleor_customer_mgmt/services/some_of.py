"""How many may be dealt with at once: holds, the orders to hold, and breaches."""

from __future__ import annotations

from collections.abc import Collection

from saleor_customer_mgmt.services.errors import ServiceError

AT_MOST = 100


def some_of(named: Collection[int], what: str) -> list[int]:
    """Return these ids, each once and in order. ``what`` they are of, in the plural: also the field.

    Raises:
        ServiceError: when there is none, or too many.
    """
    wanted = sorted(set(named))
    if not 0 < len(wanted) <= AT_MOST:
        raise ServiceError(f"Name between 1 and {AT_MOST} {what}.", field=what)
    return wanted

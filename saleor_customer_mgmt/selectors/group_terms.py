"""The groups that there are and what they ask, as one query reads them."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from saleor_customer_mgmt.core.conditions import (
    Condition,
    References,
    Subject,
    describe,
    parse_condition_text,
    references,
)

_TERMS = """
    SELECT id, slug, condition::text FROM customer_mgmt_group WHERE deleted_at IS NULL ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Terms:
    """Whom a group takes; ``condition`` is None where members are put in by hand or by rules only."""

    id: int
    slug: str
    condition: Condition | None
    sentence: str = ""

    @property
    def asks(self) -> References:
        return _NOTHING if self.condition is None else references(self.condition)


_NOTHING = References(frozenset(), frozenset(), frozenset(), of_time=False)


def group_terms() -> list[Terms]:
    """Return the terms of all groups that are not deleted."""
    with connection.cursor() as cursor:
        cursor.execute(_TERMS)
        rows = cursor.fetchall()
    return [terms_of(*row) for row in rows]


def terms_of(group: int, slug: str, condition: str | None) -> Terms:
    """Return the terms of these columns; what is text there was validated when it was saved."""
    return Terms(group, slug, *_read(condition))


def in_levels(groups: Iterable[Terms]) -> list[list[Terms]]:
    """Return groups level by level: each after those that its condition names.

    Saving refuses a group that depends on itself. Should there be one, its circle is a level of its own.
    """
    left = {terms.slug: terms for terms in groups}
    levels: list[list[Terms]] = []
    while left:
        ready = [terms for terms in left.values() if not terms.asks.groups & left.keys()]
        levels.append(ready or list(left.values()))
        for terms in levels[-1]:
            del left[terms.slug]
    return levels


@functools.lru_cache(maxsize=1000)
def _read(text: str | None) -> tuple[Condition | None, str]:
    # A column of JSON that was given None holds JSON's null.
    if text is None or text == "null":
        return None, ""
    condition = parse_condition_text(text, subject=Subject.CUSTOMER)
    return condition, describe(condition)

"""Retention: how long which values of which source are kept, and what else may be done with them.

Shipped facts, each with where it stands, are in ``core/data/retention.toml``; the merchant changes them
(``services.change_retention``). docs/retention.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from saleor_customer_mgmt.core import data
from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.core.facts import OrderStatus

PERSONAL = tuple(each for each in Field if each is not Field.SOURCE)
"""What may expire. A country says nothing of who somebody is, and stays."""
RESERVE_DAYS = 30


class MayWrite(StrEnum):
    """Whether people may be written to for other reasons than their order."""

    UNKNOWN = "unknown"
    """No rule was found, and the merchant has set none."""
    NO = "no"
    WITH_CONSENT = "with_consent"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where one of a source's rules stands: ``about`` names the part of the terms that it is about."""

    about: str
    says: str
    says_ja: str
    url: str
    looked_up: date


@dataclass(frozen=True, slots=True)
class Terms:
    """What may be done with what one source tells of people.

    ``days``: so long after the goods were sent ``fields`` are kept; None: without limit. ``may_build``:
    whether customers are made of its orders at all; if not, nothing of its people is kept from the start.
    """

    days: int | None = None
    reserve_days: int = RESERVE_DAYS
    fields: frozenset[Field] = frozenset(PERSONAL)
    may_write: MayWrite = MayWrite.UNKNOWN
    may_build: bool = True

    @property
    def expiring(self) -> frozenset[Field]:
        """The fields whose values go some day."""
        return self.fields if self.days is not None else frozenset()

    def days_from(self, *, sent: bool, open_: bool) -> int:
        """Return how many days after the known moment the values go.

        ``sent``: that moment is when the goods were sent. Else it is when the order was placed: goods are not
        sent earlier, so counting from it keeps nothing too long; only of an ``open_`` order, which is still
        to be sent, the reserve is left.
        """
        return (self.days or 0) + (self.reserve_days if open_ and not sent else 0)


@dataclass(frozen=True, slots=True)
class RetentionPolicy:
    """The terms of each source that has any."""

    terms: Mapping[str, Terms] = field(default_factory=dict)

    def of(self, source: str) -> Terms:
        return self.terms.get(source, _NONE)

    def expires_at(
        self,
        source: str,
        *,
        status: OrderStatus,
        shipped_at: datetime | None,
        placed_at: datetime | None,
        recorded_at: datetime,
    ) -> datetime | None:
        """Return when the values of an order go, or None: never. ``selectors.retention`` says it in SQL."""
        terms = self.of(source)
        if not terms.expiring:
            return None
        open_ = status is OrderStatus.PLACED
        days = terms.days_from(sent=shipped_at is not None, open_=open_)
        return (shipped_at or placed_at or recorded_at) + timedelta(days=days)


_NONE = Terms()


def _read(facts: Mapping[str, Any]) -> Terms:
    told = Terms(days=facts.get("days"), reserve_days=facts.get("reserve_days", RESERVE_DAYS))
    return Terms(
        told.days,
        told.reserve_days,
        frozenset(map(Field, facts["fields"])) if "fields" in facts else told.fields,
        MayWrite(facts.get("may_write", MayWrite.UNKNOWN)),
    )


_SOURCES = data.load("retention")["source"]
SHIPPED = RetentionPolicy({facts["name"]: _read(facts) for facts in _SOURCES})
CITATIONS: dict[str, tuple[Citation, ...]] = {
    facts["name"]: tuple(Citation(**rule) for rule in facts["rule"]) for facts in _SOURCES
}

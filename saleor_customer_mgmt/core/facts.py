"""Neutral order facts: what every source of orders is turned into.

A plugin hook, a mall's file and a later webhook all produce :class:`OrderFacts`; nothing behind this
module knows where an order came from.

``None`` and empty are different. ``None`` means that the source does not tell (the file has no such
column), so an earlier answer stays; an empty string or tuple means that the source says "none".
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any


class OrderStatus(StrEnum):
    """Where an order stands, as far as customer management cares."""

    PLACED = "placed"
    """Bought and neither shipped nor taken back; also held, reserved or not paid yet."""
    FULFILLED = "fulfilled"
    """Shipped or otherwise finished."""
    CANCELLED = "cancelled"
    RETURNED = "returned"
    """Shipped and taken back or refunded in full."""
    UNFINISHED = "unfinished"
    """Never became an order: a draft, a checkout left behind, a payment not authorised."""
    ACCOUNT = "account"
    """No order: somebody registered with the shop. Matched as orders are, counted nowhere (ADR 114)."""


ORDER_STATUSES = tuple(status for status in OrderStatus if status is not OrderStatus.ACCOUNT)
"""What orders may be."""
ACCOUNT_MARK = "@"
"""What the number of every account begins with, and that of no order: ``@`` and the source's own number."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone as one order names them, raw, as written in the source.

    ``emails`` and ``phones`` hold alternatives (Yahoo! and au PAY give two numbers), not parts:
    parts are joined by whoever reads the source. ``address`` is everything behind the postal code in
    one string, prefecture first for Japanese addresses. ``country`` is an ISO 3166 alpha-2 code.
    What follows ``member_id`` is told of accounts only, in the source's own words, and says nothing of who
    somebody is: ``group`` is a rank, group or tags.
    """

    name: str | None = None
    kana: str | None = None
    emails: tuple[str, ...] | None = None
    phones: tuple[str, ...] | None = None
    postal_code: str | None = None
    address: str | None = None
    country: str | None = None
    birthday: str | None = None
    company: str | None = None
    member_id: str | None = None
    note: str | None = None
    newsletter: str | None = None
    group: str | None = None
    points: str | None = None


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One product of an order. Fees, shipping, discounts and points are not lines.

    ``line_id`` is the source's own id of the line, empty where the source has none. Prices are in
    the order's currency, per unit.
    """

    sku: str = ""
    product: str = ""
    quantity: int = 1
    unit_price: Decimal | None = None
    line_id: str = ""


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """One order of one source. ``(source, number)`` names it for ever.

    ``placed_at`` is aware (any zone). ``status_text`` keeps the source's own word. ``total`` is what
    the buyer pays in ``currency`` (ISO 4217). ``recipients`` are the ship-to people: never evidence
    of who the buyer is. ``channel`` is the source's own division of its shop. ``refunded`` is how much of
    ``total`` was paid back. ``is_exchange``: sent in place of another order's goods, not bought anew.
    ``shipped_at``: when the last of the goods were sent, aware, too.

    Of an account ``placed_at`` is when it was registered, and ``buyer`` is who registered.
    """

    source: str
    number: str
    placed_at: datetime | None = None
    status: OrderStatus | None = None
    status_text: str | None = None
    buyer: Person = field(default_factory=Person)
    recipients: tuple[Person, ...] | None = None
    total: Decimal | None = None
    currency: str | None = None
    payment_method: str | None = None
    shipping_method: str | None = None
    lines: tuple[LineFacts, ...] | None = None
    channel: str | None = None
    refunded: Decimal | None = None
    is_exchange: bool | None = None
    shipped_at: datetime | None = None

    @property
    def is_account(self) -> bool:
        return self.status is OrderStatus.ACCOUNT

    def updated_by(self, newer: OrderFacts) -> OrderFacts:
        """Return these facts with everything that ``newer`` tells put in their place.

        Raises:
            ValueError: when the two are not the same order.
        """
        if (self.source, self.number) != (newer.source, newer.number):
            raise ValueError("facts of two different orders cannot be combined")
        changes = _told(newer) | {"buyer": dataclasses.replace(self.buyer, **_told(newer.buyer))}
        return dataclasses.replace(self, **changes)


def _told(facts: OrderFacts | Person) -> dict[str, Any]:
    """Return the fields about which these facts say something."""
    named = {f.name: getattr(facts, f.name) for f in dataclasses.fields(facts)}
    return {name: value for name, value in named.items() if value is not None}

"""Spreading orders over lanes, so that those of one customer meet in one lane.

Whoever records the orders of one lane then seldom waits for who records those of another. That is all it is
for: whose orders they are is judged later, and comes out the same whatever lanes they took.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from saleor_customer_mgmt.core.facts import OrderFacts

REMEMBERED = 200_000
"""Values whose lanes are known at a time: some 30 MB. Beyond, all are forgotten."""


class Lanes:
    """The lanes 0 to ``number`` - 1, and who was seen in which."""

    def __init__(self, number: int) -> None:
        self._taken = [0] * number
        self._lane_of: dict[int, int] = {}

    def lane_of(self, facts: OrderFacts | None) -> int:
        """Return the lane in which its buyer was seen, or the one that had the fewest orders."""
        values = [hash(value) for value in _telling(facts)] if facts is not None else []
        seen = (self._lane_of[value] for value in values if value in self._lane_of)
        lane = next(seen, None)
        if lane is None:
            lane = self._taken.index(min(self._taken))
        if len(self._lane_of) > REMEMBERED:
            self._lane_of.clear()
        for value in values:
            self._lane_of.setdefault(value, lane)
        self._taken[lane] += 1
        return lane


def _telling(facts: OrderFacts) -> Iterator[Hashable]:
    """Yield what tells who a buyer is, about as match criteria would see it."""
    buyer = facts.buyer
    for phone in buyer.phones or ():
        yield "".join(filter(str.isdigit, phone))[-9:]
    for email in buyer.emails or ():
        yield email.strip().lower()
    if buyer.member_id:
        yield facts.source, buyer.member_id
    if buyer.name and (buyer.postal_code or buyer.address):
        yield "".join(buyer.name.split()), buyer.postal_code or buyer.address

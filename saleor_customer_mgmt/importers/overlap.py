"""One order in several files, or in several parts of one that was pasted together.

Downloads overlap, and somebody parts a file that is too long. So the same rows may be there twice, or an
order as it was earlier beside what became of it, or its rows may be parted. Which of these it is, is judged
order by order; what cannot be told is refused, because counting twice or halving would not be noticed.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import reduce
from typing import Any

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.format import Row

UNCLEAR = (
    "the order stands in several files (or parts of one) with contents that do not fit together; import those"
    " files one after the other, the older first"
)

_AGE = {
    None: 0,
    OrderStatus.ACCOUNT: 0,
    OrderStatus.UNFINISHED: 1,
    OrderStatus.PLACED: 2,
    OrderStatus.FULFILLED: 3,
    OrderStatus.CANCELLED: 4,
    OrderStatus.RETURNED: 5,
}
"""The later state is the later download's."""


class Unclear(Exception):
    """Raised when it cannot be told which rows are the order."""


def without_copies(groups: Sequence[list[Row]]) -> list[list[Row]]:
    """Return the groups without those whose rows are all in another one."""
    kept: list[tuple[list[Row], Counter[Any]]] = []
    for group in groups:
        content = Counter(row.told for row in group)
        if any(content <= other for _, other in kept):
            continue
        kept = [(rows, other) for rows, other in kept if not other <= content]
        kept.append((group, content))
    return [rows for rows, _ in kept]


def one_order(groups: Sequence[list[Row]], read: Callable[[Sequence[Row]], OrderFacts]) -> OrderFacts:
    """Return what groups of rows, none of which is a copy, tell of the one order.

    Raises:
        Unclear: when they neither tell of the same lines nor agree on all but those.
    """
    told = [read(group) for group in groups]
    if len({_lines(each) for each in told}) == 1:
        # As if the files had been imported one after the other.
        by_age = sorted(told, key=lambda facts: _AGE[facts.status])
        return reduce(OrderFacts.updated_by, by_age)
    whole = read([row for group in groups for row in group])
    if all(_agree(whole, each) for each in told) and _total_fits(whole, told):
        return whole
    raise Unclear


def _lines(facts: OrderFacts) -> frozenset[tuple[LineFacts, int]] | None:
    return None if facts.lines is None else frozenset(Counter(facts.lines).items())


def _agree(one: Any, other: Any) -> bool:
    """Say whether nothing that both tell differs, but for what each row may have of its own."""
    for field in dataclasses.fields(one):
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        if field.name in ("lines", "recipients", "total") or not mine or not theirs or mine == theirs:
            continue
        if not (isinstance(mine, Person) and _agree(mine, theirs)):
            return False
    return True


def _total_fits(whole: OrderFacts, told: Sequence[OrderFacts]) -> bool:
    """Say whether the totals are one (which each file repeats) or parts of one (where lines are added up)."""
    totals = [each.total for each in told if each.total is not None]
    return set(totals) <= {whole.total} or sum(totals, Decimal(0)) == whole.total

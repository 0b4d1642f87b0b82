"""The oracle: whose orders criteria join, worked out from what is true and not from what is written.

It shares no code with the product: values come from the generator, customers from a union of sets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import product

from bench.history.files import Known

Criteria = Sequence[Sequence[str]]
Groups = Mapping[tuple[str, str], Hashable]
"""Order (source, number): whose it is."""


def joined_by(criteria: Criteria, orders: Iterable[Known]) -> dict[tuple[str, str], int]:
    """Return for each order the group that it is in when all fields of one of the criteria are equal."""
    parent: list[int] = []
    first_with: dict[bytes, int] = {}
    names = []

    def root(order: int) -> int:
        while parent[order] != order:
            parent[order] = parent[parent[order]]
            order = parent[order]
        return order

    for order, known in enumerate(orders):
        names.append((known.source, known.number))
        parent.append(order)
        for criterion in criteria:
            for values in product(*(known.values.get(field, ()) for field in criterion)):
                # A digest is smaller than the values; 128 bits do not meet by accident.
                key = blake2b(repr((criterion, values)).encode(), digest_size=16).digest()
                parent[root(order)] = root(first_with.setdefault(key, order))
    return {name: root(order) for order, name in enumerate(names)}


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs of orders said to be one person's: those ``wanted``, those ``found``, and those in both."""

    wanted: int
    found: int
    both: int

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.both / self.wanted if self.wanted else 1.0


def agreement(wanted: Groups, found: Groups) -> Agreement:
    """Compare two ways to group the same orders, pair by pair.

    Raises:
        ValueError: when these are not the same orders.
    """
    if wanted.keys() != found.keys():
        raise ValueError(f"{len(wanted.keys() ^ found.keys()):,} orders are only on one side")
    return Agreement(
        _pairs(Counter(wanted.values())),
        _pairs(Counter(found.values())),
        _pairs(Counter((group, found[name]) for name, group in wanted.items())),
    )


def _pairs(sizes: Counter[Hashable]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())

"""What a condition depends on, and groups that depend on themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from saleor_customer_mgmt.core.conditions.tree import Condition, comparisons

# Days go by, and marks expire, without any order.
_OF_TIME = frozenset(
    {
        "customer.days_since_first_purchase",
        "customer.days_since_last_purchase",
        "customer.watch",
        "customer.victim",
    }
)


@dataclass(frozen=True, slots=True)
class References:
    """What a condition asks about. ``of_time``: asked about a customer, time alone can change the answer."""

    fields: frozenset[str]
    groups: frozenset[str]
    labels: frozenset[str]
    of_time: bool


def references(condition: Condition) -> References:
    """Return what the condition depends on."""
    found = [comparison for _, comparison in comparisons(condition)]
    fields = frozenset(comparison.field for comparison in found)

    def named(field: str) -> frozenset[str]:
        values = (c.value for c in found if c.field == field and isinstance(c.value, tuple))
        return frozenset(name for names in values for name in names)

    return References(fields, named("customer.groups"), named("customer.labels"), bool(fields & _OF_TIME))


def find_cycle(dependencies: Mapping[str, frozenset[str]]) -> tuple[str, ...] | None:
    """Return a way from a name back to itself (``("a", "b", "a")``), or None when there is none.

    ``dependencies`` has for a name the names it depends on; those without an entry depend on nothing.
    """
    done: set[str] = set()
    for start in sorted(dependencies):
        # Names on the way from the start, each with those of its dependencies not looked at yet.
        way: dict[str, Iterator[str]] = {} if start in done else {start: _sorted(dependencies, start)}
        while way:
            name, left = next(reversed(way.items()))
            step = next(left, None)
            if step is None:
                done.add(name)
                del way[name]
            elif step in way:
                names = list(way)
                return (*names[names.index(step) :], step)
            elif step not in done:
                way[step] = _sorted(dependencies, step)
    return None


def _sorted(dependencies: Mapping[str, frozenset[str]], name: str) -> Iterator[str]:
    return iter(sorted(dependencies.get(name, ())))

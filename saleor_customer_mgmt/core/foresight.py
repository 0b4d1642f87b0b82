"""Which rules bear upon whether an order is held, and what has to be known to ask them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saleor_customer_mgmt.core.actions import Do
from saleor_customer_mgmt.core.conditions import references
from saleor_customer_mgmt.core.rules import Marks, Rule, made_by

_MARKS = frozenset({"customer.watch", "customer.victim", "customer.labels"})
_GROUPS = frozenset({"customer.groups"})
_TRAITS = frozenset({"order.address", "order.email_domain", "order.phone", "order.ships_elsewhere"})
# Facts of the order itself. Whatever is named nowhere here is a question of the customer's whole history.
_PLAIN = frozenset(
    {
        "order.source",
        "order.channel",
        "order.payment_method",
        "order.shipping_method",
        "order.total",
        "order.quantity",
        "order.skus",
        "order.products",
    }
)


@dataclass(frozen=True, slots=True)
class Bearing:
    """The rules that bear upon holds, in the order in which they are asked, and what they ask about."""

    rules: Sequence[Rule]
    fields: frozenset[str]

    @property
    def needs_marks(self) -> bool:
        return bool(self.fields & _MARKS)

    @property
    def needs_groups(self) -> bool:
        return bool(self.fields & _GROUPS)

    @property
    def needs_traits(self) -> bool:
        return bool(self.fields & _TRAITS)

    @property
    def needs_history(self) -> bool:
        return bool(self.fields - _MARKS - _GROUPS - _TRAITS - _PLAIN)

    @property
    def needs_customer(self) -> bool:
        return self.needs_marks or self.needs_groups or self.needs_history


def holds_an_order(rule: Rule) -> bool:
    return any(action.do is Do.HOLD for action in rule.actions)


def bearing_on_holds(rules: Sequence[Rule]) -> Bearing:
    """Return those of ``rules``, given in the order in which they are asked, that bear upon holds.

    These are the rules that hold, and the rules asked before them that put on the customer what they ask
    about.
    """
    chosen: list[Rule] = []
    fields: frozenset[str] = frozenset()
    for rule in reversed(rules):
        if holds_an_order(rule) or (fields & _MARKS and made_by(rule.actions) != Marks()):
            chosen.append(rule)
            fields |= references(rule.condition).fields
    return Bearing(chosen[::-1], fields)

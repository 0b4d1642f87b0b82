"""Rules: which of them match which orders of one customer (docs/adr/0080-rules-and-holds.md)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from saleor_customer_mgmt.core.actions import Action, Do
from saleor_customer_mgmt.core.case import Case, CustomerView, OrderView, PastOrder, case_of, with_order
from saleor_customer_mgmt.core.conditions import Condition, holds
from saleor_customer_mgmt.core.decisions import OrderId

RuleId = int


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that is switched on. It is for orders placed from ``valid_from`` on and before ``valid_to``."""

    id: RuleId
    condition: Condition
    actions: tuple[Action, ...]
    valid_from: datetime | None = None
    valid_to: datetime | None = None

    def is_for(self, placed_at: datetime | None) -> bool:
        """Return whether it asks about orders of that moment; None is no moment within limits."""
        if placed_at is None:
            return self.valid_from is None and self.valid_to is None
        begun = self.valid_from is None or placed_at >= self.valid_from
        return begun and (self.valid_to is None or placed_at < self.valid_to)


@dataclass(frozen=True, slots=True)
class Marks:
    """What is on a customer."""

    watch: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()

    def __or__(self, other: Marks) -> Marks:
        return Marks(self.watch | other.watch, self.labels | other.labels)


@dataclass(frozen=True, slots=True)
class History:
    """Everything that bears upon the rules of one customer.

    ``orders`` are all of the customer's. ``people`` are the marks that people made. ``earlier`` are those
    that rules made before, by the order because of which; ``groups`` are the ones kept with each order.
    """

    orders: Sequence[PastOrder]
    people: Marks = field(default_factory=Marks)
    earlier: Mapping[OrderId, Marks] = field(default_factory=dict)
    groups: Mapping[OrderId, frozenset[str]] = field(default_factory=dict)


def matching(
    rules: Sequence[Rule], history: History, asked: Mapping[OrderId, OrderView]
) -> dict[OrderId, list[RuleId]]:
    """Return the rules that match each order asked about, in the order of ``rules``.

    Every order asked about is one of the history.
    """
    found: dict[OrderId, list[RuleId]] = {}
    marks, before = history.people, CustomerView()
    for past in sorted(history.orders, key=lambda order: order.place):
        view = asked.get(past.id)
        if view is None:
            marks |= history.earlier.get(past.id, Marks())
        else:
            groups = history.groups.get(past.id, frozenset())
            earlier = dataclasses.replace(before, groups=groups, watch=marks.watch, labels=marks.labels)
            found[past.id], marks = _ask(rules, case_of(earlier, view), view, marks)
        before = with_order(before, past)
    return found


def _ask(rules: Sequence[Rule], case: Case, view: OrderView, marks: Marks) -> tuple[list[RuleId], Marks]:
    """Return which rules match an order, and the marks on its customer after them."""
    matched: list[RuleId] = []
    for rule in rules:
        if rule.is_for(view.past.placed_at) and holds(rule.condition, case):
            matched.append(rule.id)
            marks |= made_by(rule.actions)
            case = _with(case, marks)
    return matched, marks


def made_by(actions: Iterable[Action]) -> Marks:
    """Return the marks that these actions put on the customer."""
    acts = list(actions)
    return Marks(
        watch=frozenset(a.value for a in acts if a.do is Do.WATCH),
        labels=frozenset(a.value for a in acts if a.do is Do.LABEL_CUSTOMER),
    )


def _with(case: Case, marks: Marks) -> Case:
    if marks.watch == case.customer.watch and marks.labels == case.customer.labels:
        return case
    customer, earlier = (
        dataclasses.replace(view, watch=marks.watch, labels=marks.labels)
        for view in (case.customer, case.earlier)
    )
    return dataclasses.replace(case, customer=customer, earlier=earlier)

"""What another way of telling customers apart would change for rules and groups. Writes nothing.

Rules and groups are asked about the customers whose orders would not be the same, with all their orders, as
they are when criteria are really changed (``apply_rules``, ``refresh_groups``). All else stays as it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Count
from django.utils import timezone

from saleor_customer_mgmt.core.actions import Do
from saleor_customer_mgmt.core.case import customer_case, customer_view
from saleor_customer_mgmt.core.conditions import holds, references
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.rules import Marks, Rule, RuleId, made_by, matching
from saleor_customer_mgmt.models import GroupEntry, GroupMembership, Hold, RuleMatch
from saleor_customer_mgmt.selectors.group_terms import Terms, group_terms, in_levels
from saleor_customer_mgmt.selectors.histories import Loaded, load_regrouped
from saleor_customer_mgmt.selectors.one_of import one_of
from saleor_customer_mgmt.services.apply_rules import OF_LINES, rules_in_use

MOST_ORDERS = 500
"""Customers that would have more are not asked: each order asks about all before it."""
CHUNK = 2000
"""About so many orders are read with one query each."""

Partition = Mapping[OrderId, OrderId]


@dataclass(slots=True)
class RuleChange:
    """``begins`` and ``ends``: orders that the rule would newly match, or not any more. ``*_customers`` have
    such orders. ``holds`` would be placed on open orders; ``lapsed`` ones stay open, without their reason.
    """

    rule: RuleId
    now: int = 0
    begins: int = 0
    begins_customers: int = 0
    ends: int = 0
    ends_customers: int = 0
    holds: int = 0
    lapsed: int = 0

    @property
    def then(self) -> int:
        return self.now + self.begins - self.ends


@dataclass(slots=True)
class GroupChange:
    """``enters``: customers that would be in it, although none of those whose orders they have is.
    ``leaves``: that would not, although one of these is.
    """

    group: int
    now: int = 0
    then: int = 0
    enters: int = 0
    leaves: int = 0


@dataclass(slots=True)
class Consequences:
    """In the order of the rules and of the groups. ``left_out`` customers have too many."""

    rules: list[RuleChange] = field(default_factory=list)
    groups: list[GroupChange] = field(default_factory=list)
    left_out: int = 0
    left_out_orders: int = 0


def preview_consequences(now: Partition, then: Partition) -> Consequences:
    """Return what follows when the customers ``now`` in the tables (order: customer) were those of ``then``.

    Both are of all recorded orders. Inside a transaction that sees one state of the tables.
    """
    return _Preview(now).preview(then)


def changed_customers(now: Partition, then: Partition) -> dict[OrderId, list[OrderId]]:
    """Return the customers of ``then`` that have not exactly the orders of one of ``now``."""
    sizes = Counter(now.values())
    members: defaultdict[OrderId, list[OrderId]] = defaultdict(list)
    for order, customer in then.items():
        members[customer].append(order)
    return {
        customer: orders
        for customer, orders in members.items()
        if len({now[order] for order in orders}) > 1 or sizes[now[orders[0]]] != len(orders)
    }


class _Preview:
    def __init__(self, now: Partition) -> None:
        self.customer_now = now
        self.inside: set[tuple[OrderId, int]] = set()
        self.moment = timezone.now()
        self.rules: Sequence[Rule] = rules_in_use()
        self.with_lines = any(references(rule.condition).fields & OF_LINES for rule in self.rules)
        self.by_id = {rule.id: rule for rule in self.rules}
        self.levels: Sequence[Sequence[Terms]] = in_levels(group_terms())
        matches = RuleMatch.objects.filter(active=True, rule__in=self.by_id).order_by()
        counted = dict(matches.values_list("rule_id").annotate(Count("id")))
        self.of_rule = {rule.id: RuleChange(rule.id, counted.get(rule.id, 0)) for rule in self.rules}
        self.groups = sorted((terms for level in self.levels for terms in level), key=lambda t: t.id)
        members = GroupMembership.objects.filter(group__in=[t.id for t in self.groups]).order_by()
        counted = dict(members.values_list("group_id").annotate(Count("id")))
        self.of_group = {
            t.id: GroupChange(t.id, counted.get(t.id, 0), counted.get(t.id, 0)) for t in self.groups
        }

    def preview(self, then: Partition) -> Consequences:
        changed = changed_customers(self.customer_now, then)
        if not (self.rules or self.groups):
            return Consequences()
        large = {customer: orders for customer, orders in changed.items() if len(orders) > MOST_ORDERS}
        asked = {customer: orders for customer, orders in changed.items() if customer not in large}
        self._take_out({self.customer_now[order] for orders in changed.values() for order in orders})
        for chunk in _chunks(asked):
            self._ask(chunk)
        for orders in large.values():
            for group, change in self.of_group.items():
                change.then += self._was_in(group, orders)
        return Consequences(
            list(self.of_rule.values()),
            list(self.of_group.values()),
            len(large),
            sum(map(len, large.values())),
        )

    def _take_out(self, customers: set[OrderId]) -> None:
        """Keep in which groups these customers are now, and count them out: they may not be there then."""
        for some in _parts(sorted(customers)):
            rows = GroupMembership.objects.filter(one_of("customer_id", some), group__in=self.of_group)
            self.inside.update(rows.values_list("customer_id", "group_id"))
        for _, group in self.inside:
            self.of_group[group].then -= 1

    def _was_in(self, group: int, orders: Sequence[OrderId]) -> bool:
        return any((self.customer_now[order], group) in self.inside for order in orders)

    def _ask(self, customers: Mapping[OrderId, Sequence[OrderId]]) -> None:
        customer_of = {order: customer for customer, orders in customers.items() for order in orders}
        loaded = load_regrouped(customer_of, with_lines=self.with_lines)
        found = {
            order: set(rules)
            for each in loaded.values()
            for order, rules in matching(self.rules, each.history, each.asked).items()
        }
        self._compare_matches(loaded, customer_of, found)
        if self.groups:
            self._compare_groups(loaded, customers, found)

    def _compare_matches(
        self, loaded: Mapping[OrderId, Loaded], customer_of: Partition, found: Mapping[OrderId, set[RuleId]]
    ) -> None:
        orders = list(customer_of)
        stored = RuleMatch.objects.filter(one_of("order_id", orders), active=True, rule__in=self.by_id)
        now = set(stored.values_list("order_id", "rule_id"))
        then = {(order, rule) for order, rules in found.items() for rule in rules}
        held = Hold.objects.filter(one_of("order_id", orders), rule__isnull=False).values_list(
            "order_id", "rule_id", "state"
        )
        ever_held = {(order, rule) for order, rule, _ in held}
        open_holds = {(order, rule) for order, rule, state in held if state == Hold.State.OPEN}
        begins, ends = then - now, now - then
        for order, rule in begins:
            change = self.of_rule[rule]
            change.begins += 1
            is_open = loaded[customer_of[order]].asked[order].past.status is OrderStatus.PLACED
            holding = any(action.do is Do.HOLD for action in self.by_id[rule].actions)
            change.holds += is_open and holding and (order, rule) not in ever_held
        for order, rule in ends:
            self.of_rule[rule].ends += 1
            self.of_rule[rule].lapsed += (order, rule) in open_holds
        for rule, _ in {(rule, customer_of[order]) for order, rule in begins}:
            self.of_rule[rule].begins_customers += 1
        for rule, _ in {(rule, customer_of[order]) for order, rule in ends}:
            self.of_rule[rule].ends_customers += 1

    def _compare_groups(
        self,
        loaded: Mapping[OrderId, Loaded],
        customers: Mapping[OrderId, Sequence[OrderId]],
        found: Mapping[OrderId, set[RuleId]],
    ) -> None:
        orders = [order for some in customers.values() for order in some]
        by_hand: defaultdict[OrderId, list[tuple[int, int, bool]]] = defaultdict(list)
        entries = GroupEntry.objects.filter(one_of("anchor_id", orders), rule=None, group__in=self.of_group)
        for entry, anchor, group, out in entries.values_list("id", "anchor_id", "group_id", "out"):
            by_hand[anchor].append((entry, group, out))
        for customer, theirs in customers.items():
            people = sorted(entry for order in theirs for entry in by_hand[order])
            newest = {group: not out for _, group, out in people}
            members = self._groups_of(loaded[customer], newest, [found.get(order, set()) for order in theirs])
            for group, change in self.of_group.items():
                was, is_member = self._was_in(group, theirs), group in members
                change.then += is_member
                change.enters += is_member and not was
                change.leaves += was and not is_member

    def _groups_of(
        self, loaded: Loaded, by_hand: Mapping[int, bool], matched: Sequence[set[RuleId]]
    ) -> set[int]:
        """Return the groups that a customer would be in: by people, else by rules, else by condition."""
        acts = [a for rules in matched for rule in rules for a in self.by_id[rule].actions]
        marks: Marks = loaded.history.people | made_by(acts)
        put_in = {action.value for action in acts if action.do is Do.ADD_TO_GROUP}
        kept_out = {action.value for action in acts if action.do is Do.REMOVE_FROM_GROUP}
        found: set[int] = set()
        slugs: set[str] = set()
        figures = customer_view(loaded.history.orders, watch=marks.watch, labels=marks.labels)
        for level in self.levels:
            case = customer_case(replace(figures, groups=frozenset(slugs)), self.moment)
            inside = [
                terms
                for terms in level
                if by_hand.get(
                    terms.id,
                    terms.slug not in kept_out
                    and (
                        terms.slug in put_in or (terms.condition is not None and holds(terms.condition, case))
                    ),
                )
            ]
            found |= {terms.id for terms in inside}
            slugs |= {terms.slug for terms in inside}
        return found


def _parts(customers: Sequence[OrderId]) -> Iterator[Sequence[OrderId]]:
    return (customers[start : start + CHUNK] for start in range(0, len(customers), CHUNK))


def _chunks(customers: Mapping[OrderId, Sequence[OrderId]]) -> Iterator[dict[OrderId, Sequence[OrderId]]]:
    chunk: dict[OrderId, Sequence[OrderId]] = {}
    size = 0
    for customer, orders in customers.items():
        chunk[customer] = orders
        size += len(orders)
        if size >= CHUNK:
            yield chunk
            chunk, size = {}, 0
    if chunk:
        yield chunk

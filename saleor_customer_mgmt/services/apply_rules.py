"""Apply the rules to orders: which match now, and what follows (docs/adr/0080-rules-and-holds.md)."""

from __future__ import annotations

import functools
import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import connection

from saleor_customer_mgmt.core.actions import Action, parse_actions
from saleor_customer_mgmt.core.case import OrderView, PastOrder
from saleor_customer_mgmt.core.conditions import Condition, Subject, parse_condition_text, references
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.rules import Rule, RuleId, matching
from saleor_customer_mgmt.selectors.histories import load_histories
from saleor_customer_mgmt.services.rule_backlog import AT_ONCE, leave_orders
from saleor_customer_mgmt.services.rule_effects import write_effects

OF_LINES = frozenset({"order.skus", "order.products", "order.quantity"})
"""What can be asked only where the orders' lines are read."""
_IN_USE = """
    SELECT id, condition::text, actions::text, valid_from, valid_to FROM customer_mgmt_rule
    WHERE active AND deleted_at IS NULL ORDER BY priority, id
"""


def apply_rules(
    rules: Sequence[Rule], *, recorded: Collection[OrderId] = (), customers: Collection[OrderId] = ()
) -> None:
    """Apply rules to recorded orders and those after them, and to all orders of these customers.

    In the transaction of whoever changed them. Of a customer with very many orders the older ones are
    left to the background.
    """
    _apply(rules, recorded, customers, limit=AT_ONCE)


def apply_anew(customers: Collection[OrderId]) -> None:
    """Apply the rules to all orders of these customers, also when none is in use any more.

    For the background, which makes no notices: inside a transaction, with the customers locked.
    """
    _apply(rules_in_use(), (), customers, limit=None)


def rules_in_use() -> list[Rule]:
    """Return the rules that are switched on, in the order in which they are asked."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_USE)
        return [rule_of(*row) for row in cursor.fetchall()]


def rule_of(
    rule: RuleId, condition: str, actions: str, valid_from: datetime | None, valid_to: datetime | None
) -> Rule:
    """Return the rule of these columns; what is text there was validated when it was saved."""
    return Rule(rule, _condition(condition), _actions(actions), valid_from, valid_to)


@functools.lru_cache(maxsize=1000)
def _condition(text: str) -> Condition:
    return parse_condition_text(text, subject=Subject.ORDER)


@functools.lru_cache(maxsize=1000)
def _actions(text: str) -> tuple[Action, ...]:
    return parse_actions(json.loads(text))


def _apply(
    rules: Sequence[Rule],
    recorded: Collection[OrderId],
    customers: Collection[OrderId],
    *,
    limit: int | None,
) -> None:
    changed, whole = set(recorded), set(customers)
    too_many: list[OrderId] = []

    def wanted(customer: OrderId, orders: list[PastOrder]) -> Iterable[OrderId]:
        ids = [order.id for order in orders]
        if customer not in whole:
            # None where nothing but an account was recorded: no rule asks about that.
            first = next((i for i, order in enumerate(ids) if order in changed), len(ids))
            ids = ids[first:]
        if limit is not None and len(ids) > limit:
            too_many.extend(ids[:-limit])
            ids = ids[-limit:]
        return ids

    with_lines = any(references(rule.condition).fields & OF_LINES for rule in rules)
    loaded = load_histories(wanted, orders=recorded, customers=customers, with_lines=with_lines)
    asked: dict[OrderId, OrderView] = {}
    matched: dict[OrderId, list[int]] = {}
    for each in loaded.values():
        asked |= each.asked
        matched |= matching(rules, each.history, each.asked)
    write_effects(rules, asked, matched, fresh=changed)
    if too_many:
        leave_orders(too_many)

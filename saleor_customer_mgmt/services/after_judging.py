"""What follows whenever orders were recorded or customers are not who they were.

In the transaction, and under the locks, of whoever changed them.
"""

from __future__ import annotations

from collections.abc import Collection

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.services.actor import SYSTEM
from saleor_customer_mgmt.services.apply_rules import apply_rules, rules_in_use
from saleor_customer_mgmt.services.queue_rules import queue_rules
from saleor_customer_mgmt.services.rule_backlog import AT_ONCE, leave_all, leave_customers


def after_judging(
    *,
    recorded: Collection[OrderId] = (),
    customers: Collection[OrderId] = (),
) -> None:
    """Apply rules to these orders, those after them, and all orders of these customers."""
    if len(customers) > AT_ONCE:
        if rules_in_use():
            leave_customers(customers)
            queue_rules(actor=SYSTEM)
        customers = ()
    apply_rules(recorded=recorded, customers=customers)


def after_judging_all() -> None:
    """The same after everything was judged anew: left to the background."""
    if rules_in_use():
        leave_all()
        queue_rules(actor=SYSTEM)

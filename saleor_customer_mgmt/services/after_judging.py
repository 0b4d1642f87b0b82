"""What follows whenever orders were recorded or customers are not who they were.

In the transaction, and under the locks, of whoever changed them: the groups are kept with new orders, the
rules are applied, which see those, and then the groups are brought up to date (ADR 80).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

from django.db import transaction

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.services.actor import SYSTEM
from saleor_customer_mgmt.services.apply_rules import apply_rules
from saleor_customer_mgmt.services.groups_and_rules import groups_and_rules
from saleor_customer_mgmt.services.keep_groups import keep_groups
from saleor_customer_mgmt.services.queue_rules import queue_rules
from saleor_customer_mgmt.services.refresh_groups import Cause, refresh_groups
from saleor_customer_mgmt.services.rule_backlog import AT_ONCE, leave_all, leave_customers, leave_orders

logger = logging.getLogger(__name__)


def after_judging(
    *,
    recorded: Collection[OrderId] = (),
    new: Collection[OrderId] = (),
    customers: Collection[OrderId] = (),
    cause: Cause | None = None,
) -> None:
    """Deal with these orders, those after them, and all orders of these customers.

    ``new`` are those of ``recorded`` that were not known before. ``cause``: why the customers are not who
    they were.
    """
    if not recorded and not customers:
        return
    if len(customers) > AT_ONCE:
        _leave_to_background(customers)
        customers = ()
    groups, rules = groups_and_rules()
    steps: list[tuple[str, Callable[[], object]]] = []
    if groups and new:
        steps.append(("Groups were not kept with orders", lambda: keep_groups(new)))
    if rules:
        apply = partial(apply_rules, rules, recorded=recorded, customers=customers)
        steps.append(("Rules were not applied", apply))
    if groups:
        refresh = partial(refresh_groups, customers, recorded=recorded, cause=cause, groups=groups)
        steps.append(("Groups were not brought up to date", refresh))
    if steps and not _all_went_well(steps):
        # Once more and each by itself, so that a fault in one does not cost the others.
        for told, step in steps:
            with _without_losing(told, recorded, customers):
                step()


def _all_went_well(steps: Iterable[tuple[str, Callable[[], object]]]) -> bool:
    """Take all steps behind one savepoint, since each costs time; whatever goes wrong undoes them all."""
    with suppress(Exception), transaction.atomic():
        for _, step in steps:
            step()
        return True
    return False


def after_judging_all() -> None:
    """The same after everything was judged anew: left to the background."""
    if any(groups_and_rules()):
        leave_all()
        queue_rules(actor=SYSTEM)


def _leave_to_background(customers: Collection[OrderId]) -> None:
    if any(groups_and_rules()):
        leave_customers(customers)
        queue_rules(actor=SYSTEM)


@contextmanager
def _without_losing(
    told: str, recorded: Collection[OrderId], customers: Collection[OrderId]
) -> Iterator[None]:
    """Leave what goes wrong to the background: whatever it is, the orders are recorded."""
    try:
        with transaction.atomic():
            yield
    except Exception as error:  # noqa: BLE001  # see above
        # The kind of error only: messages may quote values of people.
        logger.error("%s; the background will: %s", told, type(error).__qualname__)  # noqa: TRY400
        leave_orders(recorded)
        leave_customers(customers)

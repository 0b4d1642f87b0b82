"""Taking in the shop's own orders, without ever being in the way of a sale.

Saleor calls the hooks in the shopper's request, after the order is committed, and lets their
exceptions through to the shopper. So nothing leaves this module, and nothing waits for long.
What is not taken in here, the sweep takes in.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection, transaction

from saleor_customer_mgmt.hosts.saleor import after_answer
from saleor_customer_mgmt.hosts.saleor.facts import CHECKOUT
from saleor_customer_mgmt.hosts.saleor.options import Options, in_use
from saleor_customer_mgmt.hosts.saleor.progress import remember_orders
from saleor_customer_mgmt.services.foresee_holds import may_be_held
from saleor_customer_mgmt.services.record_orders import record_orders

if TYPE_CHECKING:
    from saleor.account.models import User
    from saleor.order.models import Order

logger = logging.getLogger(__name__)

AT_ONCE = 100
"""How many orders one hook records; more of them are left to the sweep."""
AT_MOST = 10_000
"""How many orders of one account are looked for."""


@contextmanager
def never_in_the_way() -> Iterator[None]:
    """Log an ``Exception``, whatever it is, and go on behind the block: the sale goes on."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  # see above
        # The kind of error only: messages of databases quote values of people. The orders need no naming,
        # since the sweep finds them by itself.
        logger.error("Orders were not taken in; the sweep will: %s", type(error).__qualname__)  # noqa: TRY400


def take_in(orders: Sequence[UUID], told: Options) -> None:
    """Record and judge these orders. Never raises an ``Exception``."""
    _after_commit(partial(_record, orders, told.wait_ms))


def take_in_new(order: Order, told: Options) -> None:
    """Record and judge an order that has just come; a shopper does not wait for all of it.

    Never raises an ``Exception``.
    """
    if order.origin == CHECKOUT:
        _after_commit(partial(_record_new, order.pk, told))
    else:
        take_in([order.pk], told)


def take_in_change(order: UUID, told: Options, *, as_it_came: bool) -> None:
    """Record and judge what became of an order; ``as_it_came``: a new order has not changed by this.

    Never raises an ``Exception``.
    """
    if not (as_it_came and after_answer.is_left(order)):
        _after_commit(partial(_record_change, order, told))


def take_in_orders_of(user: User, wait_ms: int) -> None:
    """Read an account's orders anew. Never raises an ``Exception``."""
    _after_commit(partial(_record_account, user.pk, user.email or "", wait_ms))


def _after_commit(work: Callable[[], None]) -> None:
    """Do the work when nobody's transaction can be harmed: Saleor itself calls hooks after commit."""
    with never_in_the_way():
        if connection.in_atomic_block:
            transaction.on_commit(partial(_guarded, work), robust=True)
        else:
            _guarded(work)


def _guarded(work: Callable[[], None]) -> None:
    with never_in_the_way():
        from saleor.core.db.connection import allow_writer  # noqa: PLC0415  # Saleor's models must be loaded

        with allow_writer(), transaction.atomic():
            work()


def _record(ids: Sequence[UUID], wait_ms: int) -> None:
    from saleor_customer_mgmt.hosts.saleor.orders import read_unrecorded  # noqa: PLC0415  # Saleor's models

    _hurry(wait_ms)
    if facts := read_unrecorded(ids[:AT_ONCE]):
        record_orders(facts)
    remember_orders(ids[AT_ONCE:])


def _record_new(order: UUID, told: Options) -> None:
    from saleor_customer_mgmt.hosts.saleor.orders import read_new  # noqa: PLC0415  # Saleor's models

    if not told.hold_back and after_answer.can_leave():
        _hurry(told.wait_ms)
        facts = read_new(order)
        if facts is not None and not may_be_held(facts):
            after_answer.leave(order, partial(_take_in_left, order, told))
            return
    after_answer.take_back(order)
    _record([order], told.wait_ms)


def _record_change(order: UUID, told: Options) -> None:
    if after_answer.is_left(order):
        _record_new(order, told)  # it may be held now
    else:
        _record([order], told.wait_ms)


def _take_in_left(order: UUID, told: Options) -> None:
    with in_use(told):
        _guarded(partial(_record, [order], told.wait_ms))


def _record_account(user_id: int | None, email: str, wait_ms: int) -> None:
    from saleor_customer_mgmt.hosts.saleor.orders import orders_of_account  # noqa: PLC0415  # Saleor's models

    _hurry(wait_ms)
    if ids := orders_of_account(user_id, email, AT_MOST):
        _record(ids, wait_ms)


def _hurry(wait_ms: int) -> None:
    """Have this transaction wait neither long for others nor at all for the disk.

    Should the database crash right after it, the order is missing as if the hook had failed: the sweep
    looks at it again.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('lock_timeout', %s, true), set_config('statement_timeout', %s, true), "
            "set_config('synchronous_commit', 'off', true)",
            [f"{wait_ms}ms"] * 2,
        )

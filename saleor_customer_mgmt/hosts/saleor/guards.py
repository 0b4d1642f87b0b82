"""Whether an order of the shop may move on. What asks is in the other modules named ``guards_…``.

Whoever wants to move an order takes the lock of its moves shared and looks afterwards, in one message to the
database; whoever holds it takes the lock exclusively. So a move is over before the hold begins, or it
is refused (docs/adr/0082-guards.md). The lock is kept until Saleor's transaction ends.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, ProgrammingError, connection, transaction
from psycopg import errors

from saleor_customer_mgmt.hosts.saleor.facts import SOURCE
from saleor_customer_mgmt.lock_objects import moves_lock
from saleor_customer_mgmt.services.held_steps import note_step

logger = logging.getLogger(__name__)

WAIT_MS = 3000
"""How long a move waits at most for whoever is placing a hold."""

_REMEMBER = (
    "SELECT set_config('customer_mgmt.waited', current_setting('lock_timeout'), true), "
    f"set_config('lock_timeout', '{WAIT_MS}ms', true)"
)
_FORGET = "SELECT set_config('lock_timeout', current_setting('customer_mgmt.waited'), true)"
_HOLDS = """
    SELECT o.id IS NOT NULL, EXISTS (SELECT FROM customer_mgmt_rulebacklog b WHERE b.order_id = o.id),
        h.point, h.reason
    FROM (SELECT) AS one
    LEFT JOIN customer_mgmt_orderrecord o ON o.source = '{source}' AND o.number = '{number}'
    LEFT JOIN customer_mgmt_hold h ON h.order_id = o.id AND h.state = 'open'
    ORDER BY h.id
"""
_POINT = "customer_mgmt_look"


class Move(StrEnum):
    """What somebody wants to do with an order."""

    CONFIRM = "confirm"
    CAPTURE = "capture"
    FULFIL = "fulfil"


_STOPPED_AT: dict[Move, frozenset[str]] = {
    Move.CONFIRM: frozenset({"confirm"}),
    Move.CAPTURE: frozenset({"confirm", "capture"}),
    Move.FULFIL: frozenset({"confirm", "capture", "fulfil"}),
}


class HoldRefused(ValidationError):
    """Raised when an order may not move on; Saleor's mutations answer with it as with their own refusals.

    Every error enumeration of theirs knows the code.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message, code="invalid")


class Undecided(HoldRefused):
    """Raised when it cannot be found out in time whether an order is held."""


@dataclass(frozen=True, slots=True)
class Look:
    """What our tables say of an order."""

    checked: bool
    """It is recorded, and its rules were applied."""
    holds: tuple[tuple[str, str], ...]
    """Point and reason of each open hold."""

    def reasons(self, move: Move) -> list[str]:
        return [reason for point, reason in self.holds if point in _STOPPED_AT[move]]


_by_staff: ContextVar[bool] = ContextVar("moved_by_staff", default=False)
_on_the_way: ContextVar[bool] = ContextVar("charged_on_the_way", default=False)


def moved_by_staff() -> AbstractContextManager[None]:
    """Say that somebody with the permission to do it asks for what is done inside: they are told why not."""
    return _said(_by_staff)


def is_by_staff() -> bool:
    return _by_staff.get()


def charged_on_the_way() -> AbstractContextManager[None]:
    """Say that a charge asked for inside is Saleor's own idea: neither the shopper's nor the staff's."""
    return _said(_on_the_way)


def is_charged_on_the_way() -> bool:
    return _on_the_way.get()


@contextmanager
def _said(what: ContextVar[bool]) -> Iterator[None]:
    token = what.set(True)
    try:
        yield
    finally:
        what.reset(token)


def require_free(number: int, move: Move) -> Look | None:
    """Return what is known of an order that may make this move; None: nothing, in a shop without our tables.

    Costs one query, two when the order is held or could not be checked.

    Raises:
        HoldRefused: when it is held, or could not be checked and the shop holds such orders back.
        Undecided: when it cannot be found out in time.
    """
    found = _look(number)
    if found is None or (found.checked and not found.reasons(move)):
        return found
    on, hold_back = _settings()
    if not on:
        return None
    if reasons := found.reasons(move):
        raise HoldRefused(
            f"This order is on hold: {'; '.join(reasons)}" if is_by_staff() else "This order is on hold."
        )
    if not found.checked and hold_back:
        raise HoldRefused("This order could not be checked yet. Please try again in some minutes.")
    return found


def note(number: int, step: str) -> None:
    """Keep that a step was not taken, so that it is taken after the last release. Never raises."""
    try:
        with _in_time():
            note_step(SOURCE, str(number), step)
    except DatabaseError as error:
        # Nobody is harmed but the shop's convenience: staff can take the step by hand.
        logger.error("Order %s was kept from “%s” for good: %s", number, step, type(error).__qualname__)  # noqa: TRY400
    else:
        logger.info("Order %s is kept from “%s” while it is held.", number, step)


@contextmanager
def _in_time() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_REMEMBER)
        yield
        cursor.execute(_FORGET)


def _look(number: int) -> Look | None:
    inside = connection.in_atomic_block
    lock = "SELECT pg_advisory_xact_lock_shared({}, {})".format(*moves_lock(SOURCE, str(int(number))))
    holds = _HOLDS.format(source=SOURCE, number=int(number))
    # Statement by statement, so that the last one sees what was committed while the lock was waited for; in
    # one message, so that it costs one way to the database.
    told = [_REMEMBER, lock, holds, _FORGET]
    if inside:
        told = [f"SAVEPOINT {_POINT}", *told, f"RELEASE SAVEPOINT {_POINT}"]
    with connection.cursor() as cursor:
        try:
            cursor.execute(";\n".join(told))
            rows = _rows(cursor, told.index(holds))
        except DatabaseError as error:
            if inside:
                cursor.execute(f"ROLLBACK TO SAVEPOINT {_POINT}; RELEASE SAVEPOINT {_POINT}")
            if isinstance(error, ProgrammingError) and isinstance(error.__cause__, errors.UndefinedTable):
                return None
            logger.error("Whether order %s is held is not known: %s", number, type(error).__qualname__)  # noqa: TRY400
            raise Undecided(
                "It could not be found out whether this order is on hold. Please try again."
            ) from error
    recorded, waiting = rows[0][:2]
    return Look(recorded and not waiting, tuple((point, reason) for _, _, point, reason in rows if point))


def _rows(cursor: Any, statement: int) -> list[Any]:
    for _ in range(statement):
        cursor.nextset()
    return list(cursor.fetchall())


def _settings() -> tuple[bool, bool]:
    """Return whether the plugin is switched on, and whether orders that were not checked are held back."""
    from saleor_customer_mgmt.hosts.saleor.options import options_of  # noqa: PLC0415
    from saleor_customer_mgmt.hosts.saleor.orders import plugin_row  # noqa: PLC0415  # Saleor's models

    active, configuration = plugin_row()
    return active is not False, options_of(configuration).hold_back

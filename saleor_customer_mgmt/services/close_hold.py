"""Release or cancel holds. After the last one of an order, the host goes on with it."""

from __future__ import annotations

import logging
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.models import Hold, OrderRecord
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import AlreadyDone, NotFound
from saleor_customer_mgmt.services.held_moves import hold_still
from saleor_customer_mgmt.services.hold_host import hold_host
from saleor_customer_mgmt.services.place_hold import check_note
from saleor_customer_mgmt.services.some_of import some_of

logger = logging.getLogger(__name__)


def release_holds(holds: Collection[int], *, actor: Actor, note: str = "") -> list[Hold]:
    """Release these holds, all or none, and return them by id: the orders may go on.

    Raises:
        ServiceError: when none is named, or too many, or the note is too long; nothing is written.
        NotFound: when there is no such hold.
        AlreadyDone: when one of them is closed already; nothing is written.
        Busy: when one of their orders is being moved on, and that takes long.
    """
    return _close(holds, Hold.State.RELEASED, actor, note)


def cancel_holds(holds: Collection[int], *, actor: Actor, note: str = "") -> list[Hold]:
    """Cancel these holds: they should never have been. Else like :func:`release_holds`."""
    return _close(holds, Hold.State.CANCELLED, actor, note)


def locked_open(wanted: Collection[int]) -> dict[int, Hold]:
    """Lock and return these holds, all of them open. Inside a transaction.

    Raises:
        NotFound: when there is no such hold.
        AlreadyDone: when one of them is closed.
    """
    rows = Hold.objects.filter(id__in=wanted).order_by("id").select_for_update(no_key=True)
    found = {hold.id: hold for hold in rows}
    for each in sorted(wanted):
        if each not in found:
            raise NotFound(f"There is no hold with the id {each}.", field="holds")
        if found[each].state != Hold.State.OPEN:
            raise AlreadyDone(f"Hold {each} is closed already.", field="holds")
    return found


def _close(holds: Collection[int], state: Hold.State, actor: Actor, note: str) -> list[Hold]:
    wanted = some_of(holds, "holds")
    check_note(note)
    with transaction.atomic():
        orders = _orders_of(wanted)
        # Before the rows: of two who close the last two holds, one is the last.
        hold_still(orders.values())
        rows = locked_open(wanted)
        for hold in rows.values():
            hold.state, hold.closed_at, hold.close_note = state, timezone.now(), note
            hold.closed_by_kind, hold.closed_by_id, hold.closed_by_label = (
                actor.kind.value,
                actor.id,
                actor.label,
            )
            hold.save()
            action = "hold_release" if state == Hold.State.RELEASED else "hold_cancel"
            write_audit(actor, action, hold=hold.id, order=hold.order_id, note=note)
        for order in sorted(orders.keys() - _held(orders)):
            _go_on_after_commit(*orders[order])
        return [rows[each] for each in wanted]


def _held(orders: Collection[OrderId]) -> set[OrderId]:
    still = Hold.objects.filter(order_id__in=orders, state=Hold.State.OPEN)
    return set(still.values_list("order_id", flat=True))


def _orders_of(holds: Collection[int]) -> dict[OrderId, tuple[str, str]]:
    rows = OrderRecord.objects.filter(holds__in=holds).values_list("id", "source", "number")
    return {order: (source, number) for order, source, number in rows}


def _go_on_after_commit(source: str, number: str) -> None:
    host = hold_host()
    if host is not None and host.source == source:
        # Robust: the hold is released, whatever becomes of it; the watchdog tries again.
        transaction.on_commit(lambda: host.go_on(number), robust=True)

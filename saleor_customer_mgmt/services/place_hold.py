"""Hold orders by hand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.models import Hold, OrderRecord
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import Conflict, NotFound, ServiceError
from saleor_customer_mgmt.services.held_moves import hold_still
from saleor_customer_mgmt.services.hold_host import Standing, standings
from saleor_customer_mgmt.services.some_of import some_of

LONGEST_REASON = 500
LONGEST_NOTE = 2000
LONGEST_OWNER_ID, LONGEST_OWNER_LABEL = 64, 254


@dataclass(frozen=True, slots=True)
class Owner:
    """Who takes care of a hold; ``id`` is the host's. Nobody: both empty."""

    id: str = ""
    label: str = ""


NOBODY = Owner()


def place_holds(
    orders: Collection[OrderId],
    *,
    point: str,
    reason: str,
    actor: Actor,
    note: str = "",
    owner: Owner = NOBODY,
) -> list[Hold]:
    """Hold these orders, all or none, and return one hold each, by id of the order.

    An order that is held already gets one more hold. Whoever is moving one of them on is waited for.

    Raises:
        ServiceError: when point, reason, note, owner, or the number of orders cannot be; nothing is written.
        NotFound: when there is no such order.
        Conflict: when there is nothing left to hold: an order was sent, or taken back.
        Busy: when one of them is being moved on, and that takes long.
    """
    reason = checked_reason(reason)
    check_note(note)
    check_owner(owner)
    if point not in Hold.Point.values:
        raise ServiceError(f"There is no point “{point}” to hold an order at.", field="point")
    wanted = some_of(orders, "orders")
    with transaction.atomic():
        named = _known(wanted)
        hold_still(named.values())
        stood = standings(named.values())
        # Read once more, since whoever moved an order was waited for.
        rows = {
            row.id: row for row in OrderRecord.objects.filter(id__in=wanted).only("status", "status_text")
        }
        _require_open(wanted, named, {o: rows[o].status for o in wanted}, stood)
        holds = []
        for order in wanted:
            stands = stood.get(named[order])
            hold = Hold.objects.create(
                order_id=order,
                point=point,
                reason=reason,
                note=note,
                owner_id=owner.id,
                owner_label=owner.label,
                order_status=stands.status if stands else rows[order].status_text or "",
                stood=stands.state if stands else {},
                **actor.columns(),
            )
            write_audit(actor, "hold", hold=hold.id, order=order, point=point, reason=reason)
            holds.append(hold)
        return holds


def checked_reason(reason: str) -> str:
    """Return the reason as it is kept.

    Raises:
        ServiceError: when it is empty or too long.
    """
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON or "\0" in reason:
        raise ServiceError(f"Give a reason of at most {LONGEST_REASON} characters.", field="reason")
    return reason


def check_note(note: str) -> None:
    """Check a note, which may be empty.

    Raises:
        ServiceError: when it is too long, or nothing that could be kept.
    """
    if len(note) > LONGEST_NOTE or "\0" in note:
        raise ServiceError(f"A note has at most {LONGEST_NOTE} characters.", field="note")


def check_owner(owner: Owner) -> None:
    """Check who is to take care of a hold.

    Raises:
        ServiceError: when id or label are too long, or nothing that could be kept.
    """
    for text, most in ((owner.id, LONGEST_OWNER_ID), (owner.label, LONGEST_OWNER_LABEL)):
        if len(text) > most or "\0" in text:
            raise ServiceError(
                f"An owner has an id of at most {LONGEST_OWNER_ID} characters, "
                f"and a label of at most {LONGEST_OWNER_LABEL}.",
                field="owner",
            )


def _known(wanted: Sequence[OrderId]) -> dict[OrderId, tuple[str, str]]:
    rows = OrderRecord.objects.filter(id__in=wanted).values_list("id", "source", "number")
    named = {order: (source, number) for order, source, number in rows}
    for order in wanted:
        if order not in named:
            raise NotFound(f"There is no order with the id {order}.", field="orders")
    return named


def _require_open(
    wanted: Sequence[OrderId],
    named: dict[OrderId, tuple[str, str]],
    statuses: dict[OrderId, str],
    stood: dict[tuple[str, str], Standing],
) -> None:
    """What the host says of its own order counts: the record may be older."""
    for order in wanted:
        stands = stood.get(named[order])
        status = stands.status if stands else statuses[order]
        if not (stands.open if stands else status == OrderStatus.PLACED):
            source, number = named[order]
            raise Conflict(
                f"Order {number} of {source} is {status}: there is nothing left to hold.", field="orders"
            )

"""Say who takes care of a hold."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from saleor_customer_mgmt.models import Hold
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.close_hold import locked_open
from saleor_customer_mgmt.services.errors import AlreadyDone
from saleor_customer_mgmt.services.place_hold import Owner, check_owner
from saleor_customer_mgmt.services.some_of import some_of


def assign_holds(holds: Collection[int], owner: Owner, *, actor: Actor) -> list[Hold]:
    """Give these open holds an owner (``NOBODY`` takes them from theirs); return them by id.

    Raises:
        ServiceError: when none is named, or too many, or the owner cannot be; nothing is written.
        NotFound: when there is no such hold.
        AlreadyDone: when one is closed, or all of them have this owner; nothing is written.
    """
    wanted = some_of(holds, "holds")
    check_owner(owner)
    with transaction.atomic():
        rows = locked_open(wanted)
        others = [
            hold for hold in rows.values() if (hold.owner_id, hold.owner_label) != (owner.id, owner.label)
        ]
        if not others:
            raise AlreadyDone("That is who takes care of it already.", field="owner")
        for hold in others:
            before = hold.owner_id
            hold.owner_id, hold.owner_label = owner.id, owner.label
            hold.save(update_fields=["owner_id", "owner_label"])
            write_audit(
                actor, "hold_assign", hold=hold.id, order=hold.order_id, owner=owner.id, before=before
            )
        return [rows[each] for each in wanted]

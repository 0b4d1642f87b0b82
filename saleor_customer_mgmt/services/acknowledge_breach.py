"""Say that somebody has seen that an order moved while it was held."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from saleor_customer_mgmt.models import HoldBreach
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import AlreadyDone, NotFound
from saleor_customer_mgmt.services.some_of import some_of


def acknowledge_breaches(breaches: Collection[int], *, actor: Actor) -> list[HoldBreach]:
    """Note that these breaches were seen, all or none; return them by id.

    Raises:
        ServiceError: when none is named, or too many.
        NotFound: when there is no such breach.
        AlreadyDone: when one was seen already; nothing is written.
    """
    wanted = some_of(breaches, "breaches")
    with transaction.atomic():
        rows = HoldBreach.objects.filter(id__in=wanted).order_by("id").select_for_update(no_key=True)
        found = {row.id: row for row in rows}
        for each in wanted:
            if each not in found:
                raise NotFound(f"There is no breach with the id {each}.", field="breaches")
            if found[each].seen_at is not None:
                raise AlreadyDone(f"Breach {each} was seen already.", field="breaches")
        for breach in found.values():
            breach.seen_at = timezone.now()
            breach.seen_by_kind, breach.seen_by_id = actor.kind.value, actor.id
            breach.seen_by_label = actor.label
            breach.save()
            write_audit(
                actor, "hold_breach_seen", breach=breach.id, hold=breach.hold_id, order=breach.order_id
            )
        return [found[each] for each in wanted]

"""Notes on customers: written, changed and deleted. Nothing is made of them; rules cannot ask about them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.models import CustomerNote
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import NotAllowed, NotFound, ServiceError
from saleor_customer_mgmt.services.touch_customers import lock_customers_of

MAX_NOTE = 2000
MOST_NOTES = 200


def write_note(anchor: OrderId, text: str, *, actor: Actor) -> CustomerNote:
    """Write a note on the customer of this order, and return it. It goes with the order.

    Raises:
        NotFound: when there is no such order.
        ServiceError: when the text is empty or too long, or there are ``MOST_NOTES``; nothing is written.
        Busy: when others kept changing the same customers.
    """
    text = _checked(text)
    with transaction.atomic():
        # Locked, so that of two who write the last note that fits one is the first.
        (customer,) = lock_customers_of([anchor])
        if CustomerNote.objects.filter(anchor__customer_id=customer).count() >= MOST_NOTES:
            raise ServiceError(f"There are {MOST_NOTES} notes on this customer already.")
        note = CustomerNote.objects.create(anchor_id=anchor, text=text, **actor.columns())
        write_audit(actor, "note_written", note=note.id, customer=customer, order=anchor)
        return note


def change_note(note_id: int, text: str, *, actor: Actor, may_manage: bool = False) -> CustomerNote:
    """Change the text of a note and return the note. ``may_manage``: also of one that somebody else wrote.

    Raises:
        NotFound: when there is no such note.
        NotAllowed: when it is somebody else's; nothing is written.
        ServiceError: when the text is empty or too long; nothing is written.
    """
    text = _checked(text)
    with transaction.atomic():
        note = _own_note(note_id, actor, may_manage=may_manage)
        if note.text != text:
            note.text, note.changed_at = text, timezone.now()
            note.changed_by_kind, note.changed_by_id = actor.kind.value, actor.id
            note.changed_by_label = actor.label
            note.save()
            write_audit(actor, "note_changed", note=note.id, order=note.anchor_id)
        return note


def delete_note(note_id: int, *, actor: Actor, may_manage: bool = False) -> None:
    """Delete a note. That there was one, and who deleted it, stays in the audit trail; what it said does not.

    Raises:
        NotFound: when there is no such note.
        NotAllowed: when it is somebody else's and ``may_manage`` is not so; nothing is written.
    """
    with transaction.atomic():
        note = _own_note(note_id, actor, may_manage=may_manage)
        write_audit(actor, "note_deleted", note=note.id, order=note.anchor_id, by=note.by_id)
        note.delete()


def is_author(note: CustomerNote, actor: Actor) -> bool:
    """Return whether this member of staff or app wrote the note. Of commands nobody knows who typed them."""
    return bool(actor.id) and (note.by_kind, note.by_id) == (actor.kind.value, actor.id)


def _own_note(note_id: int, actor: Actor, *, may_manage: bool) -> CustomerNote:
    note = CustomerNote.objects.select_for_update(no_key=True).filter(id=note_id).first()
    if note is None:
        raise NotFound(f"There is no note with the id {note_id}.", field="id")
    if not may_manage and not is_author(note, actor):
        raise NotAllowed("Somebody else wrote this note.", field="id")
    return note


def _checked(text: str) -> str:
    text = text.strip()
    if not 0 < len(text) <= MAX_NOTE or "\0" in text:
        raise ServiceError(f"A note is a text of 1 to {MAX_NOTE} characters.", field="text")
    return text

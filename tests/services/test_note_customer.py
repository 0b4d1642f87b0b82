from __future__ import annotations

from typing import Any

import pytest

from saleor_customer_mgmt.models import AuditEntry, CustomerNote
from saleor_customer_mgmt.services import note_customer
from saleor_customer_mgmt.services.actor import Actor, ActorKind
from saleor_customer_mgmt.services.errors import NotAllowed, NotFound, ServiceError
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.note_customer import change_note, delete_note, is_author, write_note
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.split_customer import split_customer
from saleor_customer_mgmt.services.undo_decision import undo_decision
from tests.builders import STAFF, order_facts, order_id

pytestmark = pytest.mark.django_db
OTHER = Actor(ActorKind.USER, "2", "other@example.com")


@pytest.fixture(autouse=True)
def shop() -> None:
    """1 and 2 are one customer's, 3 is another's."""
    record_orders([order_facts(n, phone="090-0000-1111") for n in "12"])
    record_orders([order_facts("3", name="鈴木一郎", phone="090-0000-2222")])


def notes() -> dict[str, set[str]]:
    """Return the texts by the orders of the customer that has them."""
    found: dict[str, set[str]] = {}
    for note in CustomerNote.objects.select_related("anchor__customer"):
        numbers = sorted(note.anchor.customer.orders.values_list("number", flat=True))
        found.setdefault("".join(numbers), set()).add(note.text)
    return found


def audited() -> list[tuple[str, str, Any]]:
    return [(entry.action, entry.by_id, entry.data) for entry in AuditEntry.objects.order_by("id")]


def test_a_note_is_written_changed_and_deleted() -> None:
    order = order_id("saleor:2")

    note = write_note(order, "  <b>likes</b> tea\n", actor=STAFF)

    assert (note.text, note.anchor_id, note.by_id, note.by_label) == (
        "<b>likes</b> tea",
        order,
        "1",
        "staff@example.com",
    )
    assert note.changed_at is None
    changed = change_note(note.id, "likes coffee", actor=STAFF)
    assert CustomerNote.objects.get() == changed
    assert (changed.text, changed.changed_by_id, changed.by_id) == ("likes coffee", "1", "1")
    assert changed.changed_at is not None
    at = changed.changed_at
    assert change_note(note.id, " likes coffee ", actor=STAFF).changed_at == at  # nothing to change
    delete_note(note.id, actor=STAFF)
    assert CustomerNote.objects.count() == 0
    assert audited() == [
        ("note_written", "1", {"note": note.id, "customer": order_id("saleor:1"), "order": order}),
        ("note_changed", "1", {"note": note.id, "order": order}),
        ("note_deleted", "1", {"note": note.id, "order": order, "by": "1"}),
    ]


def test_notes_go_with_their_orders() -> None:
    write_note(order_id("saleor:1"), "first", actor=STAFF)
    write_note(order_id("saleor:2"), "second", actor=STAFF)
    write_note(order_id("saleor:3"), "third", actor=STAFF)
    assert notes() == {"12": {"first", "second"}, "3": {"third"}}

    merge = merge_customers(order_id("saleor:1"), order_id("saleor:3"), actor=STAFF)
    assert notes() == {"123": {"first", "second", "third"}}
    undo_decision(merge.id, actor=STAFF)
    assert notes() == {"12": {"first", "second"}, "3": {"third"}}
    split_customer([order_id("saleor:2")], actor=STAFF)
    assert notes() == {"1": {"first"}, "2": {"second"}, "3": {"third"}}


def test_what_somebody_else_wrote_is_changed_and_deleted_by_who_manages_only() -> None:
    note = write_note(order_id("saleor:1"), "mine", actor=STAFF)
    entries = audited()

    with pytest.raises(NotAllowed):
        change_note(note.id, "theirs", actor=OTHER)
    with pytest.raises(NotAllowed):
        delete_note(note.id, actor=OTHER)

    assert (CustomerNote.objects.get().text, audited()) == ("mine", entries)
    changed = change_note(note.id, "corrected", actor=OTHER, may_manage=True)
    assert (changed.text, changed.by_id, changed.changed_by_id) == ("corrected", "1", "2")
    delete_note(note.id, actor=OTHER, may_manage=True)
    assert audited()[-1] == (
        "note_deleted",
        "2",
        {"note": note.id, "order": order_id("saleor:1"), "by": "1"},
    )


def test_an_app_with_the_number_of_a_user_is_not_the_author_and_no_command_is() -> None:
    note = write_note(order_id("saleor:1"), "mine", actor=STAFF)
    by_command = write_note(order_id("saleor:1"), "typed", actor=Actor(ActorKind.COMMAND, label="x"))

    assert is_author(note, STAFF)
    assert not is_author(note, Actor(ActorKind.APP, "1", "staff@example.com"))
    assert not is_author(by_command, Actor(ActorKind.COMMAND, label="x"))


@pytest.mark.parametrize("text", ["", " \n", "x" * 2001, "a\0b"])
def test_a_text_that_cannot_be(text: str) -> None:
    note = write_note(order_id("saleor:1"), "as it was", actor=STAFF)
    entries = audited()

    for act in (
        lambda: write_note(order_id("saleor:1"), text, actor=STAFF),
        lambda: change_note(note.id, text, actor=STAFF),
    ):
        with pytest.raises(ServiceError) as refused:
            act()
        assert (refused.value.code, refused.value.field) == ("INVALID", "text")

    assert (CustomerNote.objects.get().text, audited()) == ("as it was", entries)
    assert len(change_note(note.id, " " + "x" * 2000, actor=STAFF).text) == 2000


def test_what_is_not_there() -> None:
    note = write_note(order_id("saleor:1"), "gone", actor=STAFF)
    delete_note(note.id, actor=STAFF)
    entries = audited()

    with pytest.raises(NotFound):
        write_note(order_id("saleor:3") + 1000, "x", actor=STAFF)
    with pytest.raises(NotFound):
        change_note(note.id, "x", actor=STAFF)
    with pytest.raises(NotFound):
        delete_note(note.id, actor=STAFF, may_manage=True)

    assert (CustomerNote.objects.count(), audited()) == (0, entries)


def test_a_customer_has_so_many_notes_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_customer, "MOST_NOTES", 2)
    for number in "12":
        write_note(order_id(f"saleor:{number}"), number, actor=STAFF)

    with pytest.raises(ServiceError, match="2 notes on this customer already"):
        write_note(order_id("saleor:1"), "3", actor=STAFF)

    write_note(order_id("saleor:3"), "another's", actor=STAFF)
    assert notes() == {"12": {"1", "2"}, "3": {"another's"}}

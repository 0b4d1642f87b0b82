"""Notes on customers through GraphQL."""

from __future__ import annotations

from typing import Any

import pytest

from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_STAFF, MANAGE_USERS
from saleor_customer_mgmt.models import CustomerNote
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts
from tests.graphql.conftest import Ask, ask_with, client_of, everything, person
from tests.graphql.operations import OPERATIONS
from tests.graphql.world import customer_of

pytestmark = pytest.mark.django_db
MARKUP = "<img src=x onerror=alert(1)> & ‘no’"


@pytest.fixture
def customer() -> str:
    record_orders([order_facts(n, phone="090-0000-1111") for n in "12"])
    record_orders([order_facts("3", name="鈴木一郎", phone="090-0000-2222")])
    return str(customer_of("saleor:1").public_id)


def staff(name: str, *more: str) -> Ask:
    return ask_with(client_of(person(name, MANAGE_USERS, *more)))


def written(ask: Ask, customer: str, text: str, **more: Any) -> Any:
    answer = ask(OPERATIONS["CustomerProfileNoteWrite"], customer=customer, text=text, **more)
    return answer["data"]["customerProfileNoteWrite"]


def notes_seen(ask: Ask, customer: str) -> list[tuple[str, str, bool]]:
    query = "query ($id: ID!) { customerProfile(id: $id) { notes { text author { label } canChange } } }"
    found = ask(query, id=customer)["data"]["customerProfile"]["notes"]
    return [(note["text"], note["author"]["label"], note["canChange"]) for note in found]


def test_notes_are_seen_by_all_and_changed_by_their_authors(customer: str) -> None:
    anna, ben = staff("anna", MANAGE_ORDERS), staff("ben")
    first = written(anna, customer, MARKUP, order=ids.order_id("saleor", "2"))
    second = written(ben, customer.lower(), " second ")

    assert first["errors"] == second["errors"] == []
    assert (first["note"]["text"], first["note"]["order"]["number"]) == (MARKUP, "2")
    assert first["note"]["customer"]["publicId"] == first["customerProfile"]["publicId"] == customer
    assert notes_seen(anna, customer) == [("second", "ben", False), (MARKUP, "anna", True)]
    assert notes_seen(ben, customer) == [("second", "ben", True), (MARKUP, "anna", False)]
    change = ben(OPERATIONS["CustomerProfileNoteChange"], id=second["note"]["id"], text="third")
    told = change["data"]["customerProfileNoteChange"]
    assert (told["errors"], told["note"]["text"]) == ([], "third")
    assert told["note"]["changedBy"] == {"kind": "USER", "label": "ben"}
    gone = ben(OPERATIONS["CustomerProfileNoteDelete"], id=second["note"]["id"])
    assert gone["data"]["customerProfileNoteDelete"] == {"deleted": second["note"]["id"], "errors": []}
    assert notes_seen(ben, customer) == [(MARKUP, "anna", False)]


def test_what_somebody_else_wrote_is_refused_but_for_who_manages_staff(customer: str) -> None:
    note = written(staff("anna"), customer, "mine")["note"]["id"]
    ben, chief = staff("ben"), staff("chief", MANAGE_STAFF)
    before = everything()

    for name, more in (("CustomerProfileNoteChange", {"text": "x"}), ("CustomerProfileNoteDelete", {})):
        (told,) = ben(OPERATIONS[name], id=note, **more)["data"].values()
        assert [(e["code"], e["field"]) for e in told["errors"]] == [("FORBIDDEN", "id")]
    assert everything() == before

    assert notes_seen(chief, customer) == [("mine", "anna", True)]
    chief(OPERATIONS["CustomerProfileNoteChange"], id=note, text="better")
    assert notes_seen(ben, customer) == [("better", "anna", False)]
    chief(OPERATIONS["CustomerProfileNoteDelete"], id=note)
    assert CustomerNote.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "given", "refusal"),
    [
        ("Write", {"customer": "0000-0000-0000", "text": "x"}, ("NOT_FOUND", "customer")),
        ("Write", {"text": " "}, ("INVALID", "text")),
        ("Write", {"text": "x" * 2001}, ("INVALID", "text")),
        ("Write", {"text": "x", "order": ids.order_id("saleor", "3")}, ("INVALID", "order")),
        ("Write", {"text": "x", "order": ids.order_id("saleor", "9")}, ("NOT_FOUND", "order")),
        ("Change", {"id": "garbage", "text": "x"}, ("NOT_FOUND", "id")),
        ("Change", {"id": ids.row_id("CustomerMgmtNote", 99999), "text": "x"}, ("NOT_FOUND", "id")),
        ("Delete", {"id": ids.row_id("CustomerMgmtWatchMark", 1)}, ("NOT_FOUND", "id")),
    ],
)
def test_what_is_refused_writes_nothing(
    told: Any, customer: str, name: str, given: dict[str, str], refusal: tuple[str, str]
) -> None:
    before = everything()
    if name == "Write":
        given = {"customer": customer} | given

    (answer,) = told(OPERATIONS[f"CustomerProfileNote{name}"], **given).values()

    assert [(e["code"], e["field"]) for e in answer["errors"]] == [refusal]
    assert everything() == before

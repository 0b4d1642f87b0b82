"""What a format's module reads each column as: it is given a row whose cells say where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from saleor_customer_mgmt.core.facts import OrderFacts, Person
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, RowFault
from saleor_customer_mgmt.importers.headers import plain

OF_A_PERSON = (
    "name",
    "kana",
    "emails",
    "phones",
    "postal_code",
    "address",
    "birthday",
    "company",
    "member_id",
)


def people_of(format_: Format, header: Sequence[str]) -> dict[int, set[str]]:
    """Return of each place of a header that tells of a person what it is: ``buyer.name`` and so on.

    A column that is only read when another one is empty is found too: what was found is emptied, and the
    row is read again, until nothing more comes.
    """
    at = format_.orders.places(header)
    # Of numbered columns, lines are read, which tell of nobody.
    columns = [name for name in format_.orders.present(at) if name in format_.orders.columns]
    marks = {column: f"<{place}>" for place, column in enumerate(columns)}
    given = dict(marks)
    found: dict[int, set[str]] = defaultdict(set)
    while seen := _seen(_read(format_, given), marks):
        for column, things in seen.items():
            found[at[plain(column)]] |= things
            given[column] = ""
    return found


def _read(format_: Format, given: dict[str, str]) -> OrderFacts:
    """Read one row; a column that takes no text (an amount, a date) is left empty."""
    places = dict.fromkeys(format_.orders.columns | {format_.orders.number}) | {
        column: place for place, column in enumerate(given)
    }
    while True:
        row = Row("x", 2, list(given.values()), places)
        try:
            return format_.read(OrderRows("x", "1", cells.JAPAN, [row], None))
        except RowFault as fault:
            if not given[fault.column]:
                raise
            given[fault.column] = ""


def _seen(facts: OrderFacts, marks: dict[str, str]) -> dict[str, set[str]]:
    seen: dict[str, set[str]] = defaultdict(set)
    for side, people in (("buyer", [facts.buyer]), ("recipient", facts.recipients or ())):
        for person in people:
            for column, mark in marks.items():
                seen[column] |= {f"{side}.{name}" for name in OF_A_PERSON if mark in _text(person, name)}
    return {column: things for column, things in seen.items() if things}


def _text(person: Person, name: str) -> str:
    value = getattr(person, name)
    return "".join(value) if isinstance(value, tuple) else value or ""

"""Which columns describe one person, and how a person is put together from their cells."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from saleor_customer_mgmt.core.facts import Person
from saleor_customer_mgmt.importers import cells, repairs

Parts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonColumns:
    """Names of columns: of the parts of one value, and for e-mails and phones of the alternatives.

    ``phones`` has a tuple of parts for each number. The parts of ``address`` follow each other without
    a space (prefecture, city, street), ``building`` is set off by one.
    """

    name: Parts = ()
    kana: Parts = ()
    emails: Parts = ()
    phones: tuple[Parts, ...] = ()
    postal_code: Parts = ()
    address: Parts = ()
    building: Parts = ()
    birthday: Parts = ()
    company: Parts = ()
    member_id: Parts = ()

    def read(self, get: Callable[[str], str | None], *, spaced: bool = False) -> Person:
        """Return the person whose cells ``get`` finds by the names of their columns."""
        street = cells.run_on(map(get, self.address)) if spaced else _joined(get, self.address)
        address = cells.joined((street, *map(get, self.building)), " ") if self.building else street
        for column in (*self.address, *self.building):
            if text := get(column):
                repairs.not_a_date(text, column)
        name = _joined(get, self.name, " ")
        kana = _joined(get, self.kana, " ")
        return Person(
            name=name,
            kana=kana,
            emails=cells.several(map(get, self.emails)) if self.emails else None,
            phones=cells.several([_phone(get, parts, name, kana, address) for parts in self.phones]),
            postal_code=_postal_code(get, self.postal_code, address),
            address=address,
            birthday=_birthday(get, self.birthday),
            company=_joined(get, self.company, " "),
            member_id=_member_id(get, self.member_id),
        )

    def columns(self) -> frozenset[str]:
        """Return the names of all columns."""
        phones = (column for parts in self.phones for column in parts)
        rest = (self.name, self.kana, self.emails, self.postal_code, self.address, self.building)
        more = (self.birthday, self.company, self.member_id)
        return frozenset(phones).union(*rest, *more)


_Get = Callable[[str], str | None]


def _phone(get: _Get, columns: Parts, name: str | None, kana: str | None, address: str | None) -> str | None:
    parts = list(map(get, columns))
    told = [(column, part) for column, part in zip(columns, parts, strict=True) if part]
    if len(told) != 1:
        number = cells.phone_in_parts(*parts)
        return _compared(number, parts, columns, "zeros that Excel took off the phone number were put back")
    ((column, text),) = told
    if text[0] in "0+(":
        return text
    return repairs.phone(text, column, japanese=repairs.is_japanese(kana or name, address))


def _postal_code(get: _Get, columns: Parts, address: str | None) -> str | None:
    if len(columns) != 1:
        parts = list(map(get, columns))
        code = cells.postal_code_in_parts(*parts)
        return _compared(code, parts, columns, "zeros that Excel took off the postal code were put back")
    text = get(columns[0])
    return repairs.postal_code(text, columns[0], address) if text and text[3:4] != "-" else text


def _compared(value: str | None, parts: list[str | None], columns: Parts, what: str) -> str | None:
    """Return the value, noting that it is more than its parts when that is so."""
    if value and len(value) > len(parts) - 1 + sum(len(part or "") for part in parts):
        repairs.note(columns[0], parts[0] or "", what)
    return value


def _birthday(get: _Get, columns: Parts) -> str | None:
    text = cells.real_date(_joined(get, columns, "-"))
    return repairs.birthday(text, columns[0]) if text and len(columns) == 1 else text


def _member_id(get: _Get, columns: Parts) -> str | None:
    text = _joined(get, columns)
    return repairs.written_in_full(text, columns[0], "number of the member") if text else text


def _joined(get: Callable[[str], str | None], columns: Parts, by: str = "") -> str | None:
    """Join cells as :func:`cells.joined` does, but without ado where there is nothing to join."""
    if len(columns) > 1:
        return cells.joined(map(get, columns), by)
    return get(columns[0]) if columns else None


def filled(person: Person, other: Person) -> Person:
    """Return ``person`` with what it lacks taken from ``other``: the same person in other columns."""
    for each in dataclasses.fields(Person):
        found = getattr(other, each.name)
        if found is not None and not getattr(person, each.name):
            person = dataclasses.replace(person, **{each.name: found})
    return person


def recipients(people: Iterable[Person]) -> tuple[Person, ...] | None:
    """Return the ship-to people, each once; ``None`` when the file has no column about them."""
    each = tuple(dict.fromkeys(people))
    if Person() in each:
        return None
    return tuple(person for person in each if _says_something(person))


def _says_something(person: Person) -> bool:
    return bool(person.name or person.kana or person.phones or person.postal_code or person.address)

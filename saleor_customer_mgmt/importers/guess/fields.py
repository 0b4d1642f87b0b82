"""From what the columns are to the fields of a mapping: which columns, in which order, put together how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from saleor_customer_mgmt.core.normalise import text
from saleor_customer_mgmt.importers.guess.header import Whose
from saleor_customer_mgmt.importers.guess.score import Candidate
from saleor_customer_mgmt.importers.guess.values import Values

_AREA = ("prefecture", "city", "town")
_STREET = ("address", "address_1", "address_2", "address_3", "building")
_SIMPLE = (
    *("order_number", "status", "total", "currency", "source", "channel", "refunded"),
    *("payment_method", "shipping_method", "sku", "quantity", "unit_price"),
)
_OF_BUYER = ("birthday", "company", "member_id")
_OF_RECIPIENT = ("name", "phone", "postal_code", "address")
"""What a mapping has of where it is sent; the rest is not read."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the mapping, and the alternatives of columns that it is read from."""

    name: str
    alternatives: tuple[tuple[Candidate, ...], ...]


@dataclass(frozen=True, slots=True)
class Unused:
    """A column that would have been taken, but for another one (its place, or -1 where it is none)."""

    candidate: Candidate
    why: str
    because: int = -1


def fields_of(
    chosen: Sequence[Candidate], values: Sequence[Values], header: Sequence[str]
) -> tuple[list[Field], list[Unused]]:
    """Return the fields, and the columns among ``chosen`` that none of them needs."""
    by_role = {each.role: each for each in chosen}
    unused: list[Unused] = []
    fields = [*_of_order(by_role, values)]
    for side, prefix in ((Whose.BUYER, ""), (Whose.RECIPIENT, "ship_")):
        of_side = {item: each for (owner, item), each in by_role.items() if owner == side}
        fields += [
            Field(f"{prefix}{each.name}", each.alternatives)
            for each in _of_person(of_side, values, header, unused)
            if not prefix or each.name in _OF_RECIPIENT
        ]
    used = {part.column for field in fields for parts in field.alternatives for part in parts}
    known = used | {each.candidate.column for each in unused}
    unused += [Unused(each, "not_needed") for each in chosen if each.column not in known]
    return fields, unused


def _of_order(by_role: Mapping[tuple[str, str], Candidate], values: Sequence[Values]) -> Iterator[Field]:
    def of(item: str) -> Candidate | None:
        return by_role.get((Whose.ORDER, item))

    for item in _SIMPLE:
        if (found := of(item)) is not None:
            yield Field(item, ((found,),))
    if (day := of("placed_at")) is not None:
        time = of("placed_time")
        alone = time is None or values[day.column].share("with_time") >= 0.5
        yield Field("placed_at", ((day,) if time is None or alone else (day, time),))
    product = tuple(found for item in ("product", "product_option") if (found := of(item)) is not None)
    if product:
        yield Field("product", (product,))


def _of_person(
    of_side: Mapping[str, Candidate], values: Sequence[Values], header: Sequence[str], unused: list[Unused]
) -> Iterator[Field]:
    def there(*items: str) -> tuple[Candidate, ...]:
        return tuple(of_side[item] for item in items if item in of_side)

    for name, parts in (("name", ("family", "given")), ("kana", ("family_kana", "given_kana"))):
        found = there(*parts)
        if len(found) == 2:
            yield Field(name, (found if _in_japanese(found, values, header) else found[::-1],))
        elif whole := there(name):
            yield Field(name, (whole,))
    if emails := there("email", "email_other"):
        yield Field("email", tuple((each,) for each in emails))
    numbers = [(each,) for each in there("phone", "phone_other")]
    in_parts = there("phone_1", "phone_2", "phone_3")
    if alternatives := ([in_parts] if len(in_parts) == 3 else []) + numbers:
        yield Field("phone", tuple(alternatives))
    code = there("postal_1", "postal_2")
    if code := code if len(code) == 2 else there("postal_code"):
        yield Field("postal_code", (code,))
    if address := _address(of_side, values, header, unused):
        yield Field("address", (address,))
    yield from (Field(each.item, ((each,),)) for each in there(*_OF_BUYER))


def _address(
    of_side: Mapping[str, Candidate], values: Sequence[Values], header: Sequence[str], unused: list[Unused]
) -> tuple[Candidate, ...]:
    """Return the parts as they are written there: from the prefecture inwards in Japan, else outwards."""
    area = [of_side[item] for item in _AREA if item in of_side]
    street = [of_side[item] for item in _STREET if item in of_side]
    for part in list(area):
        whole = next(
            (each for each in street[:1] if _contains(values[each.column], values[part.column])), None
        )
        if whole is not None:
            area.remove(part)
            unused.append(Unused(part, "contained", whole.column))
    columns = [*area, *street]
    if _in_japanese(columns, values, header):
        return tuple(columns)
    return (*street, *area[::-1])


def _contains(whole: Values, part: Values) -> bool:
    """Say whether what one column tells is also told in the other one, nearly always."""
    both = [
        text.compact(one) in text.compact(other)
        for one, other in zip(part.cells, whole.cells, strict=True)
        if one.strip() and other.strip()
    ]
    return bool(both) and sum(both) >= 0.8 * len(both)


def _in_japanese(columns: Sequence[Candidate], values: Sequence[Values], header: Sequence[str]) -> bool:
    """Say whether it is written as in Japan: by the values, and where there are none by all of the file."""
    if any(values[each.column].filled for each in columns):
        return any(values[each.column].in_japanese for each in columns)
    return any(map(text.has_cjk, header)) or any(each.in_japanese for each in values)

"""What is compared of a customer: a few values of each field, out of the evidence of its orders.

Lists, because a customer may have moved or changed their number: what counts is whether any value fits.
Nothing but usable values goes in, in the normal forms that matching compares too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from zlib import crc32

from saleor_customer_mgmt.core.evidence import Evidence, Field, Value
from saleor_customer_mgmt.core.normalise import text
from saleor_customer_mgmt.engines.doubtful import romaji

MOST_VALUES = 8
"""Of one field of one customer, the first that are given: whoever orders for a whole firm has hundreds."""

COLUMNS = (
    "names", "givens", "families", "readings", "latins", "phones", "ends", "emails", "locals",
    "addresses", "blocks", "areas", "birthdays", "companies", "meeting",
)  # fmt: skip
_SHORTEST = {"names": 3, "readings": 5, "phones": 9, "emails": 8, "birthdays": 10}
"""Values one character apart are looked for in these; shorter ones are other values, not mistakes."""
NEAR_COLUMNS = tuple(f"near_{column}" for column in _SHORTEST)

# Behind the area: the number of the block, and after it the unit, which people leave out. Towns and villages
# keep their prefecture in the normal form, since the name of the town may not tell it.
_ADDRESS = re.compile(r"^(?P<area>.*?[^0-9])(?P<block>[0-9]+(?:-[0-9]+){0,2})(?:[-#].*)?$")
_PREFECTURE = re.compile("^(?:東京都|北海道|(?:京都|大阪)府|.{2,3}県)(?=.)")
_SHARED_LOCALS = frozenset({"info", "mail", "shop", "order", "orders", "office", "contact", "sales", "admin"})


@dataclass(slots=True)
class Record:
    """One customer, or the values of one of its orders."""

    id: int
    columns: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in COLUMNS})

    def near(self) -> dict[str, list[int]]:
        """Return for each of ``NEAR_COLUMNS`` numbers of which values share one that are one character apart.

        They stand for a value and for what is left of it without any one character: two values have one in
        common when a character is other, more, less, or elsewhere. (DuckDB counts bytes, of which a kanji
        has three.)
        """
        return {
            f"near_{column}": sorted(
                {
                    crc32(left.encode())
                    for value in self.columns[column]
                    if len(value) >= shortest
                    for left in (value, *(value[:at] + value[at + 1 :] for at in range(len(value))))
                }
            )
            for column, shortest in _SHORTEST.items()
        }

    def add(self, column: str, *values: str) -> None:
        kept = self.columns[column]
        for value in values:
            if value and value not in kept and len(kept) < MOST_VALUES:
                kept.append(value)


def record(id_: int, orders: Iterable[Evidence]) -> Record:
    """Return what these orders of one customer tell; the values of the first order come first."""
    found = Record(id_)
    for evidence in orders:
        _add_names(found, evidence)
        for phone in _usable(evidence, Field.PHONE):
            found.add("phones", phone)
            found.add("ends", phone[-6:])
        found.add("emails", *_usable(evidence, Field.EMAIL))
        for address in _usable(evidence, Field.ADDRESS):
            _add_address(found, address)
        found.add("areas", *(f"〒{code}" for code in _usable(evidence, Field.POSTAL_CODE)))
        found.add("birthdays", *_usable(evidence, Field.BIRTHDAY))
        found.add("companies", *_usable(evidence, Field.COMPANY))
    for email in found.columns["emails"]:
        local = email.partition("@")[0]
        if len(local) > 3 and local not in _SHARED_LOCALS:
            found.add("locals", local)
    # Not cut off: there are few of each kind.
    found.columns["meeting"] = sorted(set(_meeting(found.columns)))
    return found


def variants(orders: Iterable[Evidence]) -> list[Record]:
    """Return what each of these orders tells by itself, the same only once."""
    found: list[Record] = []
    for order in orders:
        one = record(0, [order])
        if all(one.columns != other.columns for other in found):
            found.append(one)
    return found


def _usable(evidence: Evidence, name: Field) -> list[str]:
    return [value.value for value in evidence[name] if value.usable]


def _add_names(found: Record, evidence: Evidence) -> None:
    for value in evidence[Field.NAME]:
        if value.usable and text.is_kana(value.value):
            _add_reading(found, value)
        elif value.usable:
            found.add("names", value.value)
            if text.has_cjk(value.value):
                _add_parts(found, value)
            else:
                words = sorted(map(romaji.folded, value.value.split()))
                found.add("latins", " ".join(words))
    for value in evidence[Field.KANA]:
        if value.usable:
            _add_reading(found, value)


def _add_parts(found: Record, value: Value) -> None:
    """Add family and given name: as they were written apart, else as most names are divided."""
    whole, parts = value.value, text.words(text.clean(value.raw))
    if len(parts) > 1 and len(parts[0]) < len(whole):
        cuts = {len(parts[0])}
    else:
        cuts = {3: {1, 2}, 4: {2}, 5: {2, 3}}.get(len(whole), set())
    for cut in sorted(cuts):
        found.add("families", whole[:cut])
        found.add("givens", whole[cut:])


def _add_reading(found: Record, value: Value) -> None:
    found.add("readings", value.value)
    parts = text.words(text.katakana(text.clean(value.raw)))
    if len(parts) == 2:  # family and given name
        family, given = parts
        found.add("latins", " ".join(sorted(map(romaji.of_kana, (family, given)))))
        found.add("families", f"カナ{family}")
        found.add("givens", f"カナ{given}")


def _add_address(found: Record, address: str) -> None:
    found.add("addresses", address)
    parts = _ADDRESS.match(address)
    if parts:
        area = _PREFECTURE.sub("", parts["area"])
        found.add("areas", area)
        found.add("blocks", area + parts["block"])


def _meeting(columns: dict[str, list[str]]) -> Iterator[str]:
    """Yield what two customers must share at least one of to be compared at all."""
    for name in ("phones", "emails", "locals", "names", "readings", "latins", "blocks"):
        yield from (f"{name} {value}" for value in columns[name])
    # Names that many have meet within a neighbourhood or a birthday only.
    for name in ("names", "readings", "givens", "latins"):
        for value in columns[name]:
            yield from (f"{name} {value} {area}" for area in columns["areas"])
            yield from (f"{name} {value} {day}" for day in columns["birthdays"])
    for value in columns["ends"]:
        yield from (f"{value} {family}" for family in columns["families"])

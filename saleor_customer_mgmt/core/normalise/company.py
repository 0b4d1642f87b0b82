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
    if not value.strip("ー"):
        return placeholder(raw, Note.ONLY_PUNCTUATION)
    if value in _FILLERS:
        return placeholder(raw)
    if len(set(value)) == 1:
        return placeholder(raw, Note.ONE_CHARACTER)
    return usable(raw, value)


def _bare(cleaned: str) -> str:
    folded = text.casefold(text.fold_kanji(text.long_vowels(cleaned)))
    before = ""
    while before != folded:
        before = folded
        for form in _JAPANESE:
            folded = folded.replace(form, " ")
        folded = " ".join(folded.split()).removesuffix("御中")
    # K.K. and Co.,Ltd. are words once their full stops are gone.
    parts = text.words(text.fold_accents(folded.replace(".", "")))
    while len(parts) > 1 and parts[-1] in _LATIN:
        parts.pop()
    return "".join(parts)


_FILLERS = frozenset(_bare(filler) for filler in FILLERS["company"]["values"])

"""The tables of words, by language."""

from __future__ import annotations

from saleor_customer_mgmt.core.conditions.words import Language, Words
from saleor_customer_mgmt.core.conditions.words_en import ENGLISH
from saleor_customer_mgmt.core.conditions.words_ja import JAPANESE

_TABLES = {Language.EN: ENGLISH, Language.JA: JAPANESE}


def words(language: Language | str) -> Words:
    """Return the words of a language.

    Raises:
        ValueError: for a language that there is no table of.
    """
    return _TABLES[Language(language)]

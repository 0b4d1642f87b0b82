"""An address behind the postal code, in one string.

What is compared of a Japanese address is area, block number and unit (house or room number):
``千代田区霞ケ関1-2-3-501``. The name of a building is left out, because it is written in many ways or not at
all; the unit stays, so two families in one house are not equal. An address with a unit and one without
are different: nobody can say which flat the second one means.
"""

from __future__ import annotations

import re
from functools import lru_cache

from saleor_customer_mgmt.core.evidence import Value
from saleor_customer_mgmt.core.normalise import japanese_area, japanese_unit, kana, numerals, text
from saleor_customer_mgmt.core.normalise.outcome import Note, invalid, missing, placeholder, usable
from saleor_customer_mgmt.core.sources import FILLERS

_POSTAL_CODE = re.compile(r"^(?:〒 ?[0-9]{3}-?[0-9]{4}|[0-9]{3}-[0-9]{4}(?= ))[ ,、]*")
_LOST_DASH = re.compile(r"(?<=[0-9])\?(?=[0-9])")
_LOST = re.compile("[?〓\ufffd□]")
_NOT_LONG_VOWEL = re.compile(f"(?<![{text.KANA}])ー+")

_NUMERAL_BEFORE_COUNTER = re.compile(f"{numerals.CLASS}+(?=丁目|番|号|条|線|地割|階)")
_NUMERALS_IN_CHAIN = re.compile(f"{numerals.CLASS}+(?:[-ノ]{numerals.CLASS}+)+(?![{text.HAN}])")
# 一番地三サンプルビル is number 3; 一番地三ツ星ビル and 一番地三山ビル are not.
_NUMERAL_AT_END = re.compile(f"(?<=[0-9]-){numerals.CLASS}+(?![{text.HAN}ツ])")
# 番町 and the like are towns (千代田区三番町), 号室 and 号棟 belong to the building, 号線 is a road.
_COUNTERS = re.compile(
    r"(?<=[0-9])(?:丁目ノ?|番地ノ?|番(?![町丁街館組通])ノ?|号(?![室棟館線地])|丁(?=[0-9])|ノ(?=[0-9]))|第?([0-9]+)地割"
)
_SPACE_AT_DASH = re.compile(r" ?-[- ]*")
_LOOSE_DASH = re.compile(r"(?<![0-9a-z])-|-(?![0-9a-z])")
# A number that is part of the area: 北1条西, 3番町, 東4線.
_CHAIN = re.compile(r"[0-9]+(?:-[0-9]+)+|[0-9]+(?!条|線|号線|号地|番[町丁街館組通]|[0-9区町軒組ツ])")


@lru_cache(maxsize=32_768)
def normalise(raw: str, country: str = "JP") -> Value:
    """Return the address in the one form that is compared, or why it says too little.

    Japanese rules need Japanese characters and the country Japan; everything else, also romanised
    Japanese addresses, is compared word for word.
    """
    cleaned = text.clean(raw)
    if not cleaned:
        return missing(raw)
    judge = _japanese if country == "JP" and text.has_cjk(cleaned) else _foreign
    value = judge(raw, cleaned)
    return value if value.usable else _why_not(value, _words(cleaned).replace(" ", ""))


def _why_not(value: Value, letters: str) -> Value:
    if not letters:
        return placeholder(value.raw, Note.ONLY_PUNCTUATION)
    return placeholder(value.raw) if _is_filler(letters) else value


def _is_filler(letters: str) -> bool:
    return letters in _FILLERS or len(set(letters)) == 1


def _words(cleaned: str) -> str:
    return text.fold_accents(text.casefold(" ".join(text.words(cleaned))))


_FILLERS = frozenset(_words(filler).replace(" ", "") for filler in FILLERS["address"]["values"])


def _foreign(raw: str, cleaned: str) -> Value:
    words = _words(cleaned)
    # A country or town alone is where thousands live.
    vague = " " not in words or not any(character.isalpha() for character in words)
    if vague or _is_filler(words.replace(" ", "")):
        return invalid(raw, Note.TOO_VAGUE)
    return usable(raw, words)


def _japanese(raw: str, cleaned: str) -> Value:
    written = kana.fold(text.fold_dashes(text.casefold(text.fold_kanji(_POSTAL_CODE.sub("", cleaned)))))
    dashed = _LOST_DASH.sub("-", written)
    line = _with_digits(dashed)
    chain = _CHAIN.search(line)
    if chain is None:
        return invalid(raw, Note.NO_NUMBER)
    area = japanese_area.fold(line[: chain.start()])
    if _LOST.search(line[: chain.start()]):
        return invalid(raw, Note.LOST_CHARACTER)
    if not text.has_cjk(area):  # no town, or one in Latin letters before a building in Japanese
        return invalid(raw, Note.TOO_VAGUE)
    block = [number.lstrip("0") or "0" for number in chain[0].split("-")]
    value = area + japanese_unit.joined(block, line[chain.end() :])
    return usable(raw, value, *([Note.DASHES_RESTORED] if dashed != written else []))


def _with_digits(line: str) -> str:
    """Return the line with block numbers as 1-2-3, however they were written."""
    line = _NOT_LONG_VOWEL.sub("-", line)
    line = _NUMERAL_BEFORE_COUNTER.sub(_digits, line)
    line = _NUMERALS_IN_CHAIN.sub(_digits_in_chain, line)
    line = _COUNTERS.sub(r"\1-", line)
    line = _NUMERAL_AT_END.sub(_digits, line)
    return _LOOSE_DASH.sub("", _SPACE_AT_DASH.sub("-", line))


def _digits(match: re.Match[str]) -> str:
    return str(numerals.to_number(match[0]))


def _digits_in_chain(match: re.Match[str]) -> str:
    return "-".join(str(numerals.to_number(part)) for part in re.split("[-ノ]", match[0]))

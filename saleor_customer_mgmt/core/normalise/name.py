"""The name of a person, in one string."""

from __future__ import annotations

import re
from functools import lru_cache

from saleor_customer_mgmt.core.evidence import Value
from saleor_customer_mgmt.core.normalise import kana, text
from saleor_customer_mgmt.core.normalise.outcome import Note, invalid, missing, placeholder, usable
from saleor_customer_mgmt.core.sources import FILLERS

# An honorific at the end, and how many characters must stay before it: 殿 and さん also end real names
# (鵜殿, 真殿), so they need a whole name in front.
_HONORIFICS = (("様", 1), ("御中", 1), ("先生", 1), ("殿", 3), ("さま", 2), ("さん", 2))
_KANA_HONORIFICS = frozenset({"さま", "さん"})
_STANDING_ALONE = frozenset({"サマ", "サン", *(honorific for honorific, _ in _HONORIFICS)})
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam"})
# What conversions put in place of a character they do not have.
_LOST = re.compile("[?〓\ufffd□]")
_SMALL_KE = str.maketrans("ヶヵ", "ケカ")


@lru_cache(maxsize=32_768)
def normalise(raw: str, *, given_first: bool = False) -> Value:
    """Return the name in the one form that is compared, or why there is none.

    With ``given_first`` a name of two parts in kanji or kana is turned round (太郎 山田 → 山田太郎); a source
    that writes the given name first gives both forms as evidence. Names in Latin letters have no
    order: their words are sorted.
    """
    cleaned = text.clean(raw)
    if not cleaned:
        return missing(raw)
    if "@" in cleaned:
        return invalid(raw, Note.IS_EMAIL)
    parts = text.words(text.long_vowels(cleaned))
    if not "".join(parts).strip("ー"):
        return placeholder(raw, Note.ONLY_PUNCTUATION)
    if _LOST.search(cleaned):
        return invalid(raw, Note.LOST_CHARACTER)
    return _judge(raw, _joined(parts, turn=given_first) if text.has_cjk(cleaned) else _sorted(parts))


def _joined(parts: list[str], *, turn: bool) -> str:
    """Return a name in kanji, kana or Hangul as one run of characters."""
    if len(parts) > 1:
        parts = parts[:-1] if parts[-1] in _STANDING_ALONE else [*parts[:-1], _without_honorific(parts[-1])]
    parts = [part for part in parts if part]
    if turn and len(parts) == 2:
        parts = parts[::-1]
    # Folded when it is in one piece: 佐 々木 is 佐々木 too.
    compact = _without_honorific(text.fold_kanji(text.fold_accents(text.casefold("".join(parts)))))
    return kana.fold(compact) if text.is_kana(compact) else compact.translate(_SMALL_KE)


def _without_honorific(name: str) -> str:
    found = True
    while found:
        found = False
        for honorific, least in _HONORIFICS:
            rest = name.removesuffix(honorific)
            if rest != name and (
                len(rest) >= least or (honorific in _KANA_HONORIFICS and text.has_han(rest))
            ):
                name, found = rest, True
    return name


def _sorted(parts: list[str]) -> str:
    """Return a name in an alphabet as its words in alphabetical order, titles left out."""
    folded = text.fold_accents(text.casefold(" ".join(parts))).split()
    return " ".join(sorted([word for word in folded if word not in _TITLES] or folded))


_IN_CJK = [_joined([filler], turn=False) for filler in FILLERS["name"]["values"] if text.has_cjk(filler)]
_IN_LATIN = [_sorted(filler.split()) for filler in FILLERS["name"]["values"] if not text.has_cjk(filler)]
# Family and given name are two columns with the same filler each. Short ones (Na Na) may be names.
_FILLER = re.compile(
    rf"(?:{'|'.join(map(re.escape, _IN_CJK))})+|{'|'.join(map(re.escape, _IN_LATIN))}"
    rf"|(?:(?:{'|'.join(filler for filler in _IN_LATIN if filler.isalpha() and len(filler) > 3)})(?: |$))+"
)


def _judge(raw: str, value: str) -> Value:
    if _FILLER.fullmatch(value) or value in _STANDING_ALONE:
        return placeholder(raw)
    if not any(character.isalpha() for character in value):
        return invalid(raw, Note.NO_LETTERS)
    letters = value.replace(" ", "")
    # 林 alone is a family name and 林林 a Chinese name; あ, ああ, x and xxx are fillers.
    if len(set(letters)) == 1 and not (text.has_han(letters) and len(letters) < 3):
        return placeholder(raw, Note.ONE_CHARACTER)
    return usable(raw, value)

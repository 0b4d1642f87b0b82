"""The reading of a name, as furigana columns give it."""

from __future__ import annotations

import re
from functools import lru_cache

from saleor_customer_mgmt.core.evidence import Value
from saleor_customer_mgmt.core.normalise import text
from saleor_customer_mgmt.core.normalise.outcome import Note, invalid, missing, placeholder, usable
from saleor_customer_mgmt.core.sources import FILLERS

# Small kana become large ones, because half-width kana of banks and old systems has no small ones
# (シヨウジ for ショウジ); ヴ becomes ブ, because old telephones could not type it. Not folded: ヂ/ジ, ヅ/ズ,
# ヲ/オ and ー: people choose those deliberately and keep to them (カヲリ is not カオリ).
_VU = (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"))
_LARGE = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")


def fold(kana: str) -> str:
    """Return kana of any kind (already in NFKC) in the one form that is compared."""
    folded = text.katakana(kana)
    if "ヴ" in folded:
        for vu, bu in _VU:
            folded = folded.replace(vu, bu)
    return folded.translate(_LARGE)


# Two columns, the same filler in each.
_FILLER = re.compile(f"(?:{'|'.join(fold(filler) for filler in FILLERS['kana']['values'])})+")


@lru_cache(maxsize=32_768)
def normalise(raw: str) -> Value:
    """Return the reading in full-width katakana without spaces, or why it is none.

    Anything but kana (kanji, letters, digits) makes it invalid: such a column holds something else.
    """
    cleaned = text.clean(raw)
    if not cleaned:
        return missing(raw)
    parts = text.words(text.long_vowels(cleaned))
    if len(parts) > 1 and parts[-1] in ("サマ", "様", "さま"):
        parts = parts[:-1]
    compact = "".join(parts)
    if not compact.strip("ー"):
        return placeholder(raw, Note.ONLY_PUNCTUATION)
    if not text.is_kana(compact):
        return invalid(raw, Note.NOT_KANA)
    folded = fold(compact)
    if _FILLER.fullmatch(folded):
        return placeholder(raw)
    if len(set(folded)) == 1:
        return placeholder(raw, Note.ONE_CHARACTER)
    return usable(raw, folded)

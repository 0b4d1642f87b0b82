"""Text tools that several normalisers share: widths, invisible characters, kanji variants, kana, dashes."""

from __future__ import annotations

import re
import unicodedata

from saleor_customer_mgmt.core import data

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〆〇"
KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
HANGUL = "\u1100-\u11ff\uac00-\ud7af"

# Characters that nobody sees: controls, zero-width and direction marks, variation selectors (which only
# choose a glyph), Hangul and Braille blanks, and halves of surrogate pairs left by broken decoding.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
# Old systems wrote the sound marks of カ゛ as characters of their own; NFKC would put a space before them.
_SOUND_MARKS = str.maketrans({"\u309b": "\u3099", "\u309c": "\u309a"})
# Marks that found no kana to sit on.
_LOOSE_SOUND_MARK = re.compile("[\u3099\u309a]+")

_HAN_ONE = re.compile(f"[{HAN}]")
_CJK_ONE = re.compile(f"[{HAN}{KANA}{HANGUL}]")
_KANA_ONLY = re.compile(f"[{KANA}]+")
_REPEAT_MARK = re.compile(f"([{HAN}])々")

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―⁃−─━˗➖〜~～", "-"))
_HIRAGANA = str.maketrans({chr(c): chr(c + 0x60) for c in [*range(0x3041, 0x3097), 0x309D, 0x309E]})
_KANA_REPEATED = re.compile("([\u30a1-\u30fa])([ヽヾ])")
_AFTER_KANA = re.compile(f"(?<=[{KANA}])-(?![0-9])")


def _kanji_variants() -> dict[int, str]:
    tables = data.load("kanji")
    return {ord(old): usual for table in tables.values() for usual, olds in table.items() for old in olds}


_KANJI_VARIANTS = _kanji_variants()


def clean(raw: str) -> str:
    """Return the text in NFKC, without invisible characters, with single spaces inside and none outside."""
    if raw.isascii() and raw.isprintable():
        return raw if raw.isalnum() else " ".join(raw.split())
    seen = _INVISIBLE.sub("", raw).translate(_SOUND_MARKS)
    return " ".join(_LOOSE_SOUND_MARK.sub("", unicodedata.normalize("NFKC", seen)).split())


def compact(raw: str) -> str:
    """Return the text as :func:`clean` does, without any spaces."""
    cleaned = clean(raw)
    return unicodedata.normalize("NFKC", cleaned.replace(" ", "")) if " " in cleaned else cleaned


def casefold(text: str) -> str:
    """Return the text without case, still in NFKC, and the same when it is folded again."""
    if text.isascii():
        return text.lower()
    for _ in range(4):
        folded = unicodedata.normalize("NFKC", text.casefold())
        if folded == text:
            break
        text = folded
    return text


def fold_kanji(text: str) -> str:
    """Return the text with old and variant kanji in their usual form (髙橋 → 高橋, 佐々木 → 佐佐木)."""
    text = text.translate(_KANJI_VARIANTS)
    while "々" in text and (written_out := _REPEAT_MARK.sub(r"\1\1", text)) != text:
        text = written_out
    return text


def katakana(text: str) -> str:
    """Return the text with hiragana as katakana and iteration marks written out (みすゞ → ミスズ)."""
    text = text.translate(_HIRAGANA)
    while (written_out := _KANA_REPEATED.sub(_repeat_kana, text)) != text:
        text = written_out
    return text


def _repeat_kana(match: re.Match[str]) -> str:
    kana, mark = match.groups()
    plain = unicodedata.normalize("NFD", kana)[0]
    voiced = unicodedata.normalize("NFC", plain + "\u3099")
    return kana + (voiced if mark == "ヾ" and len(voiced) == 1 else plain)


def fold_dashes(text: str) -> str:
    """Return the text with every kind of dash as ``-``. The long-vowel sign ー is not a dash."""
    return text.translate(_DASHES)


def long_vowels(text: str) -> str:
    """Return the text with dashes that follow kana as the long-vowel sign they stand for (サ-ビス)."""
    return _AFTER_KANA.sub("ー", fold_dashes(text))


def has_han(text: str) -> bool:
    return _HAN_ONE.search(text) is not None


def has_cjk(text: str) -> bool:
    return _CJK_ONE.search(text) is not None


def is_kana(text: str) -> bool:
    return _KANA_ONLY.fullmatch(text) is not None


class _WithoutPunctuation(dict[int, str]):
    """A translation table that fills itself: letters, marks and digits stay, all else becomes ``blank``."""

    def __init__(self, blank: str) -> None:
        super().__init__({ord(apostrophe): "" for apostrophe in "'’‘ʼ`´"})
        self._blank = blank

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kept = character if unicodedata.category(character)[0] in "LMN" else self._blank
        self[code] = kept
        return kept


_SPACED = _WithoutPunctuation(" ")


def words(text: str) -> list[str]:
    """Return the words of the text: punctuation parts them, apostrophes do not (O'Brien → OBrien)."""
    found = text.translate(_SPACED).split()
    return found if text.isascii() else [word for word in map(_from_a_base, found) if word]


def _from_a_base(word: str) -> str:
    """Return the word without marks at its beginning, which would join whatever is put before it."""
    while word and unicodedata.category(word[0])[0] == "M":
        word = word[1:]
    return word


_ACCENTED = re.compile("([a-z])[\u0300-\u036f]+")
# Letters that Unicode does not see as a base with a mark.
_LATIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


def fold_accents(text: str) -> str:
    """Return case-folded text with accents taken off Latin letters (josé → jose). No other script changes."""
    if text.isascii():
        return text
    bare = _ACCENTED.sub(r"\1", unicodedata.normalize("NFD", text.translate(_LATIN_LETTERS)))
    return unicodedata.normalize("NFKC", bare)

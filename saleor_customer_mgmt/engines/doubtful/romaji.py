"""Kana in Latin letters, so that ヤマダ タロウ and Taro Yamada are the same. Coarse: one hint of many."""

from __future__ import annotations

import re

_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ",
    "h": "ハヒフヘホ", "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ",
    "d": "ダヂヅデド", "b": "バビブベボ", "p": "パピプペポ",
}  # fmt: skip
_SOUNDS = {
    kana: row + vowel for row, line in _ROWS.items() for kana, vowel in zip(line, "aiueo", strict=True)
}
# One letter for what is written now this way, now that way: shi/si, chi/ti, tsu/tu, fu/hu, ji/zi/di.
_SOUNDS |= {
    "ヤ": "ya",
    "ユ": "yu",
    "ヨ": "yo",
    "ワ": "wa",
    "ヲ": "o",
    "ン": "n",
    "ー": "",
    "ヂ": "zi",
    "ヅ": "zu",
}
_SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ッ": ""}
_SPELT = (
    ("sh", "sy"), ("ch", "ty"), ("j", "zy"), ("ts", "t"), ("f", "h"), ("syi", "si"), ("tyi", "ti"),
    ("zyi", "zi"), ("yy", "y"), ("l", "r"),
)  # fmt: skip
_DOUBLE = re.compile(r"([a-z])\1+")
_LONG = re.compile(r"ou|oh(?![aiueoy])|oo|uu")
_M_FOR_N = re.compile(r"m(?=[bpm])")


def of_kana(word: str) -> str:
    """Return one word of katakana as :func:`folded` returns a word in Latin letters."""
    written = ""
    for kana in word:
        if kana in "ャュョ" and written.endswith("i"):
            written = written[:-1] + _SMALL[kana]
        else:
            written += _SOUNDS.get(kana, _SMALL.get(kana, ""))
    return folded(written)


def folded(word: str) -> str:
    """Return a word in the one form that is compared: Satoh, Satou and SATO are the same."""
    for spelt, ours in _SPELT:
        word = word.replace(spelt, ours)
    word = _LONG.sub(lambda found: found[0][0], word)
    return _DOUBLE.sub(r"\1", _M_FOR_N.sub("n", word))

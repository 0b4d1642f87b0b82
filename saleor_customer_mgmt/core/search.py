"""Searching for any part of a value: folding, the text that is looked through, and pieces of it for an index.

A search first asks the index for rows that have the pieces of every word, then looks into the text itself.
So pieces may promise too much, and must never promise too little.

A piece is a stretch of a value: two characters, or three where all are ASCII (pairs of those tell little).
At the end of a value, and where ASCII ends, it is what is left: a value has a piece from each of its
characters on. So the pieces that begin with a part that is too short for one piece are those that have it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

from saleor_customer_mgmt.core.evidence import Evidence, Field

_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_DASHES = "-‐‑‒–—―−ーｰ－─━~〜～"
_DROPPED = dict.fromkeys(map(ord, _DASHES + "()[]{}（）「」・.,、。'\"/\\_+\0"), None)
_FOLDED = _HIRAGANA_TO_KATAKANA | _DROPPED
SEPARATOR = "\n"
LEAST_OF_NUMBER = 3
"""Parts of an order number are found from so many characters on; what is shorter has to be the whole."""
_NUMBER_PIECE = 4
_MANY = 200
"""So many values are not looked through for those that are parts of others: that is quadratic."""
_MOST_BYTES = 900_000
"""PostgreSQL takes 1 MiB of pieces. Hardly anybody has written so many different ones."""


def fold(text: str) -> str:
    """Return ``text`` as search compares it: width, case, kana kind, spaces and dashes do not matter."""
    plain = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return "".join(plain.translate(_FOLDED).split())


def terms(query: str) -> tuple[str, ...]:
    """Return the parts of a query, folded; all of them must be found."""
    folded = (fold(part) for part in unicodedata.normalize("NFKC", query).split())
    return tuple(dict.fromkeys(part for part in folded if part))


def order_text(number: str, evidence: Evidence) -> str:
    """Return what a search looks through for one order: its number, then its values, folded, each once.

    The number has the first line for itself, also when nothing is left of it.
    """
    values: set[str] = set()
    for field in Field:
        if field is Field.SOURCE:
            continue
        for value in evidence[field]:
            values.add(fold(value.raw))
            if value.value != value.raw:
                values.add(fold(value.value))
            if field is Field.PHONE and value.value.startswith("+81"):
                values.add("0" + value.value[3:])  # people type the number as it is dialled
    return SEPARATOR.join([fold(number), *_without_parts(values)])


def customer_text(values: Iterable[str]) -> str:
    """Return what a search looks through for one customer: the values of all its orders, each once."""
    return SEPARATOR.join(_without_parts(set(values)))


def _without_parts(values: Collection[str]) -> list[str]:
    """Return those that are not part of another one, in an order that depends on nothing but them."""
    ordered = sorted((value for value in values if value), key=lambda value: (-len(value), value))
    if len(ordered) > _MANY:
        return ordered
    kept: list[str] = []
    for value in ordered:
        if not any(value in longer for longer in kept):
            kept.append(value)
    return kept


def pieces(text: str) -> list[str]:
    """Return the pieces of folded text, each once, sorted."""
    found: set[str] = set()
    for part in text.split(SEPARATOR):
        found.update(_pieces(part))
    kept = sorted(found)
    return kept if len(text) < _MOST_BYTES // 16 else _as_many_as_fit(kept)


def _as_many_as_fit(found: list[str]) -> list[str]:
    room = _MOST_BYTES
    kept = []
    for piece in found:
        room -= len(piece.encode())
        if room < 0:
            break
        kept.append(piece)
    return kept


@lru_cache(maxsize=4096)  # names, places and mail domains come again and again
def _pieces(part: str) -> tuple[str, ...]:
    if part.isascii():
        return tuple(part[i : i + 3] for i in range(len(part)))
    return tuple(_piece_at(part, i) for i in range(len(part)))


def _piece_at(part: str, place: int) -> str:
    """Return the piece that begins here. Only of ASCII, or two characters of which the first is not."""
    if part[place] > "\x7f":
        return part[place : place + 2]
    piece = part[place : place + 3]
    while not piece.isascii():
        piece = piece[:-1]
    return piece


def pieces_of_word(word: str) -> tuple[list[str], bool]:
    """Return the pieces that a text must have to be a candidate, and whether these may go on.

    A piece that the end of the word cuts off may go on in the text. It need not be asked for when a whole
    one comes before it, since every text that has this has the other, too.
    """
    whole = [piece for i in range(len(word)) if _is_whole(piece := _piece_at(word, i), i, word)]
    return (sorted(set(whole)), False) if whole else ([word], True)


def _is_whole(piece: str, place: int, word: str) -> bool:
    if place + len(piece) < len(word):
        return True
    return len(piece) == (3 if piece.isascii() else 2)


def number_pieces(numbers: Iterable[str]) -> list[str]:
    """Return the pieces of folded order numbers, each once: four characters, and three at the end.

    A number that is shorter is a piece as a whole.
    """
    found: set[str] = set()
    for number in numbers:
        found.update(number[i : i + _NUMBER_PIECE] for i in range(len(number) - _NUMBER_PIECE + 1))
        found.add(number[-LEAST_OF_NUMBER:])
    found.discard("")
    return sorted(found)


def number_pieces_of_word(word: str) -> tuple[list[str], bool]:
    """Return the pieces that numbers must have to be candidates, and whether these may go on."""
    if len(word) < _NUMBER_PIECE:
        return [word], len(word) == LEAST_OF_NUMBER
    return sorted({word[i : i + _NUMBER_PIECE] for i in range(len(word) - _NUMBER_PIECE + 1)}), False


def ts_vector(lexemes: Iterable[str]) -> str:
    """Return these as PostgreSQL reads a ``tsvector``."""
    return " ".join(map(_quoted, lexemes))


def ts_query(lexemes: Iterable[str], *, may_go_on: bool = False) -> str:
    """Return a ``tsquery`` for all of these; ``may_go_on``: for what begins with them."""
    return " & ".join(_quoted(lexeme) + (":*" if may_go_on else "") for lexeme in lexemes)


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"

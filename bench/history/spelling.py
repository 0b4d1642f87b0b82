"""How values get written: by people, by forms and by spreadsheets. What is meant stays what it is."""

from __future__ import annotations

import random
import unicodedata

from bench.history.people import Home

_WIDE = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)} | {"-": "－", " ": "　"})
_HIRAGANA = str.maketrans({chr(c): chr(c - 0x60) for c in range(0x30A1, 0x30F7)})
_KANJI_DIGITS = "〇一二三四五六七八九"


def _half_width_kana() -> dict[int, str]:
    """Return katakana to half-width katakana; what Unicode says the other way round."""
    table: dict[int, str] = {}
    for half in map(chr, range(0xFF66, 0xFF9E)):
        for mark in ("", "\uff9e", "\uff9f"):
            full = unicodedata.normalize("NFKC", half + mark)
            if len(full) == 1:
                table.setdefault(ord(full), half + mark)
    return table


_HALF = _half_width_kana()


def wide(text: str) -> str:
    return text.translate(_WIDE)


def hiragana(text: str) -> str:
    return text.translate(_HIRAGANA)


def half_width(text: str) -> str:
    return text.translate(_HALF)


def phone(digits: str, habit: str, chance: random.Random) -> str:
    """Write a number of Japan as a source or a person does."""
    kind = chance.random()
    if kind > 0.94:
        habit = ("plain", "hyphens", "spaces", "wide", "abroad", "lost zero")[chance.randrange(6)]
    cut = 3 if len(digits) == 11 else 2
    parts = (digits[:cut], digits[cut : cut + 4], digits[cut + 4 :])
    match habit:
        case "plain":
            return digits
        case "spaces":
            return " ".join(parts)
        case "wide":
            return wide("-".join(parts))
        case "abroad":
            return f"+81 {parts[0][1:]}-{parts[1]}-{parts[2]}"
        case "lost zero":
            return digits[1:]
        case _:
            return "-".join(parts)


def postal_code(digits: str, chance: random.Random) -> str:
    hyphened = f"{digits[:3]}-{digits[3:]}"
    return (hyphened, hyphened, digits, digits, f"〒{hyphened}", wide(hyphened))[chance.randrange(6)]


def address(home: Home, chance: random.Random) -> tuple[str, str]:
    """Return an address as written, and what it says in the end: city, town, house and unit."""
    place, unit = home.place, home.unit
    if unit and chance.random() < 0.05:
        unit = ""  # left out: nobody can tell which of the flats is meant
    area = "" if chance.random() < 0.1 else place.area
    space = " " if chance.random() < 0.15 else ""
    written = f"{area}{space}{place.city}{space}{place.town}{_house(home.house, chance.randrange(6))}"
    if unit:
        way = chance.randrange(4)
        if way == 0 and written[-1].isascii():
            written += f"-{unit}"
        else:
            written += f" {home.building}{unit}" + ("号室" if way == 1 else "")
    if chance.random() < 0.06:
        written = wide(written)
    house = "-".join(map(str, home.house))
    return written, f"{place.city}{place.town}{house}{f'-{unit}' if unit else ''}"


def _house(house: tuple[int, int, int], way: int) -> str:
    a, b, c = house
    if way == 0:
        return f"{a}丁目{b}番{c}号"
    if way == 1:
        return f"{_KANJI_DIGITS[a]}丁目{b}-{c}"
    if way == 2:
        return wide(f"{a}-{b}-{c}")
    return f"{a}-{b}-{c}"


def mistyped(text: str, chance: random.Random) -> str:
    """Return the text with two neighbouring characters of its second half exchanged."""
    if len(text) < 4:
        return text
    at = len(text) // 2 + chance.randrange(len(text) - len(text) // 2 - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]

"""Names, places and goods that the history is made of; read from ``data/``."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).with_name("data")


class Word(NamedTuple):
    """A family or given name. ``variants``: other kanji for the same name (髙橋, 渡邊)."""

    kanji: str
    kana: str
    latin: str
    variants: tuple[str, ...] = ()


class Place(NamedTuple):
    """A real town, so that its postal code is one; nobody's house."""

    area: str
    city: str
    town: str
    postal_code: str


class Product(NamedTuple):
    sku: str
    name: str
    price: int


def _rows(name: str) -> list[list[str]]:
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


FAMILIES = tuple(
    Word(kanji, kana, latin, (kanji, *variants.split())) for kanji, kana, latin, variants in _rows("families")
)
GIVEN = tuple(Word(kanji, kana, latin, (kanji,)) for kanji, kana, latin in _rows("given"))
PLACES = tuple(Place(*row) for row in _rows("places"))
PRODUCTS = tuple(Product(sku, name, int(price)) for sku, name, price in _rows("products"))

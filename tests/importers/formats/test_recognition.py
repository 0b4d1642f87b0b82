"""Every known header is of its own format and of no other, also when columns are missing."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from saleor_customer_mgmt.importers.format import Sheet
from saleor_customer_mgmt.importers.formats import FORMATS
from saleor_customer_mgmt.importers.headers import plain
from tests.samples import HEADERS, header

every_header = pytest.mark.parametrize("file", sorted(path.name for path in HEADERS.iterdir()))


def recognising(names: Sequence[str]) -> list[tuple[str, Sheet]]:
    return [
        (each.name, sheet)
        for each in FORMATS
        for sheet in (each.orders, each.items)
        if sheet is not None and sheet.recognises(sheet.places(names))
    ]


def format_of(file: str) -> str:
    """Return the format whose name the file's begins with: what follows tells several headers apart."""
    stem = f"{file.partition('.')[0]}-"
    return max((each.name for each in FORMATS if stem.startswith(f"{each.name}-")), key=len)


@every_header
def test_each_header_is_of_its_own_format_and_of_no_other(file: str):
    assert [name for name, _ in recognising(header(file))] == [format_of(file)]


@every_header
def test_also_when_a_third_of_the_columns_is_missing(file: str):
    names = header(file)
    ((expected, sheet),) = recognising(names)
    at = sheet.places(names)
    present = next(name for name in sheet.any_of if plain(name) in at) if sheet.any_of else sheet.number
    needed = {at[plain(name)] for name in (sheet.number, *sheet.signature, present)}
    optional = [place for place in range(len(names)) if place not in needed]
    chance = random.Random(file)
    for _ in range(50):
        missing = set(chance.sample(optional, -(-len(optional) // 3)))
        left = [name for place, name in enumerate(names) if place not in missing]
        assert [name for name, _ in recognising(left)] == [expected], left

"""Columns that a shop left out of its export: what is still there is read exactly, nothing is made up."""

from __future__ import annotations

import dataclasses
import random
import tempfile
from collections.abc import Collection
from functools import cache, partial
from pathlib import Path

import pytest

from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.importers import OrderRead, open_orders
from saleor_customer_mgmt.importers.format import Sheet
from saleor_customer_mgmt.importers.formats import FORMATS
from saleor_customer_mgmt.importers.headers import plain
from tests.samples import Sample, Table
from tests.samples.every import SAMPLES

pytestmark = pytest.mark.parametrize("sample", [pytest.param(sample, id=sample.id) for sample in SAMPLES])

Told = dict[str, list[object]]


@pytest.mark.parametrize(("encoding", "newline"), [("utf-8-sig", "\n"), ("cp932", "\r\n"), ("cp932", "\n")])
@pytest.mark.parametrize("seed", range(4))
def test_shuffled_with_a_third_of_the_columns_missing(
    sample: Sample, tmp_path: Path, encoding: str, newline: str, seed: int
):
    chance = random.Random(f"{sample.id} {seed}")
    optional = optional_columns(sample)
    missing = frozenset(chance.sample(optional, -(-len(optional) // 3)))

    def arranged(table: Table) -> str:
        names = [name for name in table.names if plain(name) not in missing]
        chance.shuffle(names)
        return table.text(names, newline)

    paths = sample.write(tmp_path, encoding, arranged)
    found = facts(paths)
    assert [(each.source, each.number) for each in found] == [
        (each.source, each.number) for each in sample.expected
    ]
    asked, expected = told(found), told(sample.expected)
    wrong = {name for name in expected if asked[name] != expected[name]}
    excused = {name for name, columns in columns_of_facts(sample.id).items() if columns & missing}
    assert wrong <= excused
    # It is of no account how the file was saved and arranged.
    plainly = tmp_path / "plainly"
    plainly.mkdir()
    assert found == facts(sample.write(plainly, text=partial(without, missing=missing)))


def facts(paths: list[Path]) -> list[OrderFacts]:
    items = list(open_orders(paths))
    assert [item for item in items if not isinstance(item, OrderRead)] == []
    return [item.facts for item in items if isinstance(item, OrderRead)]


def without(table: Table, missing: Collection[str]) -> str:
    return table.text([name for name in table.names if plain(name) not in missing])


def told(orders: list[OrderFacts]) -> Told:
    """Return each fact of all orders, those of the buyer by themselves."""
    of_orders = {f.name: [getattr(each, f.name) for each in orders] for f in dataclasses.fields(OrderFacts)}
    (buyers,) = [of_orders.pop("buyer")]
    of_buyers = {
        f"buyer.{f.name}": [getattr(each.buyer, f.name) for each in orders]
        for f in dataclasses.fields(orders[0].buyer)
    }
    assert len(buyers) == len(orders)
    return of_orders | of_buyers


def sheets(sample: Sample) -> list[Sheet]:
    format_ = next(each for each in FORMATS if each.name == sample.format)
    return [sheet for sheet in (format_.orders, format_.items) if sheet is not None]


def optional_columns(sample: Sample) -> list[str]:
    """Return the columns of the files that a format uses and can do without."""
    needed, used = set[str](), set[str]()
    for sheet in sheets(sample):
        needed |= {*map(plain, (sheet.number, *sheet.signature, *sheet.any_of[:1], sheet.source))}
        used |= {*map(plain, sheet.columns)}
    there = {plain(name) for table in sample.tables for name in table.names}
    return sorted((used & there) - needed)


@cache
def columns_of_facts(sample_id: str) -> dict[str, frozenset[str]]:
    """Return by which columns each fact of the sample is told.

    By those without which it is another, and by those which alone, beside what a file must have, make it
    another than it is without any: so two columns that say the same are both among them.
    """
    sample = next(each for each in SAMPLES if each.id == sample_id)
    optional = optional_columns(sample)

    def read_without(missing: Collection[str]) -> Told:
        with tempfile.TemporaryDirectory() as folder:
            return told(facts(sample.write(Path(folder), text=partial(without, missing=missing))))

    everything, least = read_without(()), read_without(optional)
    found: dict[str, set[str]] = {name: set() for name in everything}
    for column in optional:
        lacking, alone = read_without([column]), read_without([c for c in optional if c != column])
        for name in everything:
            if lacking[name] != everything[name] or alone[name] != least[name]:
                found[name].add(column)
    return {name: frozenset(columns) for name, columns in found.items()}

"""Files of every known format, guessed as if it were not: what is found, and what must never be wrong.

A format that comes new is held to what must never be wrong at once; its figures are to be added below.
"""

from __future__ import annotations

import dataclasses
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, Person
from saleor_customer_mgmt.importers import MappingFile, OrderRead, open_orders
from saleor_customer_mgmt.importers.formats import FORMATS
from saleor_customer_mgmt.importers.guess import HIGH, Guess, guess
from saleor_customer_mgmt.importers.guess.look import look
from saleor_customer_mgmt.importers.guess.write import guessed_document
from saleor_customer_mgmt.importers.headers import denied
from tests.importers.guess.truth import OF_A_PERSON, people_of
from tests.samples import Sample
from tests.samples.every import SAMPLES


def key(sample: Sample) -> str:
    return sample.tables[0].header_file


of_every_format = pytest.mark.parametrize("sample", [pytest.param(each, id=key(each)) for each in SAMPLES])

IDENTITY = ("name", "kana", "emails", "phones", "postal_code", "address")
"""What people are recognised by, whatever the format. A wrong one must never be called certain."""
MEANT = {
    "name": "buyer.name",
    "kana": "buyer.kana",
    "email": "buyer.emails",
    "phone": "buyer.phones",
    "postal_code": "buyer.postal_code",
    "address": "buyer.address",
    "birthday": "buyer.birthday",
    "company": "buyer.company",
    "member_id": "buyer.member_id",
    "ship_name": "recipient.name",
    "ship_phone": "recipient.phones",
    "ship_postal_code": "recipient.postal_code",
    "ship_address": "recipient.address",
}
"""What the fields of a mapping are called in the facts."""
COLUMNS = {
    # header: columns that tell of people guessed rightly, wrongly, and not at all
    "rakuten.csv": (23, 0, 0),
    "rakuten-old.csv": (24, 0, 0),
    "amazon.tsv": (11, 0, 0),
    "amazon-unshipped.tsv": (10, 0, 0),
    "amazon-all-orders.tsv": (3, 0, 0),
    "amazon-fba.tsv": (17, 0, 0),
    "yahoo-orders.csv": (21, 0, 4),
    "aupay.csv": (8, 0, 5),
    "aupay-dena.csv": (10, 0, 4),
    "ebay.csv": (14, 0, 1),
    "prestashop.csv": (1, 0, 0),
    "prestashop-tables.csv": (6, 0, 19),
    "shopify.csv": (14, 0, 7),
    "woocommerce.csv": (19, 0, 1),
    "woocommerce-items.csv": (17, 0, 3),
    "woocommerce-advanced.csv": (15, 0, 0),
    "qoo10.csv": (7, 0, 2),
    "ponpare.csv": (16, 0, 0),
    "ganbare.csv": (19, 0, 0),
    "eccube.csv": (20, 0, 0),
    "eccube2.csv": (16, 0, 0),
    "base.csv": (15, 0, 0),
    "stores.csv": (13, 0, 0),
    "colorme.csv": (13, 0, 0),
    "colorme-detail.csv": (5, 0, 0),
    "makeshop.csv": (12, 0, 1),
    "nextengine.csv": (12, 1, 0),
    "nextengine-slips.csv": (12, 0, 0),
    "nextengine-generic.csv": (12, 1, 0),
    "sukeneko.csv": (20, 0, 1),
    "neutral.csv": (13, 0, 0),
}
"""The figures of each sample that was there."""

VALUES = {
    "placed_at": (42, 3, 12),
    "status_text": (32, 10, 11),
    "total": (36, 0, 21),
    "payment_method": (21, 1, 6),
    "shipping_method": (14, 0, 6),
    "buyer.name": (43, 4, 10),
    "buyer.kana": (11, 0, 5),
    "buyer.emails": (36, 2, 7),
    "buyer.phones": (24, 3, 6),
    "buyer.postal_code": (20, 0, 9),
    "buyer.address": (17, 7, 6),
    "recipient.name": (17, 3, 8),
    "recipient.phones": (14, 0, 7),
    "recipient.postal_code": (17, 0, 8),
    "recipient.address": (12, 5, 7),
    "line.sku": (20, 11, 16),
    "line.product": (26, 10, 16),
    "line.quantity": (35, 5, 13),
    "line.unit_price": (28, 7, 15),
    "buyer.company": (2, 0, 3),
    "buyer.member_id": (6, 0, 4),
    "buyer.birthday": (2, 0, 1),
}
"""Values of all orders of these formats by field: read as the format reads them, otherwise, not at all."""


def begun(sample: Sample, folder: Path) -> tuple[tuple[str, ...], list[list[str]]]:
    """Return the header and the rows of the order file."""
    seen = look(sample.write(folder)[0])
    width = len(seen.header)
    return seen.header, [[*row, *[""] * width][:width] for row in seen.rows]


def marked(sample: Sample, header: tuple[str, ...], found: Guess) -> Iterator[tuple[float, str, set[str]]]:
    """Yield of each column that tells of people, or is said to, how certain it is, as what, what it is."""
    format_ = next(each for each in FORMATS if each.name == sample.format)
    truth = people_of(format_, header)
    for column in found.columns:
        meant, true = MEANT.get(column.field, ""), truth.get(column.at, set()) & set(MEANT.values())
        if meant or true:
            yield column.confidence, meant, true


def certain(wrong: list[tuple[float, str, set[str]]]) -> list[tuple[float, str, set[str]]]:
    return [each for each in wrong if each[0] >= HIGH and each[1].partition(".")[2] in IDENTITY]


def counted(sample: Sample, folder: Path) -> tuple[int, int, int]:
    header, rows = begun(sample, folder)
    seen = list(marked(sample, header, guess(header, rows)))
    right = sum(meant in true for _, meant, true in seen if meant)
    return right, sum(bool(meant) for _, meant, _ in seen) - right, sum(not meant for _, meant, _ in seen)


@of_every_format
def test_nobody_is_taken_for_somebody_else(sample: Sample, tmp_path: Path):
    header, rows = begun(sample, tmp_path)
    found = guess(header, rows)
    wrong = [each for each in marked(sample, header, found) if each[1] and each[1] not in each[2]]
    assert certain(wrong) == []
    assert [each for each in wrong if any(true[:5] != each[1][:5] for true in each[2])] == []
    assert not any(column.field or column.samples for column in found.columns if denied(column.name))


@of_every_format
@pytest.mark.parametrize("seed", range(5))
def test_nobody_is_with_columns_in_any_order(sample: Sample, tmp_path: Path, seed: int):
    header, rows = begun(sample, tmp_path)
    order = random.Random(seed).sample(range(len(header)), len(header))
    shuffled = tuple(header[at] for at in order)
    found = guess(shuffled, [[row[at] for at in order] for row in rows])
    wrong = [each for each in marked(sample, shuffled, found) if each[1] and each[1] not in each[2]]
    assert certain(wrong) == []


@of_every_format
def test_without_values_nothing_is_certain_and_nobody_is_taken_for_somebody_else(
    sample: Sample, tmp_path: Path
):
    header, _ = begun(sample, tmp_path)
    found = guess(header, [])
    assert [column.name for column in found.columns if column.confidence >= HIGH] == []
    wrong = [each for each in marked(sample, header, found) if each[1] and each[1] not in each[2]]
    assert [each for each in wrong if any(true[:5] != each[1][:5] for true in each[2])] == []


@pytest.mark.parametrize(
    "sample", [pytest.param(each, id=key(each)) for each in SAMPLES if key(each) in COLUMNS]
)
def test_the_figures_of_each_format(sample: Sample, tmp_path: Path):
    assert counted(sample, tmp_path) == COLUMNS[key(sample)]


def test_the_figures_over_all_formats(tmp_path: Path):
    totals = [sum(each) for each in zip(*COLUMNS.values(), strict=True)]
    right, wrong, missed = totals
    print(  # noqa: T201
        f"\ncolumns: precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}"
    )
    values: dict[str, Counter[str]] = {}
    for sample in SAMPLES:
        if key(sample) in COLUMNS:
            folder = tmp_path / key(sample)
            folder.mkdir()
            compare(sample, folder, values)
    for field, count in values.items():
        read = count["right"] + count["other"]
        print(  # noqa: T201
            f"{field:20} precision {count['right'] / max(read, 1):.3f}, "
            f"recall {count['right'] / (read + count['missed']):.3f} of {read + count['missed']}"
        )
    figures = {field: (count["right"], count["other"], count["missed"]) for field, count in values.items()}
    assert figures == VALUES


def compare(sample: Sample, folder: Path, values: dict[str, Counter[str]]) -> None:
    """Read the sample as the guess says and count what the format's module reads otherwise."""
    seen = look(sample.write(folder)[0])
    document = guessed_document(guess(seen.header, seen.rows), seen)
    if "order_number" not in document["columns"]:
        return
    mapping = MappingFile.of(document, sample.format)
    path = folder / sample.tables[0].file_name
    source = None if "source" in document["columns"] else "hidden"
    read = {
        (item.facts.number, item.facts.source if source is None else None): item.facts
        for item in open_orders([path], mapping=mapping, source=source)
        if isinstance(item, OrderRead)
    }
    for expected in sample.expected:
        given = read.get((expected.number, expected.source if source is None else None))
        told = dict(said(given)) if given is not None else {}
        for field, value in said(expected):
            if value:
                count = values.setdefault(field, Counter())
                found = told.get(field, "")
                count["right" if found == value else "other" if found else "missed"] += 1


def said(facts: OrderFacts) -> Iterator[tuple[str, str]]:
    """Yield what is told of an order, field by field, without spaces."""
    for name in ("placed_at", "status_text", "total", "payment_method", "shipping_method"):
        value = getattr(facts, name)
        yield name, "" if value is None else str(value)
    for name in OF_A_PERSON:
        yield f"buyer.{name}", plain_text(facts.buyer, name)
    for name in ("name", "phones", "postal_code", "address"):
        yield f"recipient.{name}", "|".join(plain_text(each, name) for each in facts.recipients or ())
    for line in dataclasses.fields(LineFacts):
        if line.name != "line_id":
            texts = [str(getattr(each, line.name) or "") for each in facts.lines or ()]
            yield f"line.{line.name}", "|".join(texts).strip("|")


def plain_text(person: Person, name: str) -> str:
    value = getattr(person, name)
    text = "+".join(value) if isinstance(value, tuple) else value or ""
    return "".join(text.split())

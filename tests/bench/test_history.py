"""The invented history: the same each time, true to its truth, and read by the product as it is meant."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from bench.history.files import COLUMNS, FIELDS, Known, read_truth, write_history
from bench.history.orders import History
from bench.history.shuffle import Shuffle
from saleor_customer_mgmt.core.evidence import Field, usable_values
from saleor_customer_mgmt.core.gather import gather
from saleor_customer_mgmt.importers import OrderRead, open_orders
from saleor_customer_mgmt.importers.formats import neutral

COUNT = 2_000


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("history")
    write_history(COUNT, 1, folder / "history.csv", folder / "truth.csv")
    return folder / "history.csv", folder / "truth.csv"


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(files, tmp_path):
    size = write_history(COUNT, 1, tmp_path / "again.csv", tmp_path / "truth.csv")
    other = write_history(COUNT, 2, tmp_path / "other.csv", tmp_path / "other-truth.csv")

    assert (tmp_path / "again.csv").read_bytes() == files[0].read_bytes()
    assert (tmp_path / "truth.csv").read_bytes() == files[1].read_bytes()
    assert (tmp_path / "other.csv").read_bytes() != files[0].read_bytes()
    assert size.orders == other.orders == COUNT
    assert size.bytes == files[0].stat().st_size
    assert size.rows == len(_rows(files[0]))


def test_the_columns_are_those_of_the_neutral_format():
    assert sorted(COLUMNS) == sorted(neutral.FIELDS_OF_ORDERS)


@pytest.mark.parametrize("count", [1, 2, 3, 64, 1000])
def test_a_shuffle_gives_each_number_once(count):
    assert sorted(map(Shuffle(count, 1), range(count))) == list(range(count))


def test_a_shuffle_does_shuffle():
    assert list(map(Shuffle(1000, 1), range(1000))) != list(range(1000))


def test_no_order_is_without_its_truth(files):
    truth = list(read_truth(files[1]))

    names = [(known.source, known.number) for known in truth]
    assert len(set(names)) == COUNT
    assert dict.fromkeys((row["source"], row["order_number"]) for row in _rows(files[0])) == dict.fromkeys(
        names
    )


def test_people_are_nobodys_neighbours(files):
    """Telephone numbers of nobody, e-mail addresses of nobody, and house numbers that are too high."""
    for known in read_truth(files[1]):
        assert all(phone.startswith(("0900", "030")) for phone in known.values.get("phone", ()))
        assert all(
            address.endswith((".example", "@example.com", "@example.net", "@example.org"))
            or known.source == "amazon"
            for address in known.values.get("email", ())
        )


def test_most_people_buy_once_and_some_very_often():
    bought: dict[int, int] = defaultdict(int)
    for order in History(5_000):
        bought[order.person] += 1

    once = sum(count == 1 for count in bought.values())
    assert once > len(bought) / 2
    assert max(bought.values()) == 50


def test_habits_of_sources(files):
    told: dict[str, list[Known]] = defaultdict(list)
    for known in read_truth(files[1]):
        told[known.source].append(known)

    assert set(told) == {"saleor", "rakuten", "amazon", "yahoo", "aupay"}
    assert all("phone" not in known.values and "email" in known.values for known in told["amazon"])
    assert all("email" not in known.values for known in told["rakuten"] + told["aupay"])
    # The address that Amazon makes up is the same for each buyer.
    assert len({(known.person, known.values["email"]) for known in told["amazon"]}) == len(
        {known.person for known in told["amazon"]}
    )
    assert any("phone" not in known.values for known in told["rakuten"])


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_written_means_what_the_truth_says(files, field):
    """The product's normal forms are equal, and differ, for the same orders as the truth's values."""
    truth = {(known.source, known.number): known for known in read_truth(files[1])}
    forms_of: dict[frozenset[str], set[tuple[str, ...]]] = defaultdict(set)
    for item in open_orders([files[0]]):
        assert isinstance(item, OrderRead)
        known = truth.pop((item.facts.source, item.facts.number))
        forms = usable_values(gather(item.facts), Field(field))
        forms_of[frozenset(known.values.get(field, ()))].add(forms)
    assert not truth
    assert all(len(forms) == 1 for forms in forms_of.values())
    assert len({forms for (forms,) in forms_of.values()}) == len(forms_of)
    assert forms_of.get(frozenset(), {()}) == {()}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

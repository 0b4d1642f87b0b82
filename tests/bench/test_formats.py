"""The throughput of formats is measured on files that are read to what they are made of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench import report as page
from bench.formats import __main__ as command
from bench.formats.copies import copies_for, renumbered, write_copies
from bench.formats.measure import NothingLikeIt, Read, lines, measure, read_cells, read_orders
from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.importers import OrderRead, open_orders
from tests.samples import Sample, shopify, yahoo
from tests.samples.every import SAMPLES


@pytest.mark.parametrize(
    ("number", "copy", "expected"),
    [
        ("12", 0, "12"),
        ("12", 3, "3012"),
        ("#1001", 2, "#3001"),
        ("EX-1004/B", 1, "EX-2004/B"),
        ("249-0000001-0000031", 1, "249-0000001-0001031"),
        ("16-10000-00001", 100, "16-10001-00001"),
        ("99-99999-99999", 1, "00-00000-00999"),
        ("P170000000000000001", 20, "P170000000000020001"),
    ],
)
def test_numbers_count_on_in_their_form(number: str, copy: int, expected: str):
    assert renumbered(number, copy) == expected


def test_a_number_without_digits_cannot_count_on():
    with pytest.raises(ValueError, match="without digits: 'ABC'"):
        renumbered("ABC", 1)


@pytest.mark.parametrize("sample", [pytest.param(each, id=each.id) for each in SAMPLES])
def test_copies_are_the_sample_again_and_again(sample: Sample, tmp_path: Path):
    items = list(open_orders(write_copies(sample, 3, tmp_path)))
    orders = [item.facts for item in items if isinstance(item, OrderRead)]
    assert len(items) == len(orders) == 3 * len(sample.expected)
    assert len({(each.source, each.number) for each in orders}) == len(orders)
    assert orders[: len(sample.expected)] == sample.expected
    again = [named_as(each, was) for each, was in zip(orders, 3 * sample.expected, strict=True)]
    assert again == 3 * sample.expected


def named_as(facts: OrderFacts, was: OrderFacts) -> OrderFacts:
    """Return the facts with the other's number; that of an account is the member's, too."""
    buyer = replace(facts.buyer, member_id=was.buyer.member_id) if facts.is_account else facts.buyer
    return replace(facts, number=was.number, buyer=buyer)


def test_as_many_copies_as_are_needed():
    (table,) = shopify.SAMPLE.tables
    assert len(table.rows) == 8
    assert [copies_for(shopify.SAMPLE, rows) for rows in (1, 8, 9, 80)] == [1, 1, 2, 10]


def test_both_sides_read_the_same_files(tmp_path: Path):
    paths = write_copies(yahoo.SAMPLE, 5, tmp_path)
    assert read_orders(paths) == 5 * len(yahoo.SAMPLE.expected)
    assert read_cells(yahoo.SAMPLE, paths) == 5 * sum(len(t.rows) for t in yahoo.SAMPLE.tables) + 2


def test_each_round_has_both_sides(tmp_path: Path):
    found = measure(shopify.SAMPLE, 100, 3, tmp_path)
    assert (found.format, found.rows, found.columns) == ("shopify", 104, 79)
    assert [len(side) for side in (found.ours, found.theirs, found.ratios)] == [3, 3, 3]
    assert min(*found.ours, *found.theirs) > 0


def test_what_is_not_read_to_the_last_order_is_not_measured(tmp_path: Path):
    wrong = replace(shopify.SAMPLE, expected=shopify.SAMPLE.expected * 2)
    with pytest.raises(NothingLikeIt, match="shopify: 5 orders were read of 10"):
        measure(wrong, 8, 1, tmp_path)


def test_the_table_has_a_ratio_for_each_format():
    slow = Read("slow", 1000, 9, (4.0, 9.0, 6.0), (1.0, 3.0, 1.0))
    fast = Read("fast", 2000, 5, (1.0,), (1.0,))
    assert lines([slow, fast])[2:] == [
        "| `fast` | 5 | 2,000 | 2,000 | 2,000 | **1.0 ×** (1.0 to 1.0) |",
        "| `slow` | 9 | 1,000 | 167 | 1,000 | **4.0 ×** (3.0 to 6.0) |",
    ]


def test_the_command_prints_and_writes_only_when_asked_to(capsys, monkeypatch):
    written: list[tuple[list[str], str]] = []
    monkeypatch.setattr(command, "write", lambda told, begin: written.append((told, begin)))
    few = ["--rows", "8", "--rounds", "1", "--only", "shopify,yahoo"]

    assert command.main([*few, "--dry"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert written == []
    assert {line.split("`")[1] for line in printed if line.startswith("| `")} == {"shopify", "yahoo"}

    assert command.main(few) == 0
    ((told, begin),) = written
    assert (begin, told[0]) == (command.BEGIN, printed[0])


def test_a_format_that_is_not_there_is_refused(capsys):
    with pytest.raises(SystemExit):
        command.main(["--only", "shopify,nonesuch"])
    assert "no format nonesuch" in capsys.readouterr().err


def test_the_page_has_a_place_for_it(tmp_path: Path):
    copy = tmp_path / "benchmarks.md"
    copy.write_text(page.PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    page.write(["| a table |"], copy, begin=command.BEGIN)
    after = copy.read_text(encoding="utf-8")
    assert f"{command.BEGIN}\n\n| a table |\n\n{page.END}" in after

from __future__ import annotations

import string

import pytest

from saleor_customer_mgmt.cli.table import safe, table, width
from saleor_customer_mgmt.cli.words import money
from tests.cli.catalogue import PO, compile_mo, read_po, texts_in_code

ENTRIES = read_po(PO.read_text(encoding="utf-8"))


def test_every_text_of_the_command_line_has_a_translation():
    assert texts_in_code() - set(ENTRIES) == set()
    assert [ids for ids, said in ENTRIES.items() if not all(said)] == []


def test_the_compiled_catalogue_is_fresh():
    compiled = PO.with_suffix(".mo").read_bytes()

    assert compiled == compile_mo(ENTRIES), "stale: python -m tests.cli.catalogue"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_a_translation_has_the_same_places():
    translated = ((ids[-1], each) for ids, said in ENTRIES.items() for each in said if ids != ("",))

    assert [text for text, said in translated if fields(text) != fields(said)] == []


def test_wide_characters_take_two_columns():
    assert width("山田 ﾀﾛｳ A") == 4 + 1 + 3 + 2
    assert width("か\u3099") == 2
    assert table(["A", "N"], [["山田", "1"], ["x", "10"]], right=[1]) == ["A      N", "山田   1", "x     10"]


def test_empty_columns_are_left_out():
    assert table(["A", "B", "C"], [["1", "", "3"], ["4", "", "6"]]) == ["A  C", "1  3", "4  6"]


def test_control_characters_do_nothing():
    assert safe("a\x1b[2J\nb\u202ec\x7f") == "a\ufffd[2J\ufffdb\ufffdc\ufffd"


@pytest.mark.parametrize(
    ("totals", "shown"),
    [
        ({}, ""),
        ({"JPY": "12300"}, "12,300 JPY"),
        ({"USD": "1234.50", "JPY": "0"}, "0 JPY, 1,234.50 USD"),
        ({"USD": "-1.5000"}, "-1.50 USD"),
    ],
)
def test_money(totals, shown):
    assert money(totals) == shown

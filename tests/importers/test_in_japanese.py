"""Every reason for which rows are refused, and everything that is put right, has its Japanese."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from saleor_customer_mgmt import importers
from saleor_customer_mgmt.importers import in_japanese as module
from saleor_customer_mgmt.importers.in_japanese import in_japanese
from saleor_customer_mgmt.importers.malls import _TWO_SHOPS
from saleor_customer_mgmt.importers.overlap import UNCLEAR
from saleor_customer_mgmt.importers.repairs import DIGITS_LOST
from saleor_customer_mgmt.importers.table import _MARKED, _NOT_SHOWN

FOLDER = Path(importers.__file__).parent
# Where rows are refused, or put right, and by which calls; why a file as a whole is refused is not there.
SAYING = {
    "cells.py": {"ValueError"},
    "money.py": {"ValueError"},
    "repairs.py": {"CellFault", "note"},
    "people.py": {"_compared"},
    "records.py": {"replace", "return"},
    "table.py": {"reason", "problem"},
    "reading.py": {"reason", "what"},
}
ELSEWHERE = {
    "the column names cannot be read",
    "a second file begins here, in another encoding; import the two one after the other",
}


def _text(node: ast.expr | None) -> list[str]:
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=one, orelse=other):
            return [*_text(one), *_text(other)]
        case ast.JoinedStr(values=parts):
            whats = ("phone number", "postal code", "number of the member")
            names = [ast.unparse(p.value) for p in parts if isinstance(p, ast.FormattedValue)]
            fillings = whats if names == ["what"] else ("12,345",)
            return [
                "".join(str(p.value) if isinstance(p, ast.Constant) else filling for p in parts)
                for filling in fillings
            ]
    return []


def _said(file: str, calls: set[str]) -> set[str]:
    found: list[str] = []
    for node in ast.walk(ast.parse((FOLDER / file).read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id=name), args=given, keywords=named) if name in calls:
                found += [text for each in (*given, *(k.value for k in named)) for text in _text(each)]
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in calls:
                found += _text(value)
            case ast.Return(value=value) if "return" in calls:
                found += _text(value)
    return {text for text in found if " " in text}


@pytest.mark.parametrize("file", SAYING)
def test_what_is_said_of_rows_has_its_japanese(file: str) -> None:
    said = _said(file, SAYING[file]) - ELSEWHERE
    assert said
    assert {text for text in said if in_japanese(text) == text} == set()


@pytest.mark.parametrize("text", [UNCLEAR, DIGITS_LOST, _MARKED, _NOT_SHOWN, _TWO_SHOPS])
def test_texts_that_have_names(text: str) -> None:
    assert re.search("[ぁ-ん]", in_japanese(text))


def test_numbers_stay_what_they_are() -> None:
    assert (
        in_japanese("3 cells, but the file has 1,028 columns")
        == "セルが3個ありますが、ファイルの列は1,028個です"
    )


def test_what_nobody_has_said_in_japanese_stays() -> None:
    assert in_japanese("three cells, but the file has 4 columns") == "three cells, but the file has 4 columns"


def test_all_of_it_is_japanese() -> None:
    for words in module._WORDS.values():
        assert re.search("[ぁ-んァ-ヶ一-龠]", words), words

"""docs/conditions.md says what is there, and its examples are conditions."""

from __future__ import annotations

import json
import re
from itertools import takewhile
from pathlib import Path

import pytest

from saleor_customer_mgmt.core.conditions import (
    InvalidCondition,
    Op,
    Subject,
    describe,
    parse_condition_text,
)
from saleor_customer_mgmt.core.conditions.fields import FIELDS
from saleor_customer_mgmt.core.presets import PRESETS

PAGE = (Path(__file__).parents[3] / "docs" / "conditions.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```json\n(.*?)\n```", PAGE, re.DOTALL)
IN_CODE = set(re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)))


def first_cells(title: str) -> set[str]:
    """Return the names in the first column of the table below a title."""
    section = PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row.split("|")[1])}


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_is_a_condition_and_has_the_sentence_that_follows_it(example) -> None:
    condition = parse_condition_text(example, subject=Subject.ORDER)

    following = PAGE.partition(example)[2].removeprefix("\n```\n\n")
    lines = takewhile(lambda line: line.startswith(">"), following.splitlines())
    quoted = " ".join(line.lstrip("> ") for line in lines)
    said = [describe(condition, "en"), describe(condition, "ja")]
    assert quoted in {"", said[0], "  ".join(said)}


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 7
    assert PAGE.count("\n> ") > 3


def test_the_tables_name_every_field_comparison_parameter_and_preset() -> None:
    about = {subject: {name for name, f in FIELDS.items() if f.subject is subject} for subject in Subject}
    assert first_cells("Fields about the customer") == about[Subject.CUSTOMER]
    assert first_cells("Fields about the order") == about[Subject.ORDER]
    assert first_cells("Parameters") == {p.name for field in FIELDS.values() for p in field.parameters}
    assert first_cells("Shipped conditions") == set(PRESETS)
    assert set(Op) <= IN_CODE
    assert {choice for field in FIELDS.values() for choice in field.choices} <= IN_CODE


def test_which_parameters_a_field_takes() -> None:
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.split(" | ")]
        for name in re.findall(r"`((?:customer|order)\.\w+)`", cells[0]):
            if len(cells) == 4 and line.startswith("| `"):
                told = set(re.findall(r"`(\w+)`", cells[3]))
                assert (name, told) == (name, {p.name for p in FIELDS[name].parameters})


def test_what_it_says_is_refused_is_refused_so() -> None:
    told = re.findall(r"^\| `(\{.*?)`(?: in a group)? \| `(.*?)` \| (.*) \|$", PAGE, re.MULTILINE)
    assert len(told) == 5
    for shortened, path, message in told:
        numbers = '"field": "customer.purchase_count"'
        filling = {"between": numbers, "matches": '"field": "order.channel"'}
        named = next((text for op, text in filling.items() if op in shortened), '"field": "customer.groups"')
        rest = '"op": "equals", "value": 1, "currency": "JPY"'
        written = shortened.replace("{…,", f"{{{named},").replace("…}", f"{rest}}}")
        with pytest.raises(InvalidCondition) as raised:
            parse_condition_text(
                written, subject=Subject.CUSTOMER if "order.total" in written else Subject.ORDER
            )
        assert json.loads(written)
        assert [(f.path, f.message) for f in raised.value.faults] == [(path, message)]

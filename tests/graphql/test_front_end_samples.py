"""The front end's tests know conditions as they are."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.graphql.front_end_samples import FILE, FOLDER, samples, text


def test_the_samples_are_fresh() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "stale: python -m tests.graphql.front_end_samples"
    assert json.loads(text()) == samples()


@pytest.mark.parametrize("subject", ["ORDER", "CUSTOMER"])
def test_they_are_what_the_front_end_is_told(told: Any, subject: str) -> None:
    operations = (FOLDER / "graphql" / "conditions.graphql").read_text(encoding="utf-8")
    query = operations[operations.index("query ConditionFields") : operations.index("query ConditionCheck")]

    found = told(query, subject=subject)["customerMgmtConditionFields"]

    expected = samples()[subject]
    assert found["fields"] == expected["fields"]
    assert found["presets"] == expected["presets"]

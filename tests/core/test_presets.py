"""The shipped conditions: each holds where its name says, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from saleor_customer_mgmt.core.case import (
    Case,
    CustomerView,
    OrderView,
    PastOrder,
    customer_case,
)
from saleor_customer_mgmt.core.conditions import Language, Subject, describe, holds
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.presets import GROUPS, PRESETS, RULES
from saleor_customer_mgmt.core.traits import AddressVerdict, Traits
from tests.core.cases import case_at

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LETTERS = {"F": OrderStatus.FULFILLED, "C": OrderStatus.CANCELLED, "U": OrderStatus.UNFINISHED}


def case(letters: str, traits: Traits = Traits(), watch: str = "") -> Case:  # noqa: B008
    """Return the case of the last of these orders, oldest first."""
    history = [
        PastOrder(n, "saleor", str(n), NOW + timedelta(hours=n), LETTERS[letter], counts=letter == "F")
        for n, letter in enumerate(letters)
    ]
    return case_at(history, OrderView(history[-1], traits=traits), watch=watch.split())


def which(asked: Case) -> set[str]:
    return {preset.key for preset in RULES if holds(preset.condition, asked)}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (case("F"), set()),
        (case("FCUF"), {"bought_2_or_more"}),
        (case("FFFF"), {"bought_2_or_more"}),
        (case("FFFFF"), {"bought_2_or_more", "bought_5_to_10"}),
        (case("F" * 10), {"bought_2_or_more", "bought_5_to_10"}),
        (case("F" * 11), {"bought_2_or_more"}),
        (case("CCFF"), {"bought_2_or_more"}),
        (case("CUCCFUF"), {"bought_2_or_more", "cancelled_3_of_last_5"}),
        (case("CCCFFF"), {"bought_2_or_more"}),
        (case("CCC"), {"cancelled_3_of_last_5"}),
        (case("F", watch="watch"), {"watchlist_watch"}),
        (case("F", watch="block"), {"watchlist_block"}),
        (case("F", watch="watch block"), {"watchlist_block"}),
        (case("F", watch="victim"), {"victim"}),
        (case("F", Traits(address=AddressVerdict.UNKNOWN_POSTAL_CODE)), {"address_does_not_exist"}),
        (case("F", Traits(address=AddressVerdict.MISMATCH)), {"address_does_not_exist"}),
        (case("F", Traits(address=AddressVerdict.PLAUSIBLE)), set()),
        (case("F", Traits(address=AddressVerdict.UNCHECKED)), set()),
    ],
)
def test_rules(asked, expected) -> None:
    assert which(asked) == expected


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (CustomerView(), set()),
        (CustomerView(order_count=1, cancelled_count=1), set()),
        (CustomerView(purchase_count=1), {"new"}),
        (CustomerView(purchase_count=2), {"repeat"}),
        (CustomerView(purchase_count=4), {"repeat"}),
        (CustomerView(purchase_count=5), {"repeat", "vip"}),
        (CustomerView(purchase_count=1, totals={"JPY": Decimal(100_000)}), {"new", "vip"}),
        (CustomerView(purchase_count=1, totals={"JPY": Decimal("99999.99")}), {"new"}),
        (CustomerView(purchase_count=1, totals={"USD": Decimal(1000)}), {"new", "vip"}),
        (CustomerView(purchase_count=1, totals={"EUR": Decimal(1000)}), {"new", "vip"}),
        (CustomerView(purchase_count=1, totals={"GBP": Decimal(1000)}), {"new"}),
    ],
)
def test_groups(view, expected) -> None:
    asked = customer_case(replace(view), NOW)

    assert {preset.key for preset in GROUPS if holds(preset.condition, asked)} == expected


def test_each_has_a_key_of_its_own_and_a_name_and_a_sentence_in_each_language() -> None:
    assert len(PRESETS) == len(RULES) + len(GROUPS)
    assert {preset.subject for preset in RULES} == {Subject.ORDER}
    assert {preset.subject for preset in GROUPS} == {Subject.CUSTOMER}
    for language in Language:
        names = [preset.names[language] for preset in PRESETS.values()]
        assert len(set(names)) == len(names)
        assert all(describe(preset.condition, language) for preset in PRESETS.values())

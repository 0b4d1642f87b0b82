"""Dates with the name of their month."""

from __future__ import annotations

import pytest

from saleor_customer_mgmt.importers.month_names import in_digits


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Sep-18-26", "2026-9-18"),
        ("Sep-30-26 23:45:00", "2026-9-30 23:45:00"),
        ("26-May-26", "2026-5-26"),
        ("10-Dez-25", "2025-12-10"),
        ("1-Mär-25", "2025-3-1"),
        ("05-oct.-26", "2026-10-05"),
        ("5 févr. 2026", "2026-2-5"),
        ("Oct 5, 2026", "2026-10-5"),
        ("3-ago-19", "2019-8-3"),
    ],
)
def test_named_months(text: str, digits: str):
    assert in_digits(text) == digits


@pytest.mark.parametrize("text", ["", "2026-09-18 10:00", "09/18/2026", "Xyz-18-26", "Sep-18", "soon"])
def test_anything_else_stays(text: str):
    assert in_digits(text) == text

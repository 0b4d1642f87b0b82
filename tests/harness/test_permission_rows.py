"""The table that is shown on a real Saleor has a row for every field that is documented."""

from __future__ import annotations

from tests.saleor.permissions import FIELDS, documented


def test_every_documented_field_is_asked_for_on_a_real_saleor():
    assert set(FIELDS) == set(documented())

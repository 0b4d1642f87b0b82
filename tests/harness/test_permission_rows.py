"""The table that is shown on a real Saleor has a row for every field that is documented."""

from __future__ import annotations

from typing import Any

from saleor_customer_mgmt.graphql.schema import schema
from tests.saleor.permissions import FIELDS, OURS, documented


def test_every_documented_field_is_asked_for_on_a_real_saleor():
    assert set(FIELDS) == set(documented())


def test_every_root_field_is_told_from_saleors_own_by_the_name_of_its_type():
    def named(type_: Any) -> str:
        while hasattr(type_, "of_type"):
            type_ = type_.of_type
        return str(type_)

    roots = {**schema.get_query_type().fields, **schema.get_mutation_type().fields}

    assert {name for name, field in roots.items() if not named(field.type).startswith(OURS)} == set()

"""The tables of docs/normalising.md are true."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from saleor_customer_mgmt.core.evidence import Field, Trust, Value
from saleor_customer_mgmt.core.normalise import (
    address,
    birthday,
    company,
    email,
    kana,
    member_id,
    name,
    phone,
    postal_code,
)

PAGE = Path(__file__).parents[3] / "docs" / "normalising.md"

NORMALISERS: dict[str, Callable[..., Value]] = {
    Field.NAME: name.normalise,
    Field.KANA: kana.normalise,
    Field.EMAIL: email.normalise,
    Field.PHONE: phone.normalise,
    Field.POSTAL_CODE: postal_code.normalise,
    Field.ADDRESS: address.normalise,
    Field.BIRTHDAY: birthday.normalise,
    Field.COMPANY: company.normalise,
    Field.MEMBER_ID: member_id.normalise,
}


class Row(NamedTuple):
    field: str
    written: str
    country: str
    expected: str


def rows() -> list[Row]:
    found = []
    for section in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        heading, _, body = section.partition("\n")
        header: list[str] = []
        for line in body.splitlines():
            if not line.startswith("| "):
                continue
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not header:
                header = cells
                continue
            row = dict(zip(header, cells, strict=True))
            written = re.fullmatch("`(.*)`", row["written"])
            assert written, line
            found.append(Row(heading, written[1], row.get("country", ""), row["compared as"]))
    return found


def test_every_field_but_the_source_has_its_table():
    assert {row.field for row in rows()} == {*Field} - {Field.SOURCE} == {*NORMALISERS}


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.field}: {row.written}")
def test_row(row: Row):
    context = [row.country] if row.country else []

    value = NORMALISERS[row.field](row.written, *context)

    normal_form = re.fullmatch("`(.*)`", row.expected)
    if normal_form:
        assert (value.value, value.trust) == (normal_form[1], Trust.USABLE)
    else:
        assert value.trust is Trust(row.expected.strip("*"))
        assert not value.usable

"""People and addresses of any country."""

from __future__ import annotations

import pytest

from saleor_customer_mgmt.core.facts import Person
from saleor_customer_mgmt.importers.abroad import PersonAnywhere, address_of
from saleor_customer_mgmt.importers.countries import country_code
from saleor_customer_mgmt.importers.people import PersonColumns


@pytest.mark.parametrize(
    ("lines", "city", "state", "country", "address"),
    [
        (
            ["神宮前1-2-3", "サンプルビル101"],
            "渋谷区",
            "JP-13",
            "JP",
            "東京都渋谷区神宮前1-2-3 サンプルビル101",
        ),
        (["神宮前1-2-3"], "渋谷区", "JP13", None, "東京都渋谷区神宮前1-2-3"),
        (["神宮前1-2-3"], "渋谷区", "東京都", "", "東京都渋谷区神宮前1-2-3"),
        (["神宮前1-2-3"], "渋谷区", "JP-48", "JP", "渋谷区神宮前1-2-3"),
        (["神宮前1-2-3"], "渋谷区", "Tokyo", "JP", "東京都渋谷区神宮前1-2-3"),
        (["北一条西1-1-1"], "札幌市", "Hokkaidō", "JP", "北海道札幌市北一条西1-1-1"),
        (["梅田1-1-1"], "大阪市", "Osaka-fu", "JP", "大阪府大阪市梅田1-1-1"),
        (["天神1-1-1"], "福岡市", "Fukuoka Prefecture", "JP", "福岡県福岡市天神1-1-1"),
        (["天神1-1-1"], "福岡市", "Kyushu", "JP", "Kyushu福岡市天神1-1-1"),
        (["1-2-3 Jingumae"], "Shibuya-ku", "Tokyo", "JP", "1-2-3 Jingumae, Shibuya-ku, Tokyo"),
        (["1-2-3 Jingumae", ""], "Shibuya-ku", "JP-13", "JP", "1-2-3 Jingumae, Shibuya-ku"),
        (["1 Sample Street", "Apt 2"], "Springfield", "OR", "US", "1 Sample Street, Apt 2, Springfield, OR"),
        (["1 Sample Street"], None, None, None, "1 Sample Street"),
        (["信義路1號"], "台北市", "", "TW", "信義路1號, 台北市"),
        (["", ""], "", "", "", ""),
        ([None], None, None, None, None),
    ],
)
def test_addresses(
    lines: list[str | None], city: str | None, state: str | None, country: str | None, address: str | None
):
    assert address_of(lines, city, state, country) == address


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("jp", "JP"),
        ("Japan", "JP"),
        ("United States", "US"),
        ("Deutschland", "DE"),
        ("États-Unis", "US"),
        ("日本", "JP"),
        ("Atlantis", ""),
        ("", ""),
        (None, None),
    ],
)
def test_countries(text: str | None, code: str | None):
    assert country_code(text) == code


PERSON = PersonAnywhere(
    who=PersonColumns(name=("name",), phones=(("phone",),), postal_code=("zip",)),
    lines=("line 1", "line 2"),
    whole="street",
    city="city",
    state=("state", "state name"),
    country=("country",),
)


def test_an_apostrophe_that_protects_a_number_is_no_part_of_it():
    cells = {"name": "'t Hooft", "phone": "'+818000001234", "zip": "'0600001"}
    assert PERSON.read(cells.get) == Person(name="'t Hooft", phones=("+818000001234",), postal_code="0600001")


def test_the_street_in_one_piece_counts_where_its_lines_say_nothing():
    cells = {"line 1": "", "line 2": "", "street": "1 Sample Street, Apt 2", "city": "Springfield"}
    assert PERSON.read(cells.get).address == "1 Sample Street, Apt 2, Springfield"
    assert PERSON.read((cells | {"line 1": "2 Sample Street"}).get).address == "2 Sample Street, Springfield"


def test_columns():
    assert PERSON.columns() == {
        *("name", "phone", "zip", "line 1", "line 2", "street", "city", "state", "state name", "country")
    }

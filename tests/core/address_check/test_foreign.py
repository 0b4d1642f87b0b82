"""Postal codes outside Japan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_customer_mgmt.core.address_check.check import check, check_all
from saleor_customer_mgmt.core.address_check.foreign import judge
from saleor_customer_mgmt.core.address_check.verdict import AddressVerdict
from saleor_customer_mgmt.core.facts import Person
from saleor_customer_mgmt.core.sources import Profile

PLAUSIBLE, UNKNOWN, MISMATCH, UNCHECKED = (
    AddressVerdict.PLAUSIBLE,
    AddressVerdict.UNKNOWN_POSTAL_CODE,
    AddressVerdict.MISMATCH,
    AddressVerdict.UNCHECKED,
)
PALACE = Person(postal_code="100-0001", address="東京都千代田区千代田1-1")
NOWHERE = Person(postal_code="999-9999", address="東京都千代田区千代田1-1")
WRONG = Person(postal_code="100-0001", address="大阪府大阪市北区")
ROMAN = Person(postal_code="100-0001", address="Chiyoda-ku, Tokyo")


@pytest.mark.parametrize(
    ("country", "code", "address", "verdict"),
    [
        # The state behind, or before as Saleor keeps it, abbreviated or not.
        ("US", "10001", "350 5th Ave, New York, NY", PLAUSIBLE),
        ("US", "10001", "NY New York 350 5th Ave", PLAUSIBLE),
        ("US", "10001-1234", "350 5th Ave, New York", PLAUSIBLE),
        ("CA", "h3z2y7", "Montréal, Québec", PLAUSIBLE),
        ("AU", "2000", "1 George Street, Sydney NSW", PLAUSIBLE),
        ("BR", "01310100", "Av. Paulista, São Paulo, SP", PLAUSIBLE),
        ("US", "10001", "350 5th Ave, Austin, TX", MISMATCH),
        ("US", "10001", "TX Austin 350 5th Ave", MISMATCH),
        ("CA", "H3Z 2Y7", "Toronto, ON", MISMATCH),
        # A state's name may be a town's, and capitals say nothing.
        ("US", "64772", "1 Main Street, Nevada", UNCHECKED),
        ("US", "90036", "LA BREA AVE 12", UNCHECKED),
        ("US", "10001", "350 5th Ave", UNCHECKED),
        ("US", "10001", "", UNCHECKED),
        # Only the form is known.
        ("DE", "10117", "Berlin", UNCHECKED),
        ("DE", "D-10117", "Berlin", UNCHECKED),
        ("GB", "sw1a1aa", "London", UNCHECKED),
        ("PL", "00950", "Warszawa", UNCHECKED),
        ("TW", "10048", "臺北市中正區", UNCHECKED),
        ("DE", "1011A", "Berlin", UNKNOWN),
        ("US", "123", "New York, NY", UNKNOWN),
        ("GB", "QQ1 1AA", "London", UNKNOWN),
        # 02139 without its zero.
        ("US", "2139", "Cambridge, MA", UNCHECKED),
        # No codes there, or no country.
        ("HK", "999077", "Central", UNCHECKED),
        ("ZZ", "1", "", UNCHECKED),
        ("XX", "1", "", UNCHECKED),
        ("JAPAN", "1", "", UNCHECKED),
        ("../ALL", "1", "", UNCHECKED),
        ("US", " ", "", UNCHECKED),
    ],
)
def test_table(country: str, code: str, address: str, verdict: AddressVerdict) -> None:
    assert judge(country, code, address, country_told=True) is verdict


def test_a_strange_code_of_a_country_that_nobody_named_is_not_judged() -> None:
    assert judge("US", "123", "New York, NY", country_told=False) is UNCHECKED


@given(st.sampled_from(["US", "GB", "CA", "BR", "PL", "KR", "??"]), st.text(), st.text(), st.booleans())
def test_no_text_breaks_it(country: str, code: str, address: str, told: bool) -> None:
    assert isinstance(judge(country, code, address, country_told=told), AddressVerdict)


@pytest.mark.parametrize(
    ("person", "verdict"),
    [
        (PALACE, PLAUSIBLE),
        (Person(), None),
        (Person(postal_code=" ", address=""), None),
        (Person(address="東京都千代田区"), UNCHECKED),
        (Person(postal_code="100-0001"), UNCHECKED),
        (Person(postal_code="10001", address="New York, NY", country="US"), PLAUSIBLE),
        (Person(postal_code="10001", address="New York, NY", country=" us "), PLAUSIBLE),
        # The shop is in Japan and the order names no country: the code may be a foreign one.
        (Person(postal_code="SW1A 1AA", address="London"), UNCHECKED),
        (Person(postal_code="SW1A 1AA", address="London", country="JP"), UNKNOWN),
    ],
)
def test_whose_rules_apply(person: Person, verdict: AddressVerdict | None) -> None:
    assert check(person, "shop", Profile()) is verdict


@pytest.mark.parametrize(
    ("people", "verdict"),
    [
        ([], None),
        ([Person(), Person()], None),
        ([PALACE, Person()], PLAUSIBLE),
        ([PALACE, ROMAN], UNCHECKED),
        ([PALACE, ROMAN, WRONG], MISMATCH),
        ([WRONG, NOWHERE, PALACE], UNKNOWN),
    ],
)
def test_the_worst_of_several_addresses_counts(people: list[Person], verdict: AddressVerdict | None) -> None:
    assert check_all(people, "shop", Profile()) is verdict

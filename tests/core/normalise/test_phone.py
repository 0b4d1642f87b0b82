"""Telephone numbers: regions, the fast way, fillers."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_customer_mgmt.core.evidence import Trust
from saleor_customer_mgmt.core.normalise import phone
from saleor_customer_mgmt.core.normalise.outcome import Note

# As dialled in Japan; 010 begins a call abroad.
DIALLED = st.from_regex(r"0(?!10)[1-9][0-9]{8,9}", fullmatch=True)


@given(DIALLED)
def test_the_fast_way_gives_the_librarys_answer(digits: str):
    value = phone.normalise(digits)
    parsed = phonenumbers.parse(digits, "JP")

    if value.usable:
        assert value.value == phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
        assert phonenumbers.is_possible_number(parsed)
    elif value.trust is Trust.INVALID:
        assert not phonenumbers.is_valid_number(parsed)


@given(DIALLED, st.sampled_from(["+81{}", "+81 {}", "81{}", "0081-{}", "+81 (0){}", "+810{}", "010-81-{}"]))
def test_from_abroad_it_is_the_same_number(digits: str, written: str):
    assert phone.normalise(written.format(digits[1:])).value == phone.normalise(digits).value


@given(DIALLED)
def test_every_number_that_the_library_knows_is_usable_or_a_filler(digits: str):
    if phonenumbers.is_valid_number(phonenumbers.parse(digits, "JP")):
        assert phone.normalise(digits).trust in {Trust.USABLE, Trust.PLACEHOLDER}


@given(
    st.integers(min_value=1, max_value=9999),
    st.sampled_from(["03", "06", "090", "080", "070", "050", "0120-000"]),
)
def test_numbers_of_invented_people_are_usable(number: int, prefix: str):
    middle = "" if "-" in prefix else "-0000"
    written = f"{prefix}{middle}-{number:04}" if middle else f"{prefix}-{number % 999 + 1:03}"

    assert phone.normalise(written).usable


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("9000000001", "+819000000001"),
        ("8000000001", "+818000000001"),
        ("7000000001", "+817000000001"),
        ("5000000001", "+815000000001"),
        ("300000001", "+81300000001"),
        ("465000001.0", "+81465000001"),
    ],
)
def test_a_lost_zero_comes_back_with_a_note(raw: str, expected: str):
    value = phone.normalise(raw)

    assert (value.value, value.note) == (expected, Note.ZERO_RESTORED)
    assert phone.normalise(raw, "US").value != expected


@pytest.mark.parametrize(
    "raw",
    [
        "0",
        "00000000000",
        "000-0000-0000",
        "111-1111-1111",
        "999-9999-9999",
        "1234567890",
        "0123456789",
        "03-0000-0000",
        "06-0000-0000",
        "090-0000-0000",
        "0120-000-000",
        "0465-00-0000",
        "045-000-0000",
        "+81 90 0000 0000",
    ],
)
def test_fillers(raw: str):
    assert phone.normalise(raw).trust is Trust.PLACEHOLDER


@pytest.mark.parametrize(
    "raw", ["03-1000-0000", "045-100-0000", "03-0000-1000", "090-1000-0000", "03-1234-5678", "09012345678"]
)
def test_round_numbers_are_numbers(raw: str):
    assert phone.normalise(raw).usable


@pytest.mark.parametrize(
    "raw",
    [
        "12345",
        "090-0000-000",
        "050-0000-000",
        "090-0000-00001",
        "0000-1111-2222",
        "なし",
        "03-0000-000A",
        "03-0000-0001/03-0000-0002",
        "9.01E+09",
    ],
)
def test_no_numbers(raw: str):
    assert phone.normalise(raw).trust is Trust.INVALID


def test_the_region_decides_where_a_number_is_at_home():
    assert phone.normalise("(650) 555-0100", "US").value == "+16505550100"
    assert phone.normalise("650-555-0100", "JP").trust is Trust.INVALID
    assert phone.normalise("+1 650 555 0100", "JP").value == "+16505550100"
    assert phone.normalise("650-555-0100", "").trust is Trust.INVALID


def test_an_extension_is_dropped_with_a_note():
    for raw in (
        "03-0000-0001 内線12",
        "03-0000-0001 ext. 12",
        "03-0000-0001(内線 12)",
        "03-0000-0001x12",
        "03-0000-0001#12",
    ):
        assert (phone.normalise(raw).value, phone.normalise(raw).note) == (
            "+81300000001",
            Note.EXTENSION_DROPPED,
        )

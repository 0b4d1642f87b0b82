"""What single cells mean."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.cells import JAPAN


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-01-02 03:04:05", datetime(2024, 1, 2, 3, 4, 5, tzinfo=JAPAN)),
        ("2024/1/2 3:04", datetime(2024, 1, 2, 3, 4, tzinfo=JAPAN)),
        ("2024/1/2", datetime(2024, 1, 2, tzinfo=JAPAN)),
        ("2024年1月2日 3:04", datetime(2024, 1, 2, 3, 4, tzinfo=JAPAN)),
        ("２０２４／１／２　３：０４", datetime(2024, 1, 2, 3, 4, tzinfo=JAPAN)),
        ("2024-01-02T03:04:05Z", datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2024-01-02T03:04:05.678+0900", datetime(2024, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=9)))),
        ("2025-10-02 17:09:34 -0300", datetime(2025, 10, 2, 17, 9, 34, tzinfo=timezone(-timedelta(hours=3)))),
        ("0000-00-00", None),
        ("0000/00/00 00:00:00", None),
        ("", None),
    ],
)
def test_moments(text: str, moment: datetime | None):
    found = cells.moment(text, JAPAN)
    assert found == moment
    assert (found and found.utcoffset()) == (moment and moment.utcoffset())


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1080", 1080),
        ("1,080", 1080),
        ("¥1,080", 1080),
        ("￥１，０８０", 1080),
        ("1,080円", 1080),
        ("1500.0", 1500),
        ("0", 0),
        ("10.50", Decimal("10.5")),
        ("", None),
    ],
)
def test_amounts(text: str, amount: Decimal | int | None):
    assert cells.amount(text) == amount


def test_sentinels_are_no_amounts_where_they_may_occur_and_refused_elsewhere():
    assert cells.amount("-99999", sentinels=True) is None
    assert cells.amount("-9999", sentinels=True) is None
    for text in ("-99999", "-9999"):
        with pytest.raises(ValueError, match="below zero"):
            cells.amount(text)
    with pytest.raises(ValueError, match="below zero"):
        cells.amount("-9998", sentinels=True)
    assert cells.amount("-100", signed=True) == -100


@pytest.mark.parametrize(
    ("parts", "phone"),
    [
        (("090", "0000", "1001"), "090-0000-1001"),
        (("90", "0", "1"), "090-0000-0001"),
        (("3", "0", "12"), "03-0000-0012"),
        (("11", "0", "1"), "011-000-0001"),
        (("999", "9999", "9999"), "999-9999-9999"),
        (("000", "0000", "0000"), "000-0000-0000"),
        (("", "0300000001", ""), "0300000001"),
        (("03", "", "00000001"), "03-00000001"),
        (("+81", "90", "1"), "+81-90-1"),
        (("3", "00000", "1"), "3-00000-1"),
        (("", "", ""), ""),
        ((None, "0000", None), "0000"),
        ((None, None, None), None),
    ],
)
def test_phones_in_parts(parts: tuple[str | None, ...], phone: str | None):
    assert cells.phone_in_parts(*parts) == phone


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("100", "0005"), "100-0005"),
        (("60", "1"), "060-0001"),
        (("1000005", ""), "1000005"),
        (("", ""), ""),
        ((None, None), None),
        ((), None),
        (("1000005",), "1000005"),
    ],
)
def test_postal_codes_in_parts(parts: tuple[str | None, ...], code: str | None):
    assert cells.postal_code_in_parts(*parts) == code


def test_not_told_and_none_differ():
    assert cells.several([None, None]) is None
    assert cells.several([None, ""]) == ()
    assert cells.several(["a", "", "b", "a"]) == ("a", "b")
    assert cells.joined([None, None]) is None
    assert cells.joined([None, ""]) == ""
    assert cells.joined(["a", "", "b"], " ") == "a b"

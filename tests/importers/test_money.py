"""Amounts of money with the sign of their currency."""

from __future__ import annotations

from decimal import Decimal

import pytest

from saleor_customer_mgmt.importers.money import each_of, money


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("1234.50", "1234.50", None),
        ("29.000000", "29", None),
        ("12.500", "12.5", None),
        ("1,234", "1234", None),
        ("12,50", "12.5", None),
        ("$1,234.50", "1234.5", "USD"),
        ("US $5.00", "5", "USD"),
        ("AU $3,013.00", "3013", "AUD"),
        ("EUR 90,00", "90", "EUR"),
        ("1 234,50 €", "1234.5", "EUR"),
        ("1\u202f234,50\u00a0€", "1234.5", "EUR"),
        ("1.234,50 €", "1234.5", "EUR"),
        ("1.234 €", "1234", "EUR"),
        ("£1,234,567.89", "1234567.89", "GBP"),
        ("¥1,080", "1080", "JPY"),
        ("￥１，０８０", "1080", "JPY"),
        ("1,080円", "1080", "JPY"),
        ("CHF 1’234.50", "1234.5", "CHF"),
        ("1.234.567 zł", "1234567", "PLN"),
        ("KWD 1.234", "1.234", "KWD"),
    ],
)
def test_what_is_printed(text: str, amount: str, currency: str | None):
    assert money(text, dollar="USD") == (Decimal(amount), currency)


def test_signs_of_which_nobody_knows_whose_they_are():
    assert money("$5.00") == (Decimal(5), None)
    assert money("5,00 kr.") == (Decimal(5), None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not a number"),
        ("free", "not a number"),
        ("-5", "below zero"),
        ("$-5.00", "below zero"),
        ("5.00- €", "below zero"),
        ("5 %", "not a number with the sign of a currency"),
        ("5 pieces", "not a number with the sign of a currency"),
        ("1.2.3", "points and commas contradict each other"),
        ("12,345,67", "points and commas contradict each other"),
        ("1,234.567,89", "points and commas contradict each other"),
        ("1000000000000000", "not a number that can be an amount"),
    ],
)
def test_what_is_no_amount_is_refused_without_repeating_it(text: str, reason: str):
    with pytest.raises(ValueError, match=reason) as refused:
        money(text)
    assert not text or text not in str(refused.value)


@pytest.mark.parametrize(
    ("price", "quantity", "each"),
    [("2160", 2, "1080"), ("1000", 3, "333.33"), ("0", 4, "0"), ("0.01", 2, "0.005"), ("5", 0, None)],
)
def test_the_price_of_one_piece(price: str, quantity: int, each: str | None):
    assert each_of(Decimal(price), quantity) == (None if each is None else Decimal(each))

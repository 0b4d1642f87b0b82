"""Words for the state of an order."""

from __future__ import annotations

import pytest

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.importers.statuses import status_of


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Completed", OrderStatus.FULFILLED),
        ("shipped", OrderStatus.FULFILLED),
        ("PARTIALLY_FULFILLED", OrderStatus.PLACED),
        ("on hold", OrderStatus.PLACED),
        ("paid", OrderStatus.PLACED),
        ("canceled", OrderStatus.CANCELLED),
        ("ｷｬﾝｾﾙ", OrderStatus.CANCELLED),
        ("キャンセル済み", OrderStatus.CANCELLED),
        ("キャンセル受付中", OrderStatus.PLACED),
        ("返品", OrderStatus.RETURNED),
        ("refunded", OrderStatus.RETURNED),
        ("draft", OrderStatus.UNFINISHED),
        ("何か", OrderStatus.PLACED),
        ("", None),
        (None, None),
    ],
)
def test_words(word: str | None, status: OrderStatus | None):
    assert status_of(word) is status


def test_a_shops_own_words_come_first():
    assert status_of("Paid", {"paid": OrderStatus.FULFILLED}) is OrderStatus.FULFILLED

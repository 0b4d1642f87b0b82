"""What each market's codes and words for the state of an order mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.importers import OrderRead, open_orders
from tests.samples import Cells, Table

P, F, C, R = OrderStatus.PLACED, OrderStatus.FULFILLED, OrderStatus.CANCELLED, OrderStatus.RETURNED

RAKUTEN = {"100": P, "200": P, "300": P, "400": P, "500": F, "600": F, "700": F, "800": P, "900": C, "950": P}
RAKUTEN_OLD = {
    "新規受付": P,
    "発送待ち": P,
    "保留": P,
    "店独自": P,
    "発送後入金待ち": F,
    "処理済": F,
    "キャンセル": C,
}
YAHOO = {"1": P, "2": P, "3": P, "4": C, "5": F}
AUPAY = {"新規受付": P, "キャンセル受付中": P, "審査NG": C, "キャンセル": C, "完了": F, "発送後入金待ち": F}
AMAZON = {
    "Pending": P,
    "Unshipped": P,
    "PartiallyShipped": P,
    "Shipped": F,
    "Shipped - Delivered to Buyer": F,
    "Shipped - Returned to Seller": R,
    "Shipped - Rejected by Buyer": R,
    "Cancelled": C,
}
KINDS: list[tuple[str, str, Cells, dict[str, OrderStatus]]] = [
    ("rakuten.csv", "ステータス", {"注文番号": "299999-20240108-0000000001"}, RAKUTEN),
    ("rakuten-old.csv", "受注ステータス", {"受注番号": "299999-20150303-0012345678"}, RAKUTEN_OLD),
    ("yahoo-orders.csv", "OrderStatus", {"OrderId": "10000001"}, YAHOO),
    ("aupay.csv", "orderStatus", {"orderId": "500000001"}, AUPAY),
    ("amazon-all-orders.tsv", "order-status", {"amazon-order-id": "503-0000001-0000001"}, AMAZON),
]


@pytest.mark.parametrize(
    ("file", "row", "status"),
    [
        pytest.param(file, number | {column: word}, status, id=f"{file}-{word}")
        for file, column, number, words in KINDS
        for word, status in {**words, "": None}.items()
    ],
)
def test_states(tmp_path: Path, file: str, row: Cells, status: OrderStatus | None):
    path = tmp_path / file
    path.write_bytes(Table(file, [row]).text().encode("cp932"))
    (order,) = open_orders([path])
    assert isinstance(order, OrderRead)
    assert order.facts.status is status


@pytest.mark.parametrize(
    ("file", "column", "number"),
    [
        ("rakuten.csv", "注文番号", "合計"),
        ("rakuten.csv", "注文番号", "12345"),
        ("amazon.tsv", "order-id", "5.80293E+13"),
        ("amazon.tsv", "order-id", "S01-1234567-1234567"),
        ("yahoo-orders.csv", "OrderId", "total amount"),
        ("aupay.csv", "orderId", "合計"),
    ],
)
def test_numbers_that_the_market_never_gives(tmp_path: Path, file: str, column: str, number: str):
    path = tmp_path / file
    path.write_bytes(Table(file, [{column: number}]).text().encode("cp932"))
    (refused,) = open_orders([path])
    assert not isinstance(refused, OrderRead)
    assert (refused.line, refused.column, refused.order_number) == (2, column, "")

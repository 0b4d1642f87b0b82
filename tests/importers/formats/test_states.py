"""What each market's codes and words for the state of an order mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.importers import OrderRead, open_orders
from tests.samples import Cells, Table

P, F, C, R = OrderStatus.PLACED, OrderStatus.FULFILLED, OrderStatus.CANCELLED, OrderStatus.RETURNED
U = OrderStatus.UNFINISHED

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
ECCUBE = {"1": P, "3": C, "4": P, "5": F, "6": P, "7": U, "8": U, "9": R, "10": P}
ECCUBE_NAMES = {
    "新規受付": P,
    "注文取消し": C,
    "対応中": P,
    "発送済み": F,
    "決済処理中": U,
    "返品": R,
    "店独自": P,
}
ECCUBE_2 = {"1": P, "2": P, "3": C, "4": P, "5": F, "6": P, "7": U, "発送済み": F, "キャンセル": C, "8": P}
BASE = {"未対応": P, "対応中": P, "入金待ち": P, "発送済み": F, "キャンセル": C, "キャンセル済み": C}
STORES = {"入金待ち": P, "未発送": P, "発送済み": F, "キャンセル": C}
COLORME_SENT = {"未発送": P, "発送済": F, "キャンセル": C}
COLORME_PAID = {"未入金": P, "入金済": P, "全額返金済": R, "キャンセル": C}
MAKESHOP = {"未処理": P, "配送": F, "注文キャンセル": C, "返送": R, "店独自": P}
QOO10 = {
    "配送待ち": P,
    "配送要請": P,
    "配送準備": P,
    "配送中": F,
    "配送完了": F,
    "キャンセル要請": P,
    "キャンセル中": P,
    "キャンセル完了": C,
    "未納の注文のキャンセル": C,
    "返品要請": F,
    "返品完了": R,
    "未受取返金完了": R,
}
NEXTENGINE = {
    "新規受付": P,
    "納品書印刷待ち": P,
    "納品書印刷済み": P,
    "出荷確定済（完了）": F,
    "キャンセル": C,
}
NEXTENGINE_VALID = {
    "0": P,
    "有効な受注です。": P,
    "有効": P,
    "1": C,
    "在庫不足によりキャンセル": C,
    "同梱によるキャンセル": P,
}
SUKENEKO = {
    "新規受注": P,
    "発送待ち": P,
    "キャンセル待ち": P,
    "発送済": F,
    "完了": F,
    "キャンセル": C,
    "注文キャンセル": C,
}
_SLIP = {"伝票番号": "5001", "受注番号": "299999-20240108-0000000001"}
KINDS: list[tuple[str, str, Cells, dict[str, OrderStatus]]] = [
    ("rakuten.csv", "ステータス", {"注文番号": "299999-20240108-0000000001"}, RAKUTEN),
    ("rakuten-old.csv", "受注ステータス", {"受注番号": "299999-20150303-0012345678"}, RAKUTEN_OLD),
    ("yahoo-orders.csv", "OrderStatus", {"OrderId": "10000001"}, YAHOO),
    ("aupay.csv", "orderStatus", {"orderId": "500000001"}, AUPAY),
    ("amazon-all-orders.tsv", "order-status", {"amazon-order-id": "503-0000001-0000001"}, AMAZON),
    ("eccube.csv", "対応状況(ID)", {"注文番号": "1011"}, ECCUBE),
    ("eccube-40.csv", "対応状況(名称)", {"注文番号": "1011"}, ECCUBE_NAMES),
    ("eccube2.csv", "対応状況", {"注文番号": "301"}, ECCUBE_2),
    ("base.csv", "発送状況", {"注文ID": "0123456789ABCDEF"}, BASE),
    ("stores.csv", "ステータス", {"オーダー番号": "4314438000"}, STORES),
    ("colorme.csv", "発送状態", {"売上ID": "12340001"}, COLORME_SENT),
    ("colorme.csv", "入金状態", {"売上ID": "12340001"}, COLORME_PAID),
    ("makeshop.csv", "処理状況", {"注文番号": "P170000000000000001"}, MAKESHOP),
    ("qoo10.csv", "配送状態", {"カート番号": "300000001", "注文番号": "9000000001"}, QOO10),
    ("nextengine.csv", "受注状態", _SLIP, NEXTENGINE),
    ("nextengine.csv", "キャンセル区分", _SLIP, NEXTENGINE_VALID),
    ("sukeneko.csv", "最終ステータス", {"受注ルート": "楽天", "受注番号": _SLIP["受注番号"]}, SUKENEKO),
]


@pytest.mark.parametrize(
    ("file", "row", "status"),
    [
        pytest.param(file, number | {column: word}, status, id=f"{file}-{column}-{word}")
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
        ("stores.csv", "オーダー番号", "4.31E+09"),
        ("stores.csv", "オーダー番号", "AB-1"),
        ("makeshop.csv", "注文番号", "12345"),
        ("qoo10.csv", "カート番号", "3.00E+08"),
        ("sukeneko.csv", "受注番号", "5.80293E+13"),
    ],
)
def test_numbers_that_the_market_never_gives(tmp_path: Path, file: str, column: str, number: str):
    path = tmp_path / file
    path.write_bytes(Table(file, [{column: number}]).text().encode("cp932"))
    (refused,) = open_orders([path])
    assert not isinstance(refused, OrderRead)
    assert (refused.line, refused.column, refused.order_number) == (2, column, "")
